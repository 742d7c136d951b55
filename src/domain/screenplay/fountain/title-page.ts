/** The title page of a Fountain file: `Key: value` lines, indented continuations, up to the first blank line. */
import type { TitleField } from '../screenplay.types.ts';
import { isHeading, isTransition, isUpperCase } from './line-kinds.ts';

const knownKeys = new Set(
  'title credit author authors source notes note draft date contact copyright logline synopsis genre format revision language font subtitle series episode'.split(
    ' ',
  ),
)
  .add('draft date')
  .add('based on')
  .add('written by')
  .add('project title');

const keyLine = /^([^\s:.()][^:\n]{0,60}?)[ \t]*:(.*)$/;

type Draft = { key: string; values: string[]; first: number; last: number; start: number; end: number };

/** Where the title page is, and what it says; `bodyStart` is the offset of the first line that is not part of it. */
export type TitlePage = {
  readonly preamble: string;
  readonly fields: readonly TitleField[];
  readonly bodyStart: number;
  readonly bodyLine: number;
};

const lineEndAfter = (text: string, at: number): { contentEnd: number; end: number } => {
  const lineEnd = /\r\n|\n|\r/g;
  lineEnd.lastIndex = at;
  const found = lineEnd.exec(text);
  if (found === null) return { contentEnd: text.length, end: text.length };
  return { contentEnd: found.index, end: found.index + found[0].length };
};

/** A first paragraph of `Key: value` lines is a title page when a known key is in it, or when it can be nothing else. */
const isTitlePage = (fields: readonly Draft[]): boolean =>
  fields.some(({ key }) => knownKeys.has(key.toLowerCase())) ||
  (fields.length >= 2 && fields.every(({ key }) => !isUpperCase(key)));

const readFields = (text: string, from: number, firstLine: number): { fields: Draft[]; at: number; line: number } => {
  const fields: Draft[] = [];
  let at = from;
  let line = firstLine;
  while (at < text.length) {
    const { contentEnd, end } = lineEndAfter(text, at);
    const content = text.slice(at, contentEnd);
    const isIndented = /^(?:\t| {2,})\s*\S/.test(content);
    const current = fields.at(-1);
    const found = isIndented || content.length > 2000 ? null : keyLine.exec(content);
    if (isIndented && current !== undefined) {
      current.values.push(content.trim());
      current.last = line;
      current.end = end;
    } else if (found !== null && !isHeading(content) && !isTransition(content.trim())) {
      const value = (found[2] as string).trim();
      fields.push({
        key: found[1] as string,
        values: value === '' ? [] : [value],
        first: line,
        last: line,
        start: at,
        end,
      });
    } else break;
    at = end;
    line++;
  }
  return { fields, at, line };
};

/** Reads the title page, if the text has one. `text` may start with a byte order mark. */
export const readTitlePage = (text: string): TitlePage => {
  let from = text.startsWith('\ufeff') ? 1 : 0;
  const bodyStart = from;
  let line = 1;
  for (let next = lineEndAfter(text, from); from < text.length; next = lineEndAfter(text, from)) {
    if (text.slice(from, next.contentEnd).trim() !== '') break;
    from = next.end;
    line++;
  }
  const { fields, at, line: bodyLine } = readFields(text, from, line);
  if (!isTitlePage(fields)) return { preamble: text.slice(0, bodyStart), fields: [], bodyStart, bodyLine: 1 };
  return {
    preamble: text.slice(0, from),
    fields: fields.map(({ key, values, first, last, start, end }) => ({
      key,
      values,
      lines: { first, last },
      source: text.slice(start, end),
    })),
    bodyStart: at,
    bodyLine,
  };
};
