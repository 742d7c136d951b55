/**
 * How long a scene is on paper, in eighths of a page: 55 lines to a page of Courier 12 with the usual column widths
 * (61 characters of action, 35 of dialogue, 26 of parenthetical), as production managers count it.
 */
import type { ScreenplayElement } from '../screenplay.types.ts';

const linesPerPage = 55;
const columns: Partial<Record<ScreenplayElement['kind'], number>> = {
  heading: 61,
  action: 61,
  character: 38,
  parenthetical: 26,
  dialogue: 35,
  lyrics: 35,
  transition: 61,
  centered: 61,
};

/** Lines a text takes when its words are wrapped; a word longer than the column is broken. */
const wrappedLines = (text: string, width: number): number => {
  let lines = 1;
  let used = 0;
  for (let start = 0; start <= text.length; ) {
    let end = start;
    while (end < text.length && text.charCodeAt(end) !== 32 && text.charCodeAt(end) !== 10) end++;
    const length = end - start;
    if (used > 0 && used + 1 + length > width) {
      lines++;
      used = 0;
    }
    used += (used > 0 ? 1 : 0) + length;
    if (used > width) {
      lines += Math.ceil(used / width) - 1;
      used = used % width || width;
    }
    if (text.charCodeAt(end) === 10) {
      lines++;
      used = 0;
    }
    start = end + 1;
  }
  return lines;
};

const isSpeechBody = (kind: string): boolean => kind === 'dialogue' || kind === 'parenthetical' || kind === 'lyrics';

/** Printed lines of a run of elements, blank lines between paragraphs counted; the two sides of a dual dialogue stand side by side. */
const printedLines = (elements: readonly ScreenplayElement[]): number => {
  let total = 0;
  let leftLines = 0;
  let side: 'left' | 'right' | undefined;
  let rightLines = 0;
  for (const element of elements) {
    const width = columns[element.kind];
    if (width === undefined) continue;
    const before = isSpeechBody(element.kind) ? 0 : element.kind === 'heading' ? 2 : 1;
    const lines = before + wrappedLines(element.text, width);
    if (!isSpeechBody(element.kind)) {
      if (side === 'right') total -= Math.min(leftLines, rightLines);
      side = element.dual;
      if (side !== 'right') leftLines = 0;
      rightLines = 0;
    }
    if (side === 'left') leftLines += lines;
    if (side === 'right') rightLines += lines;
    total += lines;
  }
  return side === 'right' ? total - Math.min(leftLines, rightLines) : total;
};

/** At least one eighth, as a scene strip cannot be shorter. */
export const pageEighths = (elements: readonly ScreenplayElement[]): number =>
  Math.max(1, Math.round((printedLines(elements) / linesPerPage) * 8));
