/** PB8: random lives of blobs, with crashes between any two steps, against a model that fits on one page. */
import { randomUUID } from 'node:crypto';
import { seededRandom } from '../../../src/domain/random.ts';
import {
  blobName,
  createAnswerStore,
  type Swept,
  storeBytes,
  sweepObjects,
} from '../../../src/features/storage/storage.ts';
import { announceBlobs } from '../../../src/features/storage/store-blob.queries.ts';
import { addAsset, addResult } from '../../kit/stored-files.ts';
import type { ProofCase, ProofRow } from '../../prove/row.types.ts';
import { contentOf, openStorageRig, type StorageRig } from './storage-rig.ts';

const contents = Array.from({ length: 24 }, (_, number) => contentOf(number));
/** Hours that pass at once; no sum of them is a whole day, where the model and the clock could differ. */
const stepHours = 7;
const daysToPurge = 30;

type Name = {
  readonly hash: string;
  readonly kind: 'asset' | 'result' | 'answer';
  readonly id: string;
  endsAt: number | null;
};
type Model = {
  hours: number;
  /** When it was last seen without a name; null: it has one. */
  readonly rows: Map<string, number | null>;
  readonly objects: Set<string>;
  readonly names: Map<string, Name>;
};

const isNamed = (model: Model, hash: string): boolean => [...model.names.values()].some((name) => name.hash === hash);

/** What a sweep does, and says it does. */
const sweepModel = (model: Model): readonly string[] => {
  const done: string[] = [];
  for (const [key, { kind, endsAt }] of model.names)
    if (endsAt !== null && endsAt < model.hours) {
      model.names.delete(key);
      done.push(`${kind} ${key}`);
    }
  for (const [hash, since] of model.rows) {
    if (isNamed(model, hash)) model.rows.set(hash, null);
    else if (since === null) {
      model.rows.set(hash, model.hours);
      done.push(`orphan-found ${hash}`);
    } else if (since < model.hours - 24) {
      model.rows.delete(hash);
      model.objects.delete(hash);
      done.push(`blob ${hash}`);
    }
  }
  for (const hash of model.objects)
    if (!model.rows.has(hash)) {
      model.rows.set(hash, model.hours);
      done.push(`stray-found ${hash}`);
    }
  return done.sort();
};

const said = (swept: readonly Swept[]): readonly string[] => swept.map(({ kind, name }) => `${kind} ${name}`).sort();

const compare = (what: string, real: readonly string[], expected: readonly string[]): void => {
  const [extra, missing] = [
    real.filter((one) => !expected.includes(one)),
    expected.filter((one) => !real.includes(one)),
  ];
  if (extra.length + missing.length > 0 || real.length !== expected.length)
    throw new Error(`${what}: too many ${extra.join(', ') || 'none'}; too few ${missing.join(', ') || 'none'}`);
};

const objectsIn = async ({ objects }: StorageRig): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const { name } of objects.list('blobs/')) found.push(name.slice('blobs/'.length));
  return found.sort();
};

/** Time passes for everything that has a time. */
const age = (rig: StorageRig): Promise<void> =>
  rig.database.asStudio(async (query) => {
    const { sql } = await import('kysely');
    const hours = sql`make_interval(hours => ${stepHours})`;
    await sql`update workprint.blobs set orphaned_at = orphaned_at - ${hours}`.execute(query);
    await sql`update workprint.job_results set expires_at = expires_at - ${hours}`.execute(query);
    await sql`update workprint.assets set deleted_at = deleted_at - ${hours}`.execute(query);
    await sql`update workprint.answers set used_at = used_at - ${hours}`.execute(query);
  });

const remove = (rig: StorageRig, { kind, id }: Name): Promise<unknown> =>
  rig.database.asStudio((query) => {
    if (kind === 'asset') return query.deleteFrom('workprint.assets').where('id', '=', id).execute();
    if (kind === 'result') return query.deleteFrom('workprint.job_results').where('job_id', '=', id).execute();
    return query.deleteFrom('workprint.answers').where('key', '=', id).execute();
  });

const live = async (rig: StorageRig, seed: number, steps: number) => {
  const random = seededRandom('orphans', seed);
  const below = (count: number): number => Math.floor(random() * count);
  const model: Model = { hours: 0, rows: new Map(), objects: new Set(), names: new Map() };
  const answers = createAnswerStore(rig.database);
  const facts = { swept_blobs: 0, crashes: 0, sweeps: 0 };

  const announce = (hash: string): void => {
    if (!model.rows.has(hash) || model.rows.get(hash) !== null) model.rows.set(hash, model.hours);
  };
  const store = async (at: number): Promise<void> => {
    const { bytes, blob } = contents[at] as (typeof contents)[number];
    await storeBytes(rig, bytes, blob);
    announce(blob.sha256);
    model.objects.add(blob.sha256);
  };
  const name = (at: number, kind: Name['kind'], id: string, key: string, endsAt: number | null): void => {
    const hash = (contents[at] as (typeof contents)[number]).blob.sha256;
    model.names.set(key, { hash, kind, id, endsAt });
    model.rows.set(hash, null);
  };
  const sweep = async (): Promise<void> => {
    const foretold = said(await sweepObjects(rig, { isDryRun: true }));
    const before = await objectsIn(rig);
    const real = said(await sweepObjects(rig));
    const named = new Set(
      [...model.names.values()]
        .filter(({ endsAt }) => endsAt === null || endsAt >= model.hours)
        .map(({ hash }) => hash),
    );
    const expected = sweepModel(model);
    compare('the sweep', real, expected);
    compare('the dry run', foretold, expected);
    const after = await objectsIn(rig);
    compare('the store', after, [...model.objects].sort());
    for (const hash of before)
      if (named.has(hash) && !after.includes(hash)) throw new Error(`${hash} was named and is gone.`);
    facts.swept_blobs += real.filter((one) => one.startsWith('blob ')).length;
    facts.sweeps++;
  };

  for (let step = 0; step < steps; step++) {
    const at = below(contents.length);
    const { bytes, blob } = contents[at] as (typeof contents)[number];
    const dice = below(100);
    if (dice < 16) {
      await store(at);
      const id = await addAsset(rig, blob, 'a');
      name(at, 'asset', id, id, null);
    } else if (dice < 24) {
      await store(at);
      const hours = stepHours * (1 + below(6)) - 1;
      const id = await addResult(rig, blob, { kind: 'video', expiresInMs: hours * 3_600_000 });
      name(at, 'result', id, `${id}:video`, model.hours + hours);
    } else if (dice < 34) {
      await store(at);
      const key = randomUUID();
      const record = { step: 's', version: 1, label: 'l', answer: blob, tookMs: 1, costMicros: 0 };
      if (!(await answers.keep(key, record, [blob]))) throw new Error('an answer was not kept');
      name(at, 'answer', key, key, model.hours + 24 * daysToPurge);
    } else if (dice < 55) {
      const all = [...model.names];
      const [key, one] = all[below(all.length)] ?? [];
      if (key !== undefined && one) {
        await remove(rig, one);
        model.names.delete(key);
      }
    } else if (dice < 60) {
      const assets = [...model.names.values()].filter((one) => one.kind === 'asset' && one.endsAt === null);
      const one = assets[below(assets.length)];
      if (one) {
        await rig.database.asStudio((query) =>
          query.updateTable('workprint.assets').set({ deleted_at: new Date() }).where('id', '=', one.id).execute(),
        );
        one.endsAt = model.hours + 24 * daysToPurge;
      }
    } else if (dice < 66) {
      await rig.database.asStudio((query) => announceBlobs(query, [blob])); // died before the bytes
      announce(blob.sha256);
      facts.crashes++;
    } else if (dice < 72) {
      await store(at); // died before the row
      facts.crashes++;
    } else if (dice < 76) {
      await rig.objects.put(blobName(blob.sha256), bytes, 'text/plain'); // a row that a restore did not bring back
      model.objects.add(blob.sha256);
      facts.crashes++;
    } else if (dice < 79 && !isNamed(model, blob.sha256)) {
      await rig.objects.remove(blobName(blob.sha256)); // a sweep that died before its commit
      model.objects.delete(blob.sha256);
      facts.crashes++;
    } else if (dice < 94) {
      await age(rig);
      model.hours += stepHours;
    } else await sweep();
  }
  await sweep();
  return facts;
};

export const orphans: ProofRow = {
  id: 'PB8',
  promise: 'A sweep takes all that nobody names for a day and nothing else; a dry run says exactly what it would take.',
  counts: 'lives',
  facts: { steps: 'sum', sweeps: 'sum', swept_blobs: 'sum', crashes: 'sum' },
  open: async (size, folder) => {
    const [lives, steps] = size === 'full' ? [10, 1_000] : [2, 150];
    const life = (seed: number): ProofCase => ({
      // Every other one in a bucket.
      name: `seed ${seed}`,
      run: async () => {
        const rig = await openStorageRig(folder, seed % 2 === 1);
        try {
          return { steps, ...(await live(rig, seed, steps)) };
        } finally {
          await rig.close();
        }
      },
    });
    return { cases: Array.from({ length: lives }, (_, seed) => life(seed)) };
  },
};
