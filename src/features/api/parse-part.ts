/** The parts of a request, read by the schemas of its route. What nobody asked for is refused: a misspelt field would otherwise be ignored in silence. */
import { z } from 'zod';
import { type Problem, RequestRefused } from './problem.ts';

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
const mostFieldNames = 10;

/** Each unknown field is a problem of its own, at its own path. */
const problemsOf = (issue: z.core.$ZodIssue): readonly Problem[] => {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, mostFieldNames).map((key) => ({
      path: z.core.toDotPath([...issue.path, key.slice(0, 100)]),
      message: 'there is no such field',
    }));
  return [{ path: z.core.toDotPath(issue.path) || '(body)', message: issue.message }];
};

/** What was parsed; throws `request-invalid` naming every wrong field from the root of this part. */
export const parsePart = (schema: z.ZodType | undefined, value: unknown): unknown => {
  const parsed = strictly(schema).safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap(problemsOf).slice(0, mostProblems);
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
