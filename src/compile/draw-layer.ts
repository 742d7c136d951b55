/**
 * Where a moved layer's samples come from, and the kernel calls that draw it. Pixel centres lie at halves; chroma sample (i, j)
 * lies at luma (2i + 0.5, 2j + 1) of the same coordinates, in frame and layer alike, so colour and outline never drift apart.
 */
import type { LayerDraw } from './display-list.types.ts';
import type { FrameBuffer } from './frame-buffer.ts';
import { longestStep, steepestSlope, turnedScratch } from './kernels/kernels.types.ts';
import { type Extent, extentOf, isSharp } from './layer-edges.ts';
import { type Ground, type Level, levelOf, type PlacedLayer, type Plane } from './placed-layer.ts';

const one = 65536;

/** Layer coordinates of a frame position: (xx X + xy Y + x0, yx X + yy Y + y0), in pixels. */
export type Mapping = {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
};

/** Inverse of "scale and turn about the anchor, which lies at (x, y)". */
export const mappingOf = (draw: LayerDraw): Mapping => {
  const angle = (draw.rotationDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [xx, xy, yx, yy] = [cos / draw.scaleX, sin / draw.scaleX, -sin / draw.scaleY, cos / draw.scaleY];
  return {
    ...{ xx, xy, yx, yy },
    x0: draw.anchorX - xx * draw.x - xy * draw.y,
    y0: draw.anchorY - yx * draw.x - yy * draw.y,
  };
};

/** One plane of the frame, the plane it is drawn from, and the mapping from sample to sample. */
type Pass = {
  /** Of a layer's planes: tables made for it serve the others. */
  readonly isFirst: boolean;
  /** Chroma and its alpha: half the size. */
  readonly half: boolean;
  readonly at: number;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
  /** None: every sample is 255, as in the alpha of an opaque picture. */
  readonly source: Plane | undefined;
  readonly alpha: number;
  readonly extents: number;
  /** Size of the picture without border and place of its first sample, in samples of this plane. */
  readonly pictureWidth: number;
  readonly pictureHeight: number;
  readonly first: number;
  readonly map: Mapping;
};

const passes = (
  frame: FrameBuffer,
  draw: LayerDraw,
  layer: PlacedLayer,
  level: Level,
  index: number,
): readonly Pass[] => {
  const m = mappingOf(draw);
  const shrink = 2 ** index;
  const pass = (at: number, source: Plane | undefined, half: boolean): Pass => {
    const s = half ? 2 : 1;
    const [px, py] = half ? [0.5, 1] : [0.5, 0.5];
    const border = layer.border / s;
    const centre = (value: number, offset: number): number =>
      ((value - offset) / s + border - (shrink - 1) / 2) / shrink;
    return {
      isFirst: at === frame.y,
      half,
      at,
      stride: frame.width / s,
      width: frame.width / s,
      height: frame.height / s,
      source,
      alpha: half ? level.ac : level.a,
      extents: half ? level.extentsC : level.extentsY,
      pictureWidth: draw.width / s / shrink,
      pictureHeight: draw.height / s / shrink,
      first: (border - (shrink - 1) / 2) / shrink,
      map: {
        xx: m.xx / shrink,
        xy: m.xy / shrink,
        x0: centre(m.xx * px + m.xy * py + m.x0, px),
        yx: m.yx / shrink,
        yy: m.yy / shrink,
        y0: centre(m.yx * px + m.yy * py + m.y0, py),
      },
    };
  };
  const colours = [pass(frame.y, level.y, false), pass(frame.u, level.u, true), pass(frame.v, level.v, true)];
  if (frame.a === undefined || frame.ac === undefined) return colours;
  // Alpha is drawn like a colour that is premultiplied by itself.
  const [full, half] =
    level.a === 0
      ? [undefined, undefined]
      : [
          { ...level.y, at: level.a },
          { ...level.u, at: level.ac },
        ];
  return [...colours, pass(frame.a, full, false), pass(frame.ac, half, true)];
};

/** Draws a placed layer into the frame; its picture is as `draw` says, flips and filters done. Blend modes are not looked at. */
export const drawLayer = (
  ground: Ground,
  frame: FrameBuffer,
  draw: LayerDraw,
  layer: PlacedLayer,
  scratch: number,
): void => {
  const step = 1 / Math.min(draw.scaleX, draw.scaleY);
  let index = 0;
  while (step / 2 ** index > longestStep && layer.width >> index > 8 && layer.height >> index > 8) index++;
  if (step / 2 ** index > longestStep) return; // Smaller than a few pixels: nothing to see.
  const level = levelOf(ground, layer, index);
  const extent = extentOf(draw);
  const isHard = draw.crop !== undefined || isSharp(extent, frame);
  for (const pass of passes(frame, draw, layer, level, index)) {
    if (draw.rotationDeg !== 0) drawTurned(ground, pass, draw, scratch, step / 2 ** index);
    else if (draw.tile) drawTiles(ground, pass, draw, scratch);
    else drawStraight(ground, pass, draw, extent, isHard, scratch);
  }
};

/** Samples i with lo <= m i + c < hi, cut to 0..n. */
const span = (m: number, c: number, lo: number, hi: number, n: number): readonly [number, number] => [
  Math.max(0, Math.ceil((lo - c) / m)),
  Math.min(n, Math.ceil((hi - c) / m)),
];

/** Samples whose middles lie between two edges given in frame pixels. */
const between = (from: number, to: number, half: boolean, middle: number, n: number): readonly [number, number] => {
  const s = half ? 2 : 1;
  return [Math.max(0, Math.ceil((from - middle) / s)), Math.min(n, Math.ceil((to - middle) / s))];
};

const drawStraight = (
  ground: Ground,
  pass: Pass,
  draw: LayerDraw,
  extent: Extent,
  isHard: boolean,
  scratch: number,
): void => {
  const { map, first, half } = pass;
  if (pass.alpha === 0 || isHard) {
    // Edges on whole pixels, or cut out of the picture: nothing shows beyond them.
    const across = between(extent.left, extent.right, half, 0.5, pass.width);
    const downward = between(extent.top, extent.bottom, half, half ? 1 : 0.5, pass.height);
    return drawPart(ground, pass, draw.opacity, scratch, across, downward, 0, 0);
  }
  // Two samples beyond the picture still receive some of it through the filter.
  const reach = 2;
  const across = span(map.xx, map.x0, first - reach, first + pass.pictureWidth - 1 + reach, pass.width);
  const downward = span(map.yy, map.y0, first - reach, first + pass.pictureHeight - 1 + reach, pass.height);
  drawPart(ground, pass, draw.opacity, scratch, across, downward, 0, 0);
};

const drawTiles = (ground: Ground, pass: Pass, draw: LayerDraw, scratch: number): void => {
  const { map, first, pictureWidth: w, pictureHeight: h } = pass;
  const tileOf = (value: number, size: number): number => Math.floor((value - (first - 0.5)) / size);
  const lastColumn = tileOf(map.x0 + map.xx * (pass.width - 1), w);
  const lastRow = tileOf(map.y0 + map.yy * (pass.height - 1), h);
  for (let row = tileOf(map.y0, h); row <= lastRow; row++) {
    const top = first - 0.5 + row * h;
    const downward = span(map.yy, map.y0, top, top + h, pass.height);
    for (let column = tileOf(map.x0, w); column <= lastColumn; column++) {
      const left = first - 0.5 + column * w;
      const across = span(map.xx, map.x0, left, left + w, pass.width);
      drawPart(ground, pass, draw.opacity, scratch, across, downward, column * w, row * h);
    }
  }
};

/** Draws samples `across` x `downward` of the frame from positions shifted back by (shiftX, shiftY). */
const drawPart = (
  { kernels }: Ground,
  pass: Pass,
  opacity: number,
  scratch: number,
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
  shiftX: number,
  shiftY: number,
): void => {
  const [w, h] = [right - left, bottom - top];
  if (w <= 0 || h <= 0) return;
  const { map, source, stride } = pass;
  if (!source) return drawSolid(kernels, pass.at + top * stride + left, stride, w, h, opacity);
  const x0 = Math.round((map.x0 + map.xx * left - shiftX) * one);
  const y0 = Math.round((map.y0 + map.yy * top - shiftY) * one);
  const [dx, dy] = [Math.round(map.xx * one), Math.round(map.yy * one)];
  const dst = pass.at + top * stride + left;
  const [ix, iy] = [x0 / one, y0 / one];
  const inside = ix >= 0 && iy >= 0 && ix + w <= source.stride && iy + h <= source.rows;
  if (dx === one && dy === one && Number.isInteger(ix) && Number.isInteger(iy) && inside) {
    const from = iy * source.stride + ix;
    const at = source.at + from;
    if (pass.alpha !== 0) kernels.blend(dst, stride, at, pass.alpha + from, source.stride, w, h, opacity);
    else copyOpaque(kernels, dst, stride, at, source.stride, w, h, opacity);
    return;
  }
  kernels.drawScaled(
    dst,
    stride,
    w,
    h,
    source.at,
    pass.alpha,
    source.stride,
    source.width,
    source.rows,
    x0,
    dx,
    y0,
    dy,
    opacity,
    pass.extents,
    scratch,
  );
};

/** Rows that follow each other without a gap are one row. */
const copyOpaque = (
  kernels: Ground['kernels'],
  dst: number,
  ds: number,
  src: number,
  ss: number,
  w: number,
  h: number,
  opacity: number,
): void => {
  const [rows, n] = w === ds && w === ss ? [1, w * h] : [h, w];
  for (let j = 0; j < rows; j++) {
    const [to, from] = [dst + j * ds, src + j * ss];
    if (opacity === 256) kernels.copy(to, from, n);
    else kernels.crossfade(to, to, from, n, opacity);
  }
};

const drawSolid = (
  kernels: Ground['kernels'],
  dst: number,
  ds: number,
  w: number,
  h: number,
  opacity: number,
): void => {
  for (let j = 0; j < h; j++) {
    if (opacity === 256) kernels.fill(dst + j * ds, 255, w);
    else kernels.fade(dst + j * ds, w, opacity, 255);
  }
};

const drawTurned = ({ kernels }: Ground, pass: Pass, draw: LayerDraw, scratch: number, step: number): void => {
  const { map, source, stride } = pass;
  if (!source) return; // What turns has alpha: see `preparationOf`.
  const [left, right, top, bottom] = turnedBounds(pass);
  const [w, h] = [right - left, bottom - top];
  if (w <= 0 || h <= 0) return;
  const fixed = (value: number): number => Math.round(value * one);
  const x0 = map.x0 + map.xx * left + map.xy * top;
  const y0 = map.y0 + map.yx * left + map.yy * top;
  const target = [pass.at + top * stride + left, stride, w, h] as const;
  const from = [source.at, pass.alpha, source.stride, source.width, source.rows] as const;
  const slope = fixed(map.yx);
  const last = [fixed(step), draw.opacity] as const;
  if (Math.abs(slope) > steepestSlope || map.yy <= 0) {
    const [xs, ys] = [[map.xx, map.xy, x0].map(fixed), [map.yx, map.yy, y0].map(fixed)] as [Three, Three];
    kernels.drawAffine(...target, ...from, ...xs, ...ys, ...last, scratch);
    return;
  }
  // Shear across, then down: on source row r = y, j = (r - y0 - yx i) / yy put into x.
  const shift = map.xy / map.yy;
  const shear = [x0 - shift * y0, map.xx - shift * map.yx, shift, y0].map(fixed) as [number, ...Three];
  const { ring } = turnedScratch(w, slope);
  if (pass.isFirst) kernels.turnedTables(shear[1], slope, last[0], scratch);
  kernels.drawTurned(...target, ...from, ...shear, slope, fixed(map.yy), draw.opacity, pass.extents, ring, scratch);
};

type Three = [number, number, number];

/** Samples of the frame that the turned picture, two samples wider on each side, can touch. */
const turnedBounds = ({
  map,
  first,
  pictureWidth,
  pictureHeight,
  width,
  height,
}: Pass): readonly [number, number, number, number] => {
  const determinant = map.xx * map.yy - map.xy * map.yx;
  const corners = [first - 2, first + pictureWidth + 1].flatMap((sx) =>
    [first - 2, first + pictureHeight + 1].map((sy) => {
      const [x, y] = [sx - map.x0, sy - map.y0];
      return [(map.yy * x - map.xy * y) / determinant, (map.xx * y - map.yx * x) / determinant] as const;
    }),
  );
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [
    Math.max(0, Math.floor(Math.min(...xs))),
    Math.min(width, Math.ceil(Math.max(...xs)) + 1),
    Math.max(0, Math.floor(Math.min(...ys))),
    Math.min(height, Math.ceil(Math.max(...ys)) + 1),
  ];
};
