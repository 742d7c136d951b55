/** The line of a text that a mistake stands in, with a mark below the place. */

const mostShown = 100;

/**
 * Two lines: the one of `offset` with its number, and a `^` under the place. Of a long line what is around the place; what no terminal
 * should be given is replaced.
 */
export const shownLine = (text: string, offset: number): string => {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/u);
  const number = before.length;
  const column = (before.at(-1) ?? '').length;
  const line = (before.at(-1) ?? '') + (/^[^\r\n]*/u.exec(text.slice(offset)) ?? [''])[0];
  const from = Math.max(0, Math.min(column - mostShown / 2, line.length - mostShown));
  const part = line.slice(from, from + mostShown).toWellFormed();
  const shown = part.replaceAll('\t', ' ').replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '�');
  const margin = `  ${number} | `;
  return `${margin}${shown}\n${' '.repeat(margin.length + column - from)}^`;
};

/** The offset of a line and a column, both counted from 1. */
export const offsetOf = (text: string, line: number, column: number): number => {
  const breaks = /\r\n|\n|\r/gu;
  for (let count = 1; count < line; count++) if (breaks.exec(text) === null) break;
  return Math.min(text.length, (line > 1 ? breaks.lastIndex : 0) + column - 1);
};
