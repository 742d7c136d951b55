/** A picture in a memory as five tight planes, one after the other: Y, U, V, A, AC, as in a layer picture. */

export type PlanarPicture = {
  readonly width: number;
  readonly height: number;
  readonly y: number;
  readonly u: number;
  readonly v: number;
  /** Alpha at full and at half size; the room is there even when the picture is opaque, then it is not read. */
  readonly a: number;
  readonly ac: number;
  readonly opaque: boolean;
};

/** Bytes of the five planes and the spare ones that kernels read past the last; width and height are even. */
export const pictureBytes = (width: number, height: number): number => (width * height * 11) / 4 + 64;

/** Planes one after the other from `at`. */
export const planarPicture = (at: number, width: number, height: number, opaque: boolean): PlanarPicture => {
  const n = width * height;
  return { width, height, opaque, y: at, u: at + n, v: at + n * 1.25, a: at + n * 1.5, ac: at + n * 2.5 };
};
