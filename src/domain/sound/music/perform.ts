/** Hands and lungs: small seeded unevenness of time and touch, so that nothing sounds typed in. */
import { type Random, seededRandom } from '../../random.ts';
import { clamp } from '../decibels.ts';
import type { Instrument, ScoreNote } from '../sound.types.ts';

/** Sum of three uniforms: most often near 0, never past +-1. */
const unsteady = (random: Random): number => ((random() + random() + random()) / 3) * 2 - 1;

export type PlainNote = {
  readonly instrument: Instrument;
  readonly midi: number;
  readonly startMs: number;
  readonly durationMs: number;
  readonly velocity: number;
};

/**
 * Timing moves by at most 15 ms and velocity by at most 8. Each note's unevenness is seeded by what and when it is,
 * so that changing one note leaves the others alone.
 */
export const humanise = (notes: readonly PlainNote[], ...seeds: readonly string[]): readonly ScoreNote[] =>
  notes.map((note) => {
    const random = seededRandom(...seeds, note.instrument, note.midi, Math.round(note.startMs));
    return {
      instrument: note.instrument,
      midi: note.midi,
      startMs: Math.max(0, Math.round(note.startMs + unsteady(random) * 15)),
      durationMs: Math.max(60, Math.round(note.durationMs + unsteady(random) * 20)),
      velocity: Math.round(clamp(note.velocity + unsteady(random) * 8, 1, 127)),
    };
  });
