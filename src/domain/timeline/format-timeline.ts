/**
 * A timeline as text: the same timeline gives the same bytes, whatever order its fields were made in, and reading the text gives
 * the same timeline. What is short stands on one line, so that a diff of two versions shows what changed.
 */
import { escapeMergeFields } from './merge/merge-field.ts';
import { isObject } from './schema/objects.ts';
import type { Timeline } from './timeline.types.ts';

/** What a reader looks for first; other fields follow by name. */
const firstFields = [
  'schema',
  'kind',
  'type',
  'id',
  'name',
  'family',
  'rate',
  'num',
  'den',
  'width',
  'height',
  'background',
  'sourceRange',
  'startFrame',
  'durationFrames',
  'frame',
  'from',
  'to',
  'value',
  'text',
  'media',
  'inFrames',
  'outFrames',
];
const lastFields = ['cues', 'layers', 'items', 'tracks', 'markers', 'fonts', 'output', 'metadata'];

const rank = (name: string): number => {
  const first = firstFields.indexOf(name);
  if (first >= 0) return first;
  const last = lastFields.indexOf(name);
  return last >= 0 ? firstFields.length + 1 + last : firstFields.length;
};

const inOrder = (a: string, b: string): number => {
  const difference = rank(a) - rank(b);
  if (difference !== 0) return difference;
  return a < b ? -1 : 1;
};

/** Notes belong to whoever wrote them: their fields are in order of name alone, which needs no list of ours. */
const byName = (a: string, b: string): number => (a < b ? -1 : 1);

const longestLine = 100;

const printed = (value: unknown, indent: string, order: (a: string, b: string) => number): string => {
  if (typeof value === 'string') return JSON.stringify(escapeMergeFields(value));
  if (Array.isArray(value)) {
    const entries = value.map((entry) => printed(entry, `${indent}  `, order));
    return joined('[', entries, ']', indent);
  }
  if (!isObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  const entries = names.sort(order).map((name) => {
    const inner = name === 'metadata' ? byName : order;
    return `${JSON.stringify(name)}: ${printed(value[name], `${indent}  `, inner)}`;
  });
  return joined('{', entries, '}', indent);
};

const joined = (open: string, entries: readonly string[], close: string, indent: string): string => {
  if (entries.length === 0) return open + close;
  const space = open === '{' ? ' ' : '';
  const line = `${open}${space}${entries.join(', ')}${space}${close}`;
  if (line.length <= longestLine && !entries.some((entry) => entry.includes('\n'))) return line;
  return `${open}\n${entries.map((entry) => `${indent}  ${entry}`).join(',\n')}\n${indent}${close}`;
};

/** The document as JSON text, ending in a line break. Braces of merge fields in its texts are escaped. */
export const formatTimeline = (timeline: Timeline): string => `${printed(timeline, '', inOrder)}\n`;
