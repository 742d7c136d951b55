/** Names and ids of things in a document. */
import { limits } from '../../limits.ts';
import { textShape } from '../schema/scalars.ts';

/** A name for people; may be empty. */
export const nameShape = textShape({ longest: limits.nameLength, shortest: 0, takes: 'a name' });

/** A name for programs, unique in its stack. */
export const idShape = textShape({ longest: limits.nameLength, takes: 'an id' });

/** The name of a field of `merge` or of a font. */
export const shortTextShape = textShape({ longest: limits.nameLength, takes: 'a short text' });
