/**
 * Seeded randomness for decisions that must repeat: the same seed and the same names give the same film.
 * Seeds are derived from stable names (a place, a character, a line), never from positions in a list,
 * so that inserting a line does not reshuffle everything after it.
 */

/** A stream of numbers in [0, 1). */
export type Random = () => number;

/** 32-bit FNV-1a of UTF-16 code units, then finished with a murmur-style mix. */
export const hash32 = (text: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/** Sixteen hexadecimal digits that name a text; for stable ids inside one script, not for security. */
export const stableId = (text: string): string =>
  hash32(text).toString(16).padStart(8, '0') + hash32(`${text}\u0000again`).toString(16).padStart(8, '0');

/** mulberry32, seeded by any number of names. */
export const seededRandom = (...names: readonly (string | number)[]): Random => {
  let a = hash32(names.join('\u0001'));
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

/** One of the items; the list must not be empty. */
export const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
