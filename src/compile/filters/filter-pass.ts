/** One picture on its way through its filters: straight or premultiplied as the next kernel wants it, and the scratch they share. */
import { planarColour } from '../colour.ts';
import type { DrawnFilter } from '../display-list.types.ts';
import { blurScratchBytes, softenScratchBytes } from '../kernels/filter-kernels.types.ts';
import { type ColourStep, colourPrograms, curvesBytes, programBytes } from './colour-program.ts';
import type { Cube } from './cube.ts';
import { cubeTable, cubeTableBytes } from './cube-table.ts';
import type { FilterGround } from './filter-ground.types.ts';
import { boxOf } from './gaussian.ts';
import type { PlanarPicture } from './planar-picture.ts';

/** Most bytes that filtering a picture of this size allocates for the time of the call. */
export const filterRoomBytes = (width: number, height: number): number =>
  Math.max(
    cubeTableBytes,
    programBytes + curvesBytes,
    width * height * 2 + softenScratchBytes(width),
    blurScratchBytes(width, height),
  ) + 512;

/** Chroma, in code values, below which a key colour counts as grey. */
const leastKeyChroma = 8;

type Of<K extends DrawnFilter['kind']> = Extract<DrawnFilter, { kind: K }>;

/** Filters of a picture in place. `finish` leaves it premultiplied; `release` gives the scratch back. */
export class FilterPass {
  readonly #ground: FilterGround;
  #picture: PlanarPicture;
  /** Colour is not multiplied by alpha at the moment. An opaque picture is both. */
  #straight = false;
  #scratch: { readonly at: number; readonly bytes: number } | undefined;

  constructor(ground: FilterGround, picture: PlanarPicture) {
    this.#ground = ground;
    this.#picture = picture;
  }

  /** Passes of `colourPixels` for filters of colour alone. */
  colour(steps: readonly ColourStep[]): void {
    const { y, u, v, width, height } = this.#picture;
    for (const { matrix, curves } of colourPrograms(steps)) {
      this.#unpremultiply();
      const at = this.#room(programBytes + curvesBytes);
      this.#put(matrix, at);
      if (curves) this.#put(curves, at + programBytes);
      this.#ground.kernels.colourPixels(y, u, v, width, height, at, curves ? at + programBytes : 0);
    }
  }

  /** A grid of colours; amount 0..1. */
  lookUp(cube: Cube, amount: number): void {
    const weight = Math.round(Math.min(Math.max(amount, 0), 1) * 256);
    if (weight === 0) return;
    const { y, u, v, width, height } = this.#picture;
    this.#unpremultiply();
    const at = this.#room(cubeTableBytes);
    this.#put(cubeTable(cube), at);
    this.#ground.kernels.lookUpColours(y, u, v, width, height, at, weight);
  }

  /** Gaussian of this standard deviation in pixels, on premultiplied planes, so that no colour of empty pixels comes in. */
  blur(deviationPx: number): void {
    if (!(deviationPx > 0)) return;
    const { y, u, v, a, ac, width, height, opaque } = this.#picture;
    this.#premultiply();
    const scratch = this.#room(blurScratchBytes(width, height));
    const [full, half] = [boxOf(deviationPx), boxOf(deviationPx / 2)];
    const { kernels } = this.#ground;
    for (const plane of opaque ? [y] : [y, a]) kernels.blurPlane(plane, width, height, full.radius, full.edge, scratch);
    for (const plane of opaque ? [u, v] : [u, v, ac])
      kernels.blurPlane(plane, width / 2, height / 2, half.radius, half.edge, scratch);
  }

  /** Unsharp mask on luma: `amount` times the difference from a binomial blur (standard deviation 1). Negative softens. */
  sharpen(amount: number): void {
    const weight = Math.round(Math.min(Math.max(amount, -1), 127) * 256);
    if (weight === 0) return;
    const { y, a, width, height, opaque } = this.#picture;
    const n = width * height;
    const { kernels } = this.#ground;
    const soft = this.#room(n * 2 + softenScratchBytes(width));
    const [softAlpha, scratch] = [soft + n, soft + n * 2];
    this.#premultiply();
    kernels.soften(soft, y, width, height, scratch);
    if (!opaque) {
      // The mean of what is there, not of what is empty: soft colour divided by soft alpha.
      kernels.soften(softAlpha, a, width, height, scratch);
      kernels.unpremultiply(soft, soft, softAlpha, n, 0);
      this.#unpremultiply();
    }
    kernels.unsharp(y, soft, n, weight);
  }

  /**
   * Distances are in the plane of U and V, 1 being 255 times the square root of 2 code values, as in FFmpeg's chromakey: up to
   * `similarity` all is out, from there over `softness` it comes in. Both shrink together where they would come near grey, so that a
   * pale screen does not take everything grey with it.
   */
  chromaKey({ colour, similarity, softness, spill }: Of<'chroma-key'>): void {
    const { y, u, v, a, ac, width, height, opaque } = this.#picture;
    const { kernels } = this.#ground;
    const key = planarColour(colour);
    const n = width * height;
    const toGrey = Math.hypot(key.u - 128, key.v - 128);
    const farthest = toGrey > leastKeyChroma ? 0.8 * toGrey : Number.POSITIVE_INFINITY;
    const wanted = (Math.max(similarity, 0) + Math.max(softness, 0)) * 255 * Math.SQRT2;
    const shrink = wanted > farthest ? farthest / wanted : 1;
    // A hard edge is one code value soft.
    const slope = 1 / Math.max(softness * 255 * Math.SQRT2 * shrink, 1);
    const offset = -Math.max(similarity, 0) * 255 * Math.SQRT2 * shrink * slope;
    this.#unpremultiply();
    const own = opaque ? 0 : this.#room(n * 1.25);
    if (!opaque) {
      kernels.copy(own, a, n);
      kernels.copy(own + n, ac, n / 4);
    }
    kernels.keyLuma(y, a, u, v, width, height, key.y, key.u, key.v, slope, offset);
    kernels.keyChroma(u, v, ac, n / 4, key.u, key.v, slope, offset, Math.min(Math.max(spill, 0), 1));
    if (!opaque) {
      for (const plane of [y, a]) kernels.premultiply(plane, plane, own, n);
      for (const plane of [u, v, ac]) kernels.premultiply(plane, plane, own + n, n / 4);
    }
    this.#straight = false;
    this.#picture = { ...this.#picture, opaque: false };
  }

  /** Towards black from `size` of the half diagonal outwards, over `softness` of it. */
  vignette({ amount, size, softness }: Of<'vignette'>): void {
    const peak = Math.min(Math.max(amount, 0), 1) * 255;
    if (peak === 0) return;
    const { y, u, v, width, height } = this.#picture;
    const { kernels } = this.#ground;
    this.#unpremultiply();
    const mask = this.#room(width * height + 64);
    const reach = Math.hypot(width, height) / 2;
    const slope = 1 / (reach * Math.max(softness, 1 / reach));
    const offset = -size * reach * slope;
    const n = width * height;
    kernels.radialMask(mask, width, height, 0.5 - width / 2, 0.5 - height / 2, 1, slope, offset, peak);
    kernels.fadeMasked(y, mask, n, 16);
    kernels.radialMask(mask, width / 2, height / 2, 0.5 - width / 2, 1 - height / 2, 2, slope, offset, peak);
    for (const plane of [u, v]) kernels.fadeMasked(plane, mask, n / 4, 128);
  }

  /** The picture, premultiplied. */
  finish(): PlanarPicture {
    this.#premultiply();
    return this.#picture;
  }

  release(): void {
    if (this.#scratch) this.#ground.arena.free(this.#scratch.at);
    this.#scratch = undefined;
  }

  #unpremultiply(): void {
    if (!this.#straight)
      this.#eachColour((plane, alpha, n) => this.#ground.kernels.unpremultiply(plane, plane, alpha, n, 0));
    this.#straight = true;
  }

  #premultiply(): void {
    if (this.#straight) this.#eachColour((plane, alpha, n) => this.#ground.kernels.premultiply(plane, plane, alpha, n));
    this.#straight = false;
  }

  #eachColour(change: (plane: number, alpha: number, n: number) => void): void {
    const { y, u, v, a, ac, width, height, opaque } = this.#picture;
    if (opaque) return;
    const n = width * height;
    change(y, a, n);
    change(u, ac, n / 4);
    change(v, ac, n / 4);
  }

  #room(bytes: number): number {
    if (this.#scratch && this.#scratch.bytes >= bytes) return this.#scratch.at;
    this.release();
    this.#scratch = { at: this.#ground.allocate(bytes), bytes };
    return this.#scratch.at;
  }

  #put(table: Float32Array | Int16Array, at: number): void {
    this.#ground.bytes().set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), at);
  }
}
