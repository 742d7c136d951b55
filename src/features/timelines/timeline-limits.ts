/** How much one render may ask of the studio: an operator sets it, a document that asks for more is told where. */
import { limits } from '../../domain/limits.ts';
import { msFromFrames } from '../../domain/time.ts';
import type { Problem } from '../../domain/timeline/timeline.ts';
import type { Timeline } from '../../domain/timeline/timeline.types.ts';

export type TimelineLimits = {
  /** Clips, gaps, transitions and captions, nested ones included. */
  readonly mostElements: number;
  /** Longest side of the frame in pixels. */
  readonly mostSidePx: number;
  readonly mostMinutes: number;
  /** Largest file fetched from an address. */
  readonly mostFetchedBytes: number;
  /** Addresses in one document. */
  readonly mostAddresses: number;
};

export const usualTimelineLimits: TimelineLimits = {
  mostElements: 10_000,
  mostSidePx: 3840,
  mostMinutes: 180,
  mostFetchedBytes: 1024 ** 3,
  mostAddresses: 200,
};

const elementsOf = (tracks: Timeline['tracks']): number =>
  tracks.reduce(
    (sum, { items }) =>
      items.reduce(
        (count, item) => count + 1 + (item.kind === 'composition' && item.tracks ? elementsOf(item.tracks) : 0),
        sum,
      ),
    0,
  );

/** What of a timeline is beyond the limits; `height` is that of the output when it has another. */
export const beyondLimits = (
  timeline: Timeline,
  { mostElements, mostSidePx, mostMinutes }: TimelineLimits,
  height?: number,
): readonly Problem[] => {
  const problems: Problem[] = [];
  const count = elementsOf(timeline.tracks);
  if (count > mostElements)
    problems.push({
      path: 'tracks',
      message: `they hold ${count} elements; this studio renders at most ${mostElements}`,
    });
  const scale = height === undefined ? 1 : height / timeline.height;
  const side = Math.round(Math.max(timeline.width, timeline.height) * scale);
  if (side > Math.min(mostSidePx, limits.frameSidePx))
    problems.push({
      path: 'size',
      message: `the frame is ${side} pixels at its longest side; this studio renders at most ${mostSidePx}`,
    });
  const minutes = msFromFrames(timeline.durationFrames, timeline.rate) / 60_000;
  if (minutes > mostMinutes)
    problems.push({
      path: 'tracks',
      message: `they last ${Math.ceil(minutes)} minutes; this studio renders at most ${mostMinutes}`,
    });
  return problems;
};
