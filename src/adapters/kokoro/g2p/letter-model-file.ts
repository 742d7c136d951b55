/** Reads `letter-model.json` when the first unknown word is met; a film without one never pays for it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LetterModel, type LetterModelFile, letterModel } from './letter-model.ts';

/** Counts are written as one character each, from `0`. */
const countBase = 0x2f;

let kept: LetterModel | undefined;

/** N-grams of one length are sorted and each is written as how many characters it shares with the one before, then the rest. */
const unpackLength = (length: number, packed: string, counts: string, into: Map<string, number>): void => {
  let previous = '';
  let at = 0;
  for (let i = 0; i < counts.length; i++) {
    const shared = packed.charCodeAt(at) - countBase;
    const own = length - shared;
    previous = previous.slice(0, shared) + packed.slice(at + 1, at + 1 + own);
    at += 1 + own;
    into.set(previous, counts.charCodeAt(i) - countBase);
  }
};

export const readLetterModel = (): LetterModel => {
  if (kept !== undefined) return kept;
  const file = JSON.parse(readFileSync(join(import.meta.dirname, 'letter-model.json'), 'utf8')) as LetterModelFile;
  const counts = new Map<string, number>();
  file.counts.forEach(([packed, often], i) => unpackLength(i + 1, packed, often, counts));
  kept = letterModel(file.order, file.units, counts);
  return kept;
};
