/**
 * Cuts a timeline into segments: stretches that are rendered alone, as a closed group of pictures, and kept by content.
 * A segment is a small timeline of its own, counted from its first frame and free of names, ids and anything not shown, so
 * a shot that moves in time, or is renamed, is the same segment. Rendering segments one after the other gives the frames of
 * the whole (tested); so the cut is a matter of cost only.
 */
import type { FrameRange } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline/timeline.types.ts';
import { excerpt } from './excerpt.ts';
import { layoutTrack } from './track-layout.ts';

export type Segment = {
  /** Where it lies in the whole; not part of what it is kept under. */
  readonly range: FrameRange;
  /** The stretch alone, from frame 0: everything that decides its pixels and nothing else. */
  readonly timeline: Timeline;
};

/** Long shots are cut into pieces of about this long, so that work is parallel and a change stays small. */
const longestSegmentMs = 6000;

/** All segments in order; together they cover every frame once. */
export const segmentsOf = (timeline: Timeline): readonly Segment[] => {
  const cuts = cutFrames(timeline);
  return cuts.slice(0, -1).map((startFrame, i) => {
    const range = { startFrame, durationFrames: cuts[i + 1]! - startFrame };
    return { range, timeline: excerpt(timeline, range) };
  });
};

/**
 * Frames where a segment begins, and the end. On hard cuts and beginnings of dissolves of the lowest picture track, never
 * inside a transition of any track: a dissolve and the shot it leads to stay together.
 */
const cutFrames = (timeline: Timeline): readonly number[] => {
  const tracks = timeline.tracks.filter((track) => track.kind === 'video').map(layoutTrack);
  const transitions = tracks.flatMap((layout) => layout.transitions);
  const allowed = (frame: number): boolean => !transitions.some(({ start, end }) => start < frame && frame < end);
  const lowest = tracks[0];
  const wanted = lowest
    ? [
        ...lowest.clips.flatMap(({ start, end }) => [start, end]),
        ...lowest.transitions.filter(({ transition }) => transition.type === 'dissolve').map(({ start }) => start),
      ]
    : [];
  const end = timeline.durationFrames;
  const inside = wanted.filter((frame) => frame > 0 && frame < end && allowed(frame));
  const cuts = [...new Set([0, ...inside, end])].sort((a, b) => a - b);
  const longest = Math.max(1, Math.round((longestSegmentMs * timeline.rate.num) / (timeline.rate.den * 1000)));
  return cuts.flatMap((from, i) => {
    const to = cuts[i + 1];
    if (to === undefined) return [from];
    const pieces = Math.ceil((to - from) / longest);
    const inner = Array.from({ length: pieces - 1 }, (_, k) => from + Math.round(((k + 1) * (to - from)) / pieces));
    return [from, ...inner.filter(allowed)];
  });
};
