/**
 * Chooses the chords of a cue: the cheapest way through the mood's palette that carries the melody, goes where chords
 * like to go without going round in circles, leaves inner phrases open and closes the last (beam search over slots).
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

type Path = { readonly cost: number; readonly names: readonly string[] };

/** Ways kept open per last chord. */
const beam = 10;

/** A turn that was just heard is dull: every earlier use of the same step costs, a recent chord a little. */
const repetitionCost = (names: readonly string[], to: string): number => {
  const from = names[names.length - 1];
  let cost = 0;
  for (let i = 1; i < names.length; i++) if (names[i - 1] === from && names[i] === to) cost += 0.9;
  if (names.slice(-3).includes(to)) cost += 0.5;
  return cost;
};

export const harmonise = (
  slots: readonly Slot[],
  units: readonly MelodyUnit[],
  palette: HarmonyPalette,
  seeds: readonly string[],
): readonly Chord[] => {
  const names = Object.keys(palette.chords);
  const random = seededRandom(...seeds, 'harmony');
  let paths: readonly Path[] = [{ cost: 0, names: [] }];
  slots.forEach((slot, s) => {
    const final = s === slots.length - 1;
    paths = names.flatMap((name) => {
      const own = melodyCost(slot, palette.chords[name] as Chord, units, palette) + random() * 0.9;
      const ways = paths.map((path): Path => {
        const from = path.names[s - 1];
        const move =
          from === undefined
            ? name === palette.home
              ? 0
              : 6
            : moveCost(from, name, slot, final, palette) + (final ? 0 : repetitionCost(path.names, name));
        return { cost: path.cost + own + move, names: [...path.names, name] };
      });
      return ways.toSorted((a, b) => a.cost - b.cost).slice(0, beam);
    });
  });
  const best = paths.reduce((least, path) => (path.cost < least.cost ? path : least));
  return best.names.map((name) => palette.chords[name] as Chord);
};
