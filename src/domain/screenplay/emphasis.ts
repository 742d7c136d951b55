/**
 * Fountain emphasis on demand: `*italic*`, `**bold**`, `***both***`, `_underline_`, nested as one likes, never across a
 * line end, `\*` for a star that is only a star. Linear in the text: each kind of mark is a switch that is on or off.
 */

export type EmphasisStyle = 'bold' | 'italic' | 'underline';
/** A stretch of the plain text: [start, end). */
export type EmphasisSpan = { readonly style: EmphasisStyle; readonly start: number; readonly end: number };
export type EmphasisedText = { readonly text: string; readonly spans: readonly EmphasisSpan[] };

/** A run of stars or one underscore; `spent` counts the characters that turned out to be marks. */
type Mark = { readonly at: number; readonly length: number; spent: number };
type Pair = { readonly style: EmphasisStyle; readonly open: Mark; readonly close: Mark };
type Switches = { bold: Mark | undefined; italic: Mark | undefined; underline: Mark | undefined };

const markWidth = { bold: 2, italic: 1, underline: 1 } as const;
const isSpace = (unit: string | undefined): boolean => unit === undefined || unit === '' || unit.trim() === '';
const isWord = (unit: string | undefined): boolean => unit !== undefined && /[\p{L}\p{N}]/u.test(unit);

const stylesOf = (character: string, length: number): readonly EmphasisStyle[] => {
  if (character === '_') return ['underline'];
  if (length === 1) return ['italic'];
  return length === 2 ? ['bold'] : length === 3 ? ['bold', 'italic'] : [];
};

const switchMark = (
  styles: readonly EmphasisStyle[],
  mark: Mark,
  canOpen: boolean,
  canClose: boolean,
  on: Switches,
  pairs: Pair[],
): void => {
  const closing = styles.filter((style) => on[style] !== undefined);
  if (canClose && closing.length > 0) {
    for (const style of closing) {
      pairs.push({ style, open: on[style] as Mark, close: mark });
      on[style] = undefined;
    }
  } else if (canOpen) for (const style of styles) on[style] ??= mark;
};

const findPairs = (source: string): { pairs: Pair[]; escapes: Set<number> } => {
  const pairs: Pair[] = [];
  const escapes = new Set<number>();
  let on: Switches = { bold: undefined, italic: undefined, underline: undefined };
  for (let at = 0; at < source.length; at++) {
    const character = source[at] as string;
    if (character === '\n') on = { bold: undefined, italic: undefined, underline: undefined };
    else if (character === '\\' && (source[at + 1] === '*' || source[at + 1] === '_' || source[at + 1] === '\\')) {
      escapes.add(at++);
    } else if (character === '*' || character === '_') {
      let end = at + 1;
      while (character === '*' && source[end] === '*') end++;
      const before = source[at - 1];
      const after = source[end];
      const canOpen = !isSpace(after) && (character === '*' || !isWord(before));
      const canClose = !isSpace(before) && (character === '*' || !isWord(after));
      switchMark(stylesOf(character, end - at), { at, length: end - at, spent: 0 }, canOpen, canClose, on, pairs);
      at = end - 1;
    }
  }
  return { pairs, escapes };
};

/** The plain text, and where it is emphasised. Marks without a partner stay in the text. */
export const parseEmphasis = (source: string): EmphasisedText => {
  if (!source.includes('*') && !source.includes('_') && !source.includes('\\')) return { text: source, spans: [] };
  const { pairs, escapes } = findPairs(source);
  const marks = new Map<number, Mark>();
  for (const { style, open, close } of pairs) {
    for (const mark of [open, close]) {
      mark.spent += markWidth[style];
      marks.set(mark.at, mark);
    }
  }
  const plainAt = new Map<Mark, number>();
  let text = '';
  let from = 0;
  for (const at of [...marks.keys(), ...escapes].sort((a, b) => a - b)) {
    text += source.slice(from, at);
    const mark = marks.get(at);
    if (mark === undefined) from = at + 1;
    else {
      plainAt.set(mark, text.length);
      from = at + mark.spent;
    }
  }
  text += source.slice(from);
  const spans = pairs.map(({ style, open, close }) => ({
    style,
    start: plainAt.get(open) as number,
    end: plainAt.get(close) as number,
  }));
  return {
    text,
    spans: spans.filter((span) => span.end > span.start).sort((a, b) => a.start - b.start || b.end - a.end),
  };
};

/** The words alone. */
export const plainText = (source: string): string => parseEmphasis(source).text;

/** Marks a text that came from elsewhere, so that parsing it as emphasis gives it back unchanged. */
export const escapeEmphasis = (text: string): string => text.replace(/[\\*_]/g, '\\$&');
