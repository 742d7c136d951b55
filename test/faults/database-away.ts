/** PA8: under load the database is cut off, slow, half-open, stopped at once; who asks is told in time, workers come back, nothing acknowledged is lost. */
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase, migrate, startEmbeddedPostgres } from '../../src/adapters/postgres/postgres.ts';
import { startFaultProxy, targetOf, throughProxy } from '../kit/fault-proxy.ts';
import type { Facts, ProofCase, ProofRow } from '../prove/row.types.ts';
import { handler, type JobsRig, openRig } from './jobs-rig.ts';

const clients = 8;
const steadyMs = 500;
/** Leases have to run out before a job that was under way is given to another. */
const stuckAfterMs = 60_000;

type Limits = { readonly answerMs: number; readonly recoveryMs: number };

type Load = {
  readonly acknowledged: string[];
  refused: number;
  slowestMs: number;
  /** When a job was last acknowledged, and last done (`performance.now()`). */
  lastAcknowledged: number;
  lastDone: number;
  stop(): Promise<void>;
};

/** Clients that start jobs one after the other. Whatever is no job and no `unavailable` ends the row. */
const startLoad = (rig: JobsRig): Load => {
  let isOver = false;
  const once = async (): Promise<void> => {
    const began = performance.now();
    try {
      load.acknowledged.push(await rig.create());
      load.lastAcknowledged = performance.now();
    } catch (error) {
      if ((error as { code?: string }).code !== 'unavailable') throw error;
      load.refused++;
      await sleep(20);
    }
    load.slowestMs = Math.max(load.slowestMs, performance.now() - began);
  };
  const client = async (): Promise<void> => {
    while (!isOver) {
      await once();
      await sleep(25);
    }
  };
  let running: Promise<unknown> = Promise.resolve();
  const load: Load = {
    ...{ acknowledged: [], refused: 0, slowestMs: 0, lastAcknowledged: 0, lastDone: 0 },
    stop: async () => {
      isOver = true;
      await running;
    },
  };
  running = Promise.all(Array.from({ length: clients }, client));
  running.catch(() => undefined); // told by `stop`
  return load;
};

/** Milliseconds until both something was acknowledged and something was done after now. */
const recovery = async (load: Load, { recoveryMs }: Limits): Promise<number> => {
  const from = performance.now();
  while (load.lastAcknowledged < from || load.lastDone < from) {
    if (performance.now() - from > 2 * recoveryMs) throw new Error(`It did not recover in ${2 * recoveryMs} ms.`);
    await sleep(10);
  }
  return Math.max(load.lastAcknowledged, load.lastDone) - from;
};

/** Every acknowledged job is there, done, and was done once in effect. */
const checkNothingLost = async (rig: JobsRig, acknowledged: readonly string[]): Promise<void> => {
  for (let fewest = Number.POSITIVE_INFINITY, since = performance.now(); ; ) {
    const rows = await rig.database.asStudio((query) =>
      query.selectFrom('workprint.job_runs').select(['id', 'state']).where('id', 'in', acknowledged).execute(),
    );
    if (rows.length < acknowledged.length)
      throw new Error(`${acknowledged.length - rows.length} acknowledged jobs are lost.`);
    const open = rows.filter(({ state }) => state !== 'done');
    if (open.length === 0) return;
    if (open.length < fewest) {
      fewest = open.length;
      since = performance.now();
    }
    if (performance.now() - since > stuckAfterMs)
      throw new Error(`${open.length} jobs are stuck: ${open[0]?.id} is ${open[0]?.state}.`);
    await sleep(100);
  }
};

type Stage = {
  readonly rig: JobsRig;
  readonly proxy: Awaited<ReturnType<typeof startFaultProxy>>;
  /** Stops the server as a power cut would, and waits until it runs again. */
  readonly stopAtOnce: () => Promise<void>;
  readonly load: () => Load;
  readonly onDone: (listener: () => void) => void;
  readonly close: () => Promise<void>;
};

const openStage = async (folder: string, leaseSeconds: number): Promise<Stage> => {
  await chmod(folder, 0o711);
  const home = join(folder, 'home');
  const own = await startEmbeddedPostgres({ home });
  await migrate(own.url);
  const proxy = await startFaultProxy(targetOf(own.url));
  const url = throughProxy(own.url, proxy);
  const database = createDatabase(url, { application: 'weather' });
  const closeDatabase = async (): Promise<void> => {
    await database.close();
    await proxy.close();
    await own.stop();
  };
  const rig = await openRig({
    leaseSeconds,
    fresh: { url, superuserUrl: own.superuserUrl, database, close: closeDatabase },
  });
  let told = (): void => undefined;
  await rig.work([handler(() => told())]);
  const pidFile = join(own.folder, 'cluster', 'postmaster.pid');
  return {
    ...{ rig, proxy },
    onDone: (listener) => {
      told = listener;
    },
    load: () => startLoad(rig),
    stopAtOnce: async () => {
      const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
      process.kill(pid, 'SIGQUIT');
      const isAgain = async (): Promise<boolean> => {
        const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
        return Number(lines[0]) !== pid && lines[7]?.trim() === 'ready';
      };
      while (!(await isAgain())) await sleep(10);
    },
    close: async () => {
      proxy.pass();
      await rig.close();
      await closeDatabase();
    },
  };
};

type Fault = { readonly name: string; readonly times: number; readonly happen: (stage: Stage) => Promise<void> };

const spell = (happen: (stage: Stage) => void, ms: number) => async (stage: Stage) => {
  happen(stage);
  await sleep(ms);
  stage.proxy.pass();
};

const slowWeather: readonly Fault[] = [
  { name: 'half-open', times: 3, happen: spell(({ proxy }) => proxy.freeze(), 8_000) },
  { name: 'two seconds late', times: 1, happen: spell(({ proxy }) => proxy.delay(2_000), 8_000) },
];

const faults = (size: 'quick' | 'full'): readonly Fault[] => {
  const isFull = size === 'full';
  return [
    { name: 'cut', times: isFull ? 3 : 1, happen: spell(({ proxy }) => proxy.cut(), isFull ? 3_000 : 500) },
    // At quick size database-weather.test.ts looks after these.
    ...(isFull ? slowWeather : []),
    { name: 'stopped at once', times: isFull ? 10 : 1, happen: (stage) => stage.stopAtOnce() },
  ];
};

const endure = async (stage: Stage, { happen, times }: Fault, limits: Limits): Promise<Facts> => {
  const load = stage.load();
  stage.onDone(() => {
    load.lastDone = performance.now();
  });
  let slowestRecovery = 0;
  try {
    for (let time = 0; time < times; time++) {
      await sleep(steadyMs);
      await happen(stage);
      slowestRecovery = Math.max(slowestRecovery, await recovery(load, limits));
    }
  } finally {
    await load.stop();
  }
  await checkNothingLost(stage.rig, load.acknowledged);
  if (load.slowestMs > limits.answerMs) throw new Error(`An answer took ${Math.round(load.slowestMs)} ms.`);
  if (slowestRecovery > limits.recoveryMs) throw new Error(`Recovery took ${Math.round(slowestRecovery)} ms.`);
  return {
    faults: times,
    acknowledged: load.acknowledged.length,
    ...{
      refused: load.refused,
      lost: 0,
      answer_ms: Math.round(load.slowestMs),
      recovery_ms: Math.round(slowestRecovery),
    },
  };
};

export const databaseAway: ProofRow = {
  id: 'PA8',
  promise: 'a database that is away is told within 5 s, come back to within 10 s, and loses nothing acknowledged',
  counts: 'weathers',
  facts: { faults: 'sum', acknowledged: 'sum', refused: 'sum', lost: 'sum', answer_ms: 'max', recovery_ms: 'max' },
  open: async (size, folder) => {
    const stage = await openStage(folder, size === 'full' ? 10 : 2);
    // In `npm test` timing decides nothing: other tests have the processor too.
    const limits: Limits =
      size === 'full' ? { answerMs: 5_000, recoveryMs: 10_000 } : { answerMs: 30_000, recoveryMs: 30_000 };
    const cases = faults(size).map(
      (fault): ProofCase => ({ name: fault.name, run: () => endure(stage, fault, limits) }),
    );
    return { cases, close: stage.close };
  },
};
