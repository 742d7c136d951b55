/** PA2: studios are killed at each named point of paid generations; nobody pays twice, and the ledger says what the vendor's bill says. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { silentLog } from '../../../src/adapters/telemetry/telemetry.ts';
import { generationJobs, generationRoutes, goOnAfterResolving } from '../../../src/features/generations/generations.ts';
import { createWorker } from '../../../src/features/jobs/jobs.ts';
import { spendingRoutes } from '../../../src/features/spending/spending.ts';
import { isDeadWorker, workerName } from '../../../src/main/worker.ts';
import { openGenerationKit } from '../../kit/generation-parts.ts';
import { openLibraryParts } from '../../kit/library-parts.ts';
import { openPaidVendor, type PaidVendor, paidRecords, paidShelf } from '../../kit/paid-vendor.ts';
import { closeTestPostgres, freshDatabase } from '../../kit/postgres.ts';
import { type Asker, startTestStudio, type TestStudio } from '../../kit/studio.ts';
import type { Facts, ProofRow } from '../../prove/row.types.ts';
import { pointsUnderWay, promptFor, type TakePoint, takePoints } from './take-points.ts';
import type { TakeSettings } from './take-process.ts';

const must = (isSo: boolean, words: string): void => {
  if (!isSo) throw new Error(words);
};

/** A vendor that does a thing once per key; one that can be asked for it; one that promises nothing. */
/** Passes of the dead are void after a while only; a vendor that lets in fewer would make the next round wait for that. */
const usually = { atOnce: 10_000, perMinute: 1_000_000 };

const openVendors = async (workMs: number): Promise<readonly PaidVendor[]> =>
  Promise.all([
    openPaidVendor({ name: 'once', honoursKeys: true, workMs, usually }),
    openPaidVendor({ name: 'findable', honoursKeys: false, isFindable: true, workMs, usually }),
    openPaidVendor({ name: 'blind', honoursKeys: false, workMs, usually }),
  ]);

const kindOptions = ({ name, url, kind }: PaidVendor) => ({
  ...{ name, url, submitsOnce: kind.submitsOnce, isFindable: name === 'findable', usually: kind.usually },
});

const program = fileURLToPath(new URL('take-process.ts', import.meta.url));

/** A studio that will be killed. */
const startStudio = (settings: TakeSettings) => {
  const child = spawn(process.execPath, [program, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  let complaints = '';
  child.stderr.on('data', (bytes: Buffer) => (complaints = (complaints + bytes.toString()).slice(-4000)));
  let look: () => void = () => undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line);
    look();
  });
  const ended = once(child, 'exit');
  /** Waits until it said what `is` wants to hear. */
  const until = (is: (lines: readonly string[]) => boolean, what: () => string): Promise<void> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${what()}: ${complaints}`)), 30_000);
      look = () => {
        if (!is(said)) return;
        clearTimeout(late);
        resolve();
      };
      void ended.then(() => reject(new Error(`The studio ended by itself: ${complaints}`)));
      look();
    });
  return {
    said,
    until,
    kill: async () => {
      child.kill('SIGKILL'); // one that ended by itself is gone already
      await ended;
    },
  };
};

type Take = {
  readonly point: TakePoint;
  readonly vendor: PaidVendor;
  readonly asker: Asker;
  readonly projectId: string;
  readonly body: object;
  readonly isAsync: boolean;
};

/** The generations of a round: one for each point and vendor, each of a person and project of its own, since some die with locks in their hands. */
const takesOf = async (studio: TestStudio, vendors: readonly PaidVendor[], round: number): Promise<readonly Take[]> => {
  return Promise.all(
    vendors.flatMap((vendor, place) => {
      // Work that is answered later, and work that is answered at once, by turns.
      const isAsync = (place + round) % 2 === 0;
      const points = takePoints.filter((point) => isAsync || !pointsUnderWay.includes(point));
      return points.map(async (point): Promise<Take> => {
        const asker = await studio.newPerson('Taker');
        const projectId = await studio.newProject(asker);
        const prompt = promptFor(point, `${vendor.name} ${round}`);
        const body = isAsync
          ? {
              projectId,
              provider: vendor.name,
              type: 'video',
              model: 'clip',
              prompt,
              parameters: { durationSeconds: 4 },
            }
          : { projectId, provider: vendor.name, type: 'image', model: 'still', prompt };
        return { point, vendor, asker, projectId, body, isAsync };
      });
    }),
  );
};

/** Sends all of them to a studio, waits until each stands at its point, and kills it. */
const killAll = async (settings: TakeSettings, takes: readonly Take[]): Promise<void> => {
  const dying = startStudio(settings);
  try {
    await dying.until(
      (lines) => lines.some((line) => line.startsWith('ready ')),
      () => 'The studio did not start',
    );
    const url = dying.said.find((line) => line.startsWith('ready '))?.slice('ready '.length) ?? '';
    for (const { asker, body, point } of takes)
      void fetch(`${url}/api/v1/generate`, {
        method: 'POST',
        headers: {
          authorization: asker.personId,
          'content-type': 'application/json',
          'idempotency-key': `take-${point}`,
        },
        body: JSON.stringify(body),
      }).catch(() => undefined); // two of them are never answered
    const standing = (lines: readonly string[]): number => lines.filter((line) => line.startsWith('at ')).length;
    await dying.until(
      (lines) => standing(lines) === takes.length,
      () => `Only ${standing(dying.said)} of ${takes.length} generations reached their point: ${dying.said.join('; ')}`,
    );
  } finally {
    await dying.kill();
  }
};

type World = {
  readonly studio: TestStudio;
  readonly vendors: readonly PaidVendor[];
  readonly settings: TakeSettings;
  /** A worker of this process. */
  work(): Promise<{ stop(graceMs: number): Promise<void> }>;
  close(): Promise<void>;
};

const openWorld = async (folder: string): Promise<World> => {
  const home = mkdtempSync(join(folder || tmpdir(), 'takes-'));
  const fresh = await freshDatabase();
  const vendors = await openVendors(20);
  const { parts: library, close: closeLibrary } = await openLibraryParts(fresh.database, home);
  const records = vendors.flatMap(({ name }) => paidRecords(name));
  const shelf = paidShelf(vendors.map(({ kind }) => kind));
  const kit = openGenerationKit({ library, records, shelf, patience: { lookMs: [20, 200] } });
  const resolved = goOnAfterResolving(library.queue);
  const studio = await startTestStudio({
    fresh,
    routes: () => [
      ...generationRoutes(kit.parts),
      ...spendingRoutes({ database: fresh.database, clock: library.clock, resolved }),
    ],
  });
  const name = workerName();
  return {
    ...{ studio, vendors },
    settings: { url: fresh.url, folder: home, vendors: vendors.map(kindOptions) },
    work: () =>
      createWorker({
        ...{ database: fresh.database, queue: library.queue, log: silentLog, name, isDead: isDeadWorker(name) },
        handlers: generationJobs(kit.parts),
        concurrency: { calls: 128 },
      }),
    close: async () => {
      await kit.close();
      await closeLibrary();
      await studio.close();
      await fresh.close();
      await Promise.all(vendors.map((vendor) => vendor.close()));
      rmSync(home, { recursive: true, force: true });
    },
  };
};

// oxlint-disable-next-line no-explicit-any -- answers of the API
const settled = async ({ asker, projectId }: Take): Promise<any> => {
  for (const end = Date.now() + 30_000; ; ) {
    const list = await asker.ask('get', `/generations?projectId=${projectId}`);
    const [one, ...more] = list.body.data.generations;
    must(more.length === 0, `one request became ${1 + more.length} generations`);
    if (one && !['queued', 'running'].includes(one.state)) return one;
    if (Date.now() > end) throw new Error(`a generation does not end: ${JSON.stringify(one)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** From here to there nobody can know by themselves whether it was billed: what a vendor answers at once stands nowhere before it is booked. */
const inDoubt: Readonly<Record<'async' | 'sync', readonly TakePoint[]>> = {
  async: ['after-sent', 'after-submit'],
  sync: ['after-sent', 'after-submit', 'during-download', 'before-settle', 'in-settle'],
};
const isInDoubt = ({ vendor, point, isAsync }: Take): boolean =>
  vendor.name === 'blind' && inDoubt[isAsync ? 'async' : 'sync'].includes(point);
/** Of those in doubt, the only one that the vendor never got. */
const isBilledAt = (point: TakePoint): boolean => point !== 'after-sent';

/** The call of which nobody knows what became. */
const lostCall = async ({ studio }: World, { projectId, point }: Take) => {
  const [call] = await studio.database.asStudio((query) =>
    query
      .selectFrom('workprint.provider_calls')
      .select(['id', 'submit_key as submitKey'])
      .where('project_id', '=', projectId)
      .where('state', '=', 'unknown')
      .execute(),
  );
  if (!call) throw new Error(`${point}: no call is in doubt`);
  return call;
};

/** A person looks at the bill and says what it says: at the generation, or in the book of calls. */
const resolve = async (world: World, take: Take, id: string): Promise<void> => {
  const { asker, vendor, point } = take;
  const call = await lostCall(world, take);
  const isBilled = vendor.bill.some(({ submitKey }) => submitKey === call.submitKey);
  must(isBilled === isBilledAt(point), `${point}: the bill ${isBilled ? 'has' : 'has not'} the lost call`);
  const path = point === 'after-sent' ? `/spending/calls/${call.id}/resolve` : `/generations/${id}/resolve`;
  const answer = await asker.ask('post', path, { body: { charged: isBilled ? 'yes' : 'no' } });
  must(answer.status === 200, `resolving was refused: ${JSON.stringify(answer.body)}`);
};

/** What the ledger says was spent on each vendor, and what is still kept free. */
const ledger = async ({
  studio,
}: World): Promise<{
  readonly spent: ReadonlyMap<string, number>;
  readonly reserved: number;
  readonly purses: number;
}> =>
  studio.database.asStudio(async (query) => {
    const lines = await sql<{ provider: string; spent: number; reserved: number }>`
      select provider, coalesce(sum(micros) filter (where kind in ('commit', 'correct')), 0)::bigint as spent,
        (coalesce(sum(micros) filter (where kind = 'reserve'), 0) - coalesce(sum(micros) filter (where kind in ('commit', 'release')), 0))::bigint as reserved
      from workprint.ledger_entries group by provider`.execute(query);
    const purses = await sql<{ spent: number; reserved: number }>`
      select sum(spent_micros)::bigint as spent, sum(reserved_micros)::bigint as reserved from workprint.purses where scope = 'project'`.execute(
      query,
    );
    return {
      spent: new Map(lines.rows.map(({ provider, spent }) => [provider, spent])),
      reserved: purses.rows[0]?.reserved ?? 0,
      purses: purses.rows[0]?.spent ?? 0,
    };
  });

const round = async (world: World, at: number): Promise<Facts> => {
  const takes = await takesOf(world.studio, world.vendors, at);
  await killAll(world.settings, takes);
  const worker = await world.work();
  try {
    // Whoever was not answered asks again: it is one generation all the same.
    await Promise.all(
      takes.map(async (take) => {
        const headers = { 'idempotency-key': `take-${take.point}` };
        const answer = await take.asker.ask('post', '/generate', { body: take.body, headers });
        must(answer.status === 202, `${take.point}: asked again, ${answer.status}: ${JSON.stringify(answer.body)}`);
      }),
    );
    let held = 0;
    for (const take of takes) {
      let one = await settled(take);
      const wanted = isInDoubt(take) ? 'held' : 'done';
      must(
        one.state === wanted,
        `${take.vendor.name} ${take.point}: ${one.state} instead of ${wanted}: ${JSON.stringify(one.error)}`,
      );
      if (one.state !== 'held') continue;
      held++;
      must(
        one.error.code === 'charge-unknown' && one.charged === 'unknown',
        `a held generation says ${JSON.stringify(one)}`,
      );
      await resolve(world, take, one.id);
      one = await settled(take);
      // What was billed and lost has no other model to go on with; what was not is asked anew.
      must(one.state === (isBilledAt(take.point) ? 'failed' : 'done'), `${take.point}, resolved: ${one.state}`);
    }
    const { spent, reserved, purses } = await ledger(world);
    for (const vendor of world.vendors) {
      must(vendor.mostPerKey() <= 1, `${vendor.name} was asked ${vendor.mostPerKey()} times with one key`);
      const booked = spent.get(vendor.name) ?? 0;
      must(
        booked === vendor.billedMicros(),
        `${vendor.name} billed ${vendor.billedMicros()}, the ledger says ${booked}`,
      );
    }
    const billed = world.vendors.reduce((sum, vendor) => sum + vendor.billedMicros(), 0);
    must(reserved === 0 && purses === billed, `purses: ${reserved} kept free, ${purses} spent of ${billed}`);
    return { kills: takes.length, twice: 0, drift_micros: 0, held };
  } finally {
    await worker.stop(0);
  }
};

/** The row. */
export const killedTakes: ProofRow = {
  id: 'PA2',
  promise:
    'Studios killed at every point of a paid generation pay nothing twice, and the ledger equals the vendors’ bills.',
  counts: 'rounds',
  facts: { kills: 'sum', twice: 'sum', drift_micros: 'sum', held: 'sum' },
  open: async (size, folder) => {
    const world = await openWorld(folder);
    const rounds = size === 'full' ? 25 : 1;
    return {
      cases: Array.from({ length: rounds }, (_, at) => ({
        name: `round ${at}`,
        run: () => round(world, at),
      })),
      close: async () => {
        await world.close();
        await closeTestPostgres();
      },
    };
  },
};
