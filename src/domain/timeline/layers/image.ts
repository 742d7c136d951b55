/** A still picture. */
import { type Fields, required } from '../schema/objects.ts';
import type { ImageClip } from '../timeline.types.ts';
import { mediaShape } from '../values/media-reference.ts';
import { clipShape } from './clip-fields.ts';
import { lookFields, lookOf } from './look.ts';
import { mediaName } from './media-name.ts';

const fields = { media: required(mediaShape), ...lookFields } as const satisfies Fields;

/** `kind: "image"`. */
export const imageClip = clipShape<ImageClip, typeof fields>('image', fields, (read) => ({
  own: { media: read.media, ...lookOf(read) },
  name: mediaName(read.media),
}));
