/**
 * PB11: a studio with a row in every table, hundreds of assets, sealed secrets and somebody at work is saved and restored into an empty one;
 * both are then compared row for row and byte for byte. Backups that were cut, changed or are not ours restore nothing.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { openDiskObjects } from '../../../src/adapters/objects/objects.ts';
import { createSecrets } from '../../../src/adapters/secrets/secrets.ts';
import { seededRandom } from '../../../src/domain/random.ts';
import { blobName, storeBytes } from '../../../src/features/storage/storage.ts';
import { makeBackup } from '../../../src/main/backup/make-backup.ts';
import { restoreBackup } from '../../../src/main/backup/restore-backup.ts';
import type { ObjectStore } from '../../../src/ports/object-store.ts';
import { readTables } from '../../attack/policies/catalog.ts';
import { writeSample } from '../../attack/policies/sample-rows.ts';
import { type FreshDatabase, freshDatabase } from '../../kit/postgres.ts';
import { addAsset } from '../../kit/stored-files.ts';
import type { ProofCase, ProofRow } from '../../prove/row.types.ts';
import { contentOf, openStorageRig, type StorageRig } from './storage-rig.ts';

/** Not in backups: docs/spec/storage.md. */
const leftOut = [
  ...['sessions', 'verifications', 'rate_windows', 'uploads', 'migrations'],
  ...['provider_gates', 'provider_passes'],
];
const masterKey = randomBytes(32);
const passphrase = 'correct horse battery staple';
const { signal } = new AbortController();
const onProgress = (): void => undefined;

const asSuperuser = async <T>(fresh: FreshDatabase, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: fresh.superuserUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Every table as a hash of its rows, and how many there are. */
const picture = (fresh: FreshDatabase): Promise<ReadonlyMap<string, string>> =>
  asSuperuser(fresh, async (client) => {
    const found = new Map<string, string>();
    for (const { name } of await readTables(client)) {
      if (leftOut.includes(name.replace('workprint.', ''))) continue;
      const { rows } = await client.query<{ count: string; hash: string }>(
        `select count(*), md5(string_agg(t::text, E'\\n' order by t::text)) as hash from ${name} t`,
      );
      found.set(name, `${rows[0]?.count} rows ${rows[0]?.hash}`);
    }
    return found;
  });

const differences = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));

type Scene = {
  readonly rig: StorageRig;
  readonly backup: string;
  readonly folder: string;
  readonly assets: number;
  readonly sealed: string;
};

/** What a studio holds after a while: odd values, too. */
const furnish = async (rig: StorageRig, assets: number, events: number): Promise<string> => {
  const sealed = createSecrets(masterKey).seal('the secret of a webhook', 'webhooks');
  await asSuperuser(rig.fresh, async (client) => {
    await client.query('begin');
    const tables = await readTables(client);
    await writeSample(client, tables);
    await client.query('update workprint.blobs set orphaned_at = null');
    await client.query('update workprint.webhooks set secret_sealed = $1', [sealed]);
    // A job that waits for one that was made after it; JSON null beside SQL null; every byte; a number beyond 2^53.
    const job = `insert into workprint.job_runs (id, project_id, person_id, kind, input, result, parent_id, done) values ($1, $2, $3, 'k', $4, $5, $6, $7)`;
    const owner = [rig.projectId, rig.asOwner.personId];
    const [parent, child] = [`ffffffff-${randomUUID().slice(9)}`, `00000000-${randomUUID().slice(9)}`];
    await client.query(job, [parent, ...owner, 'null', null, null, '9007199254740993']);
    await client.query(job, [child, ...owner, '{"a": "\\\\ \\t \\n é 😀 \\u2028"}', 'null', parent, 1]);
    await client.query('update workprint.documents set state = $1, name = $2', [
      Buffer.from(Array.from({ length: 256 }, (_, at) => at)),
      'tab\tline\nback\\slash \\. \\N',
    ]);
    await client.query(
      `insert into workprint.job_events (job_id, project_id, kind, data) select $1, $2, 'k', jsonb_build_object('n', n, 'text', repeat('x', 300)) from generate_series(1, $3::int) n`,
      [parent, rig.projectId, events],
    );
    await client.query('commit');
  });
  for (let at = 0; at < assets; at++) {
    const { bytes, blob } = contentOf(at);
    await storeBytes(rig, bytes, blob);
    await addAsset(rig, blob, `asset ${at}`);
  }
  // Rows of the sample name bytes that are nowhere, as after a disk that lost some.
  return sealed;
};

const restoreInto = async (fresh: FreshDatabase, objects: ObjectStore, path: string, folder: string, keys?: string) => {
  let restored: Buffer | undefined;
  const report = await restoreBackup({
    ...{ path, objects, signal, onProgress, databaseUrl: fresh.url },
    scratchPath: () => join(folder, randomUUID()),
    ...(keys !== undefined && {
      keys: { passphrase: keys, onMasterKey: async (key: Buffer) => void (restored = key) },
    }),
  });
  return { report, masterKey: restored };
};

const expectEmpty = async (fresh: FreshDatabase, what: string): Promise<void> => {
  for (const [name, words] of await picture(fresh))
    if (!words.startsWith('0 rows')) throw new Error(`${what} left rows in ${name}`);
};

const refused = async (work: Promise<unknown>, code: string, what: string): Promise<void> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown as { readonly code?: string },
  );
  if (error?.code !== code)
    throw new Error(`${what}: ${error === undefined ? 'was restored' : `ended with ${error.code}`}`);
};

/** Another studio, empty; closed when the work is over. */
const inEmptyStudio = async <T>(
  folder: string,
  work: (fresh: FreshDatabase, objects: ObjectStore) => Promise<T>,
): Promise<T> => {
  const fresh = await freshDatabase();
  try {
    return await work(fresh, openDiskObjects(join(folder, `empty-${randomUUID()}`)));
  } finally {
    await fresh.close();
  }
};

const drill = ({ rig, backup, folder, assets, sealed }: Scene): ProofCase => ({
  name: 'all rows, all bytes, the key',
  run: () =>
    inEmptyStudio(folder, async (fresh, objects) => {
      const before = await picture(rig.fresh);
      const { report, masterKey: key } = await restoreInto(fresh, objects, backup, folder, passphrase);
      // The blob of the sample has no bytes: the restored row says so, which is the one difference there may be.
      await fresh.database.asStudio((query) =>
        query.updateTable('workprint.blobs').set({ damaged_at: null }).execute(),
      );
      const unlike = differences(before, await picture(fresh));
      if (unlike.length > 0) throw new Error(`these tables differ: ${unlike.join(', ')}`);
      let files = 0;
      for await (const { name } of objects.list('blobs/')) {
        const bytes = Buffer.from(await new Response(await objects.read(name)).arrayBuffer());
        if (blobName(createHash('sha256').update(bytes).digest('hex')) !== name) throw new Error(`${name} differs`);
        files++;
      }
      if (files !== assets || report.objects !== assets) throw new Error(`${files} files of ${assets}`);
      if (!key?.equals(masterKey)) throw new Error('the key is another one');
      if (createSecrets(key).open(sealed, 'webhooks') !== 'the secret of a webhook')
        throw new Error('a secret does not open');
      const another = createSecrets(randomBytes(32));
      await refused(
        (async () => another.open(sealed, 'webhooks'))(),
        'secret-unreadable',
        'a secret under another key',
      );
      // New rows come after the old ones.
      await fresh.database.asStudio((query) =>
        query.insertInto('workprint.audit_log').values({ action: 'a', subject: 's' }).execute(),
      );
      return { tables: before.size, files };
    }),
});

const noKeyInside = ({ backup }: Scene): ProofCase => ({
  name: 'no key and no secret in the file',
  run: async () => {
    const bytes = readFileSync(backup);
    for (const needle of [
      masterKey,
      Buffer.from(masterKey.toString('hex')),
      Buffer.from(masterKey.toString('base64')),
      Buffer.from(passphrase),
    ])
      if (bytes.includes(needle)) throw new Error('the key lies open in the backup');
    return {};
  },
});

const wrongPassphrase = ({ backup, folder }: Scene): ProofCase => ({
  name: 'another passphrase',
  run: () =>
    inEmptyStudio(folder, async (fresh, objects) => {
      await refused(
        restoreInto(fresh, objects, backup, folder, 'another passphrase'),
        'secret-unreadable',
        'another passphrase',
      );
      await expectEmpty(fresh, 'another passphrase');
      return { refused: 1 };
    }),
});

const notEmpty = ({ rig, backup, folder }: Scene): ProofCase => ({
  name: 'a studio that is not empty',
  run: async () => {
    const before = await picture(rig.fresh);
    await refused(restoreInto(rig.fresh, rig.objects, backup, folder), 'database-refused', 'a studio with rows');
    if (differences(before, await picture(rig.fresh)).length > 0) throw new Error('it was changed');
    return { refused: 1 };
  },
});

const spoiled = ({ backup, folder }: Scene, seed: number): ProofCase => ({
  name: `spoiled, seed ${seed}`,
  run: () =>
    inEmptyStudio(folder, async (fresh, objects) => {
      const random = seededRandom('spoiled backup', seed);
      const path = join(folder, `spoiled-${seed}.tar`);
      const bytes = readFileSync(backup);
      if (seed % 3 === 0) truncateSync((writeFileSync(path, bytes), path), Math.floor(random() * bytes.length));
      else {
        // A byte that counts: padding between entries may be anything.
        let at = Math.floor(random() * bytes.length);
        while (bytes[at] === 0) at = Math.floor(random() * bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
        writeFileSync(path, bytes);
      }
      const error = await restoreInto(fresh, objects, path, folder).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      rmSync(path);
      if (error === undefined) throw new Error('it was restored');
      await expectEmpty(fresh, 'a spoiled backup');
      return { refused: 1 };
    }),
});

/** Somebody writes pairs all the while; a backup of one moment never holds half a pair. */
const oneMoment = ({ rig, folder }: Scene): ProofCase => ({
  name: 'one moment, while others write',
  run: async () => {
    let isOver = false;
    let written = 0;
    const writing = (async () => {
      while (!isOver) {
        const { bytes, blob } = contentOf(10_000 + (written % 50));
        await storeBytes(rig, bytes, blob);
        await addAsset(rig, blob, `pair ${written}`);
        const pair = `pair ${written++}`;
        await rig.database.asStudio(async (query) => {
          await query.insertInto('workprint.audit_log').values({ action: 'pair', subject: pair }).execute();
          await query.insertInto('workprint.studio_settings').values({ name: pair, value: 'null' }).execute();
        });
      }
    })();
    while (written < 3) await wait(5);
    const path = join(folder, 'while.tar');
    await makeBackup({
      ...{ path, signal, onProgress, objects: rig.objects, databaseUrl: rig.fresh.url, program: 'test' },
    }).finally(() => (isOver = true));
    await writing;
    return inEmptyStudio(folder, async (fresh, objects) => {
      const { report } = await restoreInto(fresh, objects, path, folder);
      const count = async (table: 'audit_log' | 'studio_settings'): Promise<number> =>
        asSuperuser(fresh, async (client) => {
          const where = table === 'audit_log' ? "action = 'pair'" : "name like 'pair %'";
          return Number((await client.query(`select count(*) from workprint.${table} where ${where}`)).rows[0].count);
        });
      const [one, other] = [await count('audit_log'), await count('studio_settings')];
      if (one !== other || one === 0) throw new Error(`${one} of one half, ${other} of the other`);
      if (report.damaged.length > 1) throw new Error('bytes of the moment are missing');
      return { pairs: one };
    });
  },
});

export const backupDrill: ProofRow = {
  id: 'PB11',
  promise:
    'A backup restored into an empty studio gives the same rows and bytes; a spoiled one restores nothing; without the key no secret opens.',
  counts: 'drills',
  facts: { tables: 'max', files: 'max', refused: 'sum', pairs: 'sum' },
  open: async (size, folder) => {
    const rig = await openStorageRig(folder);
    const assets = size === 'full' ? 500 : 40;
    // At full size more rows than one entry of the archive takes.
    const sealed = await furnish(rig, assets, size === 'full' ? 60_000 : 1_000);
    const backup = join(folder, 'studio.tar');
    await makeBackup({
      ...{ path: backup, signal, onProgress, objects: rig.objects, databaseUrl: rig.fresh.url, program: 'test' },
      keys: { masterKey, passphrase },
    });
    const scene = { rig, backup, folder, assets, sealed };
    const spoils = Array.from({ length: size === 'full' ? 60 : 3 }, (_, seed) => spoiled(scene, seed));
    return {
      cases: [drill(scene), noKeyInside(scene), wrongPassphrase(scene), notEmpty(scene), ...spoils, oneMoment(scene)],
      close: () => rig.close(),
    };
  },
};
