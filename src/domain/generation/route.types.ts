/** Which model answers: what a person asks for, and the path that was taken. */
import type { Micros } from '../money.ts';

/** `provider/model`, as in `gemini/veo-3.1-generate-preview`; models of fal have slashes of their own. */
export type ModelName = string;

/**
 * How a model is chosen. `model`: this one and no other. `chain`: the first that can. `best`, `cheapest`, `fastest`: among `models`, or
 * among all that are known, have a price and a key.
 */
export type RoutePolicy =
  | { readonly kind: 'model'; readonly model: ModelName }
  | { readonly kind: 'chain'; readonly models: readonly ModelName[] }
  | { readonly kind: 'best' | 'cheapest' | 'fastest'; readonly models?: readonly ModelName[] };

export type RouteOptions = {
  /** Default true: what one model refuses for its content is tried with the next of the route. */
  readonly retryRefusals?: boolean;
  /** Default false: an answer with less than was asked (shorter, smaller, without sound) is accepted and marked. */
  readonly acceptDegraded?: boolean;
};

/** One station of the path taken. */
export type RouteStep = {
  readonly model: ModelName;
  readonly outcome: 'answered' | 'cached' | 'skipped' | 'failed' | 'refused' | 'unknown';
  /** Code of errorTable, for what did not answer. */
  readonly code?: string;
  readonly message?: string;
  readonly costMicros: Micros;
  readonly tookMs: number;
};
