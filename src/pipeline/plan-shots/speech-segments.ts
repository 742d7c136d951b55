/**
 * Where to cut inside one person's line: at sentence ends, so that no face is held longer than a viewer likes.
 * Depends on the line alone. A line begins and ends on its speaker; what lies between may show who listens.
 */
import type { SpeechBeat, SpeechPart } from '../../domain/screenplay/breakdown.types.ts';
import type { ShotCover } from '../../domain/shot/shot.types.ts';
import { estimateSpokenMs } from './sentences.ts';

export type Unit = { readonly part: SpeechPart; readonly sentence: number; readonly ms: number };
export type Segment = { readonly on: 'speaker' | 'other'; readonly units: readonly Unit[] };

/** Longest line that plays without a cut, and how long the two kinds of shot inside a longer one may run. */
type Lengths = { readonly wholeMs: number; readonly speakerMs: number; readonly otherMs: number };
const withListener: Lengths = { wholeMs: 8000, speakerMs: 6200, otherMs: 3600 };
/** Nobody to cut to: the camera stays longer, and moves in. */
const alone: Lengths = { wholeMs: 8000, speakerMs: 6400, otherMs: 3600 };
/** A sentence longer than this is never heard over somebody else's face. */
const longestAsideMs = 4300;

export const unitsOf = (beat: SpeechBeat): Unit[] =>
  beat.parts.flatMap((part) =>
    part.sentences.map((range, sentence) => ({
      part,
      sentence,
      ms: estimateSpokenMs(part.text.slice(range.start, range.end)),
    })),
  );

export const lengthOf = (units: readonly Unit[]): number => units.reduce((sum, unit) => sum + unit.ms, 0);

export const segmentsOf = (
  beat: SpeechBeat,
  options: { startsOn?: Segment['on']; isAlone?: boolean } = {},
): Segment[] => {
  const { startsOn = 'speaker', isAlone = false } = options;
  const lengths = isAlone ? alone : withListener;
  const units = unitsOf(beat);
  if (lengthOf(units) <= lengths.wholeMs && startsOn === 'speaker') return [{ on: 'speaker', units }];
  const segments: Segment[] = [];
  let wanted = startsOn;
  for (let at = 0; at < units.length; ) {
    const isAside = wanted === 'other' && (at === 0 || (units[at] as Unit).ms <= longestAsideMs);
    const budget = isAside ? lengths.otherMs : lengths.speakerMs;
    let to = at + 1;
    while (to < units.length && lengthOf(units.slice(at, to + 1)) <= budget) to++;
    segments.push({ on: isAside ? 'other' : 'speaker', units: units.slice(at, to) });
    at = to;
    wanted = isAside ? 'speaker' : 'other';
  }
  const last = segments.at(-1);
  if (last !== undefined && last.on === 'other' && segments.length > 1) {
    segments[segments.length - 1] = { on: 'speaker', units: last.units };
  }
  return segments;
};

/** A voice over pictures: cut into even stretches of about five seconds, each for a picture of its own. */
export const evenSegmentsOf = (beat: SpeechBeat): Segment[] => {
  const units = unitsOf(beat);
  const count = Math.min(units.length, Math.max(1, Math.round(lengthOf(units) / 5400 + 0.2)));
  const segments: Segment[] = [];
  let at = 0;
  for (let left = count; left > 0; left--) {
    const target = lengthOf(units.slice(at)) / left;
    let to = at + 1;
    const missBy = (end: number): number => Math.abs(lengthOf(units.slice(at, end)) - target);
    while (units.length - to > left - 1 && missBy(to + 1) < missBy(to)) to++;
    segments.push({ on: 'speaker', units: units.slice(at, left === 1 ? units.length : to) });
    at = to;
  }
  return segments;
};

/** One cover per part that is heard in the units. */
export const coversOf = (beat: SpeechBeat, units: readonly Unit[], onScreen: boolean): ShotCover[] => {
  const covers: ShotCover[] = [];
  for (const { part, sentence } of units) {
    const last = covers.at(-1);
    if (last?.kind === 'speech' && last.partId === part.id && last.toSentence === sentence) {
      covers[covers.length - 1] = { ...last, toSentence: sentence + 1 };
    } else {
      covers.push({
        kind: 'speech',
        beatId: beat.id,
        partId: part.id,
        fromSentence: sentence,
        toSentence: sentence + 1,
        onScreen,
      });
    }
  }
  return covers;
};
