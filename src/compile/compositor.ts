/**
 * Draws display lists into yuv420p frames of one memory, over the kernels. It holds the pictures it has been given (least recently
 * used first out) and asks for those it misses; it does no input or output itself.
 *
 * Memory: output frames, a frame for mixing, a frame for what stands still, scratch for the kernels, then the pictures.
 */
import { Arena } from './arena.ts';
import { culledDraws } from './culled-draws.ts';
import type { DisplayList } from './display-list.types.ts';
import type { Cube } from './filters/filters.ts';
import { type FrameBuffer, frameBuffer, frameBytes } from './frame-buffer.ts';
import {
  affineScratchBytes,
  type Kernels,
  scaledScratchBytes,
  steepestSlope,
  turnedScratch,
} from './kernels/kernels.types.ts';
import type { LayerImage } from './layer-image.ts';
import { mixScratchBytes } from './mix/mix.ts';
import { Painter } from './painter.ts';
import { PictureStore } from './picture-store.ts';
import { Pictures, type StraightPicture } from './pictures.ts';
import type { Ground } from './placed-layer.ts';
import {
  type ImageResource,
  type LutResource,
  type Resource,
  resourcesOf,
  type ShapeResource,
  type TextResource,
  type VideoResource,
} from './resources.ts';
import { sharedDraws } from './shared-draws.ts';

/** A text as a picture and where its top left pixel lies in the frame (even numbers); no picture when nothing shows. */
export type TextPicture = { readonly x: number; readonly y: number; readonly layer: LayerImage | undefined };

export type CompositorPlan = {
  readonly width: number;
  readonly height: number;
  /** Frames that may be in use at once: one being drawn, the others on their way out. */
  readonly frames: number;
  /** Bytes for pictures; see `pictureMemoryOf`. */
  readonly layerBytes: number;
  /** Frames begin transparent and carry their alpha: yuva420p, not premultiplied. See `evaluateWithAlpha`. */
  readonly alpha?: boolean;
};

export type CompositorMemory = { readonly kernels: Kernels; bytes(): Uint8Array };

const reserved = 1024;
const align = (bytes: number): number => Math.ceil(bytes / 256) * 256;
const scratchBytes = (width: number): number =>
  Math.max(
    scaledScratchBytes(width),
    affineScratchBytes,
    turnedScratch(width, steepestSlope).bytes,
    mixScratchBytes(width),
  );
const slotBytes = ({ width, height, alpha }: CompositorPlan): number => align(frameBytes(width, height, alpha) + 64);

/** Size of the memory that a plan needs. */
export const compositorBytes = (plan: CompositorPlan): number =>
  reserved + (plan.frames + 2) * slotBytes(plan) + align(scratchBytes(plan.width)) + align(plan.layerBytes) + 256;

/** Call `pin`, give what is `missing`, then `compose`, for every frame. */
export class Compositor {
  readonly #plan: CompositorPlan;
  readonly #memory: CompositorMemory;
  readonly #store: PictureStore;
  readonly #pictures: Pictures;
  readonly #painter: Painter;
  /** What the frame before was, and the draws of which the backdrop holds the picture. */
  #before: DisplayList = [];
  #backdrop: DisplayList = [];

  constructor(memory: CompositorMemory, plan: CompositorPlan) {
    this.#memory = memory;
    this.#plan = plan;
    const scratch = reserved + (plan.frames + 2) * slotBytes(plan);
    const from = scratch + align(scratchBytes(plan.width));
    const arena = new Arena(from, from + align(plan.layerBytes) + 256);
    const ground: Ground = {
      ...{ kernels: memory.kernels, arena },
      bytes: () => memory.bytes(),
      allocate: (bytes) => this.#store.allocate(bytes),
    };
    this.#store = new PictureStore(arena, plan.layerBytes, ground);
    this.#pictures = new Pictures(ground, this.#store);
    this.#painter = new Painter(ground, this.#store, this.#pictures, scratch, this.#buffer(plan.frames));
  }

  /** Bytes of output frame `slot`, 0 <= slot < frames: planes Y, U, V, and A when the plan says so. */
  frame(slot: number): Uint8Array {
    const { width, height, alpha } = this.#plan;
    const { y } = this.#buffer(slot);
    return this.#memory.bytes().subarray(y, y + (alpha ? width * height * 2.5 : frameBytes(width, height)));
  }

  /** What `compose` needs and does not hold yet, each once. A video is missing until its frame for this very moment was given. */
  missing(list: DisplayList): readonly Resource[] {
    const wanted = new Map<string, Resource>();
    for (const resource of resourcesOf(list, this.#plan)) {
      const isHeld = resource.kind === 'video' ? this.#pictures.hasVideo(resource) : this.#store.has(resource.key);
      if (!isHeld) wanted.set(resource.key, resource);
    }
    return [...wanted.values()];
  }

  /**
   * Hands over a picture that was missing: planes (of a painted layer, or as a decoder gives them), or RGBA that is not premultiplied.
   * Pictures of the list about to be composed are never dropped: see `pin`.
   */
  giveImage({ key, form }: ImageResource, image: LayerImage | StraightPicture): void {
    this.#pictures.take(key, form, image);
  }

  giveText({ key, form }: TextResource, { x, y, layer }: TextPicture): void {
    this.#pictures.take(key, form, layer, x, y);
  }

  giveShape({ key, form }: ShapeResource, layer: LayerImage): void {
    this.#pictures.take(key, form, layer);
  }

  /** A table of colours, parsed by `parseCube`. */
  giveLut({ key }: LutResource, cube: Cube): void {
    this.#pictures.takeTable(key, cube);
  }

  /**
   * The memory to read the next frame of a video into: yuv420p planes (BT.709 limited), or RGBA when it has alpha; as large as
   * delivered. Valid until the next call that gives something; until `giveVideo` the video counts as missing.
   */
  videoTarget(resource: VideoResource): Uint8Array {
    const { at, bytes } = this.#pictures.videoTarget(resource);
    return this.#memory.bytes().subarray(at, at + bytes);
  }

  /** Index of the frame of a video that is in memory; undefined before the first, or when it had to make room. */
  videoFrame(resource: VideoResource): number | undefined {
    return this.#pictures.videoFrame(resource);
  }

  /** The frame that a video shows at this moment is in its target. With the index that was there before nothing is done again. */
  giveVideo(resource: VideoResource, frameIndex: number): void {
    this.#pictures.giveVideo(resource, frameIndex);
  }

  /** Keeps everything a list needs in memory until the next `pin`. Call before giving what is missing. */
  pin(list: DisplayList): void {
    this.#store.pin(resourcesOf(list, this.#plan).map(({ key }) => key));
  }

  /** Draws a list into output frame `slot`. Everything it needs must be held. */
  compose(list: DisplayList, slot: number): void {
    const { kernels } = this.#memory;
    const [frame, backdrop] = [this.#buffer(slot), this.#buffer(this.#plan.frames + 1)];
    const bytes = frameBytes(frame.width, frame.height, this.#plan.alpha);
    const { draws, covers } = culledDraws(list, frame, this.#painter.isOpaque);
    let drawn = sharedDraws(draws, this.#backdrop);
    if (drawn > 0 && drawn === this.#backdrop.length) kernels.copy(frame.y, backdrop.y, bytes);
    else {
      drawn = 0;
      if (this.#plan.alpha && !covers) kernels.fill(frame.y, 0, bytes);
    }
    // Draws that were the same in the frame before will likely be the same in the next one: keep their picture.
    const keep = this.#worthKeeping(draws, sharedDraws(draws, this.#before));
    for (let i = drawn; i < draws.length; i++) {
      if (i === keep && keep > drawn) this.#keepBackdrop(draws, keep, frame, backdrop);
      this.#painter.draw(draws[i]!, frame);
    }
    if (keep === draws.length && keep > drawn) this.#keepBackdrop(draws, keep, frame, backdrop);
    this.#before = draws;
    if (this.#plan.alpha) this.#straighten(frame);
  }

  /** A single fill is drawn faster than it is copied. */
  #worthKeeping(draws: DisplayList, shared: number): number {
    return shared === 1 && draws.length > 1 && draws[0]?.kind === 'fill' ? 0 : shared;
  }

  #keepBackdrop(list: DisplayList, count: number, frame: FrameBuffer, backdrop: FrameBuffer): void {
    this.#memory.kernels.copy(backdrop.y, frame.y, frameBytes(frame.width, frame.height, this.#plan.alpha));
    this.#backdrop = list.slice(0, count);
  }

  /** From premultiplied to straight; where nothing shows, black. */
  #straighten({ width, height, y, u, v, a, ac }: FrameBuffer): void {
    if (a === undefined || ac === undefined) return;
    const { kernels } = this.#memory;
    const n = width * height;
    kernels.unpremultiply(y, y, a, n, 16);
    kernels.unpremultiply(u, u, ac, n / 4, 128);
    kernels.unpremultiply(v, v, ac, n / 4, 128);
  }

  #buffer(slot: number): FrameBuffer {
    const { width, height, alpha } = this.#plan;
    return frameBuffer(reserved + slot * slotBytes(this.#plan), width, height, alpha);
  }
}
