/** What a schema wants, as a noun for sentences: `a text`, `an id`, `one of “a”, “b”`. */
import { z } from 'zod';

/** The inside of schemas that we read; zod's own types differ for each kind. */
export type Inside = {
  readonly type: string;
  readonly [name: string]: unknown;
};
export const insideOf = (schema: z.core.$ZodType): Inside => schema._zod.def as unknown as Inside;

const wrappers = new Set(['optional', 'nullable', 'default', 'prefault', 'readonly', 'catch', 'nonoptional', 'lazy']);

/** The schema without what only says that it may be left out; of one that transforms, what it takes. */
export const bare = (schema: z.core.$ZodType): z.core.$ZodType => {
  const inside = insideOf(schema);
  if (inside.type === 'lazy') return bare((inside['getter'] as () => z.core.$ZodType)());
  if (wrappers.has(inside.type)) return bare(inside['innerType'] as z.core.$ZodType);
  if (inside.type === 'pipe') return bare(inside['in'] as z.core.$ZodType);
  return schema;
};

/** The schema at a path; undefined where the schema has no such place. */
export const schemaAt = (schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined => {
  const here = bare(schema);
  const [key, ...rest] = path;
  if (key === undefined) return here;
  const inside = insideOf(here);
  const below = (one: unknown): z.core.$ZodType | undefined =>
    one === undefined ? undefined : schemaAt(one as z.core.$ZodType, rest);
  switch (inside.type) {
    case 'object': {
      const shape = inside['shape'] as Readonly<Record<PropertyKey, unknown>>;
      return below(Object.hasOwn(shape, key) ? shape[key] : inside['catchall']);
    }
    case 'array':
      return below(inside['element']);
    case 'record':
      return below(inside['valueType']);
    case 'tuple':
      return below((inside['items'] as readonly unknown[])[Number(key)]);
    case 'union':
      for (const option of inside['options'] as readonly z.core.$ZodType[]) {
        const found = schemaAt(option, path);
        if (found) return found;
      }
      return undefined;
    default:
      return undefined;
  }
};

const formats: Readonly<Record<string, string>> = {
  uuid: 'an id such as “0198c2d4-8f6e-7a1b-9c3d-5e7f90a1b2c3”',
  email: 'an e-mail address such as “ada@example.com”',
  url: 'an address such as “https://example.com/a.mp4”',
  datetime: 'a time such as “2026-11-20T12:00:00Z”',
  date: 'a day such as “2026-11-20”',
};

const quote = (value: unknown): string => (typeof value === 'string' ? `“${value}”` : String(value));

const mostNamed = 40;

/** `“a”, “b” or “c”`. */
export const alternatives = (values: readonly unknown[]): string => {
  const named = values.slice(0, mostNamed).map(quote);
  if (values.length > mostNamed) return `${named.join(', ')} …`;
  return named.length < 2 ? (named[0] ?? 'nothing') : `${named.slice(0, -1).join(', ')} or ${named.at(-1)}`;
};

/** A check of a schema, as zod keeps it: `{check: 'min_length', minimum: 1}`. */
export type Check = { readonly check: string; readonly [name: string]: unknown };
export const checksOf = (schema: z.core.$ZodType): readonly Check[] => {
  const inside = insideOf(schema);
  const added = (inside['checks'] ?? []) as readonly z.core.$ZodCheck[];
  return [
    ...(typeof inside['check'] === 'string' ? [inside as unknown as Check] : []),
    ...added.map(({ _zod }) => _zod.def as unknown as Check),
  ];
};

const isWhole = (schema: z.core.$ZodType): boolean =>
  checksOf(schema).some(({ check, format }) => check === 'number_format' && /int/.test(String(format)));

/** What to give. Of a format, also what that looks like. */
export const nounOf = (schema: z.core.$ZodType | undefined): string => {
  if (!schema) return 'something else';
  const inner = bare(schema);
  const inside = insideOf(inner);
  switch (inside.type) {
    case 'string':
      return formats[String(inside['format'])] ?? 'a text';
    case 'number':
      return isWhole(inner) ? 'a whole number' : 'a number';
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'array':
    case 'tuple':
      return 'a list';
    case 'object':
    case 'record':
      return 'an object';
    case 'enum':
      return alternatives(Object.values(inside['entries'] as Readonly<Record<string, unknown>>));
    case 'literal':
      return alternatives(inside['values'] as readonly unknown[]);
    case 'union':
      return [...new Set((inside['options'] as readonly z.core.$ZodType[]).map(nounOf))].join(' or ');
    default:
      return 'a value';
  }
};
