/**
 * What running jobs tell of themselves, written a few times a second for all jobs of this worker together. The commits are not awaited
 * by the disk: the next report says it again, and the last one is written with the job's end.
 */
import type { BuildEvent } from '../../build/build.ts';
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import { createEta } from './eta.ts';
import { keepable } from './keepable.ts';
import {
  type Report,
  type StepReport,
  type StepsEvent,
  writeReports,
  writeSteps,
  writeStepsEvents,
} from './report-progress.queries.ts';

/** The reports of one start of a job. */
export type Reporter = {
  progress(done: number, total: number, etaMs?: number): void;
  onBuildEvent(event: BuildEvent): void;
  /** Writes steps that are not written yet, and gives the last report for the job's end. No more is written after it. */
  finish(): Promise<{ readonly done?: number; readonly total?: number; readonly hasSteps: boolean }>;
};

export type ProgressWriter = {
  open(id: string, attempt: number): Reporter;
  close(): Promise<void>;
};

type Dirt = {
  readonly id: string;
  readonly attempt: number;
  readonly eta: ReturnType<typeof createEta>;
  report: { done: number; total: number; etaMs: number | undefined } | undefined;
  isReportNew: boolean;
  readonly steps: Map<string, StepReport>;
  readonly changedSteps: Set<string>;
  /** Of those, the ones that began or ended. */
  readonly turnedSteps: Set<string>;
  isFinished: boolean;
};

const flushEveryMs = 250;
const longestText = 2000;

/** Work is counted in whole units that PostgreSQL and JSON hold exactly. */
const whole = (number: number): number =>
  Number.isFinite(number) ? Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.round(number))) : 0;

/** A label as it is kept and shown. */
const short = (text: string): string => keepable(keepable(text).slice(0, longestText));

type Options = {
  readonly database: Pick<Database, 'asStudioLoosely'>;
  readonly log: Log;
  readonly nowMs: () => number;
};

/** One writer for all jobs of a worker. */
export const createProgressWriter = ({ database, log, nowMs }: Options): ProgressWriter => {
  const open = new Set<Dirt>();
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();

  const isDirty = (one: Dirt): boolean => one.isReportNew || one.changedSteps.size > 0;

  const write = (those: readonly Dirt[]): Promise<void> =>
    database.asStudioLoosely(async (query) => {
      const reports: Report[] = those.map(({ id, attempt, report }) => ({
        ...{ id, attempt, done: report?.done ?? 0, total: report?.total ?? 0, etaMs: report?.etaMs },
      }));
      const written = new Set(await writeReports(query, reports));
      const told = those.filter(({ id }) => written.has(id));
      const steps = told.flatMap((one) =>
        [...one.changedSteps].map((key) => one.steps.get(key)).filter((step) => step !== undefined),
      );
      const events: StepsEvent[] = told
        .filter(({ turnedSteps }) => turnedSteps.size > 0)
        .map((one) => ({
          jobId: one.id,
          steps: [...one.turnedSteps].map((key) => shownStep(one.steps.get(key))).filter((step) => step !== undefined),
        }));
      // Cleared before the writes: what comes meanwhile is new again. When they fail, `flush` marks it all anew.
      for (const one of told) {
        one.isReportNew = false;
        one.changedSteps.clear();
        one.turnedSteps.clear();
      }
      if (steps.length > 0) await writeSteps(query, steps);
      if (events.length > 0) await writeStepsEvents(query, events);
    });

  const flush = (those: readonly Dirt[]): Promise<void> => {
    flushing = flushing.then(async () => {
      const dirty = those.filter(isDirty);
      if (dirty.length === 0) return;
      const before = dirty.map((one) => ({ one, changed: [...one.changedSteps], turned: [...one.turnedSteps] }));
      try {
        await write(dirty);
      } catch (error) {
        for (const { one, changed, turned } of before) {
          one.isReportNew = true;
          for (const key of changed) one.changedSteps.add(key);
          for (const key of turned) one.turnedSteps.add(key);
        }
        log.warn('Progress of jobs could not be written', { error, count: dirty.length });
      }
    });
    return flushing;
  };
  const flushSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void flush([...open]).then(() => {
        if ([...open].some(isDirty)) flushSoon();
      });
    }, flushEveryMs);
  };

  const reporterOf = (one: Dirt): Reporter => ({
    progress: (done, total, etaMs) => {
      if (one.isFinished) return;
      const left = etaMs ?? one.eta(done, total, nowMs());
      one.report = { done: whole(done), total: whole(total), etaMs: left === undefined ? undefined : whole(left) };
      one.isReportNew = true;
      flushSoon();
    },
    onBuildEvent: (event) => {
      if (one.isFinished) return;
      const key = short(event.key);
      const known = one.steps.get(key);
      one.steps.set(key, stepAfter(event, known, one.id, key, nowMs()));
      one.changedSteps.add(key);
      if (event.type !== 'step-progressed') one.turnedSteps.add(key);
      flushSoon();
    },
    finish: async () => {
      one.isFinished = true;
      if (one.changedSteps.size > 0) await flush([one]);
      open.delete(one);
      return { ...(one.report && { done: one.report.done, total: one.report.total }), hasSteps: one.steps.size > 0 };
    },
  });

  return {
    open: (id, attempt) => {
      const one: Dirt = {
        ...{ id, attempt, eta: createEta(), report: undefined, isReportNew: false, isFinished: false },
        ...{ steps: new Map(), changedSteps: new Set(), turnedSteps: new Set() },
      };
      open.add(one);
      return reporterOf(one);
    },
    close: async () => {
      clearTimeout(timer);
      await flushing;
    },
  };
};

/** What the stream tells of a step that began or ended. */
const shownStep = (step: StepReport | undefined): object | undefined =>
  step && {
    ...{ key: step.key, name: step.name, label: step.label, state: step.state, isCached: step.isCached },
    startedAt: new Date(step.startedAtMs).toISOString(),
    ...(step.finishedAtMs !== undefined && { finishedAt: new Date(step.finishedAtMs).toISOString() }),
  };

/** A step after one more event. Events may come without the first of them: a step is then as if it had begun now. */
const stepAfter = (
  event: BuildEvent,
  known: StepReport | undefined,
  jobId: string,
  key: string,
  atMs: number,
): StepReport => {
  const label = 'label' in event ? short(event.label) : (known?.label ?? short(event.step));
  const step: StepReport = {
    ...{ jobId, key, name: short(event.step), label, state: 'running', isCached: false },
    ...{
      done: known?.done ?? 0,
      total: known?.total ?? 0,
      startedAtMs: known?.startedAtMs ?? atMs,
      finishedAtMs: undefined,
    },
  };
  if (event.type === 'step-progressed') return { ...step, done: whole(event.done), total: whole(event.total) };
  if (event.type === 'step-cached') return { ...step, state: 'done', isCached: true, finishedAtMs: atMs };
  if (event.type === 'step-finished')
    return { ...step, state: 'done', done: step.total, startedAtMs: atMs - event.tookMs, finishedAtMs: atMs };
  return step;
};
