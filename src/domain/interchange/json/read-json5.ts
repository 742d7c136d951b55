/** JSON5 (comments, trailing commas, single quotes) with the same guards as our own JSON reader. */
import json5 from 'json5';
import { importFailed, importFailedAt, importLimits } from '../shared/import-failure.ts';
import { offsetOf } from '../shared/shown-line.ts';
import { type Json, reservedKeys } from './read-json.ts';

/** Depth before parsing, since the parser itself sets no limit; brackets in strings only make it stricter. */
const depthOf = (text: string): number => {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 123 || code === 91) most = Math.max(most, ++depth);
    else if (code === 125 || code === 93) depth--;
  }
  return most;
};

const guarded = (value: unknown, name: string, path: string, count: { values: number }): Json => {
  if (++count.values > importLimits.values)
    throw importFailed(name, path, `there are more than ${importLimits.values} values`);
  if (value === null || typeof value !== 'object') return value as Json;
  if (Array.isArray(value)) return value.map((entry, index) => guarded(entry, name, `${path}[${index}]`, count));
  const out = Object.create(null) as Record<string, Json>;
  for (const [key, inner] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (reservedKeys.has(key)) throw importFailed(name, at, `the key “${key}” is not accepted`);
    out[key] = guarded(inner, name, at, count);
  }
  return out;
};

/** The document's value. Throws `import-failed` with line and column. */
export const readJson5 = (text: string, name: string): Json => {
  if (depthOf(text) > importLimits.depth)
    throw importFailed(name, '', `values are nested deeper than ${importLimits.depth}`);
  const plain = text.replace(/^\uFEFF/u, '');
  let value: unknown;
  try {
    value = json5.parse(plain);
  } catch (cause) {
    const { lineNumber, columnNumber, message } = cause as {
      lineNumber?: number;
      columnNumber?: number;
      message?: string;
    };
    const why = (message ?? 'it is not JSON5').replace(/^JSON5: /u, '').replace(/ at \d+:\d+$/u, '');
    if (lineNumber === undefined) throw importFailed(name, '', why, cause);
    throw importFailedAt(name, plain, offsetOf(plain, lineNumber, columnNumber ?? 1), why, cause);
  }
  return guarded(value, name, '', { values: 0 });
};
