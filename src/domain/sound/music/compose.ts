/**
 * Composes one cue: form, then melody, then harmony that carries it, then parts, then hands.
 * A pure function of its brief: the same scene gives the same cue whatever happens elsewhere in the film.
 */
import { pick, seededRandom } from '../../random.ts';
import { clamp } from '../decibels.ts';
import type { CueScore, Instrument, Swell } from '../sound.types.ts';
import { accompany, figures } from './accompany.ts';
import type { CueBrief } from './cue-brief.ts';
import { beatToMs, chordSlots, type Form, layOutForm } from './form.ts';
import { harmonise } from './harmonise.ts';
import { type MelodyUnit, placeMelody } from './melody.ts';
import { type HarmonyPalette, moodHarmony } from './mood-harmony.ts';
import { isBowed, melodyCentre, type Orchestra, orchestraFor } from './orchestra.ts';
import { humanise, type PlainNote } from './perform.ts';
import { nearestNote, semitonesOfDegree } from './scale.ts';
import { voiceChords } from './voicing.ts';

/** Pitch class of the film's home, from its title; keys in which the bank's strings and piano are warm. */
export const tonicOf = (filmSeed: string): number => pick(seededRandom(filmSeed, 'key'), [0, 2, 3, 5, 7, 9, 10]);

const sing = (
  units: readonly MelodyUnit[],
  form: Form,
  palette: HarmonyPalette,
  orchestra: Orchestra,
  tonic: number,
  touch: number,
): PlainNote[] => {
  const centre = melodyCentre[orchestra.voice] ?? 72;
  const near = nearestNote(tonic, centre - 3);
  return units
    .flatMap(({ notes }) => {
      const pitches = notes.map((note) => near + semitonesOfDegree(note.degree, palette.mode));
      // A whole statement moves by an octave rather than leave the instrument's warm register.
      const octave = Math.max(...pitches) > centre + 13 ? -12 : Math.min(...pitches) < centre - 14 ? 12 : 0;
      return notes.map((note, i) => {
        const startMs = beatToMs(form, note.beat);
        const endMs = beatToMs(form, note.beat + note.beats);
        const arch = Math.sin((Math.PI * (i + 0.7)) / (notes.length + 0.4));
        const connected = isBowed(orchestra.voice) ? 60 : 350;
        return {
          instrument: orchestra.voice,
          midi: (pitches[i] as number) + octave,
          startMs,
          durationMs: Math.min(form.endMs, endMs + connected) - startMs,
          velocity: touch + 6 + arch * 12 * note.loud - (1 - note.loud) * 12,
        };
      });
    })
    .filter((note) => note.durationMs > 80);
};

/** Bowed instruments grow into each phrase and fall back at its landing; they enter out of nothing. */
const swells = (brief: CueBrief, form: Form, instruments: readonly Instrument[]): readonly Swell[] => {
  const peak = 0.62 + 0.3 * brief.tension;
  const points = [{ atMs: 0, level: 0.18 }];
  for (const phrase of form.phrases) {
    const length = phrase.endMs - phrase.startMs;
    const isLast = phrase === form.phrases[form.phrases.length - 1];
    const crest = peak * (isLast && brief.role !== 'last-image' ? 0.9 : 1);
    points.push({ atMs: Math.round(phrase.startMs + Math.min(1600, length * 0.25)), level: peak * 0.72 });
    points.push({ atMs: Math.round(phrase.startMs + length * 0.68), level: crest });
    points.push({ atMs: Math.round(phrase.endMs), level: peak * 0.74 });
  }
  points.push({ atMs: Math.round(form.endMs), level: brief.role === 'last-image' ? 0.55 : 0.3 });
  return instruments.map((instrument) => ({ instrument, points }));
};

/** The notes and swells of a cue; `durationMs` of the brief is kept, a tail of 3.5 s is added for the hall. */
export const composeCue = (brief: CueBrief): CueScore => {
  const palette = moodHarmony[brief.mood];
  const tonic = tonicOf(brief.filmSeed);
  const orchestra = orchestraFor(brief.mood, brief.filmSeed, brief.leadId);
  const form = layOutForm(brief);
  const melody = placeMelody(brief, form);
  const slots = chordSlots(form, palette.chordBeats);
  const chords = harmonise(slots, melody, palette, [brief.filmSeed, brief.cueSeed]);
  const harmony = { slots, voicings: voiceChords(chords, tonic, orchestra.range) };
  const touch = Math.round(clamp(44 + 24 * brief.tension, 40, 70));
  const plain = [
    ...accompany(brief, form, harmony, orchestra, touch),
    ...figures(brief, form, harmony, orchestra, melody, touch),
    ...sing(melody, form, palette, orchestra, tonic, touch),
  ];
  const notes = humanise(plain, brief.filmSeed, brief.cueSeed).toSorted(
    (a, b) => a.startMs - b.startMs || a.midi - b.midi || a.instrument.localeCompare(b.instrument, 'en'),
  );
  const bowed = [...new Set(notes.map((note) => note.instrument))].filter(isBowed).toSorted();
  return {
    durationMs: brief.durationMs,
    tailMs: 3500,
    hall: brief.mood === 'comic' ? 0.25 : brief.mood === 'wonder' || brief.mood === 'dread' ? 0.5 : 0.4,
    notes,
    swells: swells(brief, form, bowed),
  };
};
