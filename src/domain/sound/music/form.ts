/**
 * The form of a cue: phrases whose ends land on cuts. A phrase is a whole number of beats; its tempo bends by at most
 * 6 % to reach a cut, and the last phrase slows down before the final chord, which rings to the end of the cue.
 */
import type { Mood } from '../../screenplay/breakdown.types.ts';
import { clamp } from '../decibels.ts';
import type { CueBrief } from './cue-brief.ts';

export type Phrase = {
  readonly startMs: number;
  /** Where its last chord gives way to the next phrase's first: the landing. */
  readonly endMs: number;
  readonly beats: number;
  /** True when `endMs` is a cut. */
  readonly landsOnCut: boolean;
  /** 0 = even beats; 0.08 = the last beat is about 16 % longer than the first. */
  readonly slowing: number;
};

export type Form = {
  readonly bpm: number;
  readonly phrases: readonly Phrase[];
  /** The final chord, from the last landing to the end of the cue. */
  readonly finalMs: number;
  readonly endMs: number;
};

const moodTempo: Readonly<Record<Mood, number>> = {
  neutral: 62,
  tender: 60,
  joyful: 78,
  wonder: 63,
  unease: 58,
  dread: 52,
  grief: 54,
  anger: 74,
  resolve: 64,
  comic: 82,
};

/** Beats a minute, 52..84: the mood's own tempo, quickened by tension. */
export const tempoOf = (mood: Mood, tension: number): number => clamp(moodTempo[mood] + (tension - 0.4) * 16, 52, 84);

const bend = 0.06;
const shortestFinalMs = 2200;

/** Beats a phrase may have, liked best first. */
const phraseBeats = [8, 6, 10, 12] as const;

export const layOutForm = (brief: CueBrief): Form => {
  const bpm = tempoOf(brief.mood, brief.tension);
  const beatMs = 60_000 / bpm;
  const phrases: Phrase[] = [];
  let t = 0;
  while (brief.durationMs - t > 18 * beatMs + shortestFinalMs) {
    const phrase = nextPhrase(t, beatMs, brief.cutsMs, brief.durationMs);
    phrases.push(phrase);
    t = phrase.endMs;
  }
  const last = lastPhrase(t, beatMs, brief);
  phrases.push(last);
  return { bpm, phrases, finalMs: last.endMs, endMs: brief.durationMs };
};

/** The cut that `beats` beats from `startMs` can reach by bending the tempo, if any. */
const reachableCut = (
  startMs: number,
  beats: number,
  beatMs: number,
  cutsMs: readonly number[],
): number | undefined => {
  const even = startMs + beats * beatMs;
  const room = (even - startMs) * bend;
  const near = cutsMs.filter((cut) => Math.abs(cut - even) <= room);
  return near.sort((a, b) => Math.abs(a - even) - Math.abs(b - even))[0];
};

const nextPhrase = (startMs: number, beatMs: number, cutsMs: readonly number[], endMs: number): Phrase => {
  for (const beats of phraseBeats) {
    const cut = reachableCut(startMs, beats, beatMs, cutsMs);
    if (cut !== undefined && endMs - cut > 8 * beatMs) {
      return { startMs, endMs: cut, beats, landsOnCut: true, slowing: 0 };
    }
  }
  return { startMs, endMs: startMs + 8 * beatMs, beats: 8, landsOnCut: false, slowing: 0 };
};

/** Ends four beats or so before the cue does, on a cut if one is near. */
const lastPhrase = (startMs: number, beatMs: number, brief: CueBrief): Phrase => {
  const latest = Math.max(startMs + beatMs, brief.durationMs - shortestFinalMs);
  const wanted = clamp(brief.durationMs - 4 * beatMs, startMs + beatMs, latest);
  const beats = Math.max(1, Math.round((wanted - startMs) / beatMs));
  for (const count of [beats, beats - 1, beats + 1, beats - 2]) {
    if (count < 2) continue;
    const cut = reachableCut(startMs, count, beatMs, brief.cutsMs);
    if (cut !== undefined && cut <= latest)
      return { startMs, endMs: cut, beats: count, landsOnCut: true, slowing: 0.08 };
  }
  return { startMs, endMs: wanted, beats, landsOnCut: false, slowing: beats >= 4 ? 0.08 : 0 };
};

/** Time of a beat (fractions allowed) counted from the start of the cue; beats past the last phrase run into the final chord. */
export const beatToMs = (form: Form, beat: number): number => {
  let first = 0;
  for (const phrase of form.phrases) {
    if (beat <= first + phrase.beats) {
      const x = (beat - first) / phrase.beats;
      return phrase.startMs + (phrase.endMs - phrase.startMs) * ((1 - phrase.slowing) * x + phrase.slowing * x * x);
    }
    first += phrase.beats;
  }
  return form.finalMs + ((beat - first) * 60_000) / form.bpm;
};

export const totalBeats = (form: Form): number => form.phrases.reduce((sum, phrase) => sum + phrase.beats, 0);

/** A chord's place: from `beat`, for `beats`. `landing` marks the first chord after a phrase end; the final chord is one. */
export type Slot = {
  readonly beat: number;
  readonly beats: number;
  readonly phrase: number;
  readonly landing: boolean;
};

/** Where chords change: evenly, but quicker before a landing when a phrase does not divide. */
export const chordSlots = (form: Form, chordBeats: number): readonly Slot[] => {
  const slots: Slot[] = [];
  let beat = 0;
  form.phrases.forEach((phrase, index) => {
    let left = phrase.beats;
    while (left > 0) {
      const beats = left >= chordBeats * 1.5 || left <= chordBeats ? Math.min(left, chordBeats) : Math.ceil(left / 2);
      slots.push({ beat, beats, phrase: index, landing: index > 0 && left === phrase.beats });
      beat += beats;
      left -= beats;
    }
  });
  slots.push({ beat, beats: 4, phrase: form.phrases.length, landing: true });
  return slots;
};
