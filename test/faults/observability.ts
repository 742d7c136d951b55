/**
 * PF6: whatever fails can be followed. Every code of the error table is provoked in a request and in a job; each must carry an id that is also in
 * the log, be counted under its code, and have a page that says what to do.
 */
import { z } from 'zod';
import { createLog, createMetrics } from '../../src/adapters/telemetry/telemetry.ts';
import { type ErrorCode, errorTable, WorkprintError } from '../../src/domain/errors.ts';
import { defineRoute, type Route, statusOf } from '../../src/features/api/api.ts';
import { referencePages } from '../../src/main/reference-pages.ts';
import type { Metrics } from '../../src/ports/metrics.ts';
import { startTestStudio, type TestStudio } from '../kit/studio.ts';
import type { ProofCase, ProofRow } from '../prove/row.types.ts';
import { handler, type JobsRig, openRig } from './jobs-rig.ts';

const codes = Object.keys(errorTable) as ErrorCode[];

const failing = (codeOf: (text: string) => ErrorCode): Route =>
  defineRoute({
    ...{ method: 'post', path: '/fail', tag: 'tests', summary: 'Fails.' },
    access: { who: 'anyone' },
    body: z.object({ code: z.string() }),
    answer: z.null(),
    handle: async ({ body }) => {
      if (body.code === 'unforeseen') throw new TypeError('postgres://someone:hunter2@db.lan/films');
      throw new WorkprintError(codeOf(body.code), 'It failed, and this sentence says how.');
    },
  });

type Watched = { readonly lines: readonly Record<string, unknown>[]; readonly metrics: Metrics };

/** The lines that carry this id; at least one must. */
const linesOf = ({ lines }: Watched, id: string): readonly Record<string, unknown>[] => {
  const found = lines.filter(({ traceId }) => traceId === id);
  if (found.length === 0) throw new Error(`no line of the log has the trace ${id}`);
  if (JSON.stringify(found).includes('hunter2')) throw new Error('the log holds a secret');
  return found;
};

const counted = async ({ metrics }: Watched, line: string): Promise<void> => {
  const { text } = await metrics.read();
  if (!text.includes(line)) throw new Error(`the metrics do not have ${line}`);
};

const hasPage = async (studio: TestStudio, code: string): Promise<void> => {
  const page = await studio.asNobody.fetch(`/api/errors/${code}`);
  if (page.status !== 200 || !(await page.text()).includes('What to do'))
    throw new Error(`/api/errors/${code}: ${page.status}`);
};

const requestCase = (studio: TestStudio, watched: Watched, asked: ErrorCode | 'unforeseen'): ProofCase => ({
  name: `request: ${asked}`,
  run: async () => {
    const code = asked === 'unforeseen' ? 'internal' : asked;
    const { status, body, headers } = await studio.asNobody.ask('POST', '/fail', { body: { code: asked } });
    if (body.error?.code !== code || status !== statusOf(code)) throw new Error(`${status} ${JSON.stringify(body)}`);
    if (body.error.requestId !== headers.get('x-request-id'))
      throw new Error('the answer and its header name different requests');
    const lines = linesOf(watched, body.error.requestId);
    if (!lines.some((line) => line['code'] === code)) throw new Error(`no line of the log says ${code}`);
    if (asked === 'unforeseen' && !lines.some(({ error }) => error !== undefined))
      throw new Error('the log does not say what broke');
    await counted(watched, `workprint_errors_total{code="${code}",route="/fail"}`);
    await hasPage(studio, code);
    return { traced: 1 };
  },
});

const jobCase = (rig: JobsRig, studio: TestStudio, watched: Watched, asked: ErrorCode | 'unforeseen'): ProofCase => ({
  name: `job: ${asked}`,
  run: async () => {
    const id = await rig.create({ input: { code: asked } });
    const { state, error, traceId } = await rig.until(id);
    if (state !== 'failed' || !error) throw new Error(`the job is ${state}`);
    const code = asked === 'unforeseen' ? 'internal' : asked;
    if (error.code !== code || !/^[\w.-]{8,64}$/.test(traceId)) throw new Error(`${error.code}, trace ${traceId}`);
    if (JSON.stringify(error).includes('hunter2')) throw new Error('the error holds a secret');
    linesOf(watched, traceId);
    await counted(watched, `workprint_job_errors_total{kind="test",code="${code}"}`);
    await hasPage(studio, code);
    return { traced: 1 };
  },
});

const startWorker = (rig: JobsRig, { log, metrics }: { log: ReturnType<typeof createLog>; metrics: Metrics }) =>
  rig.work(
    [
      handler(({ input }) => {
        const { code } = input as { code: ErrorCode | 'unforeseen' };
        if (code === 'unforeseen') throw new TypeError('postgres://someone:hunter2@db.lan/films');
        throw new WorkprintError(code, 'It failed, and this sentence says how.');
      }),
    ],
    {
      log,
      metrics: {
        started: (kind, waitedMs) => metrics.jobStarted({ kind, waitedMs }),
        ended: (kind, state, tookMs, code) =>
          metrics.jobEnded({ kind, state, tookMs, ...(code !== undefined && { code }) }),
      },
    },
  );

/** Codes that end a job at once; those that may pass are tried again for minutes, and a cancelled job did not fail. */
const endsAtOnce = (code: ErrorCode): boolean => errorTable[code].retry === 'never' && code !== 'internal';

/** Every code there is, in a request and in a job. */
export const observability: ProofRow = {
  id: 'PF6',
  promise: 'every failure has an id in answer, row and log, a code, a metric and a page',
  counts: 'failures',
  facts: { traced: 'sum' },
  open: async (size) => {
    const rig = await openRig();
    const lines: Record<string, unknown>[] = [];
    const log = createLog(
      { level: 'info', process: 'test' },
      { write: (line: string) => void lines.push(JSON.parse(line)) },
    );
    const metrics = createMetrics();
    const studio = await startTestStudio({
      fresh: rig.fresh,
      routes: () => [failing((text) => codes.find((code) => code === text) ?? 'usage')],
      mounts: () => referencePages([], { version: '0', cookieName: 'session' }),
      ground: { log, events: metrics },
    });
    await startWorker(rig, { log, metrics });
    const watched: Watched = { lines, metrics };
    const jobs = codes.filter(endsAtOnce).filter((_, at) => size === 'full' || at % 8 === 0);
    return {
      cases: [
        ...[...codes, 'unforeseen' as const].map((code) => requestCase(studio, watched, code)),
        ...jobs.map((code) => jobCase(rig, studio, watched, code)),
      ],
      close: async () => {
        await studio.close();
        await rig.close();
      },
    };
  },
};
