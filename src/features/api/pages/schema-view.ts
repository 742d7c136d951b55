/** A JSON Schema as people read it: each field with its type, its limits and what it means, parts folded away. */
import type { JsonSchema } from '../openapi/schema-book.ts';
import { type Html, html } from './html.ts';
import { markdown } from './markdown.ts';

type Loose = Readonly<Record<string, unknown>>;
type Components = Readonly<Record<string, JsonSchema>>;
const deepest = 8;

const nameOf = (ref: string): string => ref.split('/').at(-1) ?? '';
const listOf = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value : []);

const quoted = (value: unknown): string => JSON.stringify(value) ?? 'null';

/** `string (uuid)`, `one of "a", "b"`, `list of integers`. */
export const typeInWords = (schema: Loose): string => {
  if (typeof schema['$ref'] === 'string') return nameOf(schema['$ref']);
  if ('const' in schema) return quoted(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map(quoted).join(' | ');
  const many = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
  if (many.length > 0) return [...new Set(many.map(typeInWords))].join(' | ');
  const type = [schema['type'] ?? []].flat().map(String).join(' | ');
  if (type === 'array') return `list of ${typeInWords((schema['items'] ?? {}) as Loose)}`;
  if (type === 'object' && schema['properties'] === undefined && typeof schema['additionalProperties'] === 'object')
    return `map of ${typeInWords((schema['additionalProperties'] ?? {}) as Loose)}`;
  if (type === '') return 'anything';
  return typeof schema['format'] === 'string' ? `${type} (${schema['format']})` : type;
};

const limitWords: readonly (readonly [string, (value: unknown) => string])[] = [
  ['minLength', (value) => `at least ${String(value)} characters`],
  ['maxLength', (value) => `at most ${String(value)} characters`],
  ['minimum', (value) => (value === Number.MIN_SAFE_INTEGER ? '' : `from ${String(value)}`)],
  ['exclusiveMinimum', (value) => `above ${String(value)}`],
  ['maximum', (value) => (value === Number.MAX_SAFE_INTEGER ? '' : `to ${String(value)}`)],
  ['exclusiveMaximum', (value) => `below ${String(value)}`],
  ['minItems', (value) => `at least ${String(value)} items`],
  ['maxItems', (value) => `at most ${String(value)} items`],
  ['pattern', (value) => (String(value).length <= 40 ? `matches ${String(value)}` : '')],
  ['default', (value) => `default ${quoted(value)}`],
];

/** `at most 200 characters, default 50`. */
export const limits = (schema: Loose): string =>
  limitWords
    .flatMap(([name, say]) =>
      name in schema && !(name === 'pattern' && 'format' in schema) ? [say(schema[name])] : [],
    )
    .filter(Boolean)
    .join(', ');

/** What has fields of its own: behind lists, choices and names. */
const partsOf = (schema: Loose): readonly Loose[] => {
  if (typeof schema['$ref'] === 'string' || 'properties' in schema) return [schema];
  if (schema['type'] === 'array') return partsOf((schema['items'] ?? {}) as Loose);
  return [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])].flatMap(partsOf);
};

const fieldView = (
  name: string,
  schema: Loose,
  isRequired: boolean,
  components: Components,
  seen: readonly string[],
): Html => {
  const more = limits(schema);
  const inner = seen.length < deepest ? partsOf(schema).map((part) => schemaView(part, components, seen)) : [];
  const shown = inner.filter(({ text }) => text !== '');
  return html`<li>
<div class="field"><code class="name">${name}</code> <span class="type">${typeInWords(schema)}</span>${
    isRequired && html` <span class="required">required</span>`
  }${more && html` <span class="limits">${more}</span>`}</div>
${typeof schema['description'] === 'string' && html`<div class="about">${markdown(schema['description'])}</div>`}
${shown.length > 0 && html`<details><summary>Fields of ${name}</summary>${shown}</details>`}
</li>`;
};

/** Its fields; empty for what has none. A part that stands in itself is named, not repeated. */
export const schemaView = (schema: Loose, components: Components, seen: readonly string[] = []): Html => {
  if (typeof schema['$ref'] === 'string') {
    const name = nameOf(schema['$ref']);
    const target = components[name];
    if (!target || seen.includes(name)) return html``;
    // A format of its own is too long for a page of routes; the document has all of it.
    if (target['x-format'] === true)
      return html`<p><code>${name}</code>${typeof target['description'] === 'string' && html`: ${target['description']}`}</p>`;
    return schemaView(target as Loose, components, [...seen, name]);
  }
  const required = (schema['required'] ?? []) as readonly string[];
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, Loose>);
  const own = fields.map(([name, one]) => fieldView(name, one, required.includes(name), components, [...seen, '.']));
  if (own.length > 0) return html`<ul class="fields">${own}</ul>`;
  const parts = partsOf(schema).filter((part) => part !== schema);
  return html`${parts.map((part) => schemaView(part, components, seen))}`;
};
