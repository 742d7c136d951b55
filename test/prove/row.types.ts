/** What a proof is made of. A row of docs/spec/hostile-media.md is proved by cases; each case passes or throws what went wrong. */

/** `quick` runs in `npm test` (seconds), `full` in `npm run prove` (minutes). */
export type ProofSize = 'quick' | 'full';

/** Numbers a case measured, by the names in `ProofRow.facts`. */
export type Facts = Readonly<Record<string, number>>;

export type ProofCase = {
  /** Stable from run to run: what passed is not run again when a row is resumed. */
  readonly name: string;
  /** Rejects when the promise is broken. */
  readonly run: () => Promise<Facts>;
};

export type OpenProof = {
  readonly cases: readonly ProofCase[];
  readonly close?: () => Promise<void>;
};

export type ProofRow = {
  readonly id: string;
  /** One line: what is promised. */
  readonly promise: string;
  /** What a case is, in the plural: `files`. */
  readonly counts: string;
  /** How the numbers of all cases become one. */
  readonly facts: Readonly<Record<string, 'sum' | 'max'>>;
  /** `folder` is empty and the row's own; it is removed afterwards. */
  readonly open: (size: ProofSize, folder: string) => Promise<OpenProof>;
};

/** The end of a row. */
export type Verdict = {
  readonly id: string;
  readonly passed: boolean;
  /** `PC1 PASS files=126 canary_hits=0 slowest_ms=812` */
  readonly line: string;
  readonly failures: readonly { readonly name: string; readonly reason: string }[];
};
