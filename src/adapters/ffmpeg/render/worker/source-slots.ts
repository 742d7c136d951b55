/** The worker's side of its sources: asks the main thread to open them, waits for descriptors, hands them back. */
import type { Control, FromWorker, HandedSource, SourceRequest } from '../messages.ts';
import { sourceSlots } from '../messages.ts';

/** A source gave fewer frames than it should, or could not be opened: the main thread knows why. */
export class SourceEnded extends Error {
  readonly slot: number;

  constructor(slot: number, message: string) {
    super(message);
    this.slot = slot;
  }
}

export class SourceSlots {
  readonly #control: Control;
  readonly #say: (message: FromWorker) => void;
  readonly #taken = new Set<number>();

  constructor(control: Control, say: (message: FromWorker) => void) {
    this.#control = control;
    this.#say = say;
  }

  /** Whether another source may be asked for. */
  get hasRoom(): boolean {
    return this.#taken.size < sourceSlots;
  }

  /** Asks for a source; it opens while the worker goes on. */
  ask(source: SourceRequest): number {
    let slot = 0;
    while (this.#taken.has(slot)) slot++;
    if (slot >= sourceSlots) throw new RangeError(`More than ${sourceSlots} sources at once.`);
    this.#taken.add(slot);
    this.#control.clear(slot);
    this.#say({ kind: 'open', slot, source });
    return slot;
  }

  /** Blocks until the source is open. */
  wait(slot: number): HandedSource {
    const handed = this.#control.awaitSource(slot);
    if (!handed) throw new SourceEnded(slot, 'A source of a segment could not be opened.');
    return handed;
  }

  /** The source ended early and the segment goes on without the rest, unless the decoder turns out to have failed. */
  reportShort(slot: number): void {
    this.#say({ kind: 'short', slot });
  }

  /** The source is read no more; `nextFrame`: it may go on from there in another job. */
  finish(slot: number, nextFrame?: number): void {
    this.#taken.delete(slot);
    this.#say({ kind: 'finished', slot, ...(nextFrame !== undefined && { nextFrame }) });
  }
}
