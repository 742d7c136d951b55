/**
 * Names for the second halves of clips that are cut. What is left over when the first half goes away gets its name back, so that
 * an edit gives no clip a new name without need.
 */
import type { Timeline } from '../timeline.types.ts';
import type { Track } from './edit.types.ts';

const idsOf = (tracks: readonly Track[]): readonly string[] =>
  tracks.flatMap(({ items }) => items.flatMap((item) => ('id' in item ? [item.id] : [])));

/** The first of `a`, `a-2`, `a-3` … that is not taken. */
const free = (id: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(id)) return id;
  let number = 2;
  while (taken.has(`${id}-${number}`)) number++;
  return `${id}-${number}`;
};

/** The names that one edit gives. */
export class FreshIds {
  readonly #taken: Set<string>;
  /** Made names, and those of the clips they were cut from. */
  readonly #origins = new Map<string, string>();

  constructor(timeline: Timeline) {
    this.#taken = new Set(idsOf(timeline.tracks));
  }

  /** A name for the second half of a clip. */
  made(id: string): string {
    const origin = this.#origins.get(id) ?? id;
    const fresh = free(origin, this.#taken);
    this.#taken.add(fresh);
    this.#origins.set(fresh, origin);
    return fresh;
  }

  /** The tracks with the simplest names for what was cut. */
  settled(tracks: readonly Track[]): readonly Track[] {
    if (this.#origins.size === 0) return tracks;
    const taken = new Set(idsOf(tracks).filter((id) => !this.#origins.has(id)));
    return tracks.map((track) => {
      if (!idsOf([track]).some((id) => this.#origins.has(id))) return track;
      const items = track.items.map((item) => {
        const origin = 'id' in item ? this.#origins.get(item.id) : undefined;
        if (origin === undefined) return item;
        const id = free(origin, taken);
        taken.add(id);
        return { ...item, id };
      });
      return { ...track, items } as Track;
    });
  }
}
