/** What every part of a Shotstack import needs to know. */
import type { Rate } from '../../time.ts';
import type { Animated, Keyframe } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { easingOfName } from '../shared/easing-names.ts';
import type { ImportGround } from '../shared/import-ground.ts';
import { framesOfSeconds, rationalFromNumber } from '../shared/rational.ts';

export type ShotstackScene = {
  readonly ground: ImportGround;
  readonly rate: Rate;
  readonly width: number;
  readonly height: number;
};

/** Nearest frame of a time in seconds. */
export const framesAt = (scene: ShotstackScene, seconds: number): number =>
  framesOfSeconds(rationalFromNumber(seconds), scene.rate).frames;

/** One stretch of a tween: from, to, start, length (seconds of the clip), interpolation and easing. */
const stretchOf = (scene: ShotstackScene, tween: Cursor, lengthFrames: number): readonly [Keyframe, Keyframe] => {
  const start = framesAt(scene, tween.at('start').number() ?? 0);
  const length = tween.at('length').number();
  const end = Math.max(start + 1, length === undefined ? lengthFrames : start + framesAt(scene, length));
  const interpolation = tween.at('interpolation').string() ?? 'linear';
  const name = tween.at('easing').string();
  const easing =
    interpolation === 'constant'
      ? 'hold'
      : interpolation === 'bezier' || name !== undefined
        ? easingOfName(name ?? 'ease')
        : 'linear';
  if (easing === undefined) scene.ground.log.approximated(tween.path, `easing “${name}”`, 'straight in its place');
  const from = tween.at('from').number();
  const to = tween.at('to').number();
  return [
    { frame: start, value: from ?? to ?? 0, easing: easing ?? 'linear' },
    { frame: end, value: to ?? from ?? 0, easing: 'hold' },
  ];
};

/** A number, or a tween (a list of stretches) as keyframes that count from the start of the clip. */
export const tweenOf = (scene: ShotstackScene, cursor: Cursor, lengthFrames: number): Animated | undefined => {
  if (!cursor.isList) return cursor.number();
  const keys: Keyframe[] = [];
  const stretches = cursor.items().map((tween) => stretchOf(scene, tween, lengthFrames));
  for (const [from, to] of stretches.toSorted((a, b) => a[0].frame - b[0].frame)) {
    const last = keys.at(-1);
    if (last !== undefined && last.frame >= from.frame) {
      keys.pop();
      const before = keys.at(-1);
      // A jump: the old value is reached a frame earlier.
      if (last.value !== from.value && (before === undefined || before.frame < from.frame - 1))
        keys.push({ ...last, frame: from.frame - 1 });
    }
    while ((keys.at(-1)?.frame ?? -1) >= from.frame) keys.pop();
    keys.push(from, to);
  }
  const last = keys.at(-1);
  if (last === undefined) return undefined;
  return keys.map((key) => (key === last ? { ...key, easing: 'linear' } : key));
};
