/** What is wanted of a shot beyond its brief, and what a compiled shot is. Plain JSON, so that it can be kept and made again for another model. */
import type { Problem } from '../catalog/check-ask.ts';
import type { ImageAsk, VideoAsk } from '../generation/ask.types.ts';
import type { Kept } from './fit-passages.ts';
import type { LintIssue } from './lint/lint.types.ts';
import type { Purpose } from './passage.types.ts';
import type { ShotBrief } from './shot-brief.types.ts';

/** What a person or the film wants beyond the brief. All of it may be left out. */
export type ShotWishes = {
  readonly count?: number;
  readonly seed?: number;
  readonly resolution?: string;
  readonly quality?: string;
  readonly fps?: number;
  /** Whether the clip brings its own sound and speech. Left out: where the model can, and the shot has something to hear. */
  readonly audio?: boolean;
  /** Other than the brief's. */
  readonly durationSeconds?: number;
  readonly aspect?: string;
  /** What is to be avoided, for models that take it; things without `no`, comma between. */
  readonly avoid?: string;
  /** Words of a person, put into the prompt as they are but for signs. */
  readonly extra?: string;
  /** The card's words stand in the picture instead of being laid over it. */
  readonly showsCard?: boolean;
};

export type CompiledShot<Asked extends ImageAsk | VideoAsk = ImageAsk | VideoAsk> = {
  readonly ask: Asked;
  /** What is not as it was wished, in plain sentences: `asked 7 s, nearest legal 8 s`. */
  readonly notes: readonly string[];
  /** What no value near the wish would make legal; the desk refuses a request that has one. */
  readonly problems: readonly Problem[];
  readonly lint: readonly LintIssue[];
  /** What it was made from, so that it can be made again for another model. */
  readonly from: {
    readonly brief: ShotBrief;
    readonly purpose: Purpose;
    readonly wishes: ShotWishes;
    /** `provider/model`. */
    readonly model: string;
    readonly kept: Kept;
  };
};
