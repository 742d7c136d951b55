/**
 * Makes `letter-model.json` from CMUdict (ISC). Run by hand when the dictionary or the mapping changes:
 * `node src/adapters/kokoro/g2p/training/train-letter-model.ts`
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dictionary } from 'cmu-pronouncing-dictionary';
import { fromArpabet } from '../arpabet.ts';
import { firstCode, type LetterModelFile, startCode } from '../letter-model.ts';
import { phonemeTokens } from '../phoneme-tokens.ts';
import { reduced } from '../reduce.ts';
import { alignAll } from './align-letters.ts';

const countBase = 0x2f;
/** Beyond this a count no longer changes a decision; it keeps counts within two bytes. */
const mostCounted = 0x700;

const words = Object.entries(dictionary)
  .filter(([word]) => /^[a-z']{2,}$/.test(word))
  .map(([word, phones]) => ({ letters: word, phonemes: phonemeTokens(reduced(fromArpabet(phones), word)) }));

/** N-gram counts up to `order`, in which rare long ones are left out: a name seen once teaches little. */
export const countUnits = (order: number, keep: (length: number) => number, only = (_: string) => true) => {
  const aligned = alignAll(words.filter(({ letters }) => only(letters)));
  const codes = new Map<string, string>();
  const code = (unit: string): string => {
    const known = codes.get(unit);
    if (known !== undefined) return known;
    const fresh = String.fromCharCode(firstCode + codes.size);
    codes.set(unit, fresh);
    return fresh;
  };
  const counts = new Map<string, number>();
  for (const { letters, chunks } of aligned) {
    const line =
      startCode.repeat(order - 1) + [...letters].map((letter, i) => code(letter + chunks[i])).join('') + code('#');
    for (let end = order - 1; end < line.length; end++)
      for (let size = 1; size <= order; size++) {
        const ngram = line.slice(end - size + 1, end + 1);
        counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
      }
  }
  for (const [ngram, count] of counts) if (count < keep(ngram.length)) counts.delete(ngram);
  return { units: [...codes.keys()], counts };
};

/** N-grams of one length sorted, each written as how many characters it shares with the one before, then what differs. */
export const packed = (
  order: number,
  units: readonly string[],
  counts: ReadonlyMap<string, number>,
): LetterModelFile => ({
  source:
    'Trained on CMUdict (Carnegie Mellon University; npm cmu-pronouncing-dictionary, ISC) by train-letter-model.ts',
  order,
  units,
  counts: Array.from({ length: order }, (_, i) => packLength([...counts].filter(([ngram]) => ngram.length === i + 1))),
});

const packLength = (entries: readonly (readonly [string, number])[]): readonly [string, string] => {
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  let previous = '';
  let text = '';
  for (const [ngram] of sorted) {
    let shared = 0;
    while (shared < ngram.length - 1 && ngram[shared] === previous[shared]) shared++;
    text += String.fromCharCode(countBase + shared) + ngram.slice(shared);
    previous = ngram;
  }
  return [text, sorted.map(([, count]) => String.fromCharCode(countBase + Math.min(count, mostCounted))).join('')];
};

if (process.argv[1] === import.meta.filename) {
  const order = 5;
  const { units, counts } = countUnits(order, (length) => (length <= 3 ? 1 : 2));
  const file = join(import.meta.dirname, '..', 'letter-model.json');
  writeFileSync(file, JSON.stringify(packed(order, units, counts)));
  process.stdout.write(`${units.length} units, ${counts.size} n-grams, ${file}\n`);
}
