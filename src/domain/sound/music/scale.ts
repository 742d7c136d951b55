/** Pitches: modes, scale degrees and note names. Degrees count from 0 (the tonic) and run on over octaves. */

/** Semitones of the seven degrees over the tonic. */
export const modes = {
  major: [0, 2, 4, 5, 7, 9, 11],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  minor: [0, 2, 3, 5, 7, 8, 10],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
} as const satisfies Record<string, readonly number[]>;

export type Mode = keyof typeof modes;

/** Semitones over the tonic of any degree, e.g. 7 is the octave and -1 the degree below the tonic. */
export const semitonesOfDegree = (degree: number, mode: Mode): number => {
  const octave = Math.floor(degree / 7);
  return octave * 12 + (modes[mode][degree - octave * 7] as number);
};

export const pitchClass = (semitones: number): number => ((semitones % 12) + 12) % 12;

/** The note with this pitch class that is nearest to `near` (MIDI). */
export const nearestNote = (pitch: number, near: number): number => {
  const up = pitchClass(pitch - near);
  return up <= 6 ? near + up : near + up - 12;
};
