/** Whether a text has the time for the motions it was given. */
import type { TextMotion } from '../text.types.ts';
import type { TextClip } from '../timeline.types.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At least how many units move: how lines wrap, and words that no space parts, are known only when the text is drawn. */
const leastUnits = ({ unit }: TextMotion, text: string): number => {
  switch (unit) {
    case 'letter':
      return [...graphemes.segment(text)].filter(({ segment }) => segment.trim() !== '').length;
    case 'word':
      return text.match(/\S+/gu)?.length ?? 1;
    case 'line':
      return text.split(/\r\n|\r|\n/u).filter((line) => line.trim() !== '').length;
    case 'block':
      return 1;
  }
};

const framesOf = (motion: TextMotion | undefined, text: string): number =>
  motion === undefined ? 0 : motion.frames + Math.max(0, leastUnits(motion, text) - 1) * (motion.staggerFrames ?? 0);

/** What a person is told when the motions of a text want more frames than its clip has. */
export const hurriedMotion = ({ text, enter, leave, sourceRange }: TextClip): string | undefined => {
  const [entering, leaving] = [framesOf(enter, text), framesOf(leave, text)];
  const { durationFrames } = sourceRange;
  if (entering + leaving <= durationFrames) return undefined;
  const wanted = [...(enter ? [`enter wants ${entering} frames`] : []), ...(leave ? [`leave ${leaving}`] : [])];
  const words = enter ? wanted.join(', ') : `leave wants ${leaving} frames`;
  return `${words} and the clip has ${durationFrames}: ${enter && leave ? 'both are' : 'it is'} hurried to fit`;
};
