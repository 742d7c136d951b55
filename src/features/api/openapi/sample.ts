/** A value that fits a JSON Schema, always the same: for examples where a route gives none, and for robots that try every route. */
import type { JsonSchema } from './schema-book.ts';

type Loose = Record<string, unknown>;

const byFormat: Readonly<Record<string, string>> = {
  uuid: '0198c2d4-8f6e-7a1b-9c3d-5e7f90a1b2c3',
  email: 'ada@example.com',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  'date-time': '2026-11-20T12:00:00Z',
  date: '2026-11-20',
};

const text = (schema: Loose): string => {
  const format = byFormat[String(schema['format'])];
  if (format !== undefined) return format;
  const least = Number(schema['minLength'] ?? 0);
  return 'text'.padEnd(least, 't').slice(0, Number(schema['maxLength'] ?? Number.POSITIVE_INFINITY));
};

const number = (schema: Loose): number => {
  const least = Number(schema['minimum'] ?? Number(schema['exclusiveMinimum'] ?? -1) + 1);
  const most = Number(schema['maximum'] ?? Number.POSITIVE_INFINITY);
  return Math.min(Math.max(least, 1), most);
};

const deepest = 6;

/** `hint` may know better for a field, by its name. Optional fields are left out unless `whole`. */
export const sampleOf = (
  schema: JsonSchema,
  components: Readonly<Record<string, JsonSchema>>,
  { hint, whole = false }: { hint?: (field: string) => unknown; whole?: boolean } = {},
  depth = 0,
): unknown => {
  const given = schema as Loose;
  const inner = (one: unknown): unknown =>
    sampleOf(one as JsonSchema, components, { ...(hint && { hint }), whole }, depth + 1);
  if ('const' in given) return given['const'];
  if ('default' in given) return given['default'];
  if (Array.isArray(given['examples'])) return given['examples'][0];
  if (Array.isArray(given['enum'])) return given['enum'][0];
  if (typeof given['$ref'] === 'string')
    return depth > deepest ? {} : inner(components[given['$ref'].split('/').at(-1) ?? ''] ?? {});
  for (const many of ['anyOf', 'oneOf']) {
    const ones = given[many];
    if (Array.isArray(ones)) return inner(ones[0]);
  }
  if (Array.isArray(given['allOf'])) return Object.assign({}, ...given['allOf'].map(inner));
  const type = Array.isArray(given['type']) ? given['type'][0] : given['type'];
  if (type === 'object' || 'properties' in given) {
    const required = (given['required'] ?? []) as readonly string[];
    const fields = Object.entries((given['properties'] ?? {}) as Record<string, JsonSchema>)
      .filter(([name]) => required.includes(name) || (whole && depth < 2))
      .map(([name, one]) => [name, hint?.(name) ?? inner(one)]);
    return Object.fromEntries(fields);
  }
  if (type === 'array')
    return Array.from({ length: Math.max(Number(given['minItems'] ?? 0), whole ? 1 : 0) }, () =>
      inner(given['items'] ?? {}),
    );
  if (type === 'string') return text(given);
  if (type === 'integer' || type === 'number') return number(given);
  if (type === 'boolean') return true;
  return null;
};
