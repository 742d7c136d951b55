/**
 * Clips at absolute frames become tracks of ours, where items follow each other: holes become gaps, and what overlaps moves to a
 * track above, in the order of the source, so that the picture stays the same.
 */
import type { AudioClip, AudioTrack, PictureClip, VideoItem, VideoTrack } from '../../timeline/timeline.types.ts';

/** A clip and the frame of the timeline it begins at. */
export type Placed<Clip> = { readonly start: number; readonly clip: Clip };

type Timed = { readonly sourceRange: { readonly durationFrames: number } };

const endOf = ({ start, clip }: Placed<Timed>): number => start + clip.sourceRange.durationFrames;

type Row<Clip> = { readonly entries: Placed<Clip>[]; end: number };

const overlaps = <Clip extends Timed>(row: Row<Clip>, entry: Placed<Clip>): boolean =>
  entry.start < row.end && row.entries.some((other) => other.start < endOf(entry) && entry.start < endOf(other));

/** Rows of clips that do not overlap; each clip goes to the lowest row above everything it overlaps and that came before it. */
const rowsOf = <Clip extends Timed>(placed: readonly Placed<Clip>[]): Placed<Clip>[][] => {
  const rows: Row<Clip>[] = [];
  for (const entry of placed) {
    if (entry.clip.sourceRange.durationFrames <= 0) continue;
    const index = rows.findLastIndex((row) => overlaps(row, entry)) + 1;
    const row = rows[index] ?? { entries: [], end: 0 };
    rows[index] = row;
    row.entries.push(entry);
    row.end = Math.max(row.end, endOf(entry));
  }
  return rows.map(({ entries }) => entries.toSorted((a, b) => a.start - b.start));
};

/** The items of one row, with gaps where nothing lies. */
const itemsOf = <Clip extends Timed>(row: readonly Placed<Clip>[]): (Clip | GapItem)[] => {
  const items: (Clip | GapItem)[] = [];
  let frame = 0;
  for (const entry of row) {
    if (entry.start > frame) items.push(gapOf(entry.start - frame));
    items.push(entry.clip);
    frame = endOf(entry);
  }
  return items;
};

export type GapItem = {
  readonly kind: 'gap';
  readonly sourceRange: { readonly startFrame: 0; readonly durationFrames: number };
};
/** A hole of so many frames. */
export const gapOf = (durationFrames: number): GapItem => ({
  kind: 'gap',
  sourceRange: { startFrame: 0, durationFrames },
});

/** Picture tracks, bottom first; `name` gets a number when there are several. */
export const videoTracksOf = (placed: readonly Placed<PictureClip>[], id: string, name: string): VideoTrack[] =>
  rowsOf(placed).map((row, index) => ({
    kind: 'video',
    id: index === 0 ? id : `${id}-${index + 1}`,
    name: index === 0 ? name : `${name} (${index + 1})`,
    items: itemsOf(row) as VideoItem[],
  }));

/** Sound tracks. */
export const audioTracksOf = (placed: readonly Placed<AudioClip>[], id: string, name: string): AudioTrack[] =>
  rowsOf(placed).map((row, index) => ({
    kind: 'audio',
    id: index === 0 ? id : `${id}-${index + 1}`,
    name: index === 0 ? name : `${name} (${index + 1})`,
    items: itemsOf(row),
  }));

/** Frames that items cover; transitions take none. */
export const framesOfItems = (items: readonly { readonly kind: string }[]): number =>
  items.reduce(
    (sum, item) => sum + ('sourceRange' in item ? (item as unknown as Timed).sourceRange.durationFrames : 0),
    0,
  );

/** Last frame that any track covers. */
export const framesOfTracks = (tracks: readonly (VideoTrack | AudioTrack)[]): number =>
  Math.max(0, ...tracks.map(({ items }) => framesOfItems(items)));
