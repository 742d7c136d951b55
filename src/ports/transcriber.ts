/** A word as it was heard; times count from the first sample. */
export type TranscribedWord = { readonly text: string; readonly startMs: number; readonly endMs: number };

/** Writes down what is said in a sound. */
export interface Transcriber {
  readonly id: string;
  /** `samples` are mono 16 kHz in -1..1. */
  transcribe(
    samples: Float32Array,
    signal: AbortSignal,
  ): Promise<{ readonly text: string; readonly words: readonly TranscribedWord[] }>;
  close(): Promise<void>;
}
