/** The desk: every model behind one door. What goes through it is planned, priced, reserved, sent once, kept and booked. */
import type { Answer } from '../domain/generation/answer.types.ts';
import type { Ask } from '../domain/generation/ask.types.ts';
import type { RouteOptions, RoutePolicy, RouteStep } from '../domain/generation/route.types.ts';
import type { Micros } from '../domain/money.ts';
import type { CallIntent } from './call-journal.ts';
import type { Payer } from './key-ring.ts';

/**
 * A wish. `ask` is written for any model; where models differ (a prompt's dialect, a legal duration) `askFor` rewrites it for the model at hand and says what it
 * changed.
 */
export type Order = {
  /** Names the wish: the same after a crash, another for another wish. */
  readonly orderKey: string;
  readonly ask: Ask;
  readonly askFor?: (model: string) => Ask;
  readonly policy: RoutePolicy;
  readonly options?: RouteOptions;
  readonly payer: Payer;
  /** Not from an equal request's answer. */
  readonly isFresh?: boolean;
  /**
   * What was lost, and billed as somebody said, is asked again when the wish is served anew: for wishes that go on only when a person says so.
   */
  readonly asksLostAgain?: boolean;
  /**
   * For estimates: where no model of the route has a key, those that lack only that are priced all the same. Never served.
   */
  readonly withoutKeys?: boolean;
};

/** What a wish would cost, by the same rule that reserves and books. */
export type Quote = {
  /** Stations in the order in which they would be tried; the first is what is expected. */
  readonly stations: readonly {
    readonly model: string;
    /** The most this can cost. Exact for models priced by unit. */
    readonly mostMicros: Micros;
    readonly isExact: boolean;
    readonly isCached: boolean;
    /** What was asked of length and size and could not be checked: `unchecked: duration. …`. Then the price is not exact. */
    readonly notes?: readonly string[];
    /** The provider a key would be needed of; only for estimates (`withoutKeys`). */
    readonly lacksKey?: string;
  }[];
  /**
   * What would be written before the first station is asked: for whoever reserves in a transaction of their own, with the journal's `intendIn`, and lets `serve` go
   * on from there. Left out where the first station answers from an earlier call, or waits for one: nothing is paid then.
   */
  readonly first?: CallIntent;
  /** Models that were left out, and why: code of errorTable and a sentence. */
  readonly leftOut: readonly { readonly model: string; readonly code: string; readonly message: string }[];
};

export type Served = {
  readonly answer: Answer;
  readonly model: string;
  readonly costMicros: Micros;
  readonly isCached: boolean;
  /** Less than was asked; only when the order accepts that. */
  readonly degraded?: string;
  readonly route: readonly RouteStep[];
};

export interface ModelDesk {
  /** Throws the code of the first station's trouble (`model-unknown`, `model-retired`, `ask-illegal`, `price-unknown`, `key-missing`) when no station is left. */
  quote(order: Order): Promise<Quote>;
  /**
   * Answers the wish, from where a crash left it. Throws the last station's trouble: `budget-reached` before anything is sent, `charge-unknown` when a person must say
   * whether a lost call was billed, `provider-…` else.
   * Why the signal aborts decides: for `cancelled` the vendor is told to stop and the call is settled by what is known (also when the signal had aborted before: then
   * nothing is sent, and what is open is closed); for any other reason everything stays as the journal has it, for the next who serves this order.
   */
  serve(order: Order, signal: AbortSignal, progress?: (share: number) => void): Promise<Served>;
}
