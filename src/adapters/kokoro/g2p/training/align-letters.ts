/**
 * Which letters make which sounds: an expectation-maximisation alignment of a pronouncing dictionary in which every
 * letter makes none, one or two phonemes (Damper et al. 2005; Jiampojamarn et al. 2007 with x = 1, y = 0..2).
 */

/** A word's letters and, for each letter, the phonemes it makes (joined, may be empty). */
export type AlignedWord = { readonly letters: string; readonly chunks: readonly string[] };

type Costs = Map<string, number>;

/** Cost of letter-chunk pairs never seen; high, not infinite, so that every word can be aligned at first. */
const unseen = 18;

const cost = (costs: Costs | undefined, letter: string, chunk: readonly string[]): number => {
  if (costs === undefined) return chunk.length === 1 ? 1 : 2;
  return costs.get(`${letter} ${chunk.join(' ')}`) ?? unseen;
};

/** The cheapest alignment, by dynamic programming over letters and phonemes. Undefined when phonemes outnumber letters 2:1. */
const bestAlignment = (
  letters: string,
  phonemes: readonly string[],
  costs?: Costs,
): readonly string[][] | undefined => {
  const width = phonemes.length + 1;
  const total = new Float64Array((letters.length + 1) * width).fill(Infinity);
  const taken = new Uint8Array((letters.length + 1) * width);
  total[0] = 0;
  for (let i = 0; i < letters.length; i++)
    for (let j = 0; j < width; j++) {
      const here = total[i * width + j] as number;
      if (here === Infinity) continue;
      for (let size = 0; size <= 2 && j + size < width; size++) {
        const next = here + cost(costs, letters[i] as string, phonemes.slice(j, j + size));
        const at = (i + 1) * width + j + size;
        if (next < (total[at] as number)) {
          total[at] = next;
          taken[at] = size;
        }
      }
    }
  if (total[letters.length * width + width - 1] === Infinity) return undefined;
  const chunks: string[][] = [];
  for (let i = letters.length, j = width - 1; i > 0; i--) {
    const size = taken[i * width + j] as number;
    chunks.unshift(phonemes.slice(j - size, j));
    j -= size;
  }
  return chunks;
};

/** Aligns all words; `rounds` of re-estimation (hard EM) are enough after about five. */
export const alignAll = (
  words: readonly { readonly letters: string; readonly phonemes: readonly string[] }[],
  rounds = 6,
): AlignedWord[] => {
  let costs: Costs | undefined;
  let aligned: AlignedWord[] = [];
  for (let round = 0; round < rounds; round++) {
    const counts = new Map<string, number>();
    const perLetter = new Map<string, number>();
    aligned = [];
    for (const { letters, phonemes } of words) {
      const chunks = bestAlignment(letters, phonemes, costs);
      if (chunks === undefined) continue;
      aligned.push({ letters, chunks: chunks.map((chunk) => chunk.join('')) });
      chunks.forEach((chunk, i) => {
        const key = `${letters[i]} ${chunk.join(' ')}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        perLetter.set(letters[i] as string, (perLetter.get(letters[i] as string) ?? 0) + 1);
      });
    }
    costs = new Map(
      [...counts].map(([key, count]) => [key, -Math.log(count / (perLetter.get(key[0] as string) as number))]),
    );
  }
  return aligned;
};
