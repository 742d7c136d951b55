/** The Unicode bidirectional algorithm: which way each part of a paragraph runs, and in which order parts of a line stand. */
import bidiFactory, { type Bidi } from 'bidi-js';
import { mayRunRightToLeft } from './characters.ts';

let algorithm: Bidi | undefined;

/** Embedding level of each UTF-16 unit of a paragraph: odd runs from right to left. The first strong letter decides the base. */
export const levelsOf = (paragraph: string): Uint8Array => {
  if (!mayRunRightToLeft(paragraph)) return new Uint8Array(paragraph.length);
  // The package's types say a module where Node sees a function.
  algorithm ??= (bidiFactory as unknown as () => Bidi)();
  return algorithm.getEmbeddingLevels(paragraph, 'auto').levels;
};

/** Runs of a line from left to right: rule L2, each stretch of a level or higher turned round, from the highest level down. */
export const inVisualOrder = <Run extends { readonly level: number }>(runs: readonly Run[]): readonly Run[] => {
  const ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < ordered.length; start++) {
      let end = start;
      while (end < ordered.length && ordered[end]!.level >= level) end++;
      if (end - start > 1) ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
      start = Math.max(start, end - 1);
    }
  }
  return ordered;
};
