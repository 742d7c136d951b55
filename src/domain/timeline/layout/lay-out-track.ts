/** Lays a draft track out: its clips in a row, transitions shared out over the cuts, and all of it checked for room. */
import type { Clip, DraftItem, DraftTrack } from '../draft.types.ts';
import type { Place } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import type { AudioItem, AudioTransition, Transition, VideoItem } from '../timeline.types.ts';
import type { Item } from './placed.types.ts';
import { type LengthOf, Row, type Waiting } from './row.ts';
import { checkRoom, type Fitted, type Laid, neighbourProblem, type RoomOf, sidesOf } from './transition-fit.ts';

/** Where problems are told. */
type Findings = Pick<Reading, 'tell'>;

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
  /** Where each item stood in the source; gaps that were added stand where the clip after them does. */
  readonly places: readonly Place[];
  /** Clips of known length. */
  readonly shown: readonly ShownClip[];
  /** Undefined while it is unknown. */
  readonly end: number | undefined;
};

/** Clips that all say where they begin may stand in any order. */
const inOrder = (items: readonly DraftItem[]): readonly DraftItem[] => {
  const clips = items.filter((item) => item.what === 'clip');
  return clips.length === items.length && clips.every(({ start }) => start !== undefined)
    ? clips.toSorted((a, b) => (a.start ?? 0) - (b.start ?? 0))
    : items;
};

/** The items of a track in their places. Everything that does not fit is told. */
export const layOutTrack = (track: DraftTrack, lengths: Lengths, findings: Findings): LaidTrack => {
  const row = new Row(lengths.lengthOf, findings);
  for (const item of inOrder(track.items)) row.add(item);
  const transitions = row.waiting.map((waiting) => fitted(row.laid, waiting, lengths.roomOf, findings));
  checkRoom(row.laid, transitions, findings);
  const items: (VideoItem | AudioItem)[] = [];
  const places: Place[] = [];
  let next = 0;
  for (let index = 0; index <= row.laid.length; index++) {
    for (let transition = transitions[next]; transition?.before === index; transition = transitions[++next]) {
      items.push({ ...transition.drafted.transition, ...transition.sides } as Transition | AudioTransition);
      places.push(transition.drafted.place);
    }
    const laid = row.laid[index];
    if (!laid) continue;
    items.push(withLength(laid));
    places.push(laid.place);
  }
  return { items, places, end: row.frame, shown: shownClips(row.laid, transitions) };
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
