/** One finished render, as the estimate needs it. Only what was really rendered counts: cached segments cost nothing. */
export type RenderRecord = {
  /** Codec and effort, e.g. `h264 veryfast`. */
  readonly encoding: string;
  /** Frames times megapixels, by what had to be done with them. */
  readonly untouched: number;
  readonly composed: number;
  readonly tookMs: number;
};

/** What this installation's past renders took; the newest last. */
export interface RenderHistory {
  all(): Promise<readonly RenderRecord[]>;
  add(record: RenderRecord): Promise<void>;
}
