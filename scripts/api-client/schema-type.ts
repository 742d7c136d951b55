/** A JSON Schema as a TypeScript type. */
import type { JsonSchema } from '../../src/features/api/openapi/schema-book.ts';

type Loose = Readonly<Record<string, unknown>>;

const listOf = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value : []);
const nameOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name.replaceAll("'", "\\'")}'`);
const either = (types: readonly string[]): string => [...new Set(types)].join(' | ');

const plain: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

const objectType = (schema: Loose, isAnswer: boolean): string => {
  const required = new Set((schema['required'] ?? []) as readonly string[]);
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>).map(([name, one]) => {
    const doc =
      typeof one['description'] === 'string'
        ? `\n/** ${one['description'].replaceAll('*/', '* /').replace(/\s+/g, ' ')} */\n`
        : '';
    return `${doc}readonly ${nameOf(name)}${required.has(name) ? '' : '?'}: ${schemaType(one, isAnswer)}${required.has(name) || isAnswer ? '' : ' | undefined'};`;
  });
  const more = schema['additionalProperties'];
  const isOpen =
    more === undefined || more === true || (typeof more === 'object' && Object.keys(more ?? {}).length === 0);
  if (fields.length > 0) return `{ ${fields.join(' ')} }`;
  if (typeof more === 'object' && !isOpen)
    return `{ readonly [name: string]: ${schemaType(more as JsonSchema, isAnswer)} }`;
  return isOpen ? '{ readonly [name: string]: unknown }' : 'Record<string, never>';
};

/** `isAnswer`: what is optional is absent; in what is sent it may be undefined too. Named schemas stand by their names. */
export const schemaType = (schema: JsonSchema, isAnswer: boolean): string => {
  const given = schema as Loose;
  if (typeof given['$ref'] === 'string') return given['$ref'].split('/').at(-1) ?? 'unknown';
  if ('const' in given) return JSON.stringify(given['const']);
  if (Array.isArray(given['enum'])) return either(given['enum'].map((one) => JSON.stringify(one)));
  const many = [...listOf(given['anyOf']), ...listOf(given['oneOf'])];
  if (many.length > 0) return either(many.map((one) => schemaType(one, isAnswer)));
  const all = listOf(given['allOf']);
  if (all.length > 0) return all.map((one) => `(${schemaType(one, isAnswer)})`).join(' & ');
  const type = given['type'];
  if (Array.isArray(type)) return either(type.map((one) => schemaType({ ...given, type: one }, isAnswer)));
  if (type === 'array') {
    const fixed = listOf(given['prefixItems']);
    if (fixed.length > 0) return `readonly [${fixed.map((one) => schemaType(one, isAnswer)).join(', ')}]`;
    return `readonly (${schemaType((given['items'] ?? {}) as JsonSchema, isAnswer)})[]`;
  }
  if (type === 'object' || 'properties' in given) return objectType(given, isAnswer);
  return plain[String(type)] ?? 'unknown';
};
