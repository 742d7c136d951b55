/**
 * The film's motif: four to six notes drawn from the title, chosen among many drafts by the old rules of a good tune
 * (one leap, then steps back; one highest note; an open ending), and its variations for people and places in the story.
 */
import { pick, type Random, seededRandom } from '../../random.ts';

/** Degrees count from the tonic (0); lengths are in beats. */
export type MotifNote = { readonly degree: number; readonly beats: number };
export type Motif = readonly MotifNote[];

export type MotifVariation = 'plain' | 'inverted' | 'augmented' | 'answered' | 'fragment' | 'sigh' | 'shifted';

/** Lengths that breathe: long where the ear should rest; each sums to a whole number of beats. */
const rhythms: readonly (readonly number[])[] = [
  [1.5, 0.5, 2, 2],
  [2, 1, 1, 2],
  [1, 1, 2, 2],
  [3, 1, 2, 2],
  [1.5, 0.5, 1, 1, 2],
  [1, 0.5, 0.5, 2, 2],
  [2, 1.5, 0.5, 2, 2],
  [1, 1, 1, 1, 2],
  [0.5, 0.5, 1, 2, 2],
  [1.5, 0.5, 1, 1, 1, 3],
  [1, 0.5, 0.5, 1, 1, 2],
];

const draft = (random: Random): Motif => {
  const rhythm = pick(random, rhythms);
  const leapAt = 1 + Math.floor(random() * Math.min(3, rhythm.length - 2));
  const leap = pick(random, [3, 4, 4, 5, 5, -3, -4, 7, -5]);
  let degree = pick(random, [0, 0, 2, 4, 4, -3]);
  return rhythm.map((beats, i) => {
    if (i === leapAt) degree += leap;
    else if (i > leapAt) degree += Math.sign(leap) * pick(random, [-1, -1, -1, -2, 1, 0]);
    else if (i > 0) degree += pick(random, [-1, 1, 1, 2, -2]);
    return { degree, beats };
  });
};

/** Smaller is better. */
const faults = (motif: Motif): number => {
  const degrees = motif.map((note) => note.degree);
  const high = Math.max(...degrees);
  const low = Math.min(...degrees);
  const last = degrees[degrees.length - 1] as number;
  let score = 0;
  const span = high - low;
  if (span < 4) score += (4 - span) * 2;
  if (span > 7) score += (span - 7) * 2;
  if (degrees.filter((degree) => degree === high).length > 1) score += 2;
  if (degrees.indexOf(high) === 0) score += 1;
  // An open ending (second, fifth) can return all film long; the tonic would close it the first time.
  if (![1, 4, 8, -3].includes(last)) score += 3;
  if (new Set(degrees).size < Math.min(4, degrees.length)) score += 3;
  for (let i = 1; i < degrees.length; i++) {
    const step = (degrees[i] as number) - (degrees[i - 1] as number);
    if (step === 0) score += 1;
    // The fourth and seventh degree are dissonant in the open; nothing may dwell on them.
    if ([3, 6].includes((((degrees[i] as number) % 7) + 7) % 7) && (motif[i] as MotifNote).beats >= 2) score += 2;
  }
  return score;
};

/** The tune that `seed` (the title) means, always the same: the first good draft, or the best of sixty. */
export const motifOf = (seed: string): Motif => {
  const random = seededRandom(seed, 'motif');
  const drafts = Array.from({ length: 60 }, () => draft(random));
  const least = Math.min(...drafts.map(faults));
  return drafts.find((motif) => faults(motif) <= Math.max(1, least)) as Motif;
};

export const motifBeats = (motif: Motif): number => motif.reduce((sum, note) => sum + note.beats, 0);

/** A variation keeps the rhythm or the contour, so that the tune is still known. */
export const varied = (motif: Motif, variation: MotifVariation, shift = 0): Motif => {
  const first = (motif[0] as MotifNote).degree;
  switch (variation) {
    case 'plain':
      return motif;
    case 'inverted':
      return motif.map((note) => ({ ...note, degree: first - (note.degree - first) }));
    case 'augmented':
      return motif.map((note) => ({ ...note, beats: note.beats * 2 }));
    case 'answered':
      return answered(motif);
    case 'fragment':
      return motif.slice(0, 3).map((note, i) => ({ degree: note.degree + shift, beats: i === 2 ? 2 : note.beats }));
    case 'sigh':
      return motif.slice(-2).map((note, i) => ({ degree: note.degree + shift, beats: i === 0 ? 1 : 2 }));
    case 'shifted':
      return motif.map((note) => ({ ...note, degree: note.degree + shift }));
  }
};

/** The same tune brought home: it ends on the nearest tonic, approached by step. */
const answered = (motif: Motif): Motif => {
  const last = motif[motif.length - 1] as MotifNote;
  const home = Math.round(last.degree / 7) * 7;
  return motif.map((note, i) => {
    if (i === motif.length - 1) return { degree: home, beats: Math.max(2, note.beats) };
    if (i === motif.length - 2) return { ...note, degree: home + (note.degree > home ? 1 : -1) };
    return note;
  });
};
