/**
 * The words of a line made safe for one way of marking, piece by piece, so that every sent character knows where it came from. Words are never
 * changed, added or left out: only signs are.
 */
import type { SpeechDialect } from '../../catalog/model.types.ts';
import { isUnseen } from '../plain-words.ts';
import type { SpeechLine, SpokenSpan } from './speech-line.types.ts';

/**
 * Signs that some voice model acts on instead of saying: square and angle brackets, braces and their wide cousins, pipes, hashes and at-signs,
 * markdown, backslashes, slashes around a phonetic word, and what nobody can see. Round brackets become commas: they are a breath.
 */
const silent = /[[\]{}<>【】〔〕《》〈〉｛｝［］＜＞|\\#＃@＠*_~^`]/u;
type Piece = { readonly sent: string; readonly start: number; readonly end: number };

const pieceOf = (character: string, start: number, text: string): string => {
  if (/\s/u.test(character)) return ' ';
  // Persian joins and parts letters with it; elsewhere it hides words.
  if (character === '\u200c' && /\p{Script=Arabic}/u.test(text[start - 1] ?? '')) return character;
  if (isUnseen(character)) return '';
  if (silent.test(character)) return ' ';
  if (character === '(' || character === '（') return ', ';
  if (character === ')' || character === '）') return ', ';
  if (character === '/') return isPhonetic(text, start) ? ' ' : '/';
  return character;
};

/** A slash that opens or closes `/ˈkæt/`: v3 and v4 would read it as sounds. */
const isPhonetic = (text: string, at: number): boolean => {
  const around = text.slice(Math.max(0, at - 40), at + 41);
  return /\/[^/\s]*[^\p{ASCII}/\s][^/\s]*\//u.test(around);
};

const loneSurrogate = /^[\ud800-\udfff]$/u;

/** The line's text as pieces, one for each character, spaces folded, nothing at the ends. */
export const safePieces = (text: string): Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const sent = loneSurrogate.test(character) ? '' : pieceOf(character, at, text);
    if (sent !== '') push(pieces, { sent, start: at, end });
    at = end;
  }
  while (pieces.length > 0 && /^[\s,]+$/u.test(pieces.at(-1)?.sent ?? '')) pieces.pop();
  return pieces;
};

/** Two blanks or two commas in a row are one. */
const push = (pieces: Piece[], piece: Piece): void => {
  const before = pieces.at(-1)?.sent ?? ' ';
  if (pieces.length === 0 && /^[\s,]+$/u.test(piece.sent)) return;
  if (/^\s+$/u.test(piece.sent) && /\s$/u.test(before)) return;
  if (/^,/u.test(piece.sent)) {
    if (/,\s*$/u.test(before)) return;
    while (pieces.length > 0 && /^\s+$/u.test(pieces.at(-1)?.sent ?? '')) pieces.pop();
    if (/[,.;:!?…]\s*$/u.test(pieces.at(-1)?.sent ?? '')) {
      if (piece.sent.length > 1) pieces.push({ ...piece, sent: ' ' });
      return;
    }
  }
  // A bracket that closes before a full stop is no breath.
  if (/^[.;:!?…]/u.test(piece.sent) && pieces.at(-1)?.sent === ', ') pieces.pop();
  pieces.push(piece);
};

const isRespelling = (word: string): boolean => /^[A-Za-z][A-Za-z' -]{0,40}$/u.test(word);

export type SpokenText = { readonly text: string; readonly spans: readonly SpokenSpan[] };

/** Words said otherwise than they are written, by the cast file. Word by word, whole words only. */
const respelled = (pieces: readonly Piece[], { pronunciations }: SpeechLine): Piece[] => {
  if (pronunciations === undefined) return [...pieces];
  const out: Piece[] = [];
  let word: Piece[] = [];
  const close = (): void => {
    const written = word.map(({ sent }) => sent).join('');
    const key = written.toLowerCase();
    const said = Object.hasOwn(pronunciations, key) ? pronunciations[key] : undefined;
    const [first, last] = [word[0], word.at(-1)];
    if (said !== undefined && isRespelling(said) && first !== undefined && last !== undefined) {
      out.push({ sent: said, start: first.start, end: last.end });
    } else out.push(...word);
    word = [];
  };
  for (const piece of pieces) {
    if (/^[\p{L}\p{M}\p{N}'’-]$/u.test(piece.sent)) word.push(piece);
    else {
      close();
      out.push(piece);
    }
  }
  close();
  return out;
};

/** Capitals where the script stresses a word: Eleven's models hear them. Short words would be spelled out. */
const stressed = (pieces: readonly Piece[], { emphasis, text }: SpeechLine): Piece[] => {
  const inside = (piece: Piece): boolean =>
    emphasis.some(({ start, end }) => {
      const word = text.slice(start, end).trim();
      return piece.start >= start && piece.end <= end && word.length <= 40 && /^[\p{L}\s'’-]{4,}$/u.test(word);
    });
  return pieces.map((piece) => (inside(piece) ? { ...piece, sent: upper(piece.sent) } : piece));
};

/** `ß` stays itself: two letters would be another word to whoever compares. */
const upper = (text: string): string => (text.toUpperCase().length === text.length ? text.toUpperCase() : text);

/** Text and spans; `offset` is how much stands before it in what is sent. */
export const spokenText = (line: SpeechLine, dialect: SpeechDialect, offset: number): SpokenText => {
  const pieces = respelled(safePieces(line.text), line);
  const marked = dialect === 'eleven-tags' ? stressed(pieces, line) : pieces;
  let text = '';
  const spans: SpokenSpan[] = [];
  for (const { sent, start, end } of marked) {
    const last = spans.at(-1);
    const sentStart = offset + text.length;
    text += sent;
    const isOneToOne = sent.length === end - start;
    if (
      last !== undefined &&
      isOneToOne &&
      last.sentEnd === sentStart &&
      last.lineEnd === start &&
      last.sentEnd - last.sentStart === last.lineEnd - last.lineStart
    ) {
      spans[spans.length - 1] = { ...last, sentEnd: sentStart + sent.length, lineEnd: end };
    } else spans.push({ sentStart, sentEnd: sentStart + sent.length, lineStart: start, lineEnd: end });
  }
  return { text, spans };
};
