/**
 * Draws display lists into yuv420p frames of one memory, over the kernels. It holds the layers it has been given (least recently
 * used first out) and asks for those it misses; it does no input or output itself.
 *
 * Memory: output frames, a frame for mixing, a frame for what stands still, scratch for the kernels, then the layers.
 */
import { WorkprintError } from '../domain/errors.ts';
import type { MediaReference } from '../domain/timeline/timeline.types.ts';
import { Arena } from './arena.ts';
import { planarColour } from './colour.ts';
import type { DisplayList, Draw, FillDraw, LayerDraw, MixDraw, TextDraw } from './display-list.types.ts';
import { drawLayer, edgeOf } from './draw-layer.ts';
import { type FrameBuffer, frameBuffer, frameBytes } from './frame-buffer.ts';
import {
  affineScratchBytes,
  type Kernels,
  scaledScratchBytes,
  steepestSlope,
  turnedScratch,
} from './kernels/kernels.types.ts';
import type { LayerImage } from './layer-image.ts';
import { type Edge, type Ground, type PlacedLayer, placeLayer, removeLayer, setPatches } from './placed-layer.ts';
import { sharedDraws } from './shared-draws.ts';

/** Something to fetch before a frame can be composed. */
export type Resource =
  | { readonly kind: 'image'; readonly key: string; readonly image: MediaReference; readonly edge: Edge }
  | { readonly kind: 'text'; readonly key: string; readonly draw: TextDraw };

/** A text as a picture and where its top left pixel lies in the frame (even numbers); no picture when nothing shows. */
export type TextPicture = { readonly x: number; readonly y: number; readonly layer: LayerImage | undefined };

export type CompositorPlan = {
  readonly width: number;
  readonly height: number;
  /** Frames that may be in use at once: one being drawn, the others on their way out. */
  readonly frames: number;
  /** Bytes for layers. */
  readonly layerBytes: number;
};

export type CompositorMemory = { readonly kernels: Kernels; bytes(): Uint8Array };

const reserved = 1024;
const align = (bytes: number): number => Math.ceil(bytes / 256) * 256;
const scratchBytes = (width: number): number =>
  Math.max(scaledScratchBytes(width), affineScratchBytes, turnedScratch(width, steepestSlope).bytes);

/** Size of the memory that a plan needs. */
export const compositorBytes = ({ width, height, frames, layerBytes }: CompositorPlan): number =>
  reserved +
  (frames + 2) * align(frameBytes(width, height) + 64) +
  align(scratchBytes(width)) +
  align(layerBytes) +
  256;

/** The name of a picture's content. */
export const imageKey = (image: MediaReference): string =>
  image.kind === 'blob' ? image.blob.sha256 : image.kind === 'file' ? `file:${image.path}` : JSON.stringify(image);

type Held = { readonly picture: PlacedLayer | undefined; readonly x: number; readonly y: number };

/** Call `pin`, give what is `missing`, then `compose`, for every frame. */
export class Compositor {
  readonly #plan: CompositorPlan;
  readonly #memory: CompositorMemory;
  readonly #ground: Ground;
  readonly #scratch: number;
  readonly #held = new Map<string, Held>();
  #pinned: ReadonlySet<string> = new Set();
  /** What the frame before was, and the draws of which the backdrop holds the picture. */
  #before: DisplayList = [];
  #backdrop: DisplayList = [];

  constructor(memory: CompositorMemory, plan: CompositorPlan) {
    this.#memory = memory;
    this.#plan = plan;
    this.#scratch = reserved + (plan.frames + 2) * align(frameBytes(plan.width, plan.height) + 64);
    const from = this.#scratch + align(scratchBytes(plan.width));
    const arena = new Arena(from, from + align(plan.layerBytes) + 256);
    this.#ground = {
      kernels: memory.kernels,
      bytes: () => memory.bytes(),
      arena,
      allocate: (bytes) => this.#allocate(arena, bytes),
    };
  }

  /** Bytes of output frame `slot`, 0 <= slot < frames: planes Y, U, V. */
  frame(slot: number): Uint8Array {
    const { y } = this.#buffer(slot);
    return this.#memory.bytes().subarray(y, y + frameBytes(this.#plan.width, this.#plan.height));
  }

  /** What `compose` needs and does not hold yet, each once. */
  missing(list: DisplayList): readonly Resource[] {
    const wanted = new Map<string, Resource>();
    for (const resource of this.#resources(list)) if (!this.#held.has(resource.key)) wanted.set(resource.key, resource);
    return [...wanted.values()];
  }

  /** Hands over a picture that was missing. Pictures of the list about to be composed are never dropped: see `pin`. */
  giveImage(resource: Resource & { kind: 'image' }, layer: LayerImage): void {
    this.#held.set(resource.key, { picture: placeLayer(this.#ground, layer, resource.edge), x: 0, y: 0 });
  }

  giveText(resource: Resource & { kind: 'text' }, { x, y, layer }: TextPicture): void {
    this.#held.set(resource.key, { picture: layer && placeLayer(this.#ground, layer, 'clear'), x, y });
  }

  /** Keeps everything a list needs in memory until the next `pin`. Call before giving what is missing. */
  pin(list: DisplayList): void {
    this.#pinned = new Set(this.#resources(list).map(({ key }) => key));
    for (const key of this.#pinned) {
      const held = this.#held.get(key);
      if (!held) continue;
      this.#held.delete(key);
      this.#held.set(key, held);
    }
  }

  /** Draws a list into output frame `slot`. Everything it needs must be held. */
  compose(list: DisplayList, slot: number): void {
    const [frame, spare, backdrop] = [this.#buffer(slot), this.#mixing, this.#buffer(this.#plan.frames + 1)];
    const bytes = frameBytes(frame.width, frame.height);
    let drawn = sharedDraws(list, this.#backdrop);
    if (drawn > 0 && drawn === this.#backdrop.length) this.#memory.kernels.copy(frame.y, backdrop.y, bytes);
    else drawn = 0;
    // Draws that were the same in the frame before will likely be the same in the next one: keep their picture.
    const keep = sharedDraws(list, this.#before);
    for (let i = drawn; i < list.length; i++) {
      if (i === keep && keep > drawn) this.#keepBackdrop(list, keep, frame, backdrop);
      this.#draw(list[i]!, frame, spare);
    }
    if (keep === list.length && keep > drawn) this.#keepBackdrop(list, keep, frame, backdrop);
    this.#before = list;
  }

  #keepBackdrop(list: DisplayList, count: number, frame: FrameBuffer, backdrop: FrameBuffer): void {
    this.#memory.kernels.copy(backdrop.y, frame.y, frameBytes(frame.width, frame.height));
    this.#backdrop = list.slice(0, count);
  }

  get #mixing(): FrameBuffer {
    return this.#buffer(this.#plan.frames);
  }

  #buffer(slot: number): FrameBuffer {
    const { width, height } = this.#plan;
    return frameBuffer(reserved + slot * align(frameBytes(width, height) + 64), width, height);
  }

  #resources(list: DisplayList): Resource[] {
    return list.flatMap((draw): Resource[] => {
      switch (draw.kind) {
        case 'fill':
          return [];
        case 'text':
          return [{ kind: 'text', key: textKey(draw), draw }];
        case 'mix':
          return [...this.#resources(draw.from), ...this.#resources(draw.to)];
        case 'layer': {
          return [
            imageResource(mediaOf(draw), this.#edge(draw)),
            ...draw.patches.map((patch) => imageResource(patch.image, 'clear')),
          ];
        }
      }
    });
  }

  #edge(draw: LayerDraw): Edge {
    return edgeOf(draw, this.#plan.width, this.#plan.height);
  }

  #draw(draw: Draw, frame: FrameBuffer, spare: FrameBuffer): void {
    switch (draw.kind) {
      case 'fill':
        return this.#fill(draw, frame);
      case 'text':
        return this.#text(draw, frame);
      case 'layer':
        return this.#layer(draw, frame);
      case 'mix':
        return this.#mix(draw, frame, spare);
    }
  }

  #fill({ colour, weight }: FillDraw, frame: FrameBuffer): void {
    const { y, u, v, alpha } = planarColour(colour);
    const { kernels } = this.#memory;
    const n = frame.width * frame.height;
    const share = Math.round(weight * alpha);
    for (const [at, length, value] of [
      [frame.y, n, y],
      [frame.u, n / 4, u],
      [frame.v, n / 4, v],
    ] as const) {
      if (share === 256) kernels.fill(at, value, length);
      else if (share > 0) kernels.fade(at, length, share, value);
    }
  }

  #mix({ from, to, how }: MixDraw, frame: FrameBuffer, spare: FrameBuffer): void {
    const { kernels } = this.#memory;
    const bytes = frameBytes(frame.width, frame.height);
    kernels.copy(spare.y, frame.y, bytes);
    for (const draw of from) this.#draw(draw, frame, spare);
    for (const draw of to) this.#draw(draw, spare, frame);
    if (how.kind !== 'dissolve') throw notDrawnYet(how.kind);
    kernels.crossfade(frame.y, frame.y, spare.y, bytes, how.weight);
  }

  #text(draw: TextDraw, frame: FrameBuffer): void {
    const { picture, x, y } = this.#get(textKey(draw));
    if (!picture) return;
    const { width, height } = picture;
    const still = { scaleX: 1, scaleY: 1, rotationDeg: 0, anchorX: 0, anchorY: 0, tile: false, opaque: false };
    const plain = { flipX: false, flipY: false, blend: 'normal', filters: [], patches: [] } as const;
    const layer: LayerDraw = {
      kind: 'layer',
      source: { kind: 'image', media: { kind: 'file', path: '' } },
      width,
      height,
      x,
      y,
      ...still,
      ...plain,
      opacity: draw.opacity,
    };
    drawLayer(this.#ground, frame, layer, picture, this.#scratch);
  }

  #layer(draw: LayerDraw, frame: FrameBuffer): void {
    const { picture } = this.#get(imageResource(mediaOf(draw), this.#edge(draw)).key);
    if (!picture) return;
    if (picture.width !== draw.width || picture.height !== draw.height)
      throw new WorkprintError(
        'timeline-invalid',
        `A layer says ${draw.width} x ${draw.height}, its picture ${imageKey(mediaOf(draw))} is ${picture.width} x ${picture.height}.`,
      );
    const patches = draw.patches.flatMap(({ image, x, y }) => {
      const { key } = imageResource(image, 'clear');
      const patch = this.#get(key).picture;
      return patch ? [{ key: `${key} ${x} ${y}`, picture: patch, x, y }] : [];
    });
    setPatches(this.#ground, picture, patches);
    drawLayer(this.#ground, frame, draw, picture, this.#scratch);
  }

  #get(key: string): Held {
    const held = this.#held.get(key);
    if (!held) throw new WorkprintError('internal', `The compositor was not given ${key} before drawing it.`);
    return held;
  }

  /** Room for a layer; drops the least recently used ones that the present frame does not need. */
  #allocate(arena: Arena, bytes: number): number {
    for (;;) {
      const at = arena.allocate(bytes);
      if (at !== undefined) return at;
      const victim = [...this.#held.keys()].find((key) => !this.#pinned.has(key));
      if (victim === undefined)
        throw new WorkprintError('internal', `One frame needs more than ${this.#plan.layerBytes} bytes of layers.`);
      const held = this.#held.get(victim);
      this.#held.delete(victim);
      if (held?.picture) removeLayer(this.#ground, held.picture);
    }
  }
}

const imageResource = (image: MediaReference, edge: Edge): Resource & { kind: 'image' } => ({
  kind: 'image',
  key: `${imageKey(image)} ${edge}`,
  image,
  edge,
});

const textKey = ({ text, style }: TextDraw): string => JSON.stringify([text, style]);

const mediaOf = ({ source }: LayerDraw): MediaReference => {
  if (source.kind === 'image') return source.media;
  throw notDrawnYet(source.kind);
};

const notDrawnYet = (what: string): WorkprintError =>
  new WorkprintError('timeline-invalid', `This version cannot draw “${what}” yet; take it out of the timeline.`);
