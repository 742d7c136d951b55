/** What the rows of jobs hold. They are bytes from outside like any other: parsed before they are used. */
import { z } from 'zod';
import { filmOptions, outputBody } from './render.schemas.ts';

export const renderInput = z.object({
  document: z.string(),
  merge: z.record(z.string(), z.string()),
  output: outputBody.optional(),
  name: z.string(),
  keep: z.boolean(),
  /** It waits among the pieces of long renders and has none itself. */
  isShort: z.boolean().default(false),
});
export type RenderInput = z.output<typeof renderInput>;

/** Pieces are asked for by the studio itself; each request is looked at by the media tool like any other. */
export const segmentsInput = z.object({
  /** Of each request, in the same order. */
  keys: z.array(z.string()).min(1),
  /** JSON of the requests: it may be large, and is kept as the text it is. */
  requests: z.string(),
  frames: z.int(),
  /** What a segment needs at its worst. */
  memoryMb: z.number(),
});
export type SegmentsInput = z.output<typeof segmentsInput>;

export const filmInput = z.object({
  script: z.string(),
  name: z.string(),
  options: filmOptions,
  keep: z.boolean(),
});
export type FilmInput = z.output<typeof filmInput>;
