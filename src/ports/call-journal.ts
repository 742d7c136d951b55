/**
 * The book of paid calls: what was about to be sent, what was sent, what came of it and what it cost. Written before and after every outside effect, so
 * that a process can die between any two lines and the next one knows whether money may have been spent.
 *
 *   intended → sent → under-way → fetching → done
 *                 ↘ unknown (a person decides) ↘ failed (released)
 */
import type { Answer, Usage } from '../domain/generation/answer.types.ts';
import type { Ask } from '../domain/generation/ask.types.ts';
import type { RouteStep } from '../domain/generation/route.types.ts';
import type { Micros } from '../domain/money.ts';
import type { Payer } from './key-ring.ts';

export type CallState = 'intended' | 'sent' | 'under-way' | 'done' | 'failed' | 'unknown';

export type CallIntent = {
  /** The wish this call serves: a generation, or a step of a film in its project. One wish is answered once. */
  readonly orderKey: string;
  /** What is asked of which model, in this project: equal requests have equal keys, and the second is answered from the first. */
  readonly requestKey: string;
  readonly payer: Payer;
  /** `provider/model`. */
  readonly model: string;
  readonly keyId?: string;
  readonly ask: Ask;
  /** The most it can cost: kept free in every budget until it is known. */
  readonly reserveMicros: Micros;
  /** Not to be answered from, nor wait for, an equal request. */
  readonly isFresh: boolean;
};

export type CallRecord = CallIntent & {
  readonly id: string;
  /** 1 for the first station of the route. */
  readonly place: number;
  readonly state: CallState;
  /** Sent to vendors that promise to do a thing once per key; chosen with the intent, never changed. */
  readonly submitKey: string;
  readonly handle?: unknown;
  readonly answer?: Answer;
  readonly usage?: Usage;
  readonly costMicros: Micros;
  readonly charged: 'no' | 'yes' | 'unknown';
  readonly error?: { readonly code: string; readonly message: string };
  readonly tookMs: number;
  /** When it was first sent; left out: it was not, or the journal does not know. */
  readonly sentAtMs?: number;
  /** Done without having been sent: answered from an equal request's call. */
  readonly isShared?: true;
  /** Another living process is at it, where the journal can tell. Left out where callers see to that themselves (a job has a lease). */
  readonly isElsewhere?: true;
};

export type CallOutcome =
  | {
      readonly state: 'done';
      readonly answer: Answer;
      readonly usage: Usage;
      readonly costMicros: Micros;
      readonly tookMs: number;
    }
  | {
      readonly state: 'failed';
      readonly error: { readonly code: string; readonly message: string };
      /** Billed although it failed. */
      readonly costMicros: Micros;
      readonly tookMs: number;
    }
  /** The reservation stays until somebody says whether it was billed. */
  | {
      readonly state: 'unknown';
      readonly error: { readonly code: string; readonly message: string };
      readonly tookMs: number;
    };

export interface CallJournal {
  /** Calls made for this wish, in order. */
  calls(orderKey: string): Promise<readonly CallRecord[]>;
  /**
   * A call for an equal request of this project that may be shared: the newest that is done, else the oldest that is intended, sent or under way.
   * Calls of `exceptOrderKey` are left out: a wish neither answers itself nor waits for itself.
   */
  equal(requestKey: string, payer: Payer, exceptOrderKey?: string): Promise<CallRecord | undefined>;
  /**
   * Writes the intent and reserves its money in every budget it counts against, in one transaction. Durable when it resolves. Throws
   * `budget-reached`, naming the budget and what is left of it; nothing is written then. Of two processes that do this for one wish at the same moment, both are given
   * the same call.
   */
  intend(intent: CallIntent): Promise<CallRecord>;
  /**
   * Written before the first byte goes out: from intended to sent. Durable. False: it is not intended any more, because another process has taken this call on
   * since, so this one must not send.
   */
  sent(callId: string): Promise<boolean>;
  /** The vendor said that it did not take it: from sent back to intended, so that a death while waiting to try again leaves no doubt about money. */
  notSent(callId: string): Promise<void>;
  /** The vendor took it: its handle, from which any process can go on, and what its webhooks name it by. Durable. */
  underWay(callId: string, handle: unknown, workId?: string): Promise<void>;
  /**
   * The end: answer kept, cost booked, the rest of the reservation released, in one transaction. A second end changes nothing. Done without having been
   * sent: answered from an equal request's call, at no cost; it counts for no drift and no speed.
   */
  settle(callId: string, outcome: CallOutcome): Promise<CallRecord>;
  /** How long answers of these models took lately, in milliseconds: medians, for `fastest`. */
  speeds(models: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** What people see of the path of a wish. */
export const routeOf = (calls: readonly CallRecord[]): readonly RouteStep[] =>
  calls.map(({ model, state, error, costMicros, tookMs }) => ({
    model,
    outcome:
      state === 'done'
        ? 'answered'
        : state === 'unknown'
          ? 'unknown'
          : error?.code === 'provider-refused'
            ? 'refused'
            : 'failed',
    ...(error && { code: error.code, message: error.message }),
    costMicros,
    tookMs,
  }));
