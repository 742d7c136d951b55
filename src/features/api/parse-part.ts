/** The parts of a request, read by the schemas of its route. What nobody asked for is refused: a misspelt field would otherwise be ignored in silence. */
import { z } from 'zod';
import { readBy } from './issue-words.ts';
import { RequestRefused } from './problem.ts';

const nothing = z.strictObject({});
const strict = new WeakMap<z.ZodType, z.ZodType>();

/** The same schema, refusing fields it does not know; one that says what it does with them stays as it is. */
export const strictly = (schema: z.ZodType | undefined): z.ZodType => {
  if (schema === undefined) return nothing;
  const known = strict.get(schema);
  if (known) return known;
  const made = schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;
  strict.set(schema, made);
  return made;
};

const mostProblems = 50;

/** What was parsed; throws `request-invalid` naming every wrong field from the root of this part. */
export const parsePart = (schema: z.ZodType | undefined, value: unknown): unknown => {
  const read = readBy(strictly(schema), value);
  if ('data' in read) return read.data;
  const problems = read.problems.slice(0, mostProblems);
  const [first] = problems;
  const sentence = `${first?.path}: ${first?.message}`;
  throw new RequestRefused('request-invalid', sentence.endsWith('.') ? sentence : `${sentence}.`, { problems });
};

/** Fields of the query; one that is given twice becomes a list. */
export const searchOf = (url: string): Record<string, string | readonly string[]> => {
  const at = url.indexOf('?');
  if (at < 0) return {};
  const fields: Record<string, string | readonly string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(url.slice(at).replace(/#.*$/s, ''))) {
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return { ...fields };
};
