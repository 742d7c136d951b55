/** How much more of its material a clip could show, before what is shown and after it. */
import type { Rate } from '../../time.ts';
import { steadySpeed } from '../clip-time.ts';
import type { Clip } from '../draft.types.ts';
import type { AudioTrack, VideoTrack } from '../timeline.types.ts';
import { type FactsOf, materialFrames } from './media-length.ts';

/** Frames of the timeline. */
export type Room = { readonly head: number; readonly tail: number };

const endless = Number.POSITIVE_INFINITY;

const endOf = ({ items }: VideoTrack | AudioTrack): number =>
  items.reduce((end, item) => (item.kind === 'transition' ? end : end + item.sourceRange.durationFrames), 0);

const compositionRoom = (clip: Extract<Clip, { kind: 'composition' }>): Room => {
  const { startFrame, durationFrames } = clip.sourceRange;
  const end = clip.tracks ? Math.max(0, ...clip.tracks.map(endOf)) : endless;
  return { head: startFrame, tail: Math.max(0, end - startFrame - durationFrames) };
};

/** The room of a clip; what has no material of its own, or material nobody knows, goes on. Of a ramp nothing is known. */
export const roomOf = (clip: Clip, rate: Rate, factsOf: FactsOf): Room => {
  if (clip.kind === 'composition') return compositionRoom(clip);
  if (clip.kind !== 'video' && clip.kind !== 'audio') return { head: endless, tail: endless };
  const speed = steadySpeed(clip);
  if (speed === undefined) return { head: 0, tail: 0 };
  if (speed === 0) return { head: endless, tail: endless };
  const { startFrame, durationFrames } = clip.sourceRange;
  const pace = Math.abs(speed);
  const material = clip.loop ? undefined : materialFrames(clip, rate, factsOf);
  const before = Math.floor(startFrame / pace);
  const after =
    material === undefined ? endless : Math.max(0, Math.floor((material - startFrame) / pace - durationFrames));
  return speed > 0 ? { head: before, tail: after } : { head: after, tail: before };
};
