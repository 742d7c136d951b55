/** Edits that bring clips onto a track or take a stretch of it away. */
import type { Timeline } from '../timeline.types.ts';
import { edited, hasClip, openClip, openTrack } from './change.ts';
import { type Clip, type EditResult, isRefused, type Refusal, type Track } from './edit.types.ts';
import { FreshIds } from './fresh-ids.ts';
import {
  type Cut,
  cutAt,
  endOf,
  freedAt,
  gapOf,
  type Part,
  type Strip,
  startsOf,
  stripOf,
  transitionsAt,
  withoutUnfit,
  withTransitions,
} from './strip.ts';

/** Frames of the timeline; `to` is exclusive. */
export type Stretch = { readonly from: number; readonly to: number };
/** Ids of other tracks that move along, so that they stay in time: a gap opens in them, or the same stretch leaves them. */
export type Ripple = { readonly ripple?: readonly string[] };

const isFrame = (frame: number): boolean => Number.isSafeInteger(frame) && frame >= 0;

const badStretch = ({ from, to }: Stretch): Refusal | undefined =>
  isFrame(from) && isFrame(to) && from < to
    ? undefined
    : {
        code: 'bad-argument',
        refused: `From ${from} to ${to} is no stretch; give whole frames, the end after the start.`,
      };

/** Why a clip cannot come onto a track. */
const unwelcome = (timeline: Timeline, track: Track, clip: Clip): Refusal | undefined => {
  if (clip.sourceRange.durationFrames < 1)
    return { code: 'too-short', refused: `“${clip.name || clip.id}” has no frames; give it at least one.` };
  if ((clip.kind === 'audio') !== (track.kind === 'audio'))
    return {
      code: 'wrong-kind',
      refused: `A clip of kind “${clip.kind}” does not go on the ${track.kind} track “${track.name}”.`,
    };
  return hasClip(timeline, clip.id)
    ? { code: 'bad-argument', refused: `There is a clip “${clip.id}” already; give the new one another id.` }
    : undefined;
};

/** Cuts at a frame after the transitions that lie over it were taken out. */
const openAt = (strip: Strip, frame: number, ids: FreshIds): Cut | Refusal => {
  const cut = cutAt(freedAt(strip, frame), frame, ids);
  return isRefused(cut) ? cut : { ...cut, strip: withTransitions(cut.strip, cut.index, []) };
};

/** New parts at a frame; everything after moves right. */
const inserted = (strip: Strip, frame: number, parts: readonly Part[], ids: FreshIds): Strip | Refusal => {
  const cut = openAt(strip, frame, ids);
  if (isRefused(cut)) return cut;
  return withoutUnfit({ ...cut.strip, parts: cut.strip.parts.toSpliced(cut.index, 0, ...parts) });
};

/** Other parts in the place of a stretch; everything after moves by the difference. */
const replaced = (strip: Strip, { from, to }: Stretch, parts: readonly Part[], ids: FreshIds): Strip | Refusal => {
  const start = openAt(strip, from, ids);
  if (isRefused(start)) return start;
  const end = openAt(start.strip, to, ids);
  if (isRefused(end)) return end;
  return withoutUnfit({
    ...end.strip,
    parts: end.strip.parts.toSpliced(start.index, end.index - start.index, ...parts),
  });
};

/** The same change on a track and on those that move along. */
const onTracks = (
  timeline: Timeline,
  trackId: string,
  { ripple = [] }: Ripple,
  change: (strip: Strip, isFirst: boolean, ids: FreshIds) => Strip | Refusal,
): EditResult => {
  const ids = new FreshIds(timeline);
  const changes: [Track, Strip][] = [];
  for (const id of new Set([trackId, ...ripple])) {
    const track = openTrack(timeline, id);
    if (isRefused(track)) return track;
    const strip = change(stripOf(track), id === trackId, ids);
    if (isRefused(strip)) return strip;
    changes.push([track, strip]);
  }
  return edited(timeline, changes, ids);
};

/** Puts a clip in at a frame and moves everything after it right; a clip it falls into is cut. */
export const insert = (
  timeline: Timeline,
  { trackId, at, clip, ripple }: { readonly trackId: string; readonly at: number; readonly clip: Clip } & Ripple,
): EditResult => {
  const track = openTrack(timeline, trackId);
  if (isRefused(track)) return track;
  const why = unwelcome(timeline, track, clip);
  if (why) return why;
  if (!isFrame(at))
    return { code: 'bad-argument', refused: `${at} is no frame of the timeline; use a whole number, 0 or more.` };
  const hole = { item: gapOf(clip.sourceRange.durationFrames), before: [] };
  return onTracks(timeline, trackId, { ...(ripple && { ripple }) }, (strip, isFirst, ids) =>
    // A track that ended before has nothing to move.
    !isFirst && at >= endOf(strip) ? strip : inserted(strip, at, [isFirst ? { item: clip, before: [] } : hole], ids),
  );
};

/** Lays a clip over what is there; nothing else moves. */
export const overwrite = (
  timeline: Timeline,
  { trackId, at, clip }: { readonly trackId: string; readonly at: number; readonly clip: Clip },
): EditResult => {
  const track = openTrack(timeline, trackId);
  if (isRefused(track)) return track;
  const why = unwelcome(timeline, track, clip) ?? badStretch({ from: at, to: at + clip.sourceRange.durationFrames });
  if (why) return why;
  const ids = new FreshIds(timeline);
  const strip = laidOver(stripOf(track), at, clip, ids);
  return isRefused(strip) ? strip : edited(timeline, [[track, strip]], ids);
};

const laidOver = (strip: Strip, at: number, clip: Clip, ids: FreshIds): Strip | Refusal => {
  const to = Math.max(at, Math.min(at + clip.sourceRange.durationFrames, endOf(strip)));
  const parts = [{ item: clip, before: [] }];
  return to > at ? replaced(strip, { from: at, to }, parts, ids) : inserted(strip, at, parts, ids);
};

/** Leaves a gap where a stretch was; nothing moves. What lies behind the end of the track is no part of it. */
export const lift = (
  timeline: Timeline,
  { trackId, ...stretch }: { readonly trackId: string } & Stretch,
): EditResult => {
  const why = badStretch(stretch);
  if (why) return why;
  return onTracks(timeline, trackId, {}, (strip, _isFirst, ids) => {
    const to = Math.min(stretch.to, endOf(strip));
    if (to <= stretch.from) return strip;
    return replaced(strip, { from: stretch.from, to }, [{ item: gapOf(to - stretch.from), before: [] }], ids);
  });
};

/** Takes a stretch out and moves everything after it left. */
export const extract = (
  timeline: Timeline,
  { trackId, ripple, ...stretch }: { readonly trackId: string } & Stretch & Ripple,
): EditResult => {
  const why = badStretch(stretch);
  if (why) return why;
  return onTracks(timeline, trackId, { ...(ripple && { ripple }) }, (strip, _isFirst, ids) => {
    const to = Math.min(stretch.to, endOf(strip));
    return to <= stretch.from ? strip : replaced(strip, { from: stretch.from, to }, [], ids);
  });
};

/** Closes the gap that holds a frame. */
export const closeGap = (
  timeline: Timeline,
  { trackId, at, ripple }: { readonly trackId: string; readonly at: number } & Ripple,
): EditResult => {
  const track = openTrack(timeline, trackId);
  if (isRefused(track)) return track;
  const strip = stripOf(track);
  const starts = startsOf(strip);
  const index = strip.parts.findIndex(
    ({ item }, i) => item.kind === 'gap' && (starts[i] ?? 0) <= at && at < (starts[i + 1] ?? 0),
  );
  if (index < 0) return { code: 'no-gap', refused: `There is no gap at frame ${at} of “${track.name}”.` };
  return extract(timeline, {
    trackId,
    from: starts[index] ?? 0,
    to: starts[index + 1] ?? 0,
    ...(ripple && { ripple }),
  });
};

/** Cuts a clip in two at a frame; the second half gets an id of its own. */
export const split = (
  timeline: Timeline,
  { trackId, at }: { readonly trackId: string; readonly at: number },
): EditResult => {
  const track = openTrack(timeline, trackId);
  if (isRefused(track)) return track;
  const strip = stripOf(track);
  const starts = startsOf(strip);
  const inside = strip.parts.findIndex((_part, i) => (starts[i] ?? 0) < at && at < (starts[i + 1] ?? 0));
  const item = strip.parts[inside]?.item;
  if (!isFrame(at) || !item || item.kind === 'gap')
    return { code: 'no-clip', refused: `Frame ${at} of “${track.name}” is not inside a clip; choose one that is.` };
  const ids = new FreshIds(timeline);
  const cut = cutAt(strip, at, ids);
  return isRefused(cut) ? cut : edited(timeline, [[track, cut.strip]], ids);
};

/**
 * Takes a clip from its place to another, on its own track or another of its kind. `overwrite` leaves a gap and lays it over what
 * is there; `insert` closes up behind it and moves what is there right. `at` counts before anything has moved.
 */
export const move = (
  timeline: Timeline,
  args: {
    readonly clipId: string;
    readonly trackId: string;
    readonly at: number;
    readonly mode?: 'overwrite' | 'insert';
  },
): EditResult => {
  const { clipId, trackId, at, mode = 'overwrite' } = args;
  const found = openClip(timeline, clipId);
  if (isRefused(found)) return found;
  const target = openTrack(timeline, trackId);
  if (isRefused(target)) return target;
  const { clip, track, start, strip, index } = found;
  const length = clip.sourceRange.durationFrames;
  if (!isFrame(at))
    return { code: 'bad-argument', refused: `${at} is no frame of the timeline; use a whole number, 0 or more.` };
  if (target.kind !== track.kind)
    return {
      code: 'wrong-kind',
      refused: `“${clip.name || clip.id}” does not go on the ${target.kind} track “${target.name}”.`,
    };
  const ids = new FreshIds(timeline);
  const hole = mode === 'overwrite' ? [{ item: gapOf(length), before: [] }] : [];
  const left = withoutUnfit(withTransitions({ ...strip, parts: strip.parts.toSpliced(index, 1, ...hole) }, index, []));
  const without = transitionsAt(strip, index + 1).length > 0 ? cleared(left, index + hole.length) : left;
  const isSame = target.id === track.id;
  const base = isSame ? without : stripOf(target);
  const place = isSame && mode === 'insert' && at > start ? Math.max(start, at - length) : at;
  const laid =
    mode === 'overwrite' ? laidOver(base, place, clip, ids) : inserted(base, place, [{ item: clip, before: [] }], ids);
  if (isRefused(laid)) return laid;
  return edited(
    timeline,
    isSame
      ? [[track, laid]]
      : [
          [track, without],
          [target, laid],
        ],
  );
};

/** Without the transitions at a cut whose clip went away. */
const cleared = (strip: Strip, index: number): Strip =>
  withoutUnfit(withTransitions(strip, Math.min(index, strip.parts.length), []));
