/**
 * Cuts a timeline into segments: stretches that are rendered alone, as a closed group of pictures, and kept by content.
 * A segment is a small timeline of its own, counted from its first frame and free of names, ids and anything not shown, so
 * a shot that moves in time, or is renamed, is the same segment. Rendering segments one after the other gives the frames of
 * the whole (tested); so the cut is a matter of cost only.
 */
import type { FrameRange } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline/timeline.types.ts';
import { cutFrames } from './cut-frames.ts';
import { excerpt } from './excerpt.ts';

export type Segment = {
  /** Where it lies in the whole; not part of what it is kept under. */
  readonly range: FrameRange;
  /** The stretch alone, from frame 0: everything that decides its pixels and nothing else. */
  readonly timeline: Timeline;
};

/** All segments in order; together they cover every frame once. */
export const segmentsOf = (timeline: Timeline): readonly Segment[] => {
  const cuts = cutFrames(timeline);
  return cuts.slice(0, -1).map((startFrame, i) => {
    const range = { startFrame, durationFrames: cuts[i + 1]! - startFrame };
    return { range, timeline: excerpt(timeline, range) };
  });
};
