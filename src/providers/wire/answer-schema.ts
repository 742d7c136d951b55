/** Answers with a schema: parsed, and checked by ourselves, whatever the vendor promised. */
import { z } from 'zod';
import { WorkprintError } from '../../domain/errors.ts';
import type { AnswerSchema } from '../../domain/generation/ask.types.ts';

/** Says what is wrong with a value, in words that name the place; undefined: nothing is. */
export type CheckObject = (value: unknown) => string | undefined;

/** Throws `ask-illegal` for a schema that cannot be checked, before anything is spent on it. */
export const checkerOf = ({ name, schema }: AnswerSchema): CheckObject => {
  let type: z.ZodType;
  try {
    type = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0], { registry: z.registry() });
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it cannot be read';
    throw new WorkprintError('ask-illegal', `The schema “${name}” of the answer cannot be checked: ${why}`);
  }
  return (value) => {
    const read = type.safeParse(value);
    if (read.success) return undefined;
    const place = read.error.issues[0]?.path.map(String).join('.');
    return place ? `the field “${place.slice(0, 120)}” is missing or of the wrong kind` : 'it is of the wrong kind';
  };
};

/** JSON of an answer, also where a model put a fence around it. Undefined: it is none. */
export const jsonIn = (text: string): { readonly value: unknown } | undefined => {
  const bare = /^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/.exec(text)?.[1] ?? text;
  try {
    return { value: JSON.parse(bare) };
  } catch {
    return undefined;
  }
};
