/** Cuts a stretch out of the items of a track: what OpenTimelineIO's `source_range` of a track and FCPXML's compound clips mean. */

import type { FrameRange } from '../../time.ts';
import { withoutHead, withoutTail } from '../../timeline/clip-time.ts';
import type { AudioItem, VideoItem } from '../../timeline/timeline.types.ts';

type Item = VideoItem | AudioItem;

type Clip = Exclude<Item, { kind: 'gap' | 'transition' }>;

/** A ramp cannot be cut where its material is not summed up; its range is cut all the same. */
const shortened = (clip: Clip, head: number, tail: number): Clip => {
  const { startFrame, durationFrames } = clip.sourceRange;
  const plain = {
    ...clip,
    sourceRange: { startFrame: startFrame + head, durationFrames: durationFrames - head - tail },
  };
  const begun = withoutHead(clip, head);
  return (begun && withoutTail(begun, tail)) ?? plain;
};

/** Items within the range; the first and last are shortened, transitions at a new edge go. */
export const trimItems = (items: readonly Item[], range: FrameRange): Item[] => {
  const end = range.startFrame + range.durationFrames;
  const kept: Item[] = [];
  let frame = 0;
  for (const item of items) {
    if (item.kind === 'transition') {
      if (frame > range.startFrame && frame < end) kept.push(item);
      continue;
    }
    const { durationFrames } = item.sourceRange;
    const [from, to] = [Math.max(frame, range.startFrame), Math.min(frame + durationFrames, end)];
    const [head, tail] = [from - frame, frame + durationFrames - to];
    if (to > from && item.kind === 'gap')
      kept.push({ ...item, sourceRange: { startFrame: 0, durationFrames: to - from } });
    else if (to > from && item.kind !== 'gap') kept.push(shortened(item, head, tail));
    frame += durationFrames;
  }
  return kept;
};
