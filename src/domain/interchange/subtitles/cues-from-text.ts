/** Cues of a caption file of any of the three formats; for documents that name one. */

import { parseSrt } from '../../caption/caption.ts';
import type { Rate } from '../../time.ts';
import type { CaptionCue } from '../../timeline/timeline.types.ts';
import { framesOfSeconds, rational } from '../shared/rational.ts';

/** In file order; `name` is how people know the file. */
export const cuesFromText = (text: string, _name: string, rate: Rate): readonly CaptionCue[] =>
  parseSrt(text).flatMap((cue) => {
    const frames = (ms: number): number => framesOfSeconds(rational(BigInt(ms), 1000n), rate).frames;
    const [from, to] = [frames(cue.startMs), frames(cue.endMs)];
    return to > from ? [{ from, to, text: cue.text }] : [];
  });
