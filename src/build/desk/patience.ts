/** How long to wait, and when to stop waiting: arithmetic without a clock. */
import type { AskType } from '../../domain/generation/ask.types.ts';
import type { Random } from '../../domain/random.ts';
import type { DeskPatience } from './desk.types.ts';

const minuteMs = 60_000;

const usualWorkMs = (type: AskType): number =>
  type === 'lora' ? 360 * minuteMs : type === 'video' || type === 'lipsync' ? 60 * minuteMs : 10 * minuteMs;

/** Four tries within ten minutes, or within half a minute where another vendor may be asked instead. */
export const usualPatience: DeskPatience = {
  tries: 4,
  firstMs: 1_000,
  mostMs: minuteMs,
  alone: 10 * minuteMs,
  withNext: minuteMs / 2,
  lookMs: [2_000, 15_000],
  workMs: {
    text: usualWorkMs('text'),
    image: usualWorkMs('image'),
    video: usualWorkMs('video'),
    speech: usualWorkMs('speech'),
    sound: usualWorkMs('sound'),
    transcript: usualWorkMs('transcript'),
    lipsync: usualWorkMs('lipsync'),
    lora: usualWorkMs('lora'),
  },
  graceMs: 1_500,
  equalMs: minuteMs,
};

/** Exponential back-off with full jitter after the `tries`-th try, so that many who failed together do not come back together. */
export const backOffMs = (
  tries: number,
  { firstMs, mostMs }: Pick<DeskPatience, 'firstMs' | 'mostMs'>,
  chance: Random,
): number => Math.ceil(chance() * Math.min(mostMs, firstMs * 2 ** Math.min(30, tries - 1)));

/** When to look again, the `looks`-th time: what the vendor says within reason, else less and less often. */
export const lookAgainMs = (
  looks: number,
  saidMs: number | undefined,
  [firstMs, mostMs]: DeskPatience['lookMs'],
): number => {
  if (saidMs !== undefined && saidMs >= 0) return Math.min(Math.max(saidMs, Math.min(50, firstMs)), 5 * minuteMs);
  return Math.min(mostMs, firstMs * 1.5 ** Math.min(30, looks));
};
