/**
 * Harmony by mood, as the sound direction lays down: which chords a mood knows, where each may go, and how phrases end.
 * Chords are semitones over the film's tonic, so every mood of a film shares one home.
 */
import type { Mood } from '../../screenplay/breakdown.types.ts';
import type { Mode } from './scale.ts';

export type Chord = {
  readonly name: string;
  readonly bass: number;
  /** Pitch classes over the tonic, most telling first; the first three must sound. */
  readonly tones: readonly number[];
};

export type HarmonyPalette = {
  readonly mode: Mode;
  readonly chords: Readonly<Record<string, Chord>>;
  readonly home: string;
  /** Where each chord likes to go, best first. */
  readonly moves: Readonly<Record<string, readonly string[]>>;
  /** Pairs that leave a phrase open, and pairs that close a cue. */
  readonly openEnds: readonly (readonly [string, string])[];
  readonly closedEnds: readonly (readonly [string, string])[];
  /** Chords change this often, in beats. */
  readonly chordBeats: 4 | 8;
};

const chords = (table: Readonly<Record<string, readonly [number, readonly number[]]>>): Record<string, Chord> =>
  Object.fromEntries(Object.entries(table).map(([name, [bass, tones]]) => [name, { name, bass, tones }]));

/** Major with added ninths; plagal at heart. */
const tender: HarmonyPalette = {
  mode: 'major',
  chords: chords({
    I9: [0, [4, 2, 7, 0]],
    IV9: [5, [9, 7, 0, 5]],
    vi7: [9, [0, 4, 7, 9]],
    iii7: [4, [7, 11, 2]],
    ii7: [2, [5, 0, 9]],
    'I/3': [4, [0, 7, 2]],
    Vsus: [7, [0, 2, 5]],
  }),
  home: 'I9',
  moves: {
    I9: ['vi7', 'IV9', 'iii7', 'I/3'],
    IV9: ['I/3', 'ii7', 'Vsus', 'I9'],
    vi7: ['IV9', 'ii7', 'iii7'],
    iii7: ['vi7', 'IV9'],
    ii7: ['Vsus', 'IV9'],
    'I/3': ['IV9', 'ii7'],
    Vsus: ['vi7', 'I9'],
  },
  openEnds: [
    ['IV9', 'Vsus'],
    ['I/3', 'IV9'],
    ['ii7', 'vi7'],
  ],
  closedEnds: [
    ['IV9', 'I9'],
    ['Vsus', 'I9'],
  ],
  chordBeats: 4,
};

/** Lydian: the raised fourth shines over a still bass. */
const wonder: HarmonyPalette = {
  mode: 'lydian',
  chords: chords({
    I7: [0, [4, 11, 7]],
    'II/I': [0, [2, 6, 9]],
    V7: [7, [11, 6, 2]],
    iii7: [4, [7, 2, 11]],
    vi9: [9, [0, 11, 4]],
    II: [2, [6, 9, 4]],
  }),
  home: 'I7',
  moves: {
    I7: ['II/I', 'V7', 'iii7'],
    'II/I': ['I7', 'iii7', 'V7'],
    V7: ['II', 'vi9', 'I7'],
    iii7: ['vi9', 'II', 'V7'],
    vi9: ['II', 'V7'],
    II: ['I7', 'V7'],
  },
  openEnds: [
    ['I7', 'II/I'],
    ['vi9', 'V7'],
  ],
  closedEnds: [
    ['II/I', 'I7'],
    ['V7', 'I7'],
  ],
  chordBeats: 4,
};

/** Minor without thirds: seconds and fourths hang where the third would tell us what to feel. */
const unease: HarmonyPalette = {
  mode: 'minor',
  chords: chords({
    i2: [0, [2, 7, 0]],
    iv2: [5, [7, 0, 5]],
    VI2: [8, [10, 3, 8]],
    VII2: [10, [0, 5, 10]],
    v4: [7, [0, 2, 7]],
    bII2: [1, [3, 8, 1]],
  }),
  home: 'i2',
  moves: {
    i2: ['VI2', 'iv2', 'VII2'],
    iv2: ['i2', 'bII2', 'v4'],
    VI2: ['iv2', 'VII2', 'i2'],
    VII2: ['VI2', 'i2'],
    v4: ['VI2', 'i2'],
    bII2: ['i2', 'v4'],
  },
  openEnds: [
    ['i2', 'VI2'],
    ['iv2', 'v4'],
    ['iv2', 'bII2'],
  ],
  closedEnds: [
    ['bII2', 'i2'],
    ['VI2', 'i2'],
  ],
  chordBeats: 4,
};

/** A pedal that never moves under a cluster that moves by semitones, slowly. */
const dread: HarmonyPalette = {
  mode: 'phrygian',
  chords: chords({
    hollow: [0, [7, 0, 7]],
    rub: [0, [1, 7, 0]],
    cluster: [0, [2, 3, 7]],
    tritone: [0, [6, 0, 1]],
    lean: [0, [8, 7, 1]],
    sink: [0, [11, 2, 6]],
  }),
  home: 'hollow',
  moves: {
    hollow: ['rub', 'cluster', 'lean'],
    rub: ['cluster', 'tritone', 'lean'],
    cluster: ['rub', 'sink', 'lean'],
    tritone: ['rub', 'lean', 'sink'],
    lean: ['rub', 'tritone'],
    sink: ['rub', 'hollow'],
  },
  openEnds: [
    ['rub', 'tritone'],
    ['cluster', 'sink'],
    ['lean', 'rub'],
  ],
  closedEnds: [
    ['rub', 'hollow'],
    ['lean', 'rub'],
  ],
  chordBeats: 8,
};

/** Minor and plagal: it falls to the fourth and comes back, never pushed by a dominant. */
const grief: HarmonyPalette = {
  mode: 'minor',
  chords: chords({
    i: [0, [3, 7, 0]],
    i9: [0, [3, 2, 7]],
    iv: [5, [8, 0, 5]],
    iv6: [5, [8, 2, 0]],
    VI7: [8, [0, 7, 3]],
    'i/3': [3, [0, 7, 3]],
    v: [7, [10, 2, 7]],
    III: [3, [7, 10, 2]],
  }),
  home: 'i',
  moves: {
    i: ['iv6', 'VI7', 'v', 'i/3'],
    i9: ['VI7', 'iv', 'i/3'],
    iv: ['i9', 'i/3', 'v'],
    iv6: ['i9', 'i/3'],
    VI7: ['iv', 'i9', 'III'],
    'i/3': ['iv', 'iv6', 'VI7'],
    v: ['VI7', 'iv'],
    III: ['iv', 'VI7'],
  },
  openEnds: [
    ['i9', 'iv'],
    ['VI7', 'iv'],
    ['iv', 'v'],
  ],
  closedEnds: [
    ['iv6', 'i'],
    ['iv', 'i9'],
  ],
  chordBeats: 4,
};

/** Phrygian and dark: the semitone above home grinds against it. */
const anger: HarmonyPalette = {
  mode: 'phrygian',
  chords: chords({
    i5: [0, [7, 0, 7]],
    i: [0, [3, 7, 0]],
    bII: [1, [5, 8, 1]],
    'bII/1': [0, [1, 5, 8]],
    iv: [5, [8, 0, 5]],
    VI: [8, [0, 3, 8]],
    vii: [10, [1, 5, 10]],
  }),
  home: 'i5',
  moves: {
    i5: ['bII/1', 'VI', 'i'],
    i: ['bII', 'iv', 'VI'],
    bII: ['i', 'vii'],
    'bII/1': ['i', 'i5'],
    iv: ['bII', 'VI', 'i'],
    VI: ['iv', 'bII', 'vii'],
    vii: ['VI', 'i'],
  },
  openEnds: [
    ['iv', 'bII'],
    ['VI', 'vii'],
  ],
  closedEnds: [
    ['bII', 'i5'],
    ['bII/1', 'i'],
  ],
  chordBeats: 4,
};

/** The motif comes home: major, over the first chord of all. */
const resolve: HarmonyPalette = {
  mode: 'major',
  chords: chords({
    I: [0, [4, 7, 0]],
    I9: [0, [4, 2, 7]],
    'V/7': [11, [2, 7, 11]],
    vi: [9, [0, 4, 9]],
    IV: [5, [9, 0, 5]],
    IV9: [5, [9, 7, 0]],
    'I/5': [7, [4, 0, 7]],
    ii: [2, [5, 9, 2]],
    V: [7, [11, 2, 7]],
    'I/3': [4, [0, 7, 4]],
  }),
  home: 'I',
  moves: {
    I: ['V/7', 'IV', 'vi', 'I/3'],
    I9: ['IV', 'vi', 'V/7'],
    'V/7': ['vi', 'I'],
    vi: ['IV', 'I/5', 'ii'],
    IV: ['I/5', 'I/3', 'V'],
    IV9: ['I/3', 'V'],
    'I/5': ['IV', 'V'],
    ii: ['V', 'I/5'],
    V: ['I', 'vi'],
    'I/3': ['IV', 'ii'],
  },
  openEnds: [
    ['IV', 'V'],
    ['I/3', 'IV9'],
  ],
  closedEnds: [
    ['IV9', 'I'],
    ['V', 'I9'],
  ],
  chordBeats: 4,
};

/** Bright and moving, without weight. */
const joyful: HarmonyPalette = {
  ...resolve,
  chords: { ...resolve.chords, ...chords({ vi: [9, [0, 4, 7]], IV: [5, [9, 0, 4]] }) },
  openEnds: [
    ['ii', 'V'],
    ['vi', 'IV'],
  ],
  closedEnds: [
    ['V', 'I9'],
    ['IV9', 'I'],
  ],
};

/** A circle of sly dominants, played short. */
const comic: HarmonyPalette = {
  mode: 'major',
  chords: chords({
    I6: [0, [4, 9, 7]],
    VI7: [9, [1, 7, 4]],
    II7: [2, [6, 0, 9]],
    ii7: [2, [5, 0, 9]],
    V7: [7, [11, 5, 2]],
    IV6: [5, [9, 2, 0]],
    iv6: [5, [8, 2, 0]],
  }),
  home: 'I6',
  moves: {
    I6: ['VI7', 'ii7', 'IV6'],
    VI7: ['ii7', 'II7'],
    II7: ['V7'],
    ii7: ['V7'],
    V7: ['I6', 'VI7'],
    IV6: ['iv6', 'I6', 'V7'],
    iv6: ['I6', 'V7'],
  },
  openEnds: [
    ['II7', 'V7'],
    ['IV6', 'iv6'],
  ],
  closedEnds: [
    ['V7', 'I6'],
    ['iv6', 'I6'],
  ],
  chordBeats: 4,
};

/** Open and undecided: it colours a room without telling anyone what to feel. */
const neutral: HarmonyPalette = {
  mode: 'mixolydian',
  chords: chords({
    I2: [0, [2, 7, 0]],
    vi7: [9, [0, 7, 4]],
    IV2: [5, [7, 0, 9]],
    V4: [7, [0, 2, 7]],
    ii4: [2, [7, 9, 0]],
    VII2: [10, [0, 5, 2]],
  }),
  home: 'I2',
  moves: {
    I2: ['vi7', 'IV2', 'VII2'],
    vi7: ['IV2', 'ii4', 'V4'],
    IV2: ['I2', 'ii4', 'vi7'],
    V4: ['vi7', 'I2', 'IV2'],
    ii4: ['IV2', 'V4'],
    VII2: ['IV2', 'I2'],
  },
  openEnds: [
    ['IV2', 'V4'],
    ['vi7', 'ii4'],
  ],
  closedEnds: [
    ['IV2', 'I2'],
    ['VII2', 'I2'],
  ],
  chordBeats: 4,
};

export const moodHarmony: Readonly<Record<Mood, HarmonyPalette>> = {
  neutral,
  tender,
  joyful,
  wonder,
  unease,
  dread,
  grief,
  anger,
  resolve,
  comic,
};
