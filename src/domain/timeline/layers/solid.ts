/** A plain colour over the frame or a box of it. */
import { type Fields, required } from '../schema/objects.ts';
import type { SolidClip } from '../timeline.types.ts';
import { colourShape } from '../values/colour.ts';
import { clipShape } from './clip-fields.ts';
import { lookFields, lookOf } from './look.ts';

const fields = { colour: required(colourShape, { aliases: ['color'] }), ...lookFields } as const satisfies Fields;

/** `kind: "solid"`. */
export const solidClip = clipShape<SolidClip, typeof fields>('solid', fields, (read) => ({
  own: { colour: read.colour, ...lookOf(read) },
  name: 'Solid',
}));
