/** One suite for each kind of work. */
import type { AskType } from '../../../../src/domain/generation/ask.types.ts';
import type { Made, MadeFile } from '../../../../src/ports/provider.ts';
import type { Abilities } from '../provider-under-test.ts';
import { imageSuite } from './image.ts';
import { lipsyncSuite } from './lipsync.ts';
import { loraSuite } from './lora.ts';
import { soundSuite } from './sound.ts';
import { speechSuite } from './speech.ts';
import { textSuite } from './text.ts';
import { transcriptSuite } from './transcript.ts';
import { videoSuite } from './video.ts';
import type { WorkSuite } from './work-suite.ts';

/** A suite whatever its kind: its checks get the asks of its own cases. */
export type AnySuite = {
  cases(can: Abilities): readonly { readonly name: string; readonly ask: unknown }[];
  check(made: Made, ask: unknown, can: Abilities, bytesOf: (file: MadeFile) => Promise<Uint8Array>): Promise<void>;
};

const suites: { readonly [T in AskType]: WorkSuite<T> } = {
  text: textSuite,
  image: imageSuite,
  video: videoSuite,
  speech: speechSuite,
  sound: soundSuite,
  transcript: transcriptSuite,
  lipsync: lipsyncSuite,
  lora: loraSuite,
};

/** The suite of a kind of work. */
export const suiteOf = (type: AskType): AnySuite => suites[type] as unknown as AnySuite;
