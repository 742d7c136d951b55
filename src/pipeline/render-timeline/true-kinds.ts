/** A still named as a video is shown as a still, a moving picture named as an image moves: the bytes decide, not the word. */
import type { ImageClip, Timeline, VideoClip, VideoItem, VideoTrack } from '../../domain/timeline/timeline.types.ts';

/** The timeline with clips of the kind that their media, taken in before, really is. */
export const withTrueKinds = (timeline: Timeline): Timeline => ({
  ...timeline,
  tracks: timeline.tracks.map((track) => (track.kind === 'video' ? trueTrack(track) : track)),
});

const trueTrack = (track: VideoTrack): VideoTrack => ({ ...track, items: track.items.map(trueItem) });

const framesOf = (clip: VideoClip | ImageClip): number | undefined =>
  clip.media.kind === 'blob' ? clip.media.facts?.picture?.frames : undefined;

/** What only a moving picture has. */
const ofMotion: ReadonlySet<string> = new Set(['speed', 'sound', 'loop']);

const trueItem = (item: VideoItem): VideoItem => {
  if (item.kind === 'composition' && item.tracks)
    return { ...item, tracks: item.tracks.map((track) => (track.kind === 'video' ? trueTrack(track) : track)) };
  if (item.kind === 'video' && framesOf(item) === 1 && item.media.kind === 'blob' && !item.media.facts?.sounds.length) {
    const still = Object.fromEntries(Object.entries(item).filter(([key]) => !ofMotion.has(key)));
    return { ...still, kind: 'image' } as ImageClip;
  }
  if (item.kind === 'image' && (framesOf(item) ?? 1) > 1) return { ...item, kind: 'video', loop: true, sound: 'muted' };
  return item;
};
