/**
 * Source lines and what of each is meant to be seen. Boneyard and notes are found once, left to right over the whole
 * text, so that they may start and end anywhere; each line then carries only its visible part. Linear in the text.
 */

export type VisibleLine = {
  /** Offsets in the text; `end` is after the line end. */
  readonly start: number;
  readonly end: number;
  /** The line without line end, notes and boneyard. */
  readonly text: string;
  /** What a line hides that has nothing visible left. */
  readonly hidden: 'note' | 'boneyard' | undefined;
  /** Notes that begin on this line. */
  readonly notes: readonly string[];
};

type Hidden = { readonly kind: 'note' | 'boneyard'; readonly start: number; readonly end: number };
type Piece = { readonly start: number; readonly contentEnd: number; readonly end: number };

/** `\n`, `\r\n` and `\r` end lines, in any mixture. The last line may lack an end; an empty rest is no line. */
const splitLines = (text: string, from: number): Piece[] => {
  const pieces: Piece[] = [];
  let start = from;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 10 && code !== 13) continue;
    const end = code === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
    pieces.push({ start, contentEnd: at, end });
    start = end;
    at = end - 1;
  }
  if (start < text.length) pieces.push({ start, contentEnd: text.length, end: text.length });
  return pieces;
};

/** Offsets where empty lines begin: a note may cross lines but not an empty one (two spaces keep it open). */
const emptyLineStarts = (pieces: readonly Piece[]): number[] =>
  pieces.filter((piece) => piece.start === piece.contentEnd).map((piece) => piece.start);

/** Before the first search for a closing mark; -1 means that there is none ahead any more. */
const notSearched = -2;

/** All hidden stretches in order. The next closing mark is remembered, so that many openings cost one search. */
const findHidden = (text: string, from: number, pieces: readonly Piece[]): Hidden[] => {
  const hidden: Hidden[] = [];
  const empty = emptyLineStarts(pieces);
  let emptyIndex = 0;
  let boneyardEnd = notSearched;
  let noteEnd = notSearched;
  let at = from;
  const opening = /\/\*|\[\[/g;
  for (;;) {
    opening.lastIndex = at;
    const found = opening.exec(text);
    if (found === null) return hidden;
    const start = found.index;
    at = start + 2;
    if (found[0] === '/*') {
      if (boneyardEnd !== -1 && boneyardEnd < at) boneyardEnd = text.indexOf('*/', at);
      if (boneyardEnd !== -1) hidden.push({ kind: 'boneyard', start, end: (at = boneyardEnd + 2) });
    } else {
      if (noteEnd !== -1 && noteEnd < at) noteEnd = text.indexOf(']]', at);
      while (emptyIndex < empty.length && (empty[emptyIndex] as number) < start) emptyIndex++;
      const limit = empty[emptyIndex] ?? text.length;
      if (noteEnd !== -1 && noteEnd < limit) hidden.push({ kind: 'note', start, end: (at = noteEnd + 2) });
    }
    if (boneyardEnd === -1 && noteEnd === -1) return hidden;
  }
};

const visibleLine = (text: string, piece: Piece, stretches: readonly Hidden[]): VisibleLine => {
  let visible = '';
  let from = piece.start;
  for (const stretch of stretches) {
    visible += text.slice(from, Math.max(from, stretch.start));
    from = Math.min(stretch.end, piece.contentEnd);
  }
  visible += text.slice(from, piece.contentEnd);
  const notes = stretches
    .filter(({ kind, start }) => kind === 'note' && start >= piece.start)
    .map(({ start, end }) => text.slice(start + 2, end - 2).trim());
  const hidden = visible.trim() === '' ? (stretches[0] as Hidden).kind : undefined;
  return { start: piece.start, end: piece.end, text: visible, hidden, notes };
};

const noNotes: readonly string[] = [];

/** The lines of `text` from offset `from` on. */
export const visibleLines = (text: string, from: number): VisibleLine[] => {
  const pieces = splitLines(text, from);
  const hidden = findHidden(text, from, pieces);
  let first = 0;
  return pieces.map((piece) => {
    while (first < hidden.length && (hidden[first] as Hidden).end <= piece.start) first++;
    let past = first;
    while (past < hidden.length && (hidden[past] as Hidden).start < Math.max(piece.contentEnd, piece.start + 1)) past++;
    if (past > first) return visibleLine(text, piece, hidden.slice(first, past));
    const { start, contentEnd, end } = piece;
    return { start, end, text: text.slice(start, contentEnd), hidden: undefined, notes: noNotes };
  });
};
