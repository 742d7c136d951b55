/** A clip of a sound file. Without a length it lasts as long as its media. */
import { type Fields, given, optional, required } from '../schema/objects.ts';
import { flagShape, numberShape } from '../schema/scalars.ts';
import { wrong } from '../schema/shape.ts';
import type { AudioClip } from '../timeline.types.ts';
import { mediaShape } from '../values/media-reference.ts';
import { clipShape } from './clip-fields.ts';
import { mediaName } from './media-name.ts';
import { soundFields, soundOf } from './sound.ts';

const fields = {
  media: required(mediaShape),
  ...soundFields,
  speed: optional(numberShape({ from: 0.05, to: 20 }), { about: 'The pitch stays; default 1.' }),
  loop: optional(flagShape, { about: 'Begins again when the material ends; default: silence.' }),
} as const satisfies Fields;

/** `kind: "audio"`. */
export const audioClip = clipShape<AudioClip, typeof fields>('audio', fields, (read, place, reading) => {
  const sound = soundOf(read, place, reading);
  if (sound === wrong) return wrong;
  return {
    own: {
      media: read.media,
      gainDb: sound.gainDb ?? 0,
      fadeInFrames: sound.fadeInFrames ?? 0,
      fadeOutFrames: sound.fadeOutFrames ?? 0,
      ...given(read, ['pan', 'audioTrack', 'speed', 'loop']),
    },
    name: mediaName(read.media),
    length: 'media',
  };
});
