/**
 * From what came from outside to what is drawn: pictures are brought in, filtered, mirrored, cut and given their borders. Each result
 * is kept, so that what stays the same is made once.
 */
import { WorkprintError } from '../domain/errors.ts';
import { copyPicture, cutPicture, mirroredPlace, mirrorPicture } from './cut-picture.ts';
import type { LayerDraw } from './display-list.types.ts';
import { type Cube, filterPicture } from './filters/filters.ts';
import { type PlanarPicture, pictureBytes, planarPicture } from './filters/planar-picture.ts';
import { preparationOf } from './layer-edges.ts';
import type { LayerImage } from './layer-image.ts';
import type { PictureStore, TightPicture, VideoPicture } from './picture-store.ts';
import {
  type Ground,
  type PlacedLayer,
  placeLayer,
  placePlanar,
  rawLayer,
  smallestRawWidth,
  stagePicture,
} from './placed-layer.ts';
import { type Form, lutKey, type VideoResource, variantOf } from './resources.ts';
import type { Size } from './scene.types.ts';

/** A still from outside that is not packed yet: straight (not premultiplied) RGBA, even sides. */
export type StraightPicture = { readonly width: number; readonly height: number; readonly rgba: Uint8Array };

export class Pictures {
  readonly #ground: Ground;
  readonly #store: PictureStore;
  #versions = 0;

  constructor(ground: Ground, store: PictureStore) {
    this.#ground = ground;
    this.#store = store;
  }

  /** Brings a picture in, in the form it will be used in. `x`, `y`: its place in the frame, for a text. */
  take(key: string, form: Form, image: LayerImage | StraightPicture | undefined, x = 0, y = 0): void {
    if (image === undefined) return this.#store.keep(key, { kind: 'ready', layer: undefined, version: 0, x, y });
    if (form !== 'tight' && !('rgba' in image)) {
      const layer = placeLayer(this.#ground, image, form);
      return this.#store.keep(key, { kind: 'ready', layer, version: 0, x, y });
    }
    const at = this.#ground.allocate(pictureBytes(image.width, image.height));
    const picture = 'rgba' in image ? this.#packed(image, at) : stagePicture(this.#ground, image, at);
    if (form === 'tight') return this.#store.keep(key, { kind: 'tight', picture, version: 0, x, y }, at);
    const layer = placePlanar(this.#ground, picture, form);
    this.#ground.arena.free(at);
    this.#store.keep(key, { kind: 'ready', layer, version: 0, x, y });
  }

  #packed({ width, height, rgba }: StraightPicture, at: number): PlanarPicture {
    const staging = this.#ground.allocate(rgba.length + 64);
    this.#ground.bytes().set(rgba, staging);
    const picture = this.#pack(staging, planarPicture(at, width, height, false));
    this.#ground.arena.free(staging);
    return picture;
  }

  #pack(rgba: number, picture: PlanarPicture): PlanarPicture {
    const { width, height, y, u, v, a, ac } = picture;
    const opaque = this.#ground.kernels.packStraightRgba(rgba, width, height, y, u, v, a, ac) === 1;
    return { ...picture, opaque };
  }

  /** The memory that the next frame of a video is to be read into. Which frame lies in it is not known until one is given. */
  videoTarget(resource: VideoResource): { readonly at: number; readonly bytes: number } {
    const video = this.#video(resource);
    video.frameIndex = undefined;
    video.timeUs = undefined;
    return { at: video.target, bytes: video.targetBytes };
  }

  /** Which frame of a video is in memory. */
  videoFrame({ key }: VideoResource): number | undefined {
    const held = this.#store.has(key) ? this.#store.find(key) : undefined;
    return held?.kind === 'video' ? held.frameIndex : undefined;
  }

  /** Whether the frame for this very moment was given already. */
  hasVideo(resource: VideoResource): boolean {
    const held = this.#store.has(resource.key) ? this.#store.find(resource.key) : undefined;
    return held?.kind === 'video' && held.timeUs === resource.source.timeUs;
  }

  /** What lies in the target is this frame. */
  giveVideo(resource: VideoResource, frameIndex: number): void {
    const video = this.#video(resource);
    video.timeUs = resource.source.timeUs;
    if (video.frameIndex === frameIndex) return;
    video.frameIndex = frameIndex;
    this.#versions++;
    video.version = this.#versions;
    if (!resource.alpha) return;
    // Whether a frame happens to be opaque changes from frame to frame: its alpha is kept.
    this.#pack(video.target, video.picture);
  }

  #video({ key, width, height, alpha }: VideoResource): VideoPicture {
    const known = this.#store.has(key) ? this.#store.find(key) : undefined;
    if (known?.kind === 'video') return known;
    const planes = alpha ? pictureBytes(width, height) : 0;
    const targetBytes = alpha ? width * height * 4 : (width * height * 3) / 2;
    const at = this.#ground.allocate(planes + targetBytes + 64);
    const target = at + planes;
    const picture = planarPicture(alpha ? at : target, width, height, !alpha);
    const none = { frameIndex: undefined, timeUs: undefined };
    const video: VideoPicture = { kind: 'video', target, targetBytes, picture, version: 0, ...none };
    this.#store.keep(key, video, at);
    return video;
  }

  takeTable(key: string, cube: Cube): void {
    this.#store.keep(key, { kind: 'table', cube });
  }

  readonly #cubeOf = (media: Parameters<typeof lutKey>[0]): Cube => {
    const held = this.#store.get(lutKey(media));
    if (held.kind !== 'table') throw new WorkprintError('internal', `${lutKey(media)} is no table of colours.`);
    return held.cube;
  };

  /** The picture of a draw, ready to be drawn; `key` names what it is made of. None when it shows nothing. */
  ready(key: string, draw: LayerDraw, frame: Size): PlacedLayer | undefined {
    const held = this.#store.get(key);
    if (held.kind === 'ready') return held.layer;
    if (held.kind === 'table') throw new WorkprintError('internal', `${key} is no picture.`);
    const variant = variantOf(draw, frame);
    const { edge, isCut } = preparationOf(draw, frame);
    const { picture, version } = held;
    const isRaw = held.kind === 'video' && picture.opaque && picture.width >= smallestRawWidth;
    if (isRaw && variant === '' && edge === 'clamp') {
      const name = `${key} raw`;
      const raw = this.#store.find(name);
      if (raw?.kind === 'ready' && raw.version === version) return raw.layer;
      const layer = rawLayer(picture);
      this.#store.keep(name, { kind: 'ready', layer, version });
      return layer;
    }
    const name = `${key} ${variant === '' ? edge : variant}`;
    const before = this.#store.find(name);
    if (before?.kind === 'ready' && before.version === version) return before.layer;
    const into = before?.kind === 'ready' ? before.layer : undefined;
    const layer =
      variant === ''
        ? placePlanar(this.#ground, picture, edge, into)
        : this.#changed(held, draw, isCut, (made) => placePlanar(this.#ground, made, edge, into));
    this.#store.keep(name, { kind: 'ready', layer, version });
    return layer;
  }

  /** Filters, mirrors and cuts a copy of a picture, and hands it to `place` while it is in memory. */
  #changed(
    { picture }: TightPicture | VideoPicture,
    draw: LayerDraw,
    isCut: boolean,
    place: (made: PlanarPicture) => PlacedLayer,
  ): PlacedLayer {
    const { width, height } = picture;
    const bytes = pictureBytes(width, height);
    const at = this.#ground.allocate(bytes);
    let made = planarPicture(at, width, height, picture.opaque);
    copyPicture(this.#ground, made, picture);
    made = filterPicture(this.#ground, made, draw.filters, this.#cubeOf);
    let mirrored: number | undefined;
    if (draw.flipX || draw.flipY) {
      mirrored = this.#ground.allocate(bytes);
      const target = planarPicture(mirrored, width, height, made.opaque);
      mirrorPicture(this.#ground, target, made, draw.flipX, draw.flipY);
      made = target;
    }
    if (isCut) made = this.#cut(made, mirroredPlace(draw));
    const layer = place(made);
    if (mirrored !== undefined) this.#ground.arena.free(mirrored);
    this.#ground.arena.free(at);
    return layer;
  }

  #cut(picture: PlanarPicture, { crop }: LayerDraw): PlanarPicture {
    const { width, height, a, ac, opaque } = picture;
    const { kernels } = this.#ground;
    if (opaque) {
      kernels.fill(a, 255, width * height);
      kernels.fill(ac, 255, (width * height) / 4);
    }
    const clear = { ...picture, opaque: false };
    if (crop) cutPicture(this.#ground, clear, crop);
    return clear;
  }

  /** Keeps a picture that was drawn here; `at` is its memory. */
  keepDrawn(key: string, picture: PlanarPicture, at: number): void {
    this.#store.keep(key, { kind: 'tight', picture, version: 0 }, at);
  }
}
