/** Pictures in a memory of the WebAssembly kernels, for tests: made from colours, read back as colours. */
import { instantiateKernels } from '../../src/adapters/kernels/kernels.ts';
import { Arena } from '../../src/compile/arena.ts';
import {
  type FilterGround,
  type PlanarPicture,
  pictureBytes,
  planarPicture,
} from '../../src/compile/filters/filters.ts';

/** Straight red, green, blue and alpha, 0..1. */
export type Rgba = readonly [number, number, number, number];

export class PictureMemory {
  readonly ground: FilterGround;
  readonly arena: Arena;
  #mostBytes = 0;
  #heldBytes = 0;

  constructor(bytes = 32 << 20) {
    const memory = instantiateKernels(bytes);
    this.arena = new Arena(1024, bytes);
    const sizes = new Map<number, number>();
    const { arena } = this;
    this.ground = {
      kernels: memory.kernels,
      bytes: () => memory.bytes(),
      allocate: (size) => {
        const at = arena.allocate(size);
        if (at === undefined) throw new Error(`No room for ${size} bytes.`);
        sizes.set(at, size);
        this.#heldBytes += size;
        this.#mostBytes = Math.max(this.#mostBytes, this.#heldBytes);
        return at;
      },
      arena: {
        free: (at) => {
          arena.free(at);
          this.#heldBytes -= sizes.get(at) ?? 0;
        },
      },
    };
  }

  /** Bytes that are allocated now, and the most there were since the last time this was asked. */
  allocated(): { readonly now: number; readonly most: number } {
    const most = this.#mostBytes;
    this.#mostBytes = this.#heldBytes;
    return { now: this.#heldBytes, most };
  }

  /** Room for a picture. */
  room(width: number, height: number, opaque = false): PlanarPicture {
    const at = this.ground.allocate(pictureBytes(width, height));
    this.ground.kernels.fill(at, 0, pictureBytes(width, height));
    return planarPicture(at, width, height, opaque);
  }

  /** A picture painted pixel by pixel, converted by the packing kernel. */
  paint(width: number, height: number, colour: (x: number, y: number) => Rgba): PlanarPicture {
    const picture = this.room(width, height);
    const source = this.ground.allocate(width * height * 4);
    const rgba = this.ground.bytes().subarray(source, source + width * height * 4);
    for (let j = 0, i = 0; j < height; j++)
      for (let x = 0; x < width; x++, i += 4)
        for (const [c, value] of colour(x, j).entries()) rgba[i + c] = Math.round(value * 255);
    const { y, u, v, a, ac } = picture;
    const opaque = this.ground.kernels.packStraightRgba(source, width, height, y, u, v, a, ac) === 1;
    this.ground.arena.free(source);
    return { ...picture, opaque };
  }

  copy(picture: PlanarPicture): PlanarPicture {
    const to = this.room(picture.width, picture.height, picture.opaque);
    this.ground.kernels.copy(to.y, picture.y, (picture.width * picture.height * 11) / 4);
    return to;
  }

  free(picture: PlanarPicture): void {
    this.ground.arena.free(picture.y);
  }

  /** Code values at a pixel: Y, U, V, A, AC. */
  at(
    { width, y, u, v, a, ac }: PlanarPicture,
    x: number,
    j: number,
  ): readonly [number, number, number, number, number] {
    const bytes = this.ground.bytes();
    const [full, half] = [j * width + x, (j >> 1) * (width >> 1) + (x >> 1)];
    return [bytes[y + full]!, bytes[u + half]!, bytes[v + half]!, bytes[a + full]!, bytes[ac + half]!];
  }

  /** The planes one after the other. */
  planes({ y, width, height, opaque }: PlanarPicture): Uint8Array {
    return this.ground.bytes().slice(y, y + (opaque ? (width * height * 3) / 2 : (width * height * 11) / 4));
  }
}

/** Straight R'G'B' 0..1 of premultiplied BT.709 limited code values, not clipped; black where alpha is 0. */
export const rgbOf = (y: number, u: number, v: number, a = 255, ac = 255): readonly [number, number, number] => {
  if (a === 0) return [0, 0, 0];
  const luma = ((y * 255) / a - 16) / 219;
  const [cb, cr] = ac === 0 ? [0, 0] : [((u * 255) / ac - 128) / 224, ((v * 255) / ac - 128) / 224];
  return [luma + 1.5748 * cr, luma - 0.187324 * cb - 0.468124 * cr, luma + 1.8556 * cb];
};

/** Exact code values, not rounded, of straight R'G'B' 0..1. */
export const codesOf = ([r, g, b]: readonly [number, number, number]): readonly [number, number, number] => {
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return [16 + 219 * y, 128 + (224 * (b - y)) / 1.8556, 128 + (224 * (r - y)) / 1.5748];
};
