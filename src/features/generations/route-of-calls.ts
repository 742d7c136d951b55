/** The path of a generation that ended without an answer, read off its calls. */
import type { RouteStep } from '../../domain/generation/route.types.ts';
import { type CallRecord, routeOf } from '../../ports/call-journal.ts';
import { type CallRow } from './calls.queries.ts';

/** Calls that never ended are no station that was reached. */
export const routeOfCalls = (calls: readonly CallRow[]): readonly RouteStep[] =>
  routeOf(
    calls
      .filter(({ state }) => state === 'done' || state === 'failed' || state === 'unknown')
      .map(
        ({ provider, model, state, error, costMicros, tookMs }) =>
          ({
            ...{ model: `${provider}/${model}`, state, costMicros, tookMs },
            ...(error !== null && { error }),
          }) as CallRecord,
      ),
  );
