/**
 * A track for editing: clips and gaps in a row, and the transitions at the cuts between them. A transition takes no time, so that
 * cutting and joining need to know nothing of it; afterwards those that do not fit any more are found here.
 */
import { withoutHead, withoutTail } from '../clip-time.ts';
import type { Item } from '../layout/placed.types.ts';
import { neighbourProblem } from '../layout/transition-fit.ts';
import type { AudioTransition, Gap, Transition } from '../timeline.types.ts';
import type { Clip, Refusal, Track } from './edit.types.ts';
import type { FreshIds } from './fresh-ids.ts';

export type AnyTransition = Transition | AudioTransition;

/** An item and the transitions at the cut before it (two only where a fade to black meets a fade from black). */
export type Part = { readonly item: Item; readonly before: readonly AnyTransition[] };

/** `tail` are the transitions after the last item. */
export type Strip = { readonly parts: readonly Part[]; readonly tail: readonly AnyTransition[] };

export const lengthOf = ({ item }: Part): number => item.sourceRange.durationFrames;

/** A hole of some frames. */
export const gapOf = (durationFrames: number): Gap => ({ kind: 'gap', sourceRange: { startFrame: 0, durationFrames } });

export const stripOf = (track: Track): Strip => {
  const parts: Part[] = [];
  let before: AnyTransition[] = [];
  for (const item of track.items) {
    if (item.kind === 'transition') before.push(item);
    else {
      parts.push({ item, before });
      before = [];
    }
  }
  return { parts, tail: before };
};

/** The track with the strip's items; gaps that came to lie beside each other are one. */
export const trackOf = (track: Track, strip: Strip): Track => {
  const { parts, tail } = tidied(strip);
  return { ...track, items: [...parts.flatMap(({ before, item }) => [...before, item]), ...tail] } as Track;
};

const isPlainGap = ({ item }: Part): boolean => item.kind === 'gap' && item.metadata === undefined;

const tidied = ({ parts, tail }: Strip): Strip => {
  const tidy: Part[] = [];
  let waiting: readonly AnyTransition[] = [];
  for (const part of parts) {
    const last = tidy.at(-1);
    const before = [...waiting, ...part.before];
    waiting = [];
    // What is gone leaves its cut to what follows.
    if (lengthOf(part) === 0) waiting = before;
    else if (last && isPlainGap(last) && isPlainGap(part) && before.length === 0)
      tidy[tidy.length - 1] = { ...last, item: gapOf(lengthOf(last) + lengthOf(part)) };
    else tidy.push({ ...part, before });
  }
  return { parts: tidy, tail: [...waiting, ...tail] };
};

/** Frame of the timeline at which each part begins; one more for the end. */
export const startsOf = ({ parts }: Strip): readonly number[] => {
  const starts = [0];
  for (const part of parts) starts.push((starts.at(-1) ?? 0) + lengthOf(part));
  return starts;
};

export const endOf = (strip: Strip): number => startsOf(strip).at(-1) ?? 0;

/** Transitions at the cut before part `index`; the tail's for the end. */
export const transitionsAt = (strip: Strip, index: number): readonly AnyTransition[] =>
  strip.parts[index]?.before ?? (index === strip.parts.length ? strip.tail : []);

/** The strip with other transitions at a cut. */
export const withTransitions = (strip: Strip, index: number, transitions: readonly AnyTransition[]): Strip =>
  index === strip.parts.length
    ? { ...strip, tail: transitions }
    : { ...strip, parts: strip.parts.map((part, i) => (i === index ? { ...part, before: transitions } : part)) };

/** The strip with one part's item replaced. */
export const withItem = (strip: Strip, index: number, item: Item): Strip => ({
  ...strip,
  parts: strip.parts.map((part, i) => (i === index ? { ...part, item } : part)),
});

/** Without the transitions whose overlap holds a frame: what is cut there cannot be overlapped. */
export const freedAt = (strip: Strip, frame: number): Strip => {
  const starts = startsOf(strip);
  let freed = strip;
  for (let index = 0; index <= strip.parts.length; index++) {
    const cut = starts[index] ?? 0;
    const overlaps = transitionsAt(strip, index).some(
      ({ inFrames, outFrames }) => cut - inFrames < frame && frame < cut + outFrames,
    );
    if (overlaps) freed = withTransitions(freed, index, []);
  }
  return freed;
};

/** A strip cut at a frame: part `index` begins there. */
export type Cut = { readonly strip: Strip; readonly index: number };

/**
 * Cuts at a frame; past the end a gap is added, so that the strip ends there. The second half gets an id of `ids`. Refused
 * inside of the overlap of a transition, and in the middle of a clip on a speed ramp.
 */
export const cutAt = (strip: Strip, frame: number, ids: FreshIds): Cut | Refusal => {
  const starts = startsOf(strip);
  const end = starts.at(-1) ?? 0;
  if (frame > end)
    return {
      strip: { parts: [...strip.parts, { item: gapOf(frame - end), before: strip.tail }], tail: [] },
      index: strip.parts.length + 1,
    };
  const index = starts.indexOf(frame);
  if (index >= 0) return { strip, index };
  if (freedAt(strip, frame) !== strip)
    return {
      code: 'transition',
      refused: `Frame ${frame} lies in the overlap of a transition; take the transition out first.`,
    };
  const inside = starts.findIndex((start) => start > frame) - 1;
  const part = strip.parts[inside];
  if (!part) return { code: 'bad-argument', refused: `Frame ${frame} is before the timeline; use 0 or more.` };
  const halves = halvesOf(part.item, frame - (starts[inside] ?? 0), ids);
  if (!halves)
    return {
      code: 'ramp',
      refused: `The clip at frame ${frame} changes its speed there and cannot be cut; make its speed steady first.`,
    };
  const [first, second] = halves;
  const parts = strip.parts.toSpliced(inside, 1, { item: first, before: part.before }, { item: second, before: [] });
  return { strip: { ...strip, parts }, index: inside + 1 };
};

const halvesOf = (item: Item, at: number, ids: FreshIds): readonly [Item, Item] | undefined => {
  const { durationFrames } = item.sourceRange;
  if (item.kind === 'gap') {
    const long = (frames: number): Gap => ({ ...item, sourceRange: { ...item.sourceRange, durationFrames: frames } });
    return [long(at), long(durationFrames - at)];
  }
  const first = withoutTail(item, durationFrames - at);
  const second = withoutHead(item, at);
  return first && second && [keptIn(first, 'first'), { ...keptIn(second, 'second'), id: ids.made(item.id) }];
};

/** Of a clip cut in two, the first half comes and the second goes: fades and motions at the cut are left out. */
const keptIn = (clip: Clip, half: 'first' | 'second'): Clip => {
  if (clip.kind === 'text') {
    const { enter, leave, ...text } = clip;
    return { ...text, ...(half === 'first' ? enter && { enter } : leave && { leave }) };
  }
  const faded = half === 'first' ? { fadeOutFrames: 0 } : { fadeInFrames: 0 };
  if (clip.kind === 'audio') return { ...clip, ...faded };
  if (clip.kind !== 'video' || typeof clip.sound !== 'object') return clip;
  const { fadeInFrames, fadeOutFrames, ...sound } = clip.sound;
  const kept = half === 'first' ? { fadeInFrames } : { fadeOutFrames };
  const given = Object.fromEntries(Object.entries(kept).filter(([, frames]) => frames !== undefined));
  return { ...clip, sound: { ...sound, ...given } };
};

/** The first cut whose transitions do not fit between their neighbours, and why. */
export const firstUnfit = (strip: Strip): { readonly index: number; readonly why: string } | undefined => {
  for (let index = 0; index <= strip.parts.length; index++) {
    const why = unfitAt(strip, index);
    if (why) return { index, why };
  }
  return undefined;
};

const sum = (transitions: readonly AnyTransition[], side: 'inFrames' | 'outFrames'): number =>
  transitions.reduce((frames, transition) => frames + transition[side], 0);

const unfitAt = (strip: Strip, index: number): string | undefined => {
  const transitions = transitionsAt(strip, index);
  const [before, after] = [strip.parts[index - 1], strip.parts[index]];
  for (const { type } of transitions) {
    const problem = neighbourProblem(type, before?.item, after?.item);
    if (problem) return `the transition ${problem}`;
  }
  const room = before ? lengthOf(before) - sum(before.before, 'outFrames') : 0;
  if (sum(transitions, 'inFrames') > room)
    return `a transition needs ${sum(transitions, 'inFrames')} frames before the cut and has ${Math.max(0, room)}`;
  const free = after ? lengthOf(after) : 0;
  if (sum(transitions, 'outFrames') > free)
    return `a transition needs ${sum(transitions, 'outFrames')} frames after the cut and has ${free}`;
  return undefined;
};

/** Without the transitions that do not fit any more. */
export const withoutUnfit = (strip: Strip): Strip => {
  let fit = strip;
  for (let unfit = firstUnfit(fit); unfit; unfit = firstUnfit(fit)) fit = withTransitions(fit, unfit.index, []);
  return fit;
};
