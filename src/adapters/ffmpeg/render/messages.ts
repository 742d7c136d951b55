/** What the main thread and a render worker tell each other. While a worker renders it only speaks; it hears through `Control`. */
import type { ErrorCode } from '../../../domain/errors.ts';
import type { BlobRef } from '../../../domain/media.ts';
import type { MediaFacts } from '../../../domain/timeline/media-facts.types.ts';
import type { FontFile, Timeline } from '../../../domain/timeline/timeline.types.ts';

/** Files of this machine by the SHA-256 of their blobs: everything a timeline names. */
export type Paths = Readonly<Record<string, string>>;

/** Frames of a video from `firstFrame` on, or a still, of the size and kind in which they are delivered. */
export type SourceRequest = {
  readonly kind: 'pictures' | 'still';
  readonly blob: BlobRef;
  readonly facts: MediaFacts;
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
  /** Index of the first video frame wanted. */
  readonly firstFrame: number;
};

export type SegmentJob = {
  readonly kind: 'segment';
  readonly timeline: Timeline;
  readonly paths: Paths;
  /** The encoder's standard input. The main thread closes it, as it does all descriptors. */
  readonly encoderEnd: number;
  readonly alpha: boolean;
  /** All frames are alike: the first is sent, the encoder repeats it. */
  readonly still: boolean;
  readonly control: SharedArrayBuffer;
};

export type FrameJob = {
  readonly kind: 'frame';
  readonly timeline: Timeline;
  readonly frame: number;
  readonly paths: Paths;
  readonly alpha: boolean;
  readonly control: SharedArrayBuffer;
};

export type RenderJob = SegmentJob | FrameJob;
export type Fonts = readonly FontFile[];

export type FromWorker =
  /** A source will soon be read: its file descriptor is to appear in slot `slot`. */
  | { readonly kind: 'open'; readonly slot: number; readonly source: SourceRequest }
  /** It is read no more. With `nextFrame` it gives that frame next and may serve another job. */
  | { readonly kind: 'finished'; readonly slot: number; readonly nextFrame?: number }
  /** It ended before all frames were read; the last one stays, unless its decoder failed. */
  | { readonly kind: 'short'; readonly slot: number }
  | { readonly kind: 'missing-characters'; readonly characters: readonly string[]; readonly text: string }
  /** The job is done; `pixels` are those of a frame job. */
  | { readonly kind: 'done'; readonly pixels?: Uint8Array }
  /** A source ended before giving all frames; how its decoder ended is the better reason, if it failed. */
  | { readonly kind: 'source-ended'; readonly slot: number; readonly message: string }
  /** Nobody takes the frames any more; how the encoder ended is the reason. */
  | { readonly kind: 'encoder-ended' }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string };

/** Sources that may be open or asked for at once in one job. */
export const sourceSlots = 512;

/** What the main thread puts into a slot. */
export type HandedSource = {
  readonly descriptor: number;
  /** Index of the frame that the descriptor gives next; those before the one asked for are to be dropped. */
  readonly nextFrame: number;
};

const framesDone = 0;
const slotsFrom = 1;
const waiting = 0;
const refused = -1;

/** Numbers that both threads see: frames done, and for each slot the state or descriptor of its source and its next frame. */
export class Control {
  readonly memory: SharedArrayBuffer;
  readonly #numbers: Int32Array;

  constructor(memory = new SharedArrayBuffer((slotsFrom + 2 * sourceSlots) * 4)) {
    this.memory = memory;
    this.#numbers = new Int32Array(memory);
  }

  get framesDone(): number {
    return Atomics.load(this.#numbers, framesDone);
  }

  set framesDone(count: number) {
    Atomics.store(this.#numbers, framesDone, count);
  }

  /** Worker: makes a slot ready for a request. */
  clear(slot: number): void {
    Atomics.store(this.#numbers, slotsFrom + 2 * slot, waiting);
  }

  /** Main thread: gives the worker the descriptor of a source to read. */
  hand(slot: number, { descriptor, nextFrame }: HandedSource): void {
    Atomics.store(this.#numbers, slotsFrom + 2 * slot + 1, nextFrame);
    this.#settle(slot, descriptor + 1);
  }

  /** Main thread: there will be no descriptor. */
  refuse(slot: number): void {
    this.#settle(slot, refused);
  }

  /** Worker: blocks until the main thread has answered; undefined when there will be no descriptor. */
  awaitSource(slot: number): HandedSource | undefined {
    Atomics.wait(this.#numbers, slotsFrom + 2 * slot, waiting);
    const value = Atomics.load(this.#numbers, slotsFrom + 2 * slot);
    const nextFrame = Atomics.load(this.#numbers, slotsFrom + 2 * slot + 1);
    return value > 0 ? { descriptor: value - 1, nextFrame } : undefined;
  }

  #settle(slot: number, value: number): void {
    Atomics.store(this.#numbers, slotsFrom + 2 * slot, value);
    Atomics.notify(this.#numbers, slotsFrom + 2 * slot);
  }
}
