/** A clip of a video file: media, speed, sound. Without a length it lasts as long as its media. */

import { type Fields, given, optional, required } from '../schema/objects.ts';
import { flagShape } from '../schema/scalars.ts';
import type { VideoClip } from '../timeline.types.ts';
import { animatedShape } from '../values/animated.ts';
import { mediaShape } from '../values/media-reference.ts';
import { clipShape } from './clip-fields.ts';
import { lookFields, lookOf } from './look.ts';
import { mediaName } from './media-name.ts';
import { clipSoundShape } from './sound.ts';

const fields = {
  media: required(mediaShape),
  ...lookFields,
  speed: optional(animatedShape({ from: -100, to: 100 }), {
    about: '1 as recorded (default), 2 twice as fast, 0 frozen, negative backwards.',
  }),
  sound: optional(clipSoundShape, { about: 'Default: as it is, if there is any.' }),
  loop: optional(flagShape, { about: 'Begins again when the material ends; default: the last frame holds.' }),
} as const satisfies Fields;

/** `kind: "video"`. */
export const videoClip = clipShape<VideoClip, typeof fields>('video', fields, (read) => ({
  own: { media: read.media, ...lookOf(read), ...given(read, ['speed', 'sound', 'loop']) },
  name: mediaName(read.media),
  length: 'media',
}));
