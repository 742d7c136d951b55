/** First-fit allocation in one stretch of a memory, 256-byte aligned; neighbours that are free are joined. */

type Hole = { at: number; size: number };

export class Arena {
  readonly #holes: Hole[];
  readonly #sizes = new Map<number, number>();

  constructor(from: number, to: number) {
    const at = align(from);
    this.#holes = [{ at, size: to - at }];
  }

  /** Address of a fresh stretch, or undefined when no hole is large enough. */
  allocate(bytes: number): number | undefined {
    const size = align(Math.max(bytes, 1));
    const i = this.#holes.findIndex((hole) => hole.size >= size);
    if (i < 0) return undefined;
    const hole = this.#holes[i]!;
    const { at } = hole;
    if (hole.size === size) this.#holes.splice(i, 1);
    else {
      hole.at += size;
      hole.size -= size;
    }
    this.#sizes.set(at, size);
    return at;
  }

  free(at: number): void {
    const size = this.#sizes.get(at);
    if (size === undefined) throw new RangeError(`${at} is not the address of an allocation.`);
    this.#sizes.delete(at);
    let i = this.#holes.findIndex((hole) => hole.at > at);
    if (i < 0) i = this.#holes.length;
    this.#holes.splice(i, 0, { at, size });
    this.#join(i);
    if (i > 0) this.#join(i - 1);
  }

  #join(i: number): void {
    const [left, right] = [this.#holes[i], this.#holes[i + 1]];
    if (!left || !right || left.at + left.size !== right.at) return;
    left.size += right.size;
    this.#holes.splice(i + 1, 1);
  }
}

const align = (bytes: number): number => Math.ceil(bytes / 256) * 256;
