/**
 * The one door everything goes through. `produce` answers a step from the cache or by running it once,
 * however many ask at the same time. In plan mode nothing runs: what is missing is listed instead.
 */
import { WorkprintError } from '../domain/errors.ts';
import type { ActionCache } from '../ports/action-cache.ts';
import { createResourcePool, type Resources } from './resources.ts';
import { keyOf, type Step } from './step.ts';

export { canonicalJson } from './canonical-json.ts';
export type { Needs, Resources } from './resources.ts';
export { keyOf, type Price, type Step, type StepContext } from './step.ts';

export type BuildEvent =
  | {
      readonly type: 'step-cached' | 'step-started';
      readonly step: string;
      readonly key: string;
      readonly label: string;
    }
  | {
      readonly type: 'step-progressed';
      readonly step: string;
      readonly key: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: 'step-finished'; readonly step: string; readonly key: string; readonly tookMs: number };

/** One answered (or, in plan mode, wanted) step: the build's own account of itself. */
export type BuildEntry = {
  readonly step: string;
  readonly key: string;
  readonly label: string;
  readonly state: 'cached' | 'made' | 'would-run';
  readonly tookMs: number;
  /** Of one that was made: what it cost; of one that would run: the most it can cost. */
  readonly costMicros: number;
  /** Of one that would be bought: the model that would be asked, and the provider whose key is missing for that. */
  readonly model?: string;
  readonly lacksKey?: string;
};

/** Thrown in plan mode where the rest depends on an answer that does not exist yet. An expected end, not a fault. */
export class PlanEndsHere extends Error {
  constructor() {
    super('The rest of the plan depends on answers that do not exist yet.');
    this.name = 'PlanEndsHere';
  }
}

export interface Build {
  readonly mode: 'make' | 'plan';
  readonly signal: AbortSignal;
  /** Everything asked so far, in the order it was settled. */
  readonly entries: readonly BuildEntry[];
  produce<Input, Answer>(step: Step<Input, Answer>, input: Input): Promise<Answer>;
  /** The answer turned out damaged: the next one to ask has it looked up anew, and made again if its bytes are gone. */
  forget<Input, Answer>(step: Step<Input, Answer>, input: Input): void;
  /**
   * Waits for all. When one fails the others are told to stop and the first failure is thrown once all have.
   * In plan mode all are listed before the plan ends.
   */
  all<T extends readonly unknown[] | []>(work: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }>;
}

export type BuildOptions = {
  readonly mode: 'make' | 'plan';
  readonly answers: ActionCache;
  readonly resources: Resources;
  /** Cancels the build. */
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
  readonly onEvent?: (event: BuildEvent) => void;
};

export const createBuild = (options: BuildOptions): Build => {
  const { answers, nowMs, onEvent = () => undefined } = options;
  const pool = createResourcePool(options.resources);
  const underWay = new Map<string, Promise<unknown>>();
  const entries: BuildEntry[] = [];
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);

  const make = async <Input, Answer>(
    step: Step<Input, Answer>,
    input: Input,
    key: string,
    label: string,
  ): Promise<unknown> => {
    onEvent({ type: 'step-started', step: step.name, key, label });
    const startedMs = nowMs();
    const progress = (done: number, total: number): void =>
      onEvent({ type: 'step-progressed', step: step.name, key, done, total });
    let costMicros = 0;
    const spent = (micros: number): void => {
      costMicros = micros;
    };
    const answer = await step.run(input, { signal, progress, spent });
    const tookMs = Math.round(nowMs() - startedMs);
    // Through JSON, so that a fresh answer and a remembered one can never differ.
    const plain: unknown = JSON.parse(JSON.stringify(answer));
    await answers.set(key, { step: step.name, version: step.version, label, answer: plain, tookMs, costMicros });
    entries.push({ step: step.name, key, label, state: 'made', tookMs, costMicros });
    onEvent({ type: 'step-finished', step: step.name, key, tookMs });
    return plain;
  };

  const answer = async <Input, Answer>(step: Step<Input, Answer>, input: Input, key: string): Promise<unknown> => {
    signal.throwIfAborted();
    const label = step.label(input);
    const known = await answers.get(key);
    if (known) {
      entries.push({ step: step.name, key, label, state: 'cached', tookMs: known.tookMs, costMicros: 0 });
      onEvent({ type: 'step-cached', step: step.name, key, label });
      return known.answer;
    }
    if (options.mode === 'plan') {
      const price = (await step.price?.(input)) ?? { costMicros: 0 };
      entries.push({ step: step.name, key, label, state: 'would-run', tookMs: 0, ...price });
      if (!step.sketch) throw new PlanEndsHere();
      return JSON.parse(JSON.stringify(step.sketch(input)));
    }
    return pool.run(step.needs, () => make(step, input, key, label), signal);
  };

  const produce = <Input, Answer>(step: Step<Input, Answer>, input: Input): Promise<Answer> => {
    const key = keyOf(step, input);
    let promise = underWay.get(key);
    if (!promise) {
      promise = answer(step, input, key).catch((error: unknown) => {
        // Whoever was told to stop says so in their own words; what is told is why they were.
        throw stop.signal.aborted ? stop.signal.reason : error;
      });
      underWay.set(key, promise);
    }
    return promise as Promise<Answer>;
  };

  const forget: Build['forget'] = (step, input) => {
    underWay.delete(keyOf(step, input));
  };

  const all: Build['all'] = async (work) => {
    let first: unknown;
    const note = (error: unknown): void => {
      if (options.mode === 'plan' && error instanceof PlanEndsHere) {
        first ??= error;
        return;
      }
      if (first === undefined || first instanceof PlanEndsHere) first = error;
      if (!stop.signal.aborted) stop.abort(error);
    };
    const settled = await Promise.allSettled(
      work.map((one) =>
        Promise.resolve(one).catch((error: unknown) => {
          note(error);
          throw error;
        }),
      ),
    );
    // Of the whole build, not of this list: a part inside another may have failed first, and this one's were only told to stop.
    if (first !== undefined) throw first instanceof PlanEndsHere ? first : stop.signal.reason;
    return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as never;
  };

  return { mode: options.mode, signal, entries, produce, forget, all };
};

/** The reason a build carries when a person cancels it. */
export const cancelledByPerson = (): WorkprintError =>
  new WorkprintError(
    'cancelled',
    'Stopped. Everything finished so far is kept; the same command continues from there.',
  );
