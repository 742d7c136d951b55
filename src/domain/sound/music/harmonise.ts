/**
 * Chooses the chords of a cue: the cheapest path through the mood's palette that carries the melody, goes where chords
 * like to go, leaves inner phrases open and closes the last (Viterbi over chord slots).
 */
import { seededRandom } from '../../random.ts';
import type { Slot } from './form.ts';
import type { MelodyUnit } from './melody.ts';
import type { Chord, HarmonyPalette } from './mood-harmony.ts';
import { pitchClass, semitonesOfDegree } from './scale.ts';

const clashOf = (pitch: number, chord: Chord): number => {
  const pc = pitchClass(pitch);
  const sounding = [chord.bass, ...chord.tones].map(pitchClass);
  if (sounding.includes(pc)) return 0;
  const rubs = sounding.some((tone) => [1, 11].includes(pitchClass(pc - tone)));
  return rubs ? 1.6 : 0.6;
};

/** How badly a chord carries the melody notes that sound over its slot, weighted by how long they do. */
const melodyCost = (slot: Slot, chord: Chord, units: readonly MelodyUnit[], palette: HarmonyPalette): number => {
  let cost = 0;
  for (const { notes } of units) {
    for (const note of notes) {
      const shared = Math.min(note.beat + note.beats, slot.beat + slot.beats) - Math.max(note.beat, slot.beat);
      if (shared > 0) cost += shared * clashOf(semitonesOfDegree(note.degree, palette.mode), chord);
    }
  }
  return cost;
};

const moveCost = (from: string, to: string, slot: Slot, final: boolean, palette: HarmonyPalette): number => {
  const liked = palette.moves[from]?.indexOf(to) ?? -1;
  const motion = from === to ? 2.2 : liked < 0 ? 3 : liked * 0.3;
  if (!slot.landing) return motion;
  const ends = final ? palette.closedEnds : palette.openEnds;
  return motion * 0.3 + (ends.some(([a, b]) => a === from && b === to) ? 0 : final ? 9 : 3.5);
};

export const harmonise = (
  slots: readonly Slot[],
  units: readonly MelodyUnit[],
  palette: HarmonyPalette,
  seeds: readonly string[],
): readonly Chord[] => {
  const names = Object.keys(palette.chords);
  const random = seededRandom(...seeds, 'harmony');
  let costs = names.map((name): number => (name === palette.home ? 0 : 6));
  const came: number[][] = [];
  slots.forEach((slot, s) => {
    const own = names.map((name) => melodyCost(slot, palette.chords[name] as Chord, units, palette) + random() * 0.9);
    if (s === 0) {
      costs = costs.map((cost, n) => cost + (own[n] as number));
      return;
    }
    const from: number[] = [];
    costs = names.map((name, n) => {
      let best = Number.POSITIVE_INFINITY;
      names.forEach((previous, p) => {
        const total = (costs[p] as number) + moveCost(previous, name, slot, s === slots.length - 1, palette);
        if (total < best) {
          best = total;
          from[n] = p;
        }
      });
      return best + (own[n] as number);
    });
    came.push(from);
  });
  let at = costs.indexOf(Math.min(...costs));
  const path = [at];
  for (const from of came.toReversed()) {
    at = from[at] as number;
    path.unshift(at);
  }
  return path.map((n) => palette.chords[names[n] as string] as Chord);
};
