/**
 * The gate before each vendor (ports/provider-gate) on PostgreSQL: one for all workers, by the rules that the command line's gate follows too. Those of one
 * process who want into a lane stand in line, and only the first of them knocks; so waiting costs next to nothing, however many wait.
 */
import {
  afterLeaving,
  freshLane,
  type GateOutcome,
  type GateRules,
  knock,
  usualGateRules,
} from '../../build/desk/gate-rules.ts';
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import type { GateBounds, GatePass, ProviderGate } from '../../ports/provider-gate.ts';
import { createLine, type Line } from './gate-line.ts';
import {
  gateChannel,
  holdLane,
  keepPasses,
  passLivesMs,
  returnPass,
  wantLane,
  writeEntry,
  writeLane,
} from './provider-gate.queries.ts';

export type ProviderGateOptions = {
  readonly log?: Log;
  readonly rules?: GateRules;
  /** How often passes that are out are kept from becoming void; default every ten seconds. */
  readonly keepEveryMs?: number;
};

export type SharedGate = ProviderGate & {
  /** Ends its waiting and listening. Passes that are still out become void by themselves. */
  close(): Promise<void>;
};

/** Whoever waits looks again after this long, should a notice be lost. */
const lookAgainMs = 500;

type Answer =
  | { readonly id: string; readonly isProbe: boolean }
  | { readonly closedUntilMs: number }
  | { readonly waitMs: number; readonly isFull: boolean };

/** Resolves after so long, or when it is rung. Rejects with the signal's reason. */
const pause = (ms: number, signal: AbortSignal, rung: Promise<void> | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted(); // rejects
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', stop, { once: true });
    void rung?.then(end);
  });

/** `worker` names the process in the table of passes. Commits are not awaited by the disk: what a crash loses is a pass that is void anyway. */
export const createProviderGate = (
  database: Pick<Database, 'asStudioLoosely' | 'listen'>,
  worker: string,
  { log, rules = usualGateRules, keepEveryMs = passLivesMs / 3 }: ProviderGateOptions = {},
): SharedGate => {
  const lines = new Map<string, Line>();
  const closing = new AbortController();
  /** Passes given out and not given back. */
  const out = new Set<string>();
  let keeping: NodeJS.Timeout | undefined;
  let listening: Promise<() => Promise<void>> | undefined;

  const lineOf = (lane: string): Line => {
    const line = lines.get(lane) ?? createLine(() => lines.delete(lane));
    lines.set(lane, line);
    return line;
  };

  const listen = (): Promise<unknown> =>
    (listening ??= database
      .listen(
        gateChannel,
        (lane) => lines.get(lane)?.ring(),
        () => {
          for (const line of lines.values()) line.ring();
        },
      )
      .catch((error: unknown) => {
        listening = undefined; // looking again after a while does it, too
        log?.warn('Notices of gates cannot be heard just now', { error });
        return async () => undefined;
      }));

  const keep = (): void => {
    keeping ??= setInterval(() => {
      database
        .asStudioLoosely((query) => keepPasses(query, [...out]))
        .catch((error: unknown) => log?.warn('Passes of gates could not be kept', { error }));
    }, keepEveryMs).unref();
  };
  const keepNoMore = (): void => {
    if (out.size > 0) return;
    clearInterval(keeping);
    keeping = undefined;
  };

  const leave = (lane: string, id: string, isProbe: boolean, outcome: GateOutcome): Promise<void> =>
    database.asStudioLoosely(async (query) => {
      const { hasTrouble } = await returnPass(query, lane, id);
      if (!isProbe && !hasTrouble && (outcome.kind === 'fine' || outcome.kind === 'left')) return;
      const { state, nowMs } = await holdLane(query, lane);
      if (state) await writeLane(query, lane, afterLeaving(state, outcome, isProbe, nowMs, rules));
    });

  const passOf = (lane: string, id: string, isProbe: boolean): GatePass => {
    out.add(id);
    keep();
    return {
      leave: async (outcome) => {
        if (!out.delete(id)) return;
        keepNoMore();
        try {
          await leave(lane, id, isProbe, outcome);
        } catch (error) {
          // What was done inside is done; the pass becomes void by itself.
          log?.warn('A pass of a gate could not be given back', { error });
        }
        lines.get(lane)?.ring();
      },
    };
  };

  const tryOnce = (lane: string, bounds: GateBounds): Promise<Answer> =>
    database.asStudioLoosely(async (query) => {
      const { state, inside, nowMs } = await holdLane(query, lane);
      const answer = knock(state ?? freshLane(bounds, nowMs), bounds, inside, nowMs, rules);
      if (answer.kind === 'closed') return { closedUntilMs: answer.untilMs };
      if (answer.kind === 'early') return { waitMs: Math.max(1, answer.untilMs - nowMs), isFull: false };
      if (answer.kind === 'full') {
        await wantLane(query, lane, 2 * lookAgainMs);
        return { waitMs: lookAgainMs, isFull: true };
      }
      return { id: await writeEntry(query, lane, answer.lane, worker), isProbe: answer.isProbe };
    });

  return {
    enter: async (lane, bounds, callerSignal) => {
      const signal = AbortSignal.any([callerSignal, closing.signal]);
      const line = lineOf(lane);
      const step = await line.stand(signal);
      try {
        for (;;) {
          signal.throwIfAborted();
          const rung = line.bell();
          const answer = await tryOnce(lane, bounds);
          if ('id' in answer) return passOf(lane, answer.id, answer.isProbe);
          if ('closedUntilMs' in answer) return answer;
          if (answer.isFull) await listen();
          await pause(answer.waitMs, signal, answer.isFull ? rung : undefined);
        }
      } finally {
        step();
      }
    },
    close: async () => {
      closing.abort(new Error('The gate was closed.'));
      clearInterval(keeping);
      const mine = listening;
      listening = undefined;
      await (await mine)?.();
    },
  };
};
