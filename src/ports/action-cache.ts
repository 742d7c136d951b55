/** What a step answered, with the facts that make it provenance. `answer` is plain JSON; blobs appear in it as BlobRef. */
export type AnswerRecord = {
  readonly step: string;
  readonly version: number;
  readonly label: string;
  readonly answer: unknown;
  readonly tookMs: number;
  /** What the answer cost in micro-dollars; 0 for everything made on this machine. */
  readonly costMicros: number;
};

/** Answers kept under the hash of what was asked. */
export interface ActionCache {
  /** Undefined when never answered, or when a blob the answer names is gone. */
  get(key: string): Promise<AnswerRecord | undefined>;
  set(key: string, record: AnswerRecord): Promise<void>;
}
