/**
 * Carries foreign JSON in metadata, which is plain JSON: what plain JSON cannot say (64-bit integers, infinities) is wrapped, and
 * unwrapped when written back.
 */
import type { Metadata, MetadataValue } from '../../timeline/timeline.types.ts';
import { type Json, readJson } from './read-json.ts';

/** Deeper values are kept as text, since notes may nest only so far. */
const deepest = 12;

/** A foreign value as metadata. */
export const metadataFromJson = (value: Json, depth = 0): MetadataValue => {
  if (typeof value === 'bigint') return { $integer: String(value) };
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $number: String(value) };
  if (value === null || typeof value !== 'object') return value;
  if (depth >= deepest) return { $json: printed(value, '') };
  if (Array.isArray(value)) return value.map((entry) => metadataFromJson(entry, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, metadataFromJson(inner, depth + 1)]));
};

const unwrapped = (value: Metadata): Json | undefined => {
  const { $integer: integer, $number: number, $json: text } = value;
  if (Object.keys(value).length !== 1) return undefined;
  if (typeof text === 'string') return readJson(text, 'metadata');
  if (typeof integer === 'string' && /^-?\d{1,64}$/u.test(integer)) return BigInt(integer);
  return typeof number === 'string' && /^(?:NaN|-?Infinity)$/u.test(number) ? Number(number) : undefined;
};

/** Metadata as the foreign value it was. */
export const jsonFromMetadata = (value: MetadataValue): Json => {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(jsonFromMetadata);
  const object = value as Metadata;
  const wrapped = unwrapped(object);
  if (wrapped !== undefined) return wrapped;
  return Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, jsonFromMetadata(inner)]));
};

const printed = (value: Json, indent: string): string => {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return 'NaN';
    if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
    return JSON.stringify(value);
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}    `;
  const [open, close, rows] = Array.isArray(value)
    ? ['[', ']', value.map((entry) => printed(entry, inner))]
    : ['{', '}', Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}: ${printed(entry, inner)}`)];
  return rows.length === 0 ? open + close : `${open}\n${inner}${rows.join(`,\n${inner}`)}\n${indent}${close}`;
};

/** JSON text as OpenTimelineIO writes it: four spaces, bare `Infinity` and `NaN`, integers whole. */
export const printJson = (value: Json): string => `${printed(value, '')}\n`;
