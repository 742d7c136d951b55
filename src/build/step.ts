/** A step: a named, versioned question whose answer depends on its input alone. */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Needs } from './resources.ts';

export type StepContext = {
  /** Aborted when the build is cancelled or another step failed; the step must stop within two seconds. */
  readonly signal: AbortSignal;
  /** Work done of work to do, in units of the step's own (frames, bytes). */
  progress(done: number, total: number): void;
  /** What this run really cost in micro-dollars, once it is known; the last one counts. */
  spent(micros: number): void;
};

/** What a plan says of one run that would be paid for. */
export type Price = {
  /** The most it can cost. */
  readonly costMicros: number;
  /** The model that would be asked. */
  readonly model: string;
  /** The provider whose key is missing for that. */
  readonly lacksKey?: string;
};

export type Step<Input, Answer> = {
  readonly name: string;
  /** Raised whenever the same input would be answered differently. */
  readonly version: number;
  /** Model or tool that answers, part of the key. */
  readonly model: string;
  readonly needs: Needs;
  /** What is being made, in a person's words: `voice: MARA "Then the mail gets…"`. Not part of the key. */
  label(input: Input): string;
  /** What one run would cost, asked for plans; absent or undefined means free. */
  price?(input: Input): Promise<Price | undefined>;
  /**
   * What stands for a missing answer in a plan, so that what hangs on it can be planned and priced too. Absent: the plan ends there. It must
   * have the shape of an answer, and none that was really made may equal it.
   */
  sketch?(input: Input): Answer;
  /** The answer must be plain JSON; bytes go to the blob store and appear as BlobRef. */
  run(input: Input, context: StepContext): Promise<Answer>;
};

/** What of a step is part of the names of its answers. */
type Named = { readonly name: string; readonly version: number; readonly model: string };

/** The name of an answer: SHA-256 of step, version, model and input, 64 hexadecimal digits. */
export const keyOf = <Input>(step: Named, input: Input): string =>
  createHash('sha256')
    .update(`${step.name}\n${step.version}\n${step.model}\n${canonicalJson(input)}`)
    .digest('hex');
