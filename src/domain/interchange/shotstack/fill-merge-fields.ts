/** Shotstack's merge fields: `{"merge": [{"find": "NAME", "replace": …}]}` puts a value wherever a text holds `{{NAME}}`. */
import type { ImportOptions } from '../interchange.types.ts';
import { Cursor } from '../json/cursor.ts';
import type { Json, JsonObject } from '../json/read-json.ts';

const pattern = /\{\{\s*([^{}]{1,200}?)\s*\}\}/gu;

const textOfValue = (value: Json): string =>
  typeof value === 'string' ? value : typeof value === 'object' && value !== null ? '' : String(value);

/** One pass: what a value brings is not filled again, so no document can make itself explode. */
const filled = (value: Json, values: ReadonlyMap<string, Json>): Json => {
  if (typeof value === 'string') {
    if (!value.includes('{{')) return value;
    const whole = /^\{\{\s*([^{}]{1,200}?)\s*\}\}$/u.exec(value.trim());
    const alone = whole === null ? undefined : values.get(whole[1] as string);
    if (alone !== undefined) return alone;
    return value.replace(pattern, (field, name: string) => {
      const found = values.get(name);
      return found === undefined ? field : textOfValue(found);
    });
  }
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((entry) => filled(entry, values));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, values)]));
};

/** The document with its fields filled in: the caller's values over its own. */
export const fillMergeFields = (document: Json, name: string, options: ImportOptions): Json => {
  const root = new Cursor(document, '', name);
  const values = new Map<string, Json>();
  for (const field of root.at('merge').items()) {
    const find = field.at('find').string()?.trim();
    const { value } = field.at('replace');
    if (find !== undefined && find !== '') values.set(find, value ?? '');
  }
  for (const [key, value] of Object.entries(options.merge ?? {})) values.set(key, value);
  if (values.size === 0 || !root.isObject) return document;
  const { merge, ...rest } = document as JsonObject;
  return { ...(filled(rest, values) as JsonObject), ...(merge === undefined ? {} : { merge }) };
};
