/**
 * The pictures in the compositor's memory by name, least recently used first out: those that came from outside, and those made of
 * them. What the frame at hand needs is never dropped.
 */
import { WorkprintError } from '../domain/errors.ts';
import type { Arena } from './arena.ts';
import type { Cube } from './filters/filters.ts';
import type { PlanarPicture } from './filters/planar-picture.ts';
import { type Ground, type PlacedLayer, removeLayer } from './placed-layer.ts';

/** A picture as it came, with the memory it lies in; `version` tells one content from the next. */
export type TightPicture = { readonly kind: 'tight'; readonly picture: PlanarPicture; readonly version: number };

/** One clip's video: where its frames are read to, and which one is there. */
export type VideoPicture = {
  readonly kind: 'video';
  readonly target: number;
  readonly targetBytes: number;
  /** The frame as planes; made of what was read when that has alpha. */
  readonly picture: PlanarPicture;
  version: number;
  frameIndex: number | undefined;
  timeUs: number | undefined;
};

/** Ready to be drawn. `x` and `y`: place in the frame of a text. */
export type ReadyPicture = {
  readonly kind: 'ready';
  readonly layer: PlacedLayer | undefined;
  readonly version: number;
};

/** A table of colours; it takes no memory here. */
export type HeldTable = { readonly kind: 'table'; readonly cube: Cube };

export type Held = (TightPicture | VideoPicture | ReadyPicture | HeldTable) & {
  readonly x?: number;
  readonly y?: number;
};

export class PictureStore {
  readonly #arena: Arena;
  readonly #bytes: number;
  readonly #held = new Map<string, Held>();
  readonly #allocations = new Map<string, number>();
  #pinned = new Set<string>();
  /** How placed layers give their memory back; set once, since it allocates through this store itself. */
  readonly #ground: Ground;

  constructor(arena: Arena, bytes: number, ground: Ground) {
    this.#arena = arena;
    this.#bytes = bytes;
    this.#ground = ground;
  }

  /** These, and what is used from now on, stay until the next call. */
  pin(keys: Iterable<string>): void {
    this.#pinned = new Set(keys);
    for (const key of this.#pinned) this.#touch(key);
  }

  has(key: string): boolean {
    return this.#held.has(key);
  }

  /** What is held under a name; it stays for the rest of the frame. */
  find(key: string): Held | undefined {
    this.#pinned.add(key);
    return this.#touch(key);
  }

  /** Throws when it was not given: the caller forgot to ask what is missing. */
  get(key: string): Held {
    const held = this.find(key);
    if (!held) throw new WorkprintError('internal', `The compositor was not given ${key} before drawing it.`);
    return held;
  }

  /** Keeps a picture; `at` is memory that goes with it. What was held under the name is dropped, unless it is the same layer. */
  keep(key: string, held: Held, at?: number): void {
    const before = this.#held.get(key);
    const sameLayer = before?.kind === 'ready' && held.kind === 'ready' && before.layer === held.layer;
    if (before && !sameLayer) this.#drop(key);
    this.#held.delete(key);
    this.#held.set(key, held);
    this.#pinned.add(key);
    if (at !== undefined) this.#allocations.set(key, at);
  }

  /** Room in the memory; drops what was least recently used and is not needed now. */
  allocate(bytes: number): number {
    for (;;) {
      const at = this.#arena.allocate(bytes);
      if (at !== undefined) return at;
      const victim = [...this.#held.keys()].find(
        (key) => !this.#pinned.has(key) && this.#held.get(key)?.kind !== 'table',
      );
      if (victim === undefined)
        throw new WorkprintError('internal', `One frame needs more than ${this.#bytes} bytes of layers.`);
      this.#drop(victim);
    }
  }

  #touch(key: string): Held | undefined {
    const held = this.#held.get(key);
    if (held) {
      this.#held.delete(key);
      this.#held.set(key, held);
    }
    return held;
  }

  #drop(key: string): void {
    const held = this.#held.get(key);
    this.#held.delete(key);
    const at = this.#allocations.get(key);
    this.#allocations.delete(key);
    if (at !== undefined) this.#arena.free(at);
    if (held?.kind === 'ready' && held.layer) removeLayer(this.#ground, held.layer);
  }
}
