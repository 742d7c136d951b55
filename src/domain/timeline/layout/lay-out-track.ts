/**
 * Lays the items of a draft track out: gaps before clips that begin later, overlaps turned into transitions, transitions shared
 * out over their cuts. Lengths may be unknown (a draft whose media were not measured): what depends on them is not checked then.
 */
import { withoutHead, withoutTail } from '../clip-time.ts';
import type { DraftClip, DraftItem, DraftTrack, DraftTransition } from '../draft.types.ts';
import { type Place, pathOf, placeIn } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import type { AudioItem, AudioTransition, Transition, VideoItem } from '../timeline.types.ts';
import type { Item } from './placed.types.ts';
import { neighbourProblem, type Sides, sidesOf } from './transition-fit.ts';

/** Where problems are told. */
type Findings = Pick<Reading, 'tell'>;

/** The length in frames of a clip that begins at `start`; undefined while either is unknown. */
export type LengthOf = (clip: DraftClip, start: number | undefined) => number | undefined;

export type LaidTrack = {
  readonly items: readonly (VideoItem | AudioItem)[];
  /** Undefined while it is unknown. */
  readonly end: number | undefined;
};

/** An item in its place: how long it is and where it stands in the source. */
type Laid = { item: Item; length: number | undefined; readonly place: Place };
/** A transition before the item at `before`, whose sides are worked out when everything stands. */
type Waiting = { readonly drafted: DraftTransition; readonly before: number; readonly sides?: Sides };

class Layout {
  readonly laid: Laid[] = [];
  readonly waiting: Waiting[] = [];
  readonly #lengthOf: LengthOf;
  readonly #findings: Findings;
  /** Where the next item begins; undefined after an unknown length. */
  frame: number | undefined = 0;

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
    const { clip, transition, start } = drafted;
    const last = this.laid.at(-1);
    const follows = last !== undefined && last.item.kind !== 'gap' && this.waiting.at(-1)?.before !== this.laid.length;
    const isOverlay = follows && transition !== undefined && 'durationFrames' in transition.frames;
    const overlap = this.#overlap(drafted, isOverlay);
    const begins = start ?? (this.frame === undefined || overlap === undefined ? undefined : this.frame - overlap);
    const length = this.#lengthOf(drafted, begins);
    if (overlap !== undefined && overlap > 0) {
      this.#addOverlapping(drafted, length, overlap);
      return;
    }
    if (start !== undefined && this.frame !== undefined && start > this.frame)
      this.#push(
        { kind: 'gap', sourceRange: { startFrame: 0, durationFrames: start - this.frame } },
        start - this.frame,
        drafted.place,
      );
    if (start !== undefined) this.frame = start;
    if (transition) this.waiting.push({ drafted: transition, before: this.laid.length });
    this.#push(clip, length, drafted.place);
  }

  /** Frames that a clip shares with the one before it: wanted by its transition, or forced by where it begins. */
  #overlap({ start, transition }: DraftClip, isOverlay: boolean): number | undefined {
    if (start === undefined)
      return isOverlay && transition && 'durationFrames' in transition.frames ? transition.frames.durationFrames : 0;
    return this.frame === undefined ? undefined : this.frame - start;
  }

  /** Two clips over each other become one after the other, joined by the transition that stands for the overlap. */
  #addOverlapping(drafted: DraftClip, length: number | undefined, overlap: number): void {
    const { transition, place } = drafted;
    const last = this.laid.at(-1);
    const wanted = transition && 'durationFrames' in transition.frames ? transition.frames.durationFrames : undefined;
    const isJoined = last !== undefined && last.item.kind !== 'gap' && this.waiting.at(-1)?.before !== this.laid.length;
    if (!transition || !last || !isJoined || wanted !== overlap) {
      this.#tellOverlap(drafted, last, overlap, wanted);
      this.frame = undefined;
      this.#push(drafted.clip, undefined, place);
      return;
    }
    // A clip that comes with a ramp keeps its beginning; otherwise the cut is in the middle of the overlap.
    const half = Math.floor(overlap / 2);
    const shortened = withoutHead(drafted.clip, half);
    const inFrames = shortened ? half : 0;
    const outFrames = overlap - inFrames;
    const before = last.item.kind === 'gap' ? undefined : withoutTail(last.item, outFrames);
    const shortest = Math.min(last.length ?? Number.POSITIVE_INFINITY, length ?? Number.POSITIVE_INFINITY);
    if (overlap > shortest || !before) {
      const problem = before
        ? `${overlap} frames are longer than a clip beside it, which has ${shortest}; use ${shortest} or less`
        : 'the clip before it runs backwards on a ramp and cannot be cut short; use a transition item with inFrames and outFrames';
      this.#findings.tell(transition.place, problem);
      last.length = undefined;
      this.frame = undefined;
      this.#push(drafted.clip, undefined, place);
      return;
    }
    last.item = before;
    if (last.length !== undefined) last.length -= outFrames;
    if (this.frame !== undefined) this.frame -= outFrames;
    this.waiting.push({ drafted: transition, before: this.laid.length, sides: { inFrames, outFrames } });
    this.#push(shortened ?? drafted.clip, length === undefined ? undefined : length - inFrames, place);
  }

  #tellOverlap(
    { place, start = 0 }: DraftClip,
    last: Laid | undefined,
    overlap: number,
    wanted: number | undefined,
  ): void {
    const before = last && last.item.kind !== 'gap' ? pathOf(last.place) : 'what is before it';
    this.#findings.tell(
      placeIn(place, 'start'),
      wanted === undefined
        ? `frame ${start} is ${overlap} frames before ${before} ends; start at ${start + overlap}, put one on another track, or add a transition`
        : `it overlaps ${before} by ${overlap} frames, and its transition has ${wanted}; use the same number, or start at ${start + overlap}`,
    );
  }

  #push(item: Item, length: number | undefined, place: Place): void {
    this.laid.push({ item, length, place });
    this.frame = this.frame === undefined || length === undefined ? undefined : this.frame + length;
  }
}

/** Clips that all say where they begin may stand in any order. */
const inOrder = (items: readonly DraftItem[]): readonly DraftItem[] => {
  const clips = items.filter((item) => item.what === 'clip');
  return clips.length === items.length && clips.every(({ start }) => start !== undefined)
    ? clips.toSorted((a, b) => (a.start ?? 0) - (b.start ?? 0))
    : items;
};

/** The items of a track in their places. Everything that does not fit is told. */
export const layOutTrack = (track: DraftTrack, lengthOf: LengthOf, findings: Findings): LaidTrack => {
  const layout = new Layout(lengthOf, findings);
  for (const item of inOrder(track.items)) layout.add(item);
  const transitions = layout.waiting.map((waiting) => ({ ...waiting, ...fitted(layout.laid, waiting, findings) }));
  checkRoom(layout.laid, transitions, findings);
  const items: (VideoItem | AudioItem)[] = [];
  let next = 0;
  for (let index = 0; index <= layout.laid.length; index++) {
    for (; transitions[next]?.before === index; next++) {
      const { drafted, sides } = transitions[next] as (typeof transitions)[number];
      items.push({ ...drafted.transition, ...sides } as Transition | AudioTransition);
    }
    const laid = layout.laid[index];
    if (laid) items.push(withLength(laid));
  }
  return { items, end: layout.frame };
};

const withLength = ({ item, length = 0 }: Laid): VideoItem | AudioItem => ({
  ...item,
  sourceRange: { ...item.sourceRange, durationFrames: length },
});

const fitted = (
  laid: readonly Laid[],
  { drafted, before, sides }: Waiting,
  findings: Findings,
): { readonly sides: Sides } => {
  const [from, to] = [laid[before - 1]?.item, laid[before]?.item];
  const problem = neighbourProblem(drafted.transition.type, from, to);
  if (!problem) return { sides: sides ?? sidesOf(drafted, from, to) };
  findings.tell(drafted.place, problem);
  // How it would lie matters no more.
  return { sides: { inFrames: 0, outFrames: 0 } };
};

/** Transitions lie within the items beside them and not over each other. */
const checkRoom = (
  laid: readonly Laid[],
  transitions: readonly (Waiting & { readonly sides: Sides })[],
  findings: Findings,
): void => {
  const at = Map.groupBy(transitions, ({ before }) => before);
  for (const [index, group] of at) {
    const [first, second, third] = group;
    // One fade to black and one fade from black meet at a cut: each has a side of its own.
    const meet = second && !third && first?.sides.outFrames === 0 && second.sides.inFrames === 0;
    if (second && !meet)
      findings.tell(second.drafted.place, 'stands right after another transition; put a clip between them or keep one');
    else if (first)
      checkSides(
        laid,
        index,
        { ...first, sides: { inFrames: first.sides.inFrames, outFrames: (second ?? first).sides.outFrames } },
        at,
        findings,
      );
  }
};

const checkSides = (
  laid: readonly Laid[],
  index: number,
  { drafted, sides }: Waiting & { readonly sides: Sides },
  all: ReadonlyMap<number, readonly (Waiting & { readonly sides: Sides })[]>,
  findings: Findings,
): void => {
  const before = laid[index - 1];
  const after = laid[index];
  const fits = (frames: number, room: number | undefined, where: string): void => {
    if (room === undefined || frames <= room) return;
    const right = room > 0 ? `use ${room} or less` : 'use 0';
    findings.tell(
      drafted.place,
      `it takes ${frames} frames ${where}, where only ${Math.max(0, room)} are free; ${right}`,
    );
  };
  // Of the item before, what the transition at its own beginning takes is not free any more.
  const taken = all.get(index - 1)?.at(-1)?.sides.outFrames ?? 0;
  fits(
    sides.inFrames,
    before ? before.length && before.length - taken : 0,
    before ? `of ${pathOf(before.place)} before the cut` : 'before the track begins',
  );
  fits(
    sides.outFrames,
    after ? after.length : 0,
    after ? `of ${pathOf(after.place)} after the cut` : 'after the track ends',
  );
};
