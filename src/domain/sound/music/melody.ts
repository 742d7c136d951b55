/**
 * Where the motif sounds in a cue, and in which variation. It speaks when nobody else does: statements go into the gaps
 * between lines, fragments into short ones, and it rests at least as long as it sang.
 */
import { pick, type Random, seededRandom } from '../../random.ts';
import type { CueBrief } from './cue-brief.ts';
import { beatToMs, type Form, totalBeats } from './form.ts';
import { type Motif, type MotifVariation, motifBeats, motifOf, varied } from './motif.ts';

/** A melody note on the cue's beats; the pitch is still a degree of the mood's mode. */
export type MelodyNote = {
  readonly beat: number;
  readonly beats: number;
  readonly degree: number;
  readonly loud: number;
};

export type MelodyUnit = { readonly variation: MotifVariation; readonly notes: readonly MelodyNote[] };

type Run = { readonly from: number; readonly to: number };

/** Stretches of whole beats in which nobody speaks; harmony is heard before any melody, and alone at the end. */
const freeRuns = (brief: CueBrief, form: Form): readonly Run[] => {
  const runs: Run[] = [];
  // The last statement of a film may sound over the final chord, which is home.
  const coda = brief.role === 'last-image' ? Math.floor(((form.endMs - form.finalMs) * form.bpm) / 60_000) : 0;
  const end = totalBeats(form) + coda;
  let from: number | null = null;
  for (let beat = Math.min(2, end); beat <= end; beat++) {
    const a = beatToMs(form, beat);
    const b = beatToMs(form, beat + 1);
    const taken = beat === end || brief.speech.some((line) => line.startMs - 100 < b && line.endMs + 50 > a);
    if (taken && from !== null) {
      runs.push({ from, to: beat });
      from = null;
    } else if (!taken && from === null) from = beat;
  }
  return runs;
};

/** A lead keeps one way of varying the motif through the film. */
export const leadVariation = (filmSeed: string, leadId: string | null): MotifVariation =>
  leadId === null
    ? 'plain'
    : pick(seededRandom(filmSeed, 'lead', leadId), ['plain', 'inverted', 'augmented', 'shifted']);

const unit = (motif: Motif, variation: MotifVariation, beat: number, loud: number, shift: number): MelodyUnit => {
  let at = beat;
  const notes = varied(motif, variation, shift).map((note) => {
    const placed = { beat: at, beats: note.beats, degree: note.degree, loud };
    at += note.beats;
    return placed;
  });
  return { variation, notes };
};

const lengthOf = (motif: Motif, variation: MotifVariation): number => motifBeats(varied(motif, variation));

/** The scenes that carry the film state the motif whole; the others answer with the lead's variation. */
const firstVariation = (brief: CueBrief): MotifVariation => {
  if (brief.role === 'last-image' || brief.mood === 'resolve') return 'answered';
  if (brief.role !== 'scene') return brief.mood === 'dread' ? 'augmented' : 'plain';
  return leadVariation(brief.filmSeed, brief.leadId);
};

/** Statements in order of time; at least one whole statement in the roles that promise it. */
export const placeMelody = (brief: CueBrief, form: Form): readonly MelodyUnit[] => {
  const motif = motifOf(brief.filmSeed);
  const random = seededRandom(brief.filmSeed, brief.cueSeed, 'melody');
  const runs = freeRuns(brief, form);
  const units: MelodyUnit[] = [];
  const first = firstVariation(brief);
  const statement = roomFor(runs, lengthOf(motif, first)) === undefined ? shorter(first) : first;
  const room = lengthOf(motif, statement);
  const whole =
    brief.role === 'last-image'
      ? (homecoming(runs, motif, form) ?? roomFor(runs.toReversed(), room))
      : roomFor(runs, room);
  const promised = brief.role !== 'scene';
  let opening: MelodyUnit | null = null;
  if (whole !== undefined) opening = unit(motif, statement, whole, 1, 0);
  else if (promised) opening = unit(motif, statement, longestRun(runs)?.from ?? 1, 0.7, 0);
  for (const run of runs) {
    let beat = run.from;
    while (beat < run.to) {
      if (opening !== null && overlaps(opening, beat, run.to)) {
        const start = (opening.notes[0] as MelodyNote).beat;
        if (start - beat < 6) {
          units.push(opening);
          beat = endOf(opening) + restAfter(opening);
          opening = null;
          continue;
        }
      }
      const before = opening === null ? Number.POSITIVE_INFINITY : (opening.notes[0] as MelodyNote).beat - 2;
      const limit = Math.min(run.to, totalBeats(form), before);
      const next = reply(motif, brief, random, beat, limit, units);
      if (next === null) {
        beat += 2;
        continue;
      }
      units.push(next);
      beat = endOf(next) + restAfter(next);
    }
  }
  if (opening !== null) units.push(opening);
  return units.toSorted((a, b) => (a.notes[0] as MelodyNote).beat - (b.notes[0] as MelodyNote).beat);
};

/** At the last image the motif comes home: its last note falls together with the final chord. */
const homecoming = (runs: readonly Run[], motif: Motif, form: Form): number | undefined => {
  const home = varied(motif, 'answered');
  const start = totalBeats(form) - (motifBeats(home) - (home[home.length - 1]?.beats ?? 0));
  return runs.some((run) => run.from <= start && run.to >= totalBeats(form)) ? start : undefined;
};

const shorter = (variation: MotifVariation): MotifVariation => (variation === 'augmented' ? 'plain' : variation);

/** First run that holds `beats`; a statement likes to start on an even beat, after the harmony has been heard. */
const roomFor = (runs: readonly Run[], beats: number): number | undefined => {
  for (const run of runs) {
    const settled = run.from + (run.from % 2);
    if (settled >= run.from && run.to - settled >= beats) return settled;
    if (run.to - run.from >= beats) return run.from;
  }
  return undefined;
};

const longestRun = (runs: readonly Run[]): Run | undefined =>
  runs.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];

const endOf = (placed: MelodyUnit): number => {
  const last = placed.notes[placed.notes.length - 1] as MelodyNote;
  return last.beat + last.beats;
};

const overlaps = (placed: MelodyUnit, from: number, to: number): boolean => {
  const start = (placed.notes[0] as MelodyNote).beat;
  return start >= from && start < to;
};

/** The rest after a unit: as long as it was, between two and six beats, ending on an even beat. */
const restAfter = (placed: MelodyUnit): number => {
  const length = endOf(placed) - (placed.notes[0] as MelodyNote).beat;
  const rest = Math.min(6, Math.max(2, Math.round(length * 0.8)));
  return rest + ((endOf(placed) + rest) % 2);
};

/** What follows or prepares a statement: a fragment a step away, the whole again where there is room, a sigh between lines. */
const reply = (
  motif: Motif,
  brief: CueBrief,
  random: Random,
  beat: number,
  limit: number,
  heard: readonly MelodyUnit[],
): MelodyUnit | null => {
  const room = limit - beat;
  const last = heard[heard.length - 1]?.variation;
  if (brief.mood === 'dread' && heard.length > 0) return null;
  const lead = shorter(leadVariation(brief.filmSeed, brief.leadId));
  const wholes: readonly MotifVariation[] =
    heard.length % 3 === 2 ? ['answered', 'shifted'] : [lead, 'shifted', 'answered'];
  const variation = pick(random, wholes);
  const shift = pick(random, [-1, 1, 2, -2]);
  const lastWasShort = last === 'fragment' || last === 'sigh';
  if (lastWasShort && room >= lengthOf(motif, variation) + 1) return unit(motif, variation, beat + 1, 0.85, shift);
  if (room >= lengthOf(motif, 'fragment') && last !== 'fragment') {
    return unit(motif, 'fragment', beat, 0.75, heard.length === 0 ? 0 : shift);
  }
  // Between two lines there is room for the motif's last two notes, and not every time.
  if (room >= 3 && random() < 0.6) return unit(motif, 'sigh', beat, 0.6, pick(random, [0, 0, -1, 1]));
  return null;
};
