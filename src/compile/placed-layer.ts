/**
 * A layer in the compositor's memory. Every plane has a border (empty, its edge repeated, or the picture again), so that filters
 * read over the edge and a layer's rim is smooth at any sub-pixel position. Half-size mips are made when first needed.
 */
import type { Arena } from './arena.ts';
import { type PlanarPicture, pictureBytes, planarPicture } from './filters/planar-picture.ts';
import { edges, type Kernels } from './kernels/kernels.types.ts';
import type { LayerImage } from './layer-image.ts';

export type Edge = keyof typeof edges;

/** Border of full-size planes, in samples; half of it around chroma. Eight mips' worth would be more than anyone zooms out. */
export const border = 16;

export type Plane = { readonly at: number; readonly stride: number; readonly width: number; readonly rows: number };

/** One size of the picture. `a` and `ac` are 0 when it is opaque; extents belong to them. */
export type Level = {
  readonly y: Plane;
  readonly u: Plane;
  readonly v: Plane;
  readonly a: number;
  readonly ac: number;
  readonly extentsY: number;
  readonly extentsC: number;
  readonly allocation: number;
};

export type AppliedPatch = { readonly key: string; restore(): void };

export type PlacedLayer = {
  readonly width: number;
  readonly height: number;
  /** Samples around the luma plane, half of them around chroma: `border`, or none for a picture that lies where it was read. */
  readonly border: number;
  readonly levels: Level[];
  readonly patches: AppliedPatch[];
};

/** What placing needs from its surroundings; `allocate` makes room by dropping what is not in use. */
export type Ground = {
  readonly kernels: Kernels;
  readonly bytes: () => Uint8Array;
  readonly arena: Arena;
  allocate(bytes: number): number;
};

const stride16 = (width: number): number => (width + 15) & ~15;

const levelLayout = (lumaWidth: number, lumaRows: number, chromaWidth: number, chromaRows: number, alpha: boolean) => {
  const strideY = stride16(Math.max(lumaWidth, 16));
  const strideC = stride16(Math.max(chromaWidth, 16));
  const sizeY = strideY * lumaRows;
  const sizeC = strideC * chromaRows;
  const total = sizeY * (alpha ? 2 : 1) + sizeC * (alpha ? 3 : 2) + (alpha ? (lumaRows + chromaRows) * 8 : 0) + 64;
  return { strideY, strideC, sizeY, sizeC, total };
};

const makeLevel = (ground: Ground, w: number, h: number, cw: number, ch: number, alpha: boolean): Level => {
  const { strideY, strideC, sizeY, sizeC, total } = levelLayout(w, h, cw, ch, alpha);
  const at = ground.allocate(total);
  const chroma = { stride: strideC, width: Math.max(cw, 16), rows: ch };
  const a = at + sizeY + 2 * sizeC;
  const ac = a + sizeY;
  const extentsY = ac + sizeC;
  return {
    y: { at, stride: strideY, width: Math.max(w, 16), rows: h },
    u: { at: at + sizeY, ...chroma },
    v: { at: at + sizeY + sizeC, ...chroma },
    a: alpha ? a : 0,
    ac: alpha ? ac : 0,
    extentsY: alpha ? extentsY : 0,
    extentsC: alpha ? extentsY + h * 8 : 0,
    allocation: at,
  };
};

/** Bytes that a layer takes when placed, mips and patch copies not counted. */
export const placedBytes = (width: number, height: number, alpha: boolean): number =>
  levelLayout(width + 2 * border, height + 2 * border, width / 2 + border, height / 2 + border, alpha).total + 256;

/** Brings a picture in. With edge `clear` it has alpha even if it is opaque, so that its rim can be smooth. */
export const placeLayer = (ground: Ground, image: LayerImage, edge: Edge): PlacedLayer => {
  const staging = ground.allocate(pictureBytes(image.width, image.height));
  const layer = placePlanar(ground, stagePicture(ground, image, staging), edge);
  ground.arena.free(staging);
  return layer;
};

/** Copies a picture from outside into memory, tight; `at` has room for `pictureBytes`. */
export const stagePicture = (ground: Ground, image: LayerImage, at: number): PlanarPicture => {
  const picture = planarPicture(at, image.width, image.height, image.opaque);
  const bytes = ground.bytes();
  bytes.set(image.y, picture.y);
  bytes.set(image.u, picture.u);
  bytes.set(image.v, picture.v);
  if (!image.opaque) {
    bytes.set(image.a, picture.a);
    bytes.set(image.ac, picture.ac);
  }
  return picture;
};

/** Brings in a picture that is in memory already. `into`: a layer of the same size and edge whose memory is used again. */
export const placePlanar = (ground: Ground, picture: PlanarPicture, edge: Edge, into?: PlacedLayer): PlacedLayer => {
  const { width, height, opaque } = picture;
  const alpha = edge === 'clear' || !opaque;
  const [w, h] = [width + 2 * border, height + 2 * border];
  const same = into && isAlike(into, picture, alpha) ? into : undefined;
  if (into && !same) removeLayer(ground, into);
  if (same) {
    setPatches(ground, same, []);
    dropMips(ground, same);
  }
  const level = same?.levels[0] ?? makeLevel(ground, w, h, width / 2 + border, height / 2 + border, alpha);
  const { kernels } = ground;
  const put = (at: number, plane: Plane, from: number, half: boolean): void => {
    const s = half ? 2 : 1;
    kernels.place(at, plane.stride, plane.rows, from, width / s, height / s, border / s, edges[edge]);
  };
  put(level.y.at, level.y, picture.y, false);
  put(level.u.at, level.u, picture.u, true);
  put(level.v.at, level.v, picture.v, true);
  // An opaque picture's alpha is the same in every frame of a video: made once.
  if (alpha && !(opaque && same)) {
    const solid = opaque ? ground.allocate(width * height) : undefined;
    if (solid !== undefined) kernels.fill(solid, 255, width * height);
    put(level.a, level.y, solid ?? picture.a, false);
    put(level.ac, level.u, solid ?? picture.ac, true);
    if (solid !== undefined) ground.arena.free(solid);
    refreshExtents(kernels, level);
  }
  return same ?? { width, height, border, levels: [level], patches: [] };
};

const isAlike = (layer: PlacedLayer, { width, height }: PlanarPicture, alpha: boolean): boolean =>
  layer.width === width && layer.height === height && layer.border === border && (layer.levels[0]?.a !== 0) === alpha;

/** The smallest opaque picture that kernels can read where it lies: rows of sixteen samples, chroma too. */
export const smallestRawWidth = 32;

/** An opaque picture drawn from where it lies, without a border; its memory is not its own. */
export const rawLayer = ({ width, height, y, u, v }: PlanarPicture): PlacedLayer => {
  const chroma = { stride: width / 2, width: width / 2, rows: height / 2 };
  const level: Level = {
    ...{ y: { at: y, stride: width, width, rows: height }, u: { at: u, ...chroma }, v: { at: v, ...chroma } },
    ...{ a: 0, ac: 0, extentsY: 0, extentsC: 0, allocation: 0 },
  };
  return { width, height, border: 0, levels: [level], patches: [] };
};

/** Brings what is known of a level's empty rows and ends up to date after its alpha changed. */
export const refreshExtents = (kernels: Kernels, level: Level): void => {
  kernels.rowExtents(level.a, level.y.stride, level.y.width, level.y.rows, level.extentsY);
  kernels.rowExtents(level.ac, level.u.stride, level.u.width, level.u.rows, level.extentsC);
};

/** The picture at 1 / 2^index of its size. */
export const levelOf = (ground: Ground, layer: PlacedLayer, index: number): Level => {
  while (layer.levels.length <= index) {
    const from = layer.levels.at(-1)!;
    const [w, h] = [from.y.width >> 1, from.y.rows >> 1];
    const [cw, ch] = [from.u.width >> 1, from.u.rows >> 1];
    const to = makeLevel(ground, w, h, cw, ch, from.a !== 0);
    const halve = (dst: number, src: number, plane: 'y' | 'u'): void =>
      ground.kernels.halve(dst, to[plane].stride, src, from[plane].stride, from[plane].width >> 1, to[plane].rows);
    ground.kernels.fill(to.allocation, 0, levelLayout(w, h, cw, ch, from.a !== 0).total);
    halve(to.y.at, from.y.at, 'y');
    halve(to.u.at, from.u.at, 'u');
    halve(to.v.at, from.v.at, 'u');
    if (from.a !== 0) {
      halve(to.a, from.a, 'y');
      halve(to.ac, from.ac, 'u');
      refreshExtents(ground.kernels, to);
    }
    layer.levels.push(to);
  }
  return layer.levels[index]!;
};

/** Forgets the smaller sizes of a picture that changed. */
export const dropMips = (ground: Ground, layer: PlacedLayer): void => {
  for (const level of layer.levels.splice(1)) ground.arena.free(level.allocation);
};

/** Gives all memory of a layer back; patches are restored first, which frees their copies. */
export const removeLayer = (ground: Ground, layer: PlacedLayer): void => {
  setPatches(ground, layer, []);
  for (const level of layer.levels.splice(0)) if (level.allocation !== 0) ground.arena.free(level.allocation);
};

export type WantedPatch = {
  readonly key: string;
  readonly picture: PlacedLayer;
  readonly x: number;
  readonly y: number;
};

/** Makes exactly these patches lie over the layer, touching only what differs from the frame before. */
export const setPatches = (ground: Ground, layer: PlacedLayer, wanted: readonly WantedPatch[]): void => {
  const { patches } = layer;
  let same = 0;
  while (same < patches.length && same < wanted.length && patches[same]!.key === wanted[same]!.key) same++;
  if (same === patches.length && same === wanted.length) return;
  dropMips(ground, layer);
  for (const patch of patches.splice(same).reverse()) patch.restore();
  for (const patch of wanted.slice(same)) patches.push(applyPatch(ground, layer, patch));
};

/** A rectangle of one plane and the copy of what it held. */
type Saved = {
  readonly at: number;
  readonly stride: number;
  readonly w: number;
  readonly h: number;
  readonly copy: number;
};

const applyPatch = (ground: Ground, layer: PlacedLayer, { key, picture, x, y }: WantedPatch): AppliedPatch => {
  const { kernels } = ground;
  const [level, from] = [layer.levels[0]!, picture.levels[0]!];
  const [left, top] = [Math.max(x, 0), Math.max(y, 0)];
  const w = Math.min(x + picture.width, layer.width) - left;
  const h = Math.min(y + picture.height, layer.height) - top;
  if (w <= 0 || h <= 0) return { key, restore: () => undefined };
  const saved: Saved[] = [];
  const copies = ground.allocate(w * h * 2 + (w + 2) * (h + 2));
  let copy = copies;
  const over = (at: number, plane: Plane, p: number, a: number, source: Plane, half: boolean): void => {
    const s = half ? 1 : 0;
    const b = border >> s;
    const [pw, ph] = half ? [(w + 1) >> 1, (h + 1) >> 1] : [w, h];
    const target = at + ((top >> s) + b) * plane.stride + (left >> s) + b;
    const skip = (((top - y) >> s) + b) * source.stride + ((left - x) >> s) + b;
    saved.push({ at: target, stride: plane.stride, w: pw, h: ph, copy });
    for (let j = 0; j < ph; j++) kernels.copy(copy + j * pw, target + j * plane.stride, pw);
    copy += pw * ph;
    kernels.blend(target, plane.stride, p + skip, a + skip, source.stride, pw, ph, 256);
  };
  over(level.y.at, level.y, from.y.at, from.a, from.y, false);
  over(level.u.at, level.u, from.u.at, from.ac, from.u, true);
  over(level.v.at, level.v, from.v.at, from.ac, from.u, true);
  if (level.a !== 0) {
    over(level.a, level.y, from.a, from.a, from.y, false);
    over(level.ac, level.u, from.ac, from.ac, from.u, true);
    refreshExtents(kernels, level);
  }
  return {
    key,
    restore: () => {
      for (const { at, stride, w: width, h: rows, copy: kept } of saved)
        for (let j = 0; j < rows; j++) kernels.copy(at + j * stride, kept + j * width, width);
      if (level.a !== 0) refreshExtents(kernels, level);
      ground.arena.free(copies);
    },
  };
};
