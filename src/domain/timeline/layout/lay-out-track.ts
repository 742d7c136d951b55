/**
 * Lays the items of a draft track out: gaps before clips that begin later, overlaps turned into transitions, transitions shared
 * out over their cuts. Lengths may be unknown (a draft whose media were not measured): what depends on them is not checked then.
 */
import { withoutHead, withoutTail } from '../clip-time.ts';
import type { Clip, DraftClip, DraftItem, DraftTrack, DraftTransition } from '../draft.types.ts';
import { type Place, pathOf, placeIn } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import type { AudioItem, AudioTransition, Transition, VideoItem } from '../timeline.types.ts';
import type { Item } from './placed.types.ts';
import {
  checkRoom,
  type Fitted,
  type Laid,
  neighbourProblem,
  type RoomOf,
  type Sides,
  sidesOf,
} from './transition-fit.ts';

/** Where problems are told. */
type Findings = Pick<Reading, 'tell'>;

/** The length in frames of a clip that begins at `start`; undefined while either is unknown. */
export type LengthOf = (clip: DraftClip, start: number | undefined) => number | undefined;

/** What a track is laid out by. */
export type Lengths = { readonly lengthOf: LengthOf; readonly roomOf: RoomOf };

/** A clip as it came out, and the frames before and after its range that transitions show. */
export type ShownClip = {
  readonly place: Place;
  readonly clip: Clip;
  readonly head: number;
  readonly tail: number;
};

export type LaidTrack = {
  readonly items: readonly (VideoItem | AudioItem)[];
  /** Clips of known length. */
  readonly shown: readonly ShownClip[];
  /** Undefined while it is unknown. */
  readonly end: number | undefined;
};

/** An item in its place, which an overlap may still cut short. */
type Open = { item: Item; length: number | undefined; readonly place: Place };
/** A transition before the item at `before`, whose sides are worked out when everything stands. */
type Waiting = { readonly drafted: DraftTransition; readonly before: number; readonly sides?: Sides };

class Layout {
  readonly laid: Open[] = [];
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
    last: Open | undefined,
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
export const layOutTrack = (track: DraftTrack, lengths: Lengths, findings: Findings): LaidTrack => {
  const layout = new Layout(lengths.lengthOf, findings);
  for (const item of inOrder(track.items)) layout.add(item);
  const transitions = layout.waiting.map((waiting) => fitted(layout.laid, waiting, lengths.roomOf, findings));
  checkRoom(layout.laid, transitions, findings);
  const items: (VideoItem | AudioItem)[] = [];
  let next = 0;
  for (let index = 0; index <= layout.laid.length; index++) {
    for (let transition = transitions[next]; transition?.before === index; transition = transitions[++next])
      items.push({ ...transition.drafted.transition, ...transition.sides } as Transition | AudioTransition);
    const laid = layout.laid[index];
    if (laid) items.push(withLength(laid));
  }
  return { items, end: layout.frame, shown: shownClips(layout.laid, transitions) };
};

const withLength = ({ item, length = 0 }: Laid): Item => ({
  ...item,
  sourceRange: { ...item.sourceRange, durationFrames: length },
});

const fitted = (
  laid: readonly Laid[],
  { drafted, before, sides }: Waiting,
  roomOf: RoomOf,
  findings: Findings,
): Fitted => {
  const [from, to] = [laid[before - 1], laid[before]].map((each) => each && withLength(each));
  const problem = neighbourProblem(drafted.transition.type, from, to);
  if (!problem) return { drafted, before, sides: sides ?? sidesOf(drafted, from, to, roomOf) };
  findings.tell(drafted.place, problem);
  // How it would lie matters no more.
  return { drafted, before, sides: { inFrames: 0, outFrames: 0 } };
};

const shownClips = (laid: readonly Laid[], transitions: readonly Fitted[]): readonly ShownClip[] => {
  const clips = laid.map((each) => ({ place: each.place, item: withLength(each), head: 0, tail: 0 }));
  for (const { before, sides } of transitions) {
    const [from, to] = [clips[before - 1], clips[before]];
    if (from) from.tail = sides.outFrames;
    if (to) to.head = sides.inFrames;
  }
  return clips.flatMap(({ place, item, head, tail }, index) =>
    item.kind === 'gap' || laid[index]?.length === undefined ? [] : [{ place, clip: item, head, tail }],
  );
};
