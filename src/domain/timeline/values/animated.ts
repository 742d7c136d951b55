/** Numbers that may move: a number, or keyframes in order, with easing from each to the next. */
import { limits } from '../../limits.ts';
import type { Animated, Bezier, Easing, Keyframe, NamedEasing } from '../animated.types.ts';
import { defaulted, listShape, objectShape, required } from '../schema/objects.ts';
import { type Place, placeIn } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import { numberShape, wordShape } from '../schema/scalars.ts';
import { either, named, refined, type Shape, underName, type Wrong, wrong } from '../schema/shape.ts';
import { said } from '../schema/words.ts';
import { timeShape } from './time-value.ts';

const easings: readonly NamedEasing[] = [
  'linear',
  'hold',
  'ease-in',
  'ease-out',
  'ease-in-out',
  'back-out',
  'bounce-out',
  'elastic-out',
];
const easingAliases: Readonly<Record<string, NamedEasing>> = {
  ease: 'ease-in-out',
  easeIn: 'ease-in',
  easeOut: 'ease-out',
  easeInOut: 'ease-in-out',
  step: 'hold',
};

const bezier: Shape<Bezier> = refined(
  listShape(numberShape({ from: -10, to: 10 }), { takes: 'four numbers x1, y1, x2, y2', shortest: 4, longest: 4 }),
  ([x1 = 0, y1 = 0, x2 = 1, y2 = 1], place, reading) =>
    [x1, x2].every((x) => x >= 0 && x <= 1)
      ? ([x1, y1, x2, y2] as const)
      : reading.tell(place, `time would run backwards in ${said(x1)}, ${said(x2)}; x1 and x2 are from 0 to 1`),
);

/** How a value goes from one keyframe to the next: a name, or a CSS cubic-bezier as four numbers. */
export const easingShape: Shape<Easing> = named('easing', 'an easing like “ease-out” or [0.2, 0, 0, 1]', () =>
  either<Easing>(
    'an easing',
    { when: Array.isArray, shape: bezier },
    { when: () => true, shape: wordShape(easings, easingAliases) },
  ),
);

type ValueRange = { readonly from?: number; readonly to?: number };

/** Half a day each way: keyframes may lie outside of what is shown. */
const keyframeTime = timeShape({ from: Number.MIN_SAFE_INTEGER });

const keyframe = (range: ValueRange): Shape<Keyframe> =>
  objectShape(
    {
      frame: required(keyframeTime, { aliases: ['at', 'time'], about: 'A time of the clip.' }),
      value: required(numberShape(range)),
      easing: defaulted<Easing>(easingShape, () => 'linear', {
        about: 'The way to the next keyframe; default linear.',
      }),
    },
    { takes: 'a keyframe {frame, value, easing}', hints: { ease: 'easing' } },
  );

type Framed = { readonly frame: number };

/** Tells entries that are not in order of their frames, or on the same one; and counts them. */
export const framesInOrder =
  (what: string) =>
  (entries: readonly (Framed | Wrong)[], place: Place, reading: Reading): true | Wrong => {
    let isRight = true;
    let before: number | undefined;
    for (const [index, entry] of entries.entries()) {
      if (reading.count('keyframes', place) === wrong) return wrong;
      if (entry === wrong) continue;
      const { frame } = entry;
      if (before !== undefined && frame <= before) {
        const problem = before === frame ? 'is used twice' : `comes after frame ${said(before)} in the list`;
        reading.tell(placeIn(place, index), `frame ${said(frame)} ${problem}; put ${what} in order`);
        isRight = false;
      }
      before = frame;
    }
    return isRight || wrong;
  };

const keyframes = (range: ValueRange): Shape<readonly Keyframe[]> =>
  listShape(keyframe(range), {
    takes: 'at least one keyframe',
    shortest: 1,
    longest: limits.timelineKeyframes,
    check: framesInOrder('keyframes'),
  });

/** A number within a range, fixed or moving. */
export const animatedShape = (range: ValueRange = {}): Shape<Animated> => {
  const fixed = numberShape(range);
  const { from = 'any', to = 'any' } = range;
  const number = either<Animated>(
    `${fixed.takes}, or keyframes`,
    { when: Array.isArray, shape: keyframes(range) },
    { when: () => true, shape: fixed },
  );
  return { ...number, schema: underName(`animatedFrom${from}To${to}`, number.schema) };
};
