/**
 * Voice-leading: turns chords into parts that move as little as they can, hold common tones and avoid parallel fifths
 * and octaves (Viterbi over all close voicings of each chord).
 */
import type { Chord } from './mood-harmony.ts';
import { nearestNote, pitchClass } from './scale.ts';

/** Low to high MIDI notes. */
export type Voicing = { readonly bass: number; readonly upper: readonly [number, number, number] };

export type VoicingRange = {
  readonly low: number;
  readonly high: number;
  readonly centre: number;
  readonly bassLow: number;
  readonly bassHigh: number;
};

const candidates = (
  chord: Chord,
  tonic: number,
  range: VoicingRange,
): readonly (readonly [number, number, number])[] => {
  const classes = chord.tones.map((tone) => pitchClass(tone + tonic));
  const telling = new Set(classes.slice(0, 3));
  const notes: number[] = [];
  for (let midi = range.low; midi <= range.high; midi++) if (classes.includes(pitchClass(midi))) notes.push(midi);
  const found: (readonly [number, number, number])[] = [];
  for (const a of notes) {
    for (const b of notes) {
      if (b <= a || b - a > 9) continue;
      for (const c of notes) {
        if (c <= b || c - b > 9) continue;
        const sounded = new Set([a, b, c].map(pitchClass));
        if ([...telling].every((tone) => sounded.has(tone))) found.push([a, b, c]);
      }
    }
  }
  return found;
};

const standingCost = (upper: readonly [number, number, number], range: VoicingRange): number => {
  const middle = (upper[0] + upper[1] + upper[2]) / 3;
  const crowded = upper[0] < 52 && upper[1] - upper[0] < 4 ? 2 : 0;
  return Math.abs(middle - range.centre) * 0.35 + crowded;
};

/** Two parts that move the same way into a fifth or octave from another fifth or octave. */
const parallel = (lowFrom: number, highFrom: number, lowTo: number, highTo: number): boolean => {
  const before = (highFrom - lowFrom) % 12;
  return lowFrom !== lowTo && before === (highTo - lowTo) % 12 && (before === 0 || before === 7);
};

const moveCost = (from: Voicing, upper: readonly [number, number, number], bass: number): number => {
  let cost = 0;
  const a = [from.bass, ...from.upper];
  const b = [bass, ...upper];
  for (let voice = 1; voice < 4; voice++) {
    const step = Math.abs((b[voice] as number) - (a[voice] as number));
    cost += step * 0.5 + (step > 4 ? step - 4 : 0);
  }
  for (let low = 0; low < 4; low++) {
    for (let high = low + 1; high < 4; high++) {
      if (parallel(a[low] as number, a[high] as number, b[low] as number, b[high] as number)) cost += 4;
    }
  }
  return cost;
};

/** Basses take the nearest octave that stays in range. */
const bassLine = (chords: readonly Chord[], tonic: number, range: VoicingRange): readonly number[] => {
  let near = Math.round((range.bassLow + range.bassHigh) / 2);
  return chords.map((chord) => {
    let note = nearestNote(pitchClass(chord.bass + tonic), near);
    while (note < range.bassLow) note += 12;
    while (note > range.bassHigh) note -= 12;
    near = note;
    return note;
  });
};

/** `tonic` is a pitch class, 0 = C. */
export const voiceChords = (chords: readonly Chord[], tonic: number, range: VoicingRange): readonly Voicing[] => {
  const basses = bassLine(chords, tonic, range);
  type Path = { readonly cost: number; readonly voicings: readonly Voicing[] };
  let paths: Path[] = [];
  chords.forEach((chord, index) => {
    const bass = basses[index] as number;
    paths = candidates(chord, tonic, range).map((upper) => {
      const own = standingCost(upper, range);
      if (index === 0) return { cost: own, voicings: [{ bass, upper }] };
      let best: Path = { cost: Number.POSITIVE_INFINITY, voicings: [] };
      for (const path of paths) {
        const cost = path.cost + moveCost(path.voicings[index - 1] as Voicing, upper, bass);
        if (cost < best.cost) best = { cost, voicings: path.voicings };
      }
      return { cost: best.cost + own, voicings: [...best.voicings, { bass, upper }] };
    });
  });
  return paths.reduce((best, path) => (path.cost < best.cost ? path : best)).voicings;
};
