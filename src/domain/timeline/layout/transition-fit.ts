/** How transitions lie between their neighbours: shared out over the cut, and checked against the room there is. */
import type { Clip, DraftTransition } from '../draft.types.ts';
import { type Place, pathOf } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import type { Item } from './placed.types.ts';
import type { Room } from './room.ts';

/** Frames before and after the cut. */
export type Sides = { readonly inFrames: number; readonly outFrames: number };

/** The material that clips have beyond what they show. */
export type RoomOf = (clip: Clip) => Room;

const isClip = (item: Item | undefined): item is Clip => item !== undefined && item.kind !== 'gap';

/**
 * The frames of a transition between what stands on both sides of a cut. Given as one length it straddles the cut, as far as the
 * clips have material beyond it; at an end of the track it lies on the side that exists.
 */
export const sidesOf = (
  drafted: DraftTransition,
  before: Item | undefined,
  after: Item | undefined,
  roomOf: RoomOf,
): Sides => {
  const { frames, transition } = drafted;
  if ('inFrames' in frames) return frames;
  const { durationFrames } = frames;
  if (transition.type === 'fade-to-black') return { inFrames: durationFrames, outFrames: 0 };
  if (transition.type === 'fade-from-black' || !isClip(before)) return { inFrames: 0, outFrames: durationFrames };
  if (!isClip(after)) return { inFrames: durationFrames, outFrames: 0 };
  const { head } = roomOf(after);
  const { tail } = roomOf(before);
  const half = Math.min(Math.floor(durationFrames / 2), head);
  // What the clip before has not is taken from the one after, if that has it.
  const inFrames = durationFrames - half > tail ? Math.max(half, Math.min(head, durationFrames - tail)) : half;
  return { inFrames, outFrames: durationFrames - inFrames };
};

/** Why a transition of this type cannot stand between these. */
export const neighbourProblem = (
  type: string,
  before: Item | undefined,
  after: Item | undefined,
): string | undefined => {
  if (type === 'fade-from-black' && !isClip(after)) return 'needs a clip after it; put it before a clip';
  if (type === 'fade-to-black' && !isClip(before)) return 'needs a clip before it; put it after a clip';
  return isClip(before) || isClip(after) ? undefined : 'stands between no clips; put it beside one';
};

/** An item with its length, undefined while that is unknown, and its place in the source. */
export type Laid = { readonly item: Item; readonly length: number | undefined; readonly place: Place };

/** A transition at the cut before item `before`. */
export type Fitted = { readonly drafted: DraftTransition; readonly before: number; readonly sides: Sides };

type Tell = Pick<Reading, 'tell'>;

/** Tells transitions that do not lie within the items beside them, or lie over each other. */
export const checkRoom = (laid: readonly Laid[], transitions: readonly Fitted[], findings: Tell): void => {
  const groups = Map.groupBy(transitions, ({ before }) => before);
  for (const [index, [first, second, third]] of groups) {
    if (!first) continue;
    const { inFrames, outFrames } = first.sides;
    // One fade to black and one fade from black meet at a cut: each has a side of its own.
    const meet = second && !third && outFrames === 0 && second.sides.inFrames === 0;
    if (second && !meet) {
      const right = 'put a clip between them or keep one';
      findings.tell(second.drafted.place, `stands right after another transition; ${right}`);
      continue;
    }
    // Of the item before, what the transition at its own beginning takes is not free any more.
    const taken = groups.get(index - 1)?.at(-1)?.sides.outFrames ?? 0;
    const [before, after] = [laid[index - 1], laid[index]];
    tellUnlessFree(first, inFrames, before, taken, 'before the cut', 'before the track begins', findings);
    tellUnlessFree(
      second ?? first,
      (second ?? first).sides.outFrames,
      after,
      0,
      'after the cut',
      'after the track ends',
      findings,
    );
  }
};

const tellUnlessFree = (
  { drafted }: Fitted,
  frames: number,
  beside: Laid | undefined,
  taken: number,
  where: string,
  outside: string,
  findings: Tell,
): void => {
  if (beside && beside.length === undefined) return;
  const free = Math.max(0, (beside?.length ?? 0) - taken);
  if (frames <= free) return;
  const place = beside ? `of ${pathOf(beside.place)} ${where}` : outside;
  const right = free > 0 ? `use ${free} or less` : 'use 0';
  findings.tell(drafted.place, `it takes ${frames} frames ${place}, where only ${free} are free; ${right}`);
};
