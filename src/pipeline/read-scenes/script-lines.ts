/** The script as numbered lines for a model to cite: the words of every element where they stand, as people see them, without notes and what was cut out. */
import { visibleText } from '../../domain/prompt/prompt.ts';
import type { Screenplay } from '../../domain/screenplay/screenplay.types.ts';

/** Kinds that are no part of the film; what stands in them is nobody's business. */
const unread: ReadonlySet<string> = new Set(['note', 'boneyard', 'section', 'synopsis', 'blank', 'page-break']);

/** Line 1 of the file is the first; lines of which nothing is read are empty. */
export const scriptLines = ({ elements }: Screenplay): readonly string[] => {
  const lines: string[] = [];
  for (const { kind, text, lines: at } of elements) {
    while (lines.length < at.last) lines.push('');
    if (unread.has(kind)) continue;
    // Characters that nobody sees are read by models: orders are hidden in them.
    const own = text.split('\n').map(visibleText);
    for (let line = at.first; line <= at.last; line++) lines[line - 1] = own[line - at.first] ?? '';
    // Several lines on fewer of the file: the last holds the rest.
    if (own.length > at.last - at.first + 1) lines[at.last - 1] = own.slice(at.last - at.first).join(' ');
  }
  return lines;
};
