/** The video frames of one segment, by the read plan: asks for decoders a little ahead, reads from them, keeps what runs backward. */
import type { DisplayList } from '../../../../compile/compile.ts';
import { WorkprintError } from '../../../../domain/errors.ts';
import type { MediaReference } from '../../../../domain/timeline/timeline.types.ts';
import { frameIndexAt, planReads, type ReadPlan, type Stretch, type VideoSource } from '../read-plan.ts';
import { readRaw, readY4m } from './frame-pipe.ts';
import { SourceEnded, type SourceSlots } from './source-slots.ts';

/** Decoders start this many frames before their first one is shown: starting and seeking take as long as composing these. */
const aheadFrames = 12;

type Reading = {
  readonly slot: number;
  readonly frameBytes: number;
  readonly fill: typeof readRaw;
  descriptor: number | undefined;
  /** Index of the frame that comes next from the descriptor. */
  next: number;
  /** Frames of a stretch that is kept, once it was read. */
  kept: Map<number, Uint8Array> | undefined;
  /** The file gave fewer frames than its facts promised: the last one stays where it was read to. */
  hasEnded: boolean;
  /** Where the last frame was read to, in its memory. */
  lastAt: number | undefined;
};

/** Facts of a video that was taken in. */
const takenIn = (media: MediaReference) => {
  if (media.kind !== 'blob' || !media.facts?.picture)
    throw new WorkprintError('internal', 'A video was never taken in: its facts are not here.');
  return { blob: media.blob, facts: media.facts, picture: media.facts.picture };
};

export class VideoFrames {
  readonly #plan: ReadPlan;
  readonly #slots: SourceSlots;
  readonly #frameCount: number;
  readonly #readings = new Map<Stretch, Reading>();
  #nextStretch = 0;
  #dropped = new Uint8Array(0);

  /** `lists` are the display lists of the segment; `frameTimesOf` reads the times of a variable rate by their SHA-256. */
  constructor(lists: readonly DisplayList[], slots: SourceSlots, frameTimesOf: (sha256: string) => Float64Array) {
    const indexOf = ({ media, timeUs }: VideoSource): number => {
      const { picture } = takenIn(media);
      return frameIndexAt(timeUs, picture, picture.frameTimes && frameTimesOf(picture.frameTimes.sha256));
    };
    this.#plan = planReads(lists, indexOf);
    this.#slots = slots;
    this.#frameCount = lists.length;
  }

  /** Which frame of its video a reader shows. */
  indexOf(frame: number, reader: string): number {
    return this.#placeOf(frame, reader).index;
  }

  /** Asks for the decoders that are needed soon. */
  prepare(frame: number): void {
    const { stretches } = this.#plan;
    for (; this.#slots.hasRoom; this.#nextStretch++) {
      const stretch = stretches[this.#nextStretch];
      if (!stretch || stretch.firstFrame > frame + aheadFrames) return;
      this.#readings.set(stretch, this.#begin(stretch));
    }
  }

  /** Puts the frame of a video that `frame` shows, as its decoder gives it, into `view`. */
  read(frame: number, reader: string, view: Uint8Array): void {
    const { stretch, index } = this.#placeOf(frame, reader);
    const reading = this.#readings.get(stretch);
    if (!reading) throw new WorkprintError('internal', `Video ${reader} is read outside its stretch.`);
    this.#open(reading);
    if (stretch.isKept) {
      reading.kept ??= this.#readAll(stretch, reading);
      view.set(reading.kept.get(index) as Uint8Array);
    } else this.#readInto(reading, index, view);
  }

  /** Hands back the decoders that no later frame needs. Those that the segment's end cuts off may go on in the next one. */
  release(frame: number): void {
    for (const [stretch, reading] of this.#readings) {
      if (stretch.lastFrame > frame) continue;
      const mayGoOn = stretch.lastFrame === this.#frameCount - 1 && !stretch.isKept && !reading.hasEnded;
      this.#readings.delete(stretch);
      this.#slots.finish(reading.slot, mayGoOn && reading.descriptor !== undefined ? reading.next : undefined);
    }
  }

  #placeOf(frame: number, reader: string) {
    const place = this.#plan.placeOf(frame, reader);
    if (!place) throw new WorkprintError('internal', `Frame ${frame} does not show video ${reader}.`);
    return place;
  }

  #begin({ media, width, height, lowest }: Stretch): Reading {
    const { blob, facts, picture } = takenIn(media);
    const { alpha } = picture;
    const slot = this.#slots.ask({ kind: 'pictures', blob, facts, width, height, alpha, firstFrame: lowest });
    const frameBytes = width * height * (alpha ? 4 : 1.5);
    return {
      slot,
      frameBytes,
      fill: alpha ? readRaw : readY4m,
      descriptor: undefined,
      next: lowest,
      kept: undefined,
      hasEnded: false,
      lastAt: undefined,
    };
  }

  #open(reading: Reading): void {
    if (reading.descriptor !== undefined) return;
    const { descriptor, nextFrame } = this.#slots.wait(reading.slot);
    reading.descriptor = descriptor;
    reading.next = nextFrame;
  }

  #readAll(stretch: Stretch, reading: Reading): Map<number, Uint8Array> {
    const kept = new Map<number, Uint8Array>();
    for (const index of [...stretch.wanted].sort((a, b) => a - b)) {
      const bytes = new Uint8Array(reading.frameBytes);
      this.#readInto(reading, index, bytes);
      kept.set(index, bytes);
    }
    return kept;
  }

  #readInto(reading: Reading, index: number, view: Uint8Array): void {
    if (this.#dropped.length < reading.frameBytes) this.#dropped = new Uint8Array(reading.frameBytes);
    const spare = this.#dropped.subarray(0, reading.frameBytes);
    for (; reading.next <= index && !reading.hasEnded; reading.next++) {
      const isWanted = reading.next === index;
      if (!reading.fill(reading.descriptor as number, isWanted ? view : spare)) this.#atEnd(reading);
    }
    if (reading.hasEnded && reading.lastAt !== view.byteOffset) throw this.#tooShort(reading);
    reading.lastAt = view.byteOffset;
  }

  #atEnd(reading: Reading): void {
    if (reading.lastAt === undefined) throw this.#tooShort(reading);
    reading.hasEnded = true;
    this.#slots.reportShort(reading.slot);
  }

  #tooShort({ slot, next }: Reading): SourceEnded {
    return new SourceEnded(slot, `A video ended at frame ${next}, before all the frames its file promised.`);
  }
}
