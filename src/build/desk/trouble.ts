/** What a failed exchange means for money, for the gate and for patience. */
import { WorkprintError } from '../../domain/errors.ts';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import type { GateOutcome } from './gate-rules.ts';

export type Trouble = {
  readonly error: WorkprintError;
  /** Whether the vendor took the request. */
  readonly taken: 'no' | 'yes' | 'unknown';
  /** Trying again may help. */
  readonly isPassing: boolean;
  /** Not before so many milliseconds from now. */
  readonly retryAfterMs: number | undefined;
  /** What the gate learns. */
  readonly gate: GateOutcome;
};

/** A vendor that wants to be left alone for longer than a day is believed for a day. */
const mostRetryAfterMs = 24 * 60 * 60_000;

/** How long the vendor wants to be left alone; undefined: it did not say, or nothing that can be meant. */
export const pauseOf = ({ retryAfterMs }: Pick<ProviderFailure, 'retryAfterMs'>): number | undefined =>
  retryAfterMs === undefined || !(retryAfterMs >= 0) ? undefined : Math.min(mostRetryAfterMs, retryAfterMs);

const fromVendor = (failure: ProviderFailure, nowMs: number): Trouble => {
  const retryAfterMs = pauseOf(failure);
  const isBroken = ['provider-busy', 'provider-failed', 'provider-unreadable', 'provider-silent'].includes(
    failure.code,
  );
  return {
    ...{ error: failure, taken: failure.taken, isPassing: failure.retry === 'later', retryAfterMs },
    gate: !isBroken
      ? { kind: 'fine' } // it answered, if not as we like
      : retryAfterMs !== undefined && retryAfterMs > 0
        ? { kind: 'throttled', untilMs: nowMs + retryAfterMs }
        : { kind: 'broken' },
  };
};

/**
 * Reads a failure of `start`. Errors that vendors' code did not foresee say nothing about what was sent: that is doubt.
 */
export const troubleOf = (error: unknown, nowMs: number): Trouble => {
  if (error instanceof ProviderFailure) return fromVendor(error, nowMs);
  if (error instanceof WorkprintError)
    return {
      error,
      taken: error.charged,
      isPassing: error.retry === 'later',
      retryAfterMs: undefined,
      gate: error.code.startsWith('url-') && error.retry === 'later' ? { kind: 'broken' } : { kind: 'left' },
    };
  return {
    error: new WorkprintError('internal', 'Something unforeseen broke while a vendor was asked.', {
      cause: error,
      charged: 'unknown',
    }),
    taken: 'unknown',
    isPassing: false,
    retryAfterMs: undefined,
    gate: { kind: 'left' },
  };
};

/** What the failure says about the key; undefined: nothing. */
export const keyStateOf = ({ code }: WorkprintError): 'wrong' | 'expired' | 'no-credit' | 'forbidden' | undefined => {
  switch (code) {
    case 'provider-key-wrong':
      return 'wrong';
    case 'provider-key-expired':
      return 'expired';
    case 'provider-no-credit':
      return 'no-credit';
    case 'provider-forbidden':
      return 'forbidden';
    default:
      return undefined;
  }
};
