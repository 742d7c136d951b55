/**
 * `workprint bench generations`: what the studio adds to a call: the same request to the same vendor on loopback, bare, and from POST /generate to the job's end
 * (who asks, reservation, job, desk, booking, answer). `pick-up` is from the answer to the start of the job.
 */
import { parseArgs } from 'node:util';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { generationJobs } from '../../src/features/generations/generations.ts';
import { createWorker } from '../../src/features/jobs/jobs.ts';
import { type GenerationStudio, startGenerationStudio } from '../../test/kit/generation-studio.ts';
import { closeTestPostgres } from '../../test/kit/postgres.ts';

const { values } = parseArgs({
  options: { calls: { type: 'string', default: '200' }, json: { type: 'boolean', default: false } },
});
const calls = Number(values.calls);
const warmUp = Math.ceil(calls / 5);

type Times = { readonly bare: number; readonly answered: number; readonly pickUp: number; readonly whole: number };

const within = (all: readonly number[], share: number): number => {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

const works = {
  text: { model: 'prose', ask: { maxOutputTokens: 100 }, parameters: { maxOutputTokens: 100 } },
  image: { model: 'still', ask: { count: 1 }, parameters: {} },
} as const;

/** The next start and the next end of a job in this process. */
const createWatch = () => {
  const heard = { started: (): void => undefined, ended: (): void => undefined };
  const next = (what: keyof typeof heard): Promise<number> =>
    new Promise((resolve) => (heard[what] = () => resolve(performance.now())));
  return { heard, next };
};

const measure = async (
  world: GenerationStudio,
  watch: ReturnType<typeof createWatch>,
  type: keyof typeof works,
  at: number,
): Promise<Times> => {
  const { model, ask, parameters } = works[type];
  const bareFrom = performance.now();
  const answer = await fetch(`${world.vendor.url}/v1/work`, {
    method: 'POST',
    headers: {
      ...{ authorization: 'Bearer paid-key-works', 'x-submit-key': `bare ${type} ${at}` },
      'content-type': 'application/json',
    },
    body: JSON.stringify({ model, ask: { type, prompt: `Bare ${at}`, ...ask } }),
  });
  await answer.json();
  const from = performance.now();
  const [started, ended] = [watch.next('started'), watch.next('ended')];
  const asked = await world.generate({ type, model, prompt: `Asked ${at}`, parameters });
  if (asked.status !== 202) throw new Error(`POST /generate answered ${asked.status}`);
  const answeredAt = performance.now();
  const [startedAt, endedAt] = await Promise.all([started, ended]);
  return { bare: from - bareFrom, answered: answeredAt - from, pickUp: startedAt - answeredAt, whole: endedAt - from };
};

const world = await startGenerationStudio();
const watch = createWatch();
const worker = await createWorker({
  ...{ database: world.library.database, queue: world.library.queue, log: silentLog, name: 'bench' },
  handlers: generationJobs(world.kit.parts),
  concurrency: { calls: 64 },
  metrics: { started: () => watch.heard.started(), ended: () => watch.heard.ended() },
});
const rows: { what: string; p50: number; p95: number }[] = [];
for (const type of ['text', 'image'] as const) {
  const times: Times[] = [];
  for (let at = 0; at < warmUp + calls; at++) {
    const one = await measure(world, watch, type, at);
    if (at >= warmUp) times.push(one);
  }
  for (const name of ['bare', 'answered', 'pickUp', 'whole'] as const) {
    const all = times.map((one) => one[name]);
    rows.push({ what: `${type} ${name}`, p50: within(all, 0.5), p95: within(all, 0.95) });
  }
  const added = times.map(({ whole, bare }) => whole - bare);
  rows.push({ what: `${type} added`, p50: within(added, 0.5), p95: within(added, 0.95) });
}
await worker.stop(0);
await world.close();
await closeTestPostgres();
if (values.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
else
  for (const { what, p50, p95 } of rows)
    process.stdout.write(
      `${what.padEnd(16)} p50 ${p50.toFixed(1).padStart(6)} ms   p95 ${p95.toFixed(1).padStart(6)} ms\n`,
    );
