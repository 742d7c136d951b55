/** What is played under the melody: held strings, rolled piano, plucked bass, a pulse; and the broken chords between. */
import { pick, type Random, seededRandom } from '../../random.ts';
import type { CueBrief } from './cue-brief.ts';
import { beatToMs, type Form, type Slot } from './form.ts';
import type { MelodyUnit } from './melody.ts';
import type { Orchestra } from './orchestra.ts';
import type { PlainNote } from './perform.ts';
import type { Voicing } from './voicing.ts';

export type Harmony = { readonly slots: readonly Slot[]; readonly voicings: readonly Voicing[] };

const slotEnd = (form: Form, slot: Slot): number => Math.min(form.endMs, beatToMs(form, slot.beat + slot.beats));

/** A part's notes; a tone that stays is tied over, except where a phrase ends and everyone breathes. */
const tiedPart = (
  form: Form,
  slots: readonly Slot[],
  pitches: readonly number[],
  breathe: boolean,
): { midi: number; startMs: number; endMs: number }[] => {
  const part: { midi: number; startMs: number; endMs: number }[] = [];
  slots.forEach((slot, i) => {
    const midi = pitches[i] as number;
    const last = part[part.length - 1];
    const endMs = i === slots.length - 1 ? form.endMs : slotEnd(form, slot);
    const startMs = beatToMs(form, slot.beat);
    if (last !== undefined && last.midi === midi && !(breathe && slot.landing) && endMs - last.startMs < 16_000) {
      last.endMs = endMs;
    } else {
      if (last !== undefined && breathe && slot.landing) last.endMs -= 180;
      part.push({ midi, startMs, endMs });
    }
  });
  return part;
};

/** Sustained parts: bowed, each voice on its own line, overlapping a little as players do. */
const sustained = (form: Form, harmony: Harmony, orchestra: Orchestra, touch: number): PlainNote[] => {
  const notes: PlainNote[] = [];
  const lines: readonly (readonly [Orchestra['bed'], (voicing: Voicing) => number, boolean])[] = [
    [orchestra.bass, (voicing) => voicing.bass, false],
    [orchestra.bed, (voicing) => voicing.upper[0], false],
    [orchestra.bed, (voicing) => voicing.upper[1], false],
    [orchestra.bed, (voicing) => voicing.upper[2], true],
  ];
  for (const [instrument, pitchOf, breathe] of lines) {
    for (const tied of tiedPart(form, harmony.slots, harmony.voicings.map(pitchOf), breathe)) {
      const durationMs = tied.endMs - tied.startMs + 120;
      notes.push({ instrument, midi: tied.midi, startMs: tied.startMs, durationMs, velocity: touch });
    }
  }
  return notes;
};

/** Piano: a low note, then the chord opened upwards, then now and then an inner voice that moves again. */
const rolled = (form: Form, harmony: Harmony, orchestra: Orchestra, touch: number, random: Random): PlainNote[] => {
  const notes: PlainNote[] = [];
  harmony.slots.forEach((slot, i) => {
    const { bass, upper } = harmony.voicings[i] as Voicing;
    const endMs = i === harmony.slots.length - 1 ? form.endMs : slotEnd(form, slot);
    const strike = (midi: number, beat: number, delayMs: number, velocity: number): void => {
      const startMs = beatToMs(form, slot.beat + beat) + delayMs;
      if (startMs < endMs - 200) {
        notes.push({ instrument: orchestra.bed, midi, startMs, durationMs: endMs - startMs + 200, velocity });
      }
    };
    strike(bass, 0, 0, touch + 2);
    const opens = random() < 0.6 ? 1 : 0;
    upper.forEach((midi, voice) => strike(midi, opens, voice * 45, touch - 6 + voice * 2));
    if (slot.beats >= 4 && random() < 0.7) strike(pick(random, upper), pick(random, [2, 2.5, 3]), 0, touch - 10);
  });
  return notes;
};

const pluckPatterns: readonly (readonly number[])[] = [
  [0, 2],
  [0, 1.5, 3],
  [0, 2, 3],
  [0, 3],
  [0, 1, 2.5],
];

/** Short notes: bass on the beat, the chord off it; never two bars alike in a row. */
const plucked = (form: Form, harmony: Harmony, orchestra: Orchestra, touch: number, random: Random): PlainNote[] => {
  const notes: PlainNote[] = [];
  let last: readonly number[] = [];
  harmony.slots.forEach((slot, i) => {
    const { bass, upper } = harmony.voicings[i] as Voicing;
    const pattern = pick(
      random,
      pluckPatterns.filter((other) => other !== last),
    );
    last = pattern;
    const final = i === harmony.slots.length - 1;
    const beats = final ? [0] : pattern.filter((beat) => beat < slot.beats);
    beats.forEach((beat, n) => {
      const startMs = beatToMs(form, slot.beat + beat);
      const pitches = n % 2 === 0 ? [n === 0 ? bass : upper[0]] : [upper[1], upper[2]];
      for (const midi of final ? [bass, ...upper] : pitches) {
        notes.push({ instrument: orchestra.bed, midi, startMs, durationMs: 350, velocity: touch - n * 3 });
      }
    });
  });
  return notes;
};

/** A low pulse under held basses: eighths that come and go, with the weight on changing places. */
const pulsing = (form: Form, harmony: Harmony, orchestra: Orchestra, touch: number, random: Random): PlainNote[] => {
  const notes: PlainNote[] = [];
  harmony.slots.forEach((slot, i) => {
    const { bass, upper } = harmony.voicings[i] as Voicing;
    const endMs = i === harmony.slots.length - 1 ? form.endMs : slotEnd(form, slot);
    const startMs = beatToMs(form, slot.beat);
    notes.push({ instrument: orchestra.bass, midi: bass, startMs, durationMs: endMs - startMs + 100, velocity: touch });
    const top = upper[2];
    notes.push({ instrument: orchestra.bed, midi: top, startMs, durationMs: endMs - startMs, velocity: touch - 14 });
    if (i === harmony.slots.length - 1) return;
    const accent = pick(random, [0, 3, 5]);
    const restFrom = random() < 0.35 ? slot.beats * 2 - 3 : slot.beats * 2;
    for (let eighth = 0; eighth < restFrom; eighth++) {
      const at = beatToMs(form, slot.beat + eighth / 2);
      const velocity = touch - 10 + (eighth === accent ? 16 : eighth % 2 === 0 ? 4 : 0);
      notes.push({ instrument: orchestra.bed, midi: upper[0], startMs: at, durationMs: 260, velocity });
    }
  });
  return notes;
};

export const accompany = (
  brief: CueBrief,
  form: Form,
  harmony: Harmony,
  orchestra: Orchestra,
  touch: number,
): PlainNote[] => {
  const random = seededRandom(brief.filmSeed, brief.cueSeed, 'accompaniment');
  switch (orchestra.texture) {
    case 'sustained':
      return sustained(form, harmony, orchestra, touch);
    case 'rolled':
      return rolled(form, harmony, orchestra, touch, random);
    case 'plucked':
      return plucked(form, harmony, orchestra, touch, random);
    case 'pulsing':
      return pulsing(form, harmony, orchestra, touch, random);
  }
};

/** Beats of a bar on which a broken chord speaks, and which tone (0 bass an octave up, 1..3 the voices). */
const figurePatterns: readonly (readonly (readonly [number, number])[])[] = [
  [
    [0, 0],
    [1, 2],
    [2, 3],
  ],
  [
    [0, 0],
    [1.5, 1],
    [2.5, 3],
  ],
  [
    [0, 1],
    [1, 2],
    [3, 3],
  ],
  [
    [0, 0],
    [2, 2],
  ],
  [
    [0.5, 1],
    [1.5, 3],
    [3, 2],
  ],
  [
    [0, 0],
    [1, 1],
    [1.5, 2],
    [2.5, 3],
  ],
];

/**
 * Broken chords for an instrument that is not singing. Under speech only the first tone of a bar is left,
 * and every third bar or so rests.
 */
export const figures = (
  brief: CueBrief,
  form: Form,
  harmony: Harmony,
  orchestra: Orchestra,
  melody: readonly MelodyUnit[],
  touch: number,
): PlainNote[] => {
  if (!orchestra.figures) return [];
  const random = seededRandom(brief.filmSeed, brief.cueSeed, 'figures');
  const notes: PlainNote[] = [];
  harmony.slots.forEach((slot, i) => {
    const pattern = pick(random, figurePatterns);
    const rests = random() < 0.22;
    const sings = melody.some((unit) =>
      unit.notes.some((note) => note.beat < slot.beat + slot.beats && note.beat + note.beats > slot.beat),
    );
    if (rests || slot.phrase === form.phrases.length) return;
    const { bass, upper } = harmony.voicings[i] as Voicing;
    const tones = [bass + 12, ...upper];
    pattern.forEach(([beat, tone], n) => {
      const startMs = beatToMs(form, slot.beat + beat);
      const spoken = brief.speech.some((line) => line.startMs - 200 < startMs + 300 && line.endMs > startMs);
      if (beat >= slot.beats || ((spoken || sings) && n > 0)) return;
      const endMs = slotEnd(form, slot);
      const velocity = touch - 8 - n * 2 - (spoken ? 6 : 0);
      notes.push({
        instrument: orchestra.voice,
        midi: tones[tone] as number,
        startMs,
        durationMs: endMs - startMs,
        velocity,
      });
    });
  });
  return notes;
};
