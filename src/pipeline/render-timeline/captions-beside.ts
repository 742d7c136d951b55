/** Captions that are not drawn: they lie beside the film, as its document says. */
import { exportTimeline } from '../../domain/interchange/interchange.ts';
import type { AudioItem, Timeline, VideoItem } from '../../domain/timeline/timeline.types.ts';

const isBeside = (item: VideoItem | AudioItem): boolean => item.kind === 'captions' && !item.burn;

/** As SubRip; undefined when all captions are drawn, or there are none. */
export const captionsBeside = (timeline: Timeline): string | undefined => {
  const tracks = timeline.tracks.filter((track) => track.items.some(isBeside));
  return tracks.length === 0 ? undefined : exportTimeline({ ...timeline, tracks }, 'srt').text;
};
