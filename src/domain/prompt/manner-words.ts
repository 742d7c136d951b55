/** How a line is said, as an adverb or two: from the script's own direction, the delivery and the feeling. */
import type { Emotion } from '../screenplay/breakdown.types.ts';
import type { BriefLine } from './shot-brief.types.ts';

const feelings: Readonly<Record<Exclude<Emotion, 'neutral'>, readonly [string, string]>> = {
  joy: ['warmly', 'with open delight'],
  sadness: ['heavily', 'with a breaking voice'],
  anger: ['curtly', 'with barely held anger'],
  fear: ['nervously', 'with a shaking voice'],
  wonder: ['softly, in wonder', 'breathlessly, in wonder'],
  tenderness: ['gently', 'very gently'],
  determination: ['firmly', 'with hard resolve'],
  unease: ['uneasily', 'in a tense, low voice'],
};

const leastStrength = 0.3;
const strongFrom = 0.65;

/** `quietly`, `in a whisper, nervously`; empty when nothing says how. */
export const mannerOf = ({ direction, delivery, emotion, emotionStrength }: BriefLine): string => {
  const own = direction !== undefined && /^\p{Ll}+ly(?:, \p{Ll}+ly)?$/u.test(direction) ? direction : undefined;
  const loudness = delivery === 'whisper' ? 'in a whisper' : delivery === 'shout' ? 'shouting' : undefined;
  if (own !== undefined) return loudness === undefined ? own : `${loudness}, ${own}`;
  const felt =
    emotion === 'neutral' || emotionStrength < leastStrength
      ? undefined
      : feelings[emotion][emotionStrength >= strongFrom ? 1 : 0];
  const soft = delivery === 'soft' ? 'quietly' : undefined;
  return [loudness ?? soft, felt].filter((words) => words !== undefined).join(', ');
};
