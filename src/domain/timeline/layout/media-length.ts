/** What the facts of a file say about a clip of it: how long it can be, whether it can be shown or heard at all. */
import { limits } from '../../limits.ts';
import type { Rate } from '../../time.ts';
import { steadySpeed } from '../clip-time.ts';
import type { Clip } from '../draft.types.ts';
import type { MediaFacts } from '../media-facts.types.ts';
import type { MediaReference } from '../timeline.types.ts';

/** What is known about a file; undefined while nothing is. */
export type FactsOf = (media: MediaReference) => MediaFacts | undefined;

/** A still is shown as long as anybody likes. */
const isStill = (facts: MediaFacts): boolean => (facts.picture?.frames ?? 0) <= 1;

/** Files give times in milliseconds: less than this part of a frame is rounding, not a frame that is missing. */
const roundingFrames = 0.05;

/**
 * Whole frames of the timeline that a file lasts at its own speed; undefined for stills and while nothing is known. Pictures
 * count for video, the longest sound for audio.
 */
export const materialFrames = (clip: Clip, rate: Rate, factsOf: FactsOf): number | undefined => {
  if (clip.kind !== 'video' && clip.kind !== 'audio') return undefined;
  const facts = factsOf(clip.media);
  if (!facts) return undefined;
  const seconds = clip.kind === 'video' ? pictureSeconds(facts) : soundSeconds(facts, clip.audioTrack ?? 0);
  return seconds === undefined ? undefined : Math.floor((seconds * rate.num) / rate.den + roundingFrames);
};

const pictureSeconds = (facts: MediaFacts): number | undefined => {
  const { picture } = facts;
  if (!picture || isStill(facts)) return undefined;
  // Of pictures that are not evenly spaced the mean rate is rounded, so that only the file knows how long they last.
  return picture.frameTimes ? facts.durationMs / 1000 : (picture.frames * picture.rate.den) / picture.rate.num;
};

const soundSeconds = (facts: MediaFacts, track: number): number | undefined => {
  const sound = facts.sounds[track] ?? facts.sounds[0];
  return sound && (sound.startMs + sound.durationMs) / 1000;
};

/** How long a clip without a length lasts, or why that cannot be said. */
export const mediaLength = (clip: Clip, rate: Rate, factsOf: FactsOf): number | { readonly problem: string } => {
  if (clip.kind !== 'video' && clip.kind !== 'audio') return { problem: 'is missing; give a length like "3s"' };
  const facts = factsOf(clip.media);
  if (!facts) return { problem: 'is missing, and nothing is known of the media yet; give a length like "3s"' };
  const unfit = unfitMedia(clip, factsOf);
  if (unfit) return { problem: `cannot be taken from the media: ${unfit}` };
  const frames = materialFrames(clip, rate, factsOf);
  if (frames === undefined)
    return { problem: 'is missing, and the media has no length of its own; give one like "3s"' };
  const speed = steadySpeed(clip);
  if (speed === undefined) return { problem: 'is missing, and the speed of the clip changes; give a length like "3s"' };
  if (speed === 0) return { problem: 'is missing, and the clip is frozen; give a length like "3s"' };
  const length = Math.floor((frames - clip.sourceRange.startFrame) / Math.abs(speed) + roundingFrames);
  if (length < 1)
    return { problem: `would be nothing: the media has ${frames} frames and all of them are trimmed away; trim less` };
  const longest = (limits.timelineHours * 3600 * rate.num) / rate.den;
  return length <= longest ? length : { problem: `would be over ${limits.timelineHours} hours; give a length` };
};

/** Why a file cannot be what the clip makes of it. */
export const unfitMedia = (clip: Clip, factsOf: FactsOf): string | undefined => {
  if (clip.kind !== 'video' && clip.kind !== 'audio' && clip.kind !== 'image') return undefined;
  const facts = factsOf(clip.media);
  if (!facts) return undefined;
  if (clip.kind !== 'audio' && !facts.picture)
    return 'the file has no picture; use a clip of kind “audio”, or a file with a picture';
  if (clip.kind === 'image') return undefined;
  const sound = clip.kind === 'audio' ? clip : clip.sound;
  const track = typeof sound === 'object' ? sound.audioTrack : undefined;
  if (clip.kind === 'audio' && facts.sounds.length === 0) return 'the file has no sound; use a file with sound';
  if (track !== undefined && track >= facts.sounds.length)
    return `the file has ${facts.sounds.length} sound tracks; use audioTrack ${Math.max(0, facts.sounds.length - 1)} or less`;
  return undefined;
};
