/**
 * A line as runs the model can take. Short runs keep its memory small and its voice steady; cuts fall where a speaker
 * breathes: after a sentence, else after a clause, else between words.
 */
import type { Pronounced, PronouncedMark, PronouncedWord } from '../g2p/g2p.ts';
import { maxTokens } from '../model/token-ids.ts';

/** Symbols a run should not exceed: about eight seconds. More would cost memory for the longest line ever spoken. */
export const comfortableTokens = 130;

/** What the model is given for one symbol, and the word it belongs to. */
export type LineToken = { readonly symbol: string; readonly word?: PronouncedWord };
export type LineRun = { readonly tokens: readonly LineToken[]; readonly pauseAfterMs: number };

const sentenceEnds = '.!?…';
const clauseEnds = ',;:—';

/** Silence we put where we cut; where we do not cut, the model makes its own. */
const pauseAfter: Readonly<Record<string, number>> = {
  '.': 340,
  '!': 320,
  '?': 340,
  '…': 480,
  ',': 150,
  ';': 220,
  ':': 220,
  '—': 200,
};

/** A unit with the tokens it becomes: a word brings the space before it. */
type Piece = { readonly tokens: readonly LineToken[]; readonly mark: string };

const pieceOf = (unit: PronouncedWord | PronouncedMark): Piece[] => {
  if (unit.kind === 'mark') return [{ tokens: [{ symbol: unit.symbol }], mark: unit.symbol }];
  const symbols = [...unit.symbols];
  const pieces: Piece[] = [];
  // A single written word longer than any run (a thousand digits) is cut, too.
  for (let at = 0; at < symbols.length; at += comfortableTokens)
    pieces.push({
      tokens: [{ symbol: ' ' }, ...symbols.slice(at, at + comfortableTokens).map((symbol) => ({ symbol, word: unit }))],
      mark: '',
    });
  return pieces;
};

const lengthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + piece.tokens.length, 0);

/** Pieces cut after every mark of `ends`. */
const cutAfter = (pieces: readonly Piece[], ends: string): Piece[][] => {
  const groups: Piece[][] = [[]];
  for (const piece of pieces) {
    groups.at(-1)?.push(piece);
    if (piece.mark !== '' && ends.includes(piece.mark)) groups.push([]);
  }
  return groups.filter((group) => group.length > 0);
};

/** Words one by one, gathered up to the comfortable length. */
const cutAnywhere = (pieces: readonly Piece[]): Piece[][] => gathered(pieces.map((piece) => [piece]));

/** Neighbouring groups joined while they stay comfortable. */
const gathered = (groups: readonly Piece[][]): Piece[][] => {
  const runs: Piece[][] = [];
  for (const group of groups) {
    const last = runs.at(-1);
    if (last !== undefined && lengthOf(last) + lengthOf(group) <= comfortableTokens) last.push(...group);
    else runs.push([...group]);
  }
  return runs;
};

const tooLong = (pieces: readonly Piece[]): boolean => lengthOf(pieces) > comfortableTokens;

/** Every run has at most `maxTokens` symbols; none is empty; a line without words has no runs. */
export const splitLine = ({ units }: Pronounced): LineRun[] => {
  const sentences = cutAfter(units.flatMap(pieceOf), sentenceEnds);
  const clauses = sentences.flatMap((sentence) =>
    tooLong(sentence) ? gathered(cutAfter(sentence, clauseEnds)) : [sentence],
  );
  const runs = gathered(clauses.flatMap((clause) => (tooLong(clause) ? cutAnywhere(clause) : [clause])));
  return runs.map((pieces) => {
    const tokens = pieces.flatMap((piece) => piece.tokens);
    const trimmed = tokens[0]?.symbol === ' ' ? tokens.slice(1) : tokens;
    return { tokens: trimmed.slice(0, maxTokens), pauseAfterMs: pauseAfter[pieces.at(-1)?.mark ?? ''] ?? 40 };
  });
};
