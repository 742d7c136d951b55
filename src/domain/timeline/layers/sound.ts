/** The sound of a clip: gain in decibels (or a plain volume), pan, fades, which of the file's sound tracks. */

import { type Fields, objectShape, optional } from '../schema/objects.ts';
import { type Place, placeIn } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import { literalShape, numberShape } from '../schema/scalars.ts';
import { either, refined, type Shape, type Wrong } from '../schema/shape.ts';
import type { Animated, Sound } from '../timeline.types.ts';
import { animatedShape } from '../values/animated.ts';
import { timeShape } from '../values/time-value.ts';

/** Below this nobody hears anything; faders show it as minus infinity. */
const silentDb = -120;

/** Decibels that a sound may be raised or lowered by. */
export const gainShape: Shape<Animated> = animatedShape({ from: silentDb, to: 40 });
const fadeShape = timeShape({ below: 'no length' });

/** Fields of everything that sounds. */
export const soundFields = {
  gainDb: optional(gainShape, { aliases: ['gain'], about: 'Decibels; default 0.' }),
  volume: optional(numberShape({ from: 0, to: 10 }), {
    about: 'Instead of gainDb: 0 silent, 1 as it is, 2 twice as high.',
  }),
  pan: optional(animatedShape({ from: -1, to: 1 }), { about: '-1 left .. 1 right; default 0.' }),
  fadeInFrames: optional(fadeShape, { aliases: ['fadeIn'], about: 'Default 0.' }),
  fadeOutFrames: optional(fadeShape, { aliases: ['fadeOut'], about: 'Default 0.' }),
  audioTrack: optional(numberShape({ from: 0, to: 63, whole: true }), {
    about: "Which of the file's sound tracks, from 0; default 0.",
  }),
} as const satisfies Fields;

type WithVolume = Sound & { readonly volume?: number };

/** Amplitude as decibels to a hundredth, which is finer than anybody hears. */
const decibels = (volume: number): number =>
  volume === 0 ? silentDb : Math.max(silentDb, Math.round(2000 * Math.log10(volume)) / 100 + 0);

/** The sound with its volume said in decibels. */
export const soundOf = <T extends WithVolume>(read: T, place: Place, reading: Reading): Omit<T, 'volume'> | Wrong => {
  const { volume, ...sound } = read;
  if (volume === undefined) return sound;
  return read.gainDb === undefined
    ? { ...sound, gainDb: decibels(volume) }
    : reading.tell(placeIn(place, 'volume'), 'says the same as gainDb; use one of the two');
};

/** The sound of a video: `"muted"` or false for none. */
export const clipSoundShape: Shape<Sound | 'muted'> = either<Sound | 'muted'>(
  'a sound {gainDb, pan, …}, or "muted"',
  { when: (value) => value === 'muted', shape: literalShape('muted') },
  {
    when: (value) => value === false,
    shape: { takes: 'false', read: () => 'muted', schema: () => ({ const: false }) },
  },
  {
    when: () => true,
    shape: refined(
      objectShape(soundFields, {
        takes: 'a sound {gainDb, pan, …}, or "muted"',
        hints: { level: 'gainDb', track: 'audioTrack' },
      }),
      soundOf<WithVolume>,
    ),
  },
);
