/**
 * Which of the nine mouth shapes a sound has. Oculus' fifteen visemes lead to Rhubarb's nine: PP-A, FF-G, TH DD kk CH SS
 * nn-B, L-H, RR-E, aa-D, E-C, I-B, O-E, U-F, rest-X. Consonants that the lips do not make borrow the shape of the vowel
 * beside them, as real mouths do.
 */
import type { Viseme } from '../../domain/performance/performance.types.ts';

/** Shapes a sound passes through, in order: diphthongs have two. */
const shapes: Readonly<Record<string, readonly Viseme[]>> = {
  p: ['A'],
  b: ['A'],
  m: ['A'],
  f: ['G'],
  v: ['G'],
  l: ['H'],
  ɑ: ['D'],
  a: ['D'],
  æ: ['D'],
  ɐ: ['C'],
  ʌ: ['C'],
  ɛ: ['C'],
  e: ['C'],
  ə: ['C'],
  ᵊ: ['C'],
  ɜ: ['E'],
  ɚ: ['E'],
  ɔ: ['E'],
  ɒ: ['E'],
  o: ['E'],
  ɹ: ['E'],
  r: ['E'],
  ɪ: ['B'],
  ᵻ: ['B'],
  i: ['B'],
  j: ['B'],
  u: ['F'],
  ʊ: ['F'],
  w: ['F'],
  y: ['F'],
  A: ['C', 'B'],
  I: ['D', 'B'],
  O: ['E', 'F'],
  Q: ['E', 'F'],
  W: ['D', 'F'],
  Y: ['E', 'B'],
  ʃ: ['F'],
  ʒ: ['F'],
  ʧ: ['F'],
  ʤ: ['F'],
  θ: ['H'],
  ð: ['H'],
};

/** Made behind the teeth: the lips are free to be where the next vowel wants them. */
const follows = new Set([...'tdnkɡŋhɾʔ']);
const rounded = new Set([...'uʊwOWɔoɒ']);
const open = new Set([...'ɑæaI']);

/** The shape of a consonant the lips do not make, beside `next` or after `previous`. */
const borrowed = (next: string | undefined, previous: string | undefined): Viseme => {
  const vowel = [next, previous].find((symbol) => symbol !== undefined && symbol in shapes) ?? '';
  if (rounded.has(vowel)) return 'F';
  if (open.has(vowel)) return 'C';
  return 'B';
};

/** Shapes for one of Kokoro's symbols, given the sounds around it. Unknown symbols are a slightly open mouth. */
export const shapesOf = (symbol: string, previous?: string, next?: string): readonly Viseme[] => {
  // s and z want bared teeth, but before a round vowel the lips are already round.
  if ('sz'.includes(symbol)) return [next !== undefined && 'uwʊ'.includes(next) ? 'F' : 'B'];
  if (follows.has(symbol)) return [borrowed(next, previous)];
  return shapes[symbol] ?? ['B'];
};
