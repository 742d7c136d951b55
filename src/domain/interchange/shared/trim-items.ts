/** Cuts a stretch out of the items of a track: what OpenTimelineIO's `source_range` of a track and FCPXML's compound clips mean. */
import type { FrameRange } from '../../time.ts';
import type { AudioItem, VideoItem } from '../../timeline/timeline.types.ts';

type Item = VideoItem | AudioItem;

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
    const { startFrame, durationFrames } = item.sourceRange;
    const [from, to] = [Math.max(frame, range.startFrame), Math.min(frame + durationFrames, end)];
    if (to > from) {
      const [head, tail] = [from - frame, frame + durationFrames - to];
      const speed = 'speed' in item && typeof item.speed === 'number' ? item.speed : 1;
      // Backwards, the end of the stretch is shown first: the tail is what lies before it.
      const moved = Math.round(speed < 0 ? -speed * tail : speed * head);
      const sourceRange = { startFrame: startFrame + moved, durationFrames: to - from };
      kept.push({ ...item, sourceRange: item.kind === 'gap' ? { ...sourceRange, startFrame: 0 } : sourceRange });
    }
    frame += durationFrames;
  }
  return kept;
};
