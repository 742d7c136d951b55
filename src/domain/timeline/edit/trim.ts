/** Edits of where clips begin and end: trim, ripple trim, roll, slip, slide. */
import { laterBy } from '../clip-time.ts';
import { roomOf } from '../layout/room.ts';
import type { Timeline } from '../timeline.types.ts';
import { edited, editedIfFit, type Found, factsIn, openClip, openTrack } from './change.ts';
import { type Clip, type EditOptions, type EditResult, isRefused, type Refusal, type Track } from './edit.types.ts';
import { FreshIds } from './fresh-ids.ts';
import { resized } from './material.ts';
import {
  cutAt,
  endOf,
  firstUnfit,
  freedAt,
  gapOf,
  lengthOf,
  type Strip,
  stripOf,
  transitionsAt,
  withItem,
  withoutUnfit,
} from './strip.ts';

/** Which edge, and by how many frames: positive moves it right, negative left. */
export type EdgeMove = { readonly clipId: string; readonly edge: 'in' | 'out'; readonly by: number };
type ClipMove = { readonly clipId: string; readonly by: number };

const badMove = (by: number): Refusal | undefined =>
  Number.isSafeInteger(by) && by !== 0
    ? undefined
    : { code: 'bad-argument', refused: `${by} is no number of frames to move by; use a whole number other than 0.` };

/** The clip opened for an edit, unless the move is none. */
const opened = (timeline: Timeline, { clipId, by }: ClipMove): Found | Refusal =>
  badMove(by) ?? openClip(timeline, clipId);

/** Moves one edge; the clip gets shorter and leaves a gap, or longer into the gap beside it. Nothing else moves. */
export const trim = (timeline: Timeline, move: EdgeMove, options: EditOptions = {}): EditResult => {
  const found = opened(timeline, move);
  if (isRefused(found)) return found;
  const { clip, strip, index, track } = found;
  const isIn = move.edge === 'in';
  const shorter = isIn ? move.by : -move.by;
  if (transitionsAt(strip, isIn ? index : index + 1).length > 0)
    return { code: 'transition', refused: 'A transition lies at this edge; take it out first, or roll the cut.' };
  const beside = strip.parts[isIn ? index - 1 : index + 1];
  const isLast = !isIn && beside === undefined;
  const room = beside?.item.kind === 'gap' ? lengthOf(beside) : 0;
  if (-shorter > room && !isLast)
    return {
      code: 'no-room',
      refused: `There are ${room} free frames beside the clip, not ${-shorter}; ripple, roll or make room first.`,
    };
  const changed = resized(clip, move.edge, shorter, timeline.rate, factsIn(options));
  if (isRefused(changed)) return changed;
  const resizedStrip = withItem(strip, index, changed);
  return editedIfFit(
    timeline,
    track,
    isLast ? resizedStrip : withGapBy(resizedStrip, isIn ? index - 1 : index + 1, isIn ? index : index + 1, shorter),
  );
};

/** The gap at `beside` made longer by some frames, or a new one at `place`. */
const withGapBy = (strip: Strip, beside: number, place: number, frames: number): Strip => {
  const item = strip.parts[beside]?.item;
  if (item?.kind !== 'gap')
    return { ...strip, parts: strip.parts.toSpliced(place, 0, { item: gapOf(frames), before: [] }) };
  const durationFrames = item.sourceRange.durationFrames + frames;
  return withItem(strip, beside, { ...item, sourceRange: { ...item.sourceRange, durationFrames } });
};

/** Moves one edge and everything after the clip with it. Tracks of `ripple` lose the same stretch, or get a gap. */
export const rippleTrim = (
  timeline: Timeline,
  move: EdgeMove & { readonly ripple?: readonly string[] },
  options: EditOptions = {},
): EditResult => {
  const found = opened(timeline, move);
  if (isRefused(found)) return found;
  const { clip, strip, index, track, start } = found;
  const isIn = move.edge === 'in';
  const shorter = isIn ? move.by : -move.by;
  const changed = resized(clip, move.edge, shorter, timeline.rate, factsIn(options));
  if (isRefused(changed)) return changed;
  const result = withItem(strip, index, changed);
  const unfit = firstUnfit(result);
  if (unfit)
    return {
      code: 'transition',
      refused: `This would leave too little: ${unfit.why}. Shorten the transition or take it out.`,
    };
  const end = start + clip.sourceRange.durationFrames;
  // At its head a clip gives or takes where it begins; at its tail where it ends.
  const from = isIn ? start : end - Math.max(0, shorter);
  const ids = new FreshIds(timeline);
  const others = rippled(
    timeline,
    (move.ripple ?? []).filter((id) => id !== track.id),
    from,
    shorter,
    ids,
  );
  return isRefused(others) ? others : edited(timeline, [[track, result], ...others], ids);
};

/** Other tracks with `shorter` frames taken out at a frame, or that many put in when it is negative. */
const rippled = (
  timeline: Timeline,
  trackIds: readonly string[],
  from: number,
  shorter: number,
  ids: FreshIds,
): readonly (readonly [Track, Strip])[] | Refusal => {
  const changes: [Track, Strip][] = [];
  for (const id of new Set(trackIds)) {
    const track = openTrack(timeline, id);
    if (isRefused(track)) return track;
    const strip = stripOf(track);
    const end = endOf(strip);
    if (from >= end) continue;
    const first = cutAt(freedAt(strip, from), from, ids);
    if (isRefused(first)) return first;
    const to = Math.min(end, from + Math.max(0, shorter));
    const second = cutAt(freedAt(first.strip, to), to, ids);
    if (isRefused(second)) return second;
    const hole = shorter < 0 ? [{ item: gapOf(-shorter), before: [] }] : [];
    const kept = second.strip.parts.map((part, i) =>
      i === first.index || i === second.index ? { ...part, before: [] } : part,
    );
    const tail = second.index === kept.length ? [] : second.strip.tail;
    changes.push([
      track,
      withoutUnfit({ tail, parts: kept.toSpliced(first.index, second.index - first.index, ...hole) }),
    ]);
  }
  return changes;
};

/** Moves the cut at the beginning of a clip: the clip before it gets longer by as much as this one gets shorter. */
export const roll = (timeline: Timeline, move: ClipMove, options: EditOptions = {}): EditResult => {
  const found = opened(timeline, move);
  if (isRefused(found)) return found;
  const { clip, strip, index, track } = found;
  const before = strip.parts[index - 1]?.item;
  if (!before || before.kind === 'gap')
    return { code: 'no-clip', refused: 'No clip ends where this one begins; trim it instead.' };
  const facts = factsIn(options);
  const first = resized(before, 'out', -move.by, timeline.rate, facts);
  if (isRefused(first)) return first;
  const second = resized(clip, 'in', move.by, timeline.rate, facts);
  if (isRefused(second)) return second;
  return editedIfFit(timeline, track, withItem(withItem(strip, index - 1, first), index, second));
};

/** Shows another part of a clip's material in the same place: `by` frames later in it. Its look stays as it is. */
export const slip = (timeline: Timeline, move: ClipMove, options: EditOptions = {}): EditResult => {
  const found = opened(timeline, move);
  if (isRefused(found)) return found;
  const { clip, strip, index, track } = found;
  if (clip.kind !== 'video' && clip.kind !== 'audio' && clip.kind !== 'composition')
    return {
      code: 'wrong-kind',
      refused: `A clip of kind “${clip.kind}” has no material to slip; slip video, audio or compositions.`,
    };
  const why = tooFar(clip, move.by, timeline, options);
  if (why) return why;
  const { startFrame } = clip.sourceRange;
  const slipped = { ...clip, sourceRange: { ...clip.sourceRange, startFrame: startFrame + move.by } };
  return edited(timeline, [[track, withItem(strip, index, laterBy(slipped, move.by))]]);
};

const tooFar = (clip: Clip, by: number, { rate }: Timeline, options: EditOptions): Refusal | undefined => {
  const name = clip.name || clip.id;
  const { startFrame } = clip.sourceRange;
  if (startFrame + by < 0)
    return {
      code: 'short-material',
      refused: `The material of “${name}” has ${startFrame} more frames before its beginning, not ${-by}.`,
    };
  const room = roomOf(clip, rate, factsIn(options));
  const speed = 'speed' in clip && typeof clip.speed === 'number' ? clip.speed : 1;
  const later = Math.floor((speed < 0 ? room.head : room.tail) * Math.abs(speed));
  return by > later
    ? {
        code: 'short-material',
        refused: `The material of “${name}” has ${later} more frames after its end, not ${by}.`,
      }
    : undefined;
};

/** Moves a clip between its neighbours: the one before gets longer (or shorter), the one after the opposite. */
export const slide = (timeline: Timeline, move: ClipMove, options: EditOptions = {}): EditResult => {
  const found = opened(timeline, move);
  if (isRefused(found)) return found;
  const { strip, index, track } = found;
  const facts = factsIn(options);
  const sides = [
    { at: index - 1, edge: 'out', shorter: -move.by },
    { at: index + 1, edge: 'in', shorter: move.by },
  ] as const;
  let slid = strip;
  for (const { at, edge, shorter } of sides) {
    const item = strip.parts[at]?.item;
    if (!item)
      return { code: 'no-room', refused: 'The clip has no neighbour on one side to slide against; move it instead.' };
    const room = item.sourceRange.durationFrames;
    const gapShort = item.kind === 'gap' && shorter > room;
    if (gapShort) return { code: 'no-room', refused: `There are ${room} free frames beside the clip, not ${shorter}.` };
    const changed =
      item.kind === 'gap'
        ? { ...item, sourceRange: { ...item.sourceRange, durationFrames: room - shorter } }
        : resized(item, edge, shorter, timeline.rate, facts);
    if (isRefused(changed)) return changed;
    slid = withItem(slid, at, changed);
  }
  return editedIfFit(timeline, track, slid);
};
