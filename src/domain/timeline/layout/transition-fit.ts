/** How transitions lie between their neighbours: shared out over the cut, and checked against the room there is. */
import type { DraftTransition } from '../draft.types.ts';
import type { Item } from './placed.types.ts';

/** Frames before and after the cut. */
export type Sides = { readonly inFrames: number; readonly outFrames: number };

/** Frames of material before the first one shown, which can be shown before the cut; as many as one likes of what has no beginning. */
const headMaterial = (item: Item): number =>
  item.kind === 'video' || item.kind === 'audio' ? item.sourceRange.startFrame : Number.POSITIVE_INFINITY;

/**
 * The frames of a transition between what stands on both sides of a cut. Given as one length it straddles the cut, as far as
 * the clip that comes has material before its first frame; at an end of the track it lies on the side that exists.
 */
export const sidesOf = (drafted: DraftTransition, before: Item | undefined, after: Item | undefined): Sides => {
  const { frames, transition } = drafted;
  if ('inFrames' in frames) return frames;
  const { durationFrames } = frames;
  const isClip = (item: Item | undefined): item is Item => item !== undefined && item.kind !== 'gap';
  if (transition.type === 'fade-to-black') return { inFrames: durationFrames, outFrames: 0 };
  if (transition.type === 'fade-from-black' || !isClip(before)) return { inFrames: 0, outFrames: durationFrames };
  if (!isClip(after)) return { inFrames: durationFrames, outFrames: 0 };
  const inFrames = Math.min(Math.floor(durationFrames / 2), headMaterial(after));
  return { inFrames, outFrames: durationFrames - inFrames };
};

/** Why a transition of these types cannot stand here. */
export const neighbourProblem = (
  type: string,
  before: Item | undefined,
  after: Item | undefined,
): string | undefined => {
  const isClip = (item: Item | undefined): boolean => item !== undefined && item.kind !== 'gap';
  if (type === 'fade-from-black' && !isClip(after)) return 'needs a clip after it; put it before a clip';
  if (type === 'fade-to-black' && !isClip(before)) return 'needs a clip before it; put it after a clip';
  return isClip(before) || isClip(after) ? undefined : 'stands between no clips; put it beside one';
};
