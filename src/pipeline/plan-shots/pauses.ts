/** Silence around lines, in milliseconds. A pause hangs on the line it comes before and on nothing else (sound direction). */
import { seededRandom } from '../../domain/random.ts';
import type { SpeechPart } from '../../domain/screenplay/breakdown.types.ts';

/** No line starts sooner after a cut, or ends later before one, unless the cut is an interruption. */
export const afterCutMs = 150;
export const beforeCutMs = 200;

/** How far the interrupter cuts into the line that ends in `--`. */
export const overlapMs = 110;

/** The second voice of a dual dialogue comes in this much after the first. */
export const dualDelayMs = 90;

const slowness = {
  neutral: 0.5,
  joy: 0.2,
  sadness: 1,
  anger: 0,
  fear: 0.3,
  wonder: 0.9,
  tenderness: 0.9,
  determination: 0.4,
  unease: 0.8,
} as const;

/** A share of 0..1, drawn for the part and leaning to where its feeling pulls. */
const share = (part: SpeechPart): number => 0.6 * seededRandom(part.id, 'pause')() + 0.4 * slowness[part.emotion];

const between = (low: number, high: number, at: number): number => Math.round(low + (high - low) * at);

/** Before a part: 700-1,000 on a beat, 250-400 after another speaker, 180-300 when the same speaker goes on. */
export const pauseBefore = (part: SpeechPart, followsSelf: boolean): number => {
  if (part.beatBefore) return between(700, 1000, share(part));
  return followsSelf ? between(180, 300, share(part)) : between(250, 400, share(part));
};

/** Before the first line after action or an image. */
export const leadAfterAction = (part: SpeechPart): number =>
  part.beatBefore ? between(700, 1000, share(part)) : between(afterCutMs + 20, 320, share(part));

/** Whether a line is broken off by the next. */
export const isBrokenOff = (text: string): boolean => /(?:--|—|–)["'”’)\]]*\s*$/u.test(text);
