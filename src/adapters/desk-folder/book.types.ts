/** Lines of the book of paid calls of one machine. Written by this adapter alone; a reader of a later version must still know them. */
import { z } from 'zod';
import type { Answer, Usage } from '../../domain/generation/answer.types.ts';
import type { Ask } from '../../domain/generation/ask.types.ts';

const micros = z.number().int().nonnegative();
const text = z.string();
const owner = z.object({ pid: z.number(), begun: text, token: text });
const error = z.object({ code: text, message: text });
const object = z.record(text, z.unknown());

const intended = z.object({
  kind: z.literal('intended'),
  atMs: z.number(),
  by: owner,
  id: text,
  place: z.number().int().positive(),
  submitKey: text,
  intent: z.object({
    orderKey: text,
    requestKey: text,
    payer: z.object({ personId: text, projectId: text, buildId: text.optional() }),
    model: text,
    keyId: text.optional(),
    ask: object,
    reserveMicros: micros,
    isFresh: z.boolean(),
  }),
});

const settled = z.object({
  kind: z.literal('settled'),
  atMs: z.number(),
  id: text,
  outcome: z.discriminatedUnion('state', [
    z.object({ state: z.literal('done'), answer: object, usage: object, costMicros: micros, tookMs: z.number() }),
    z.object({ state: z.literal('failed'), error, costMicros: micros, tookMs: z.number() }),
    z.object({ state: z.literal('unknown'), error, tookMs: z.number() }),
  ]),
});

/** Shapes of the lines; what vendors and people wrote inside stays plain JSON. */
export const entrySchema = z.discriminatedUnion('kind', [
  intended,
  z.object({ kind: z.literal('sent'), atMs: z.number(), id: text, by: owner }),
  z.object({ kind: z.literal('not-sent'), atMs: z.number(), id: text }),
  z.object({ kind: z.literal('under-way'), atMs: z.number(), id: text, by: owner, handle: z.unknown() }),
  settled,
  /** What a person said about an unknown call. */
  z.object({ kind: z.literal('corrected'), atMs: z.number(), id: text, costMicros: micros }),
]);

export type Entry = z.infer<typeof entrySchema>;
export type Owner = z.infer<typeof owner>;

/** JSON columns in their types: this adapter wrote what the desk handed it. */
export const askIn = (json: Readonly<Record<string, unknown>>): Ask => json as unknown as Ask;
export const answerIn = (json: Readonly<Record<string, unknown>>): Answer => json as unknown as Answer;
export const usageIn = (json: Readonly<Record<string, unknown>>): Usage => json as Usage;
