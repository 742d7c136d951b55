/**
 * A track while it is laid out: clips one after the other, gaps before those that begin later, overlaps made into transitions.
 * Lengths may be unknown (a draft whose media were not measured): what hangs on them is not checked then.
 */
import { withoutHead, withoutTail } from '../clip-time.ts';
import type { Clip, DraftClip, DraftItem, DraftTransition } from '../draft.types.ts';
import { type Place, pathOf, placeIn } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import type { Item } from './placed.types.ts';
import type { Sides } from './transition-fit.ts';

/** Where problems are told. */
type Findings = Pick<Reading, 'tell'>;

/** The length in frames of a clip that begins at `start`; undefined while either is unknown. */
export type LengthOf = (clip: DraftClip, start: number | undefined) => number | undefined;

/** An item in its place, which an overlap may still cut short. */
type Open = { item: Item; length: number | undefined; readonly place: Place };
/** A transition before the item at `before`; without `sides` it is shared out when everything stands. */
export type Waiting = { readonly drafted: DraftTransition; readonly before: number; readonly sides?: Sides };

const gapOf = (durationFrames: number): Item => ({ kind: 'gap', sourceRange: { startFrame: 0, durationFrames } });

/** A track on its way: what stands so far, and where the next item begins. */
export class Row {
  readonly laid: Open[] = [];
  readonly waiting: Waiting[] = [];
  /** Where the next item begins; undefined after an unknown length. */
  frame: number | undefined = 0;
  readonly #lengthOf: LengthOf;
  readonly #findings: Findings;

  constructor(lengthOf: LengthOf, findings: Findings) {
    this.#lengthOf = lengthOf;
    this.#findings = findings;
  }

  add(item: DraftItem): void {
    if (item.what === 'transition') this.waiting.push({ drafted: item, before: this.laid.length });
    else if (item.what === 'gap') this.#push(item.gap, item.gap.sourceRange.durationFrames, item.place);
    else this.#addClip(item);
  }

  #addClip(drafted: DraftClip): void {
    const { clip, transition, start, place } = drafted;
    const joint = this.#jointOf(drafted);
    // Without a start the transition a clip brings says how far it lies over the clip before.
    const begins = start ?? (this.frame === undefined ? undefined : this.frame - (joint?.frames ?? 0));
    const length = this.#lengthOf(drafted, begins);
    const overlap = start === undefined ? (joint?.frames ?? 0) : Math.max(0, (this.frame ?? start) - start);
    if (overlap > 0 && overlap === joint?.frames) this.#join(drafted, length, joint);
    else if (overlap > 0) {
      this.#tellOverlap(drafted, overlap, joint?.frames);
      this.#pushUnknown(clip, place);
    } else {
      if (start !== undefined && this.frame !== undefined && start > this.frame)
        this.#push(gapOf(start - this.frame), start - this.frame, place);
      this.frame = start ?? this.frame;
      if (transition) this.waiting.push({ drafted: transition, before: this.laid.length });
      this.#push(clip, length, place);
    }
  }

  /** The clip before and the length of the transition that can join a clip to it; none beside a gap or another transition. */
  #jointOf({ transition }: DraftClip): Joint | undefined {
    const last = this.laid.at(-1);
    const isFree = this.waiting.at(-1)?.before !== this.laid.length;
    if (!transition || !('durationFrames' in transition.frames) || !last || last.item.kind === 'gap' || !isFree)
      return undefined;
    return { last, before: last.item, transition, frames: transition.frames.durationFrames };
  }

  /** Two clips over each other become one after the other, with the transition over the cut in the middle of the overlap. */
  #join({ clip, place }: DraftClip, length: number | undefined, { last, before, transition, frames }: Joint): void {
    // A clip on a ramp keeps its beginning: where its material would be later is for the renderer to add up.
    const half = Math.floor(frames / 2);
    const shortened = withoutHead(clip, half);
    const inFrames = shortened ? half : 0;
    const cut = withoutTail(before, frames - inFrames);
    const shortest = Math.min(last.length ?? Number.POSITIVE_INFINITY, length ?? Number.POSITIVE_INFINITY);
    if (frames > shortest || !cut) {
      const problem = cut
        ? `${frames} frames are longer than a clip beside it, which has ${shortest}; use ${shortest} or less`
        : 'the clip before it runs backwards on a ramp and cannot be cut short; use a transition item with inFrames and outFrames';
      this.#findings.tell(transition.place, problem);
      last.length = undefined;
      this.#pushUnknown(clip, place);
      return;
    }
    const sides = { inFrames, outFrames: frames - inFrames };
    last.item = cut;
    if (last.length !== undefined) last.length -= sides.outFrames;
    if (this.frame !== undefined) this.frame -= sides.outFrames;
    this.waiting.push({ drafted: transition, before: this.laid.length, sides });
    this.#push(shortened ?? clip, length === undefined ? undefined : length - inFrames, place);
  }

  #tellOverlap({ place, start = 0 }: DraftClip, overlap: number, wanted: number | undefined): void {
    const last = this.laid.at(-1);
    const before = last && last.item.kind !== 'gap' ? pathOf(last.place) : 'what is before it';
    const problem =
      wanted === undefined
        ? `frame ${start} is ${overlap} frames before ${before} ends; start at ${start + overlap}, put one on another track, or add a transition`
        : `it overlaps ${before} by ${overlap} frames, and its transition has ${wanted}; use the same number, or start at ${start + overlap}`;
    this.#findings.tell(placeIn(place, 'start'), problem);
  }

  /** A clip whose length is of no use any more: what hangs on it would only be told again. */
  #pushUnknown(clip: Clip, place: Place): void {
    this.#push(clip, undefined, place);
  }

  #push(item: Item, length: number | undefined, place: Place): void {
    this.laid.push({ item, length, place });
    this.frame = this.frame === undefined || length === undefined ? undefined : this.frame + length;
  }
}

/** Where a clip can be joined to the one before. */
type Joint = {
  readonly last: Open;
  readonly before: Clip;
  readonly transition: DraftTransition;
  readonly frames: number;
};
