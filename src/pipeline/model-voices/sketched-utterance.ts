/** A line nobody has spoken yet, as long as such lines are: for plans. */
import type { Utterance } from '../../domain/performance/performance.types.ts';
import { sketchedFile } from '../paid/paid-step.ts';
import { estimateSpokenMs } from '../plan-shots/sentences.ts';

/** Silence of the length that this text usually takes. */
export const sketchedUtterance = (text: string): Utterance => ({
  ...{
    audio: sketchedFile('audio/wav'),
    durationMs: estimateSpokenMs(text),
    words: [],
    phonemes: [],
    engine: 'planned',
  },
});
