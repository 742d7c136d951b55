/** What goes wrong at a vendor, in our words: everything the desk decides on (try again, try elsewhere, stop, ask a person) stands in it. */
import { type ErrorCode, WorkprintError } from '../errors.ts';
import type { Usage } from './answer.types.ts';

/** Codes of errorTable that a vendor's failure can have. */
export type ProviderFailureCode = Extract<ErrorCode, `provider-${string}`>;

export type ProviderFailureFacts = {
  /** As the vendor asked for by Retry-After, milliseconds from now. */
  readonly retryAfterMs?: number;
  /**
   * Whether the vendor took the request. `no`: it said that it did not, or never got it; `unknown`: it was sent and nothing readable came
   * back. Only `no` may be sent again without asking anybody.
   */
  readonly taken: 'no' | 'yes' | 'unknown';
  /** Of work that was taken and then failed: whether the vendor bills it, where it says so. */
  readonly charged?: 'no' | 'yes' | 'unknown';
  /**
   * Of a look: the vendor says that the work has ended without an answer (failed, refused, expired). Left out: only the looking went wrong, and
   * looking again makes sense.
   */
  readonly isOver?: true;
  /** Of work that failed and is billed all the same: what the vendor counted. */
  readonly usage?: Usage;
  readonly cause?: unknown;
};

/**
 * A vendor refused or broke. The message is a full sentence for people, with the vendor's own words in it, cut to 500 characters and free of
 * keys and addresses with queries.
 */
export class ProviderFailure extends WorkprintError {
  readonly taken: 'no' | 'yes' | 'unknown';
  readonly retryAfterMs: number | undefined;
  readonly isOver: boolean;
  readonly usage: Usage | undefined;

  constructor(code: ProviderFailureCode, message: string, facts: ProviderFailureFacts) {
    super(code, message, {
      ...(facts.cause !== undefined && { cause: facts.cause }),
      charged: facts.taken === 'no' ? 'no' : (facts.charged ?? 'unknown'),
    });
    this.name = 'ProviderFailure';
    this.taken = facts.taken;
    this.retryAfterMs = facts.retryAfterMs;
    this.isOver = facts.isOver === true;
    this.usage = facts.usage;
  }
}
