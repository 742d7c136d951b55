import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../random.ts';
import type { Mood } from '../../screenplay/breakdown.types.ts';
import type { CueScore, ScoreNote } from '../sound.types.ts';
import { composeCue, tonicOf } from './compose.ts';
import type { CueBrief } from './cue-brief.ts';
import { beatToMs, chordSlots, layOutForm, totalBeats } from './form.ts';
import { harmonise } from './harmonise.ts';
import { placeMelody } from './melody.ts';
import { moodHarmony } from './mood-harmony.ts';
import { motifOf, varied } from './motif.ts';
import { orchestraFor } from './orchestra.ts';
import { pitchClass, semitonesOfDegree } from './scale.ts';
import { voiceChords } from './voicing.ts';

const moods: readonly Mood[] = [
  'neutral',
  'tender',
  'joyful',
  'wonder',
  'unease',
  'dread',
  'grief',
  'anger',
  'resolve',
  'comic',
];
const titles = [
  'The Salt Line',
  'Night Bus',
  'Noor',
  'Broken Clocks',
  'The Last Orchard',
  'أمواج',
  'A',
  'Forty Words for Snow',
];

const briefOf = (change: Partial<CueBrief> = {}): CueBrief => ({
  filmSeed: 'The Salt Line',
  cueSeed: 'scene-1',
  role: 'scene',
  mood: 'tender',
  tension: 0.5,
  durationMs: 32_000,
  cutsMs: [4000, 9000, 16_500, 22_100, 28_000],
  speech: [
    { startMs: 5000, endMs: 8000 },
    { startMs: 12_000, endMs: 15_000 },
  ],
  leadId: 'mara',
  ...change,
});

const sounding = (cue: CueScore, atMs: number): readonly ScoreNote[] =>
  cue.notes.filter((note) => note.startMs <= atMs && note.startMs + note.durationMs > atMs);

/** Random but possible cues. */
const randomBrief = (seed: number): CueBrief => {
  const random = seededRandom('brief', seed);
  const durationMs = 3300 + Math.floor(random() * 60_000);
  const cutsMs: number[] = [];
  for (let at = random() * 4000; at < durationMs; at += 1500 + random() * 6000) cutsMs.push(Math.round(at));
  const speech: { startMs: number; endMs: number }[] = [];
  for (let at = random() * 6000; at < durationMs - 900; ) {
    const endMs = Math.min(durationMs, at + 700 + random() * 4000);
    speech.push({ startMs: Math.round(at), endMs: Math.round(endMs) });
    at = endMs + 250 + random() * 5000;
  }
  return briefOf({
    filmSeed: titles[seed % titles.length] as string,
    cueSeed: `s${seed}`,
    role: (['scene', 'first-image', 'turn', 'last-image'] as const)[seed % 4] as CueBrief['role'],
    mood: moods[seed % moods.length] as Mood,
    tension: random(),
    durationMs,
    cutsMs,
    speech,
    leadId: random() < 0.2 ? null : `lead ${Math.floor(random() * 5)}`,
  });
};

describe('motif', () => {
  test('SND-1 a title always means the same motif of four to six notes with one leap and an open end', () => {
    for (const title of titles) {
      const motif = motifOf(title);
      expect(motifOf(title)).toEqual(motif);
      expect(motif.length).toBeGreaterThanOrEqual(4);
      expect(motif.length).toBeLessThanOrEqual(6);
      const degrees = motif.map((note) => note.degree);
      expect(Math.max(...degrees) - Math.min(...degrees)).toBeLessThanOrEqual(9);
      expect([1, 4, 8, -3]).toContain(degrees.at(-1));
    }
    expect(new Set(titles.map((title) => JSON.stringify(motifOf(title)))).size).toBeGreaterThan(5);
  });

  test('SND-1 the motif sounds whole at first image, turn and last image, where it comes home (40 cues, seed 42)', () => {
    for (let seed = 42; seed < 82; seed++) {
      const brief = randomBrief(seed);
      if (brief.role === 'scene') continue;
      const units = placeMelody(brief, layOutForm(brief));
      expect(units.some((unit) => ['plain', 'augmented', 'answered'].includes(unit.variation))).toBe(true);
    }
    const last = briefOf({ role: 'last-image' });
    const form = layOutForm(last);
    const home = placeMelody(last, form).at(-1);
    expect(home?.variation).toBe('answered');
    expect(home?.notes.at(-1)?.beat).toBe(totalBeats(form));
    expect(pitchClass(semitonesOfDegree(home?.notes.at(-1)?.degree ?? 1, 'major'))).toBe(0);
  });

  test('SND-2 variations keep the rhythm or the contour of the motif', () => {
    for (const title of titles) {
      const motif = motifOf(title);
      const steps = (of: typeof motif): number[] => of.slice(1).map((note, i) => note.degree - (of[i]?.degree ?? 0));
      expect(steps(varied(motif, 'inverted')).map((step) => (step === 0 ? 0 : -step))).toEqual(steps(motif));
      expect(varied(motif, 'augmented').map((note) => note.beats)).toEqual(motif.map((note) => note.beats * 2));
      expect(steps(varied(motif, 'shifted', 2))).toEqual(steps(motif));
      expect(pitchClass(semitonesOfDegree(varied(motif, 'answered').at(-1)?.degree ?? 1, 'major'))).toBe(0);
    }
  });
});

describe('harmony', () => {
  test('SND-3 every mood has the colour the sound direction gives it', () => {
    const tones = (mood: Mood): readonly (readonly number[])[] =>
      Object.values(moodHarmony[mood].chords).map((chord) => chord.tones);
    const home = (mood: Mood): readonly number[] => moodHarmony[mood].chords[moodHarmony[mood].home]?.tones ?? [];
    expect(home('tender')).toEqual(expect.arrayContaining([4, 2])); // major with added ninth
    for (const chord of Object.values(moodHarmony.unease.chords)) {
      const over = chord.tones.map((tone) => pitchClass(tone - chord.bass));
      expect(over).not.toContain(3); // suspended: no third, minor or major
      expect(over).not.toContain(4);
    }
    expect(Object.values(moodHarmony.dread.chords).every((chord) => chord.bass === 0)).toBe(true); // pedal
    expect(tones('wonder').flat()).toContain(6); // lydian fourth
    expect(moodHarmony.grief.closedEnds.every(([from]) => from.startsWith('iv'))).toBe(true); // plagal
    expect(home('resolve')).toEqual([4, 7, 0]); // major, over the first chord
  });

  test('SND-4 parts move by step or stay, parallels are rare, ranges are kept, cues close at home (60 cues, seed 7)', () => {
    let parallels = 0;
    let changes = 0;
    for (let seed = 7; seed < 67; seed++) {
      const brief = randomBrief(seed);
      const palette = moodHarmony[brief.mood];
      const orchestra = orchestraFor(brief.mood, brief.filmSeed, brief.leadId);
      const form = layOutForm(brief);
      const slots = chordSlots(form, palette.chordBeats);
      const chords = harmonise(slots, placeMelody(brief, form), palette, [brief.cueSeed]);
      const voicings = voiceChords(chords, tonicOf(brief.filmSeed), orchestra.range);
      expect(voicings).toHaveLength(slots.length);
      expect(palette.closedEnds.map(([, to]) => to)).toContain(chords.at(-1)?.name);
      voicings.forEach(({ bass, upper }, i) => {
        expect(Math.min(...upper)).toBeGreaterThanOrEqual(orchestra.range.low);
        expect(Math.max(...upper)).toBeLessThanOrEqual(orchestra.range.high);
        expect(bass).toBeLessThan(upper[0]);
        const before = voicings[i - 1];
        if (before === undefined) return;
        changes++;
        const moved = upper.map((note, voice) => Math.abs(note - (before.upper[voice] ?? note)));
        expect(Math.max(...moved)).toBeLessThanOrEqual(9);
        const fifths = (of: typeof before): boolean => (of.upper[2] - of.bass) % 12 === 7;
        if (fifths(before) && fifths({ bass, upper }) && bass !== before.bass) parallels++;
      });
    }
    expect(parallels / changes).toBeLessThan(0.05);
  });

  test('SND-4 no progression is a loop: four chords never come back in the same order three times', () => {
    for (let seed = 0; seed < 20; seed++) {
      const brief = briefOf({ durationMs: 58_000, cueSeed: `loop ${seed}`, speech: [] });
      const form = layOutForm(brief);
      const palette = moodHarmony.tender;
      const names = harmonise(chordSlots(form, 4), placeMelody(brief, form), palette, [brief.cueSeed]).map(
        (chord) => chord.name,
      );
      for (let i = 0; i + 12 <= names.length; i++) {
        const four = names.slice(i, i + 4).join();
        expect([names.slice(i + 4, i + 8).join(), names.slice(i + 8, i + 12).join()]).not.toEqual([four, four]);
      }
    }
  });
});

describe('form', () => {
  test('SND-5 tempo is 52 to 84, phrases are whole beats that follow each other, and land on cuts they can reach (seed 3)', () => {
    let landed = 0;
    let reachable = 0;
    for (let seed = 3; seed < 63; seed++) {
      const brief = randomBrief(seed);
      const form = layOutForm(brief);
      expect(form.bpm).toBeGreaterThanOrEqual(52);
      expect(form.bpm).toBeLessThanOrEqual(84);
      form.phrases.forEach((phrase, i) => {
        expect(Number.isInteger(phrase.beats)).toBe(true);
        expect(phrase.startMs).toBe(form.phrases[i - 1]?.endMs ?? 0);
        const near = brief.cutsMs.some((cut) => Math.abs(cut - phrase.endMs) <= 400);
        if (near) reachable++;
        if (phrase.landsOnCut) {
          landed++;
          expect(brief.cutsMs).toContain(phrase.endMs);
        }
      });
      for (let beat = 1; beat <= totalBeats(form); beat++)
        expect(beatToMs(form, beat)).toBeGreaterThan(beatToMs(form, beat - 1));
    }
    expect(landed / reachable).toBeGreaterThan(0.8);
  });
});

describe('cue', () => {
  test('SND-6 a cue is a pure function of its brief; two or three colours; hands stay within 15 ms and 8 of velocity', () => {
    for (let seed = 0; seed < 30; seed++) {
      const brief = randomBrief(seed);
      const cue = composeCue(brief);
      expect(composeCue(brief)).toEqual(cue);
      const colours = new Set(
        cue.notes.map((note) =>
          note.instrument === 'basses' || note.instrument === 'cello' ? 'celli' : note.instrument,
        ),
      );
      expect(colours.size).toBeLessThanOrEqual(3);
      for (const note of cue.notes) {
        expect(note.startMs).toBeGreaterThanOrEqual(0);
        expect(note.startMs).toBeLessThan(cue.durationMs);
        expect(note.midi).toBeGreaterThanOrEqual(24);
        expect(note.midi).toBeLessThanOrEqual(103);
        expect(note.velocity).toBeGreaterThanOrEqual(20);
        expect(note.velocity).toBeLessThanOrEqual(100);
      }
    }
  });

  test('SND-7 while somebody speaks no melody starts, unless it is the promised statement that fits nowhere (seed 11)', () => {
    for (let seed = 11; seed < 51; seed++) {
      const brief = randomBrief(seed);
      const form = layOutForm(brief);
      for (const { notes } of placeMelody({ ...brief, role: 'scene' }, form)) {
        for (const note of notes) {
          const at = beatToMs(form, note.beat);
          expect(brief.speech.some((line) => line.startMs < at && line.endMs > at + 50)).toBe(false);
        }
      }
    }
  });

  test('SND-7 harmony is heard before melody, and something always sounds from the first moment to the last chord', () => {
    const cue = composeCue(briefOf());
    for (let at = 100; at < cue.durationMs - 100; at += 400) expect(sounding(cue, at).length).toBeGreaterThan(1);
  });
});
