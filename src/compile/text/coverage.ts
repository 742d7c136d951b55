/**
 * Fills outlines: how much of each pixel they cover, by the nonzero rule, so that strokes and glyphs that overlap are one. Sixteen lines
 * of sampling a pixel, exact to 1/256 of a pixel along each. Only arithmetic that every machine does alike: the same bytes in Node
 * and in any browser, with or without a graphics card (a canvas does not promise that).
 */
import type { Edges } from './outline.ts';

/** A rectangle of whole pixels. */
export type Area = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
/** Coverage 0..255 of each pixel of an area, row by row. */
export type Mask = { readonly area: Area; readonly values: Uint8Array };

/** A rectangle of any numbers. */
export type Sides = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** The whole pixels that `sides` touches, `around` more on each side, as far as they lie in `clip`. May have no size. */
export const areaWithin = (sides: Sides, clip: Area, around = 0): Area => {
  const left = Math.max(clip.left, Math.floor(sides.left - around));
  const top = Math.max(clip.top, Math.floor(sides.top - around));
  const right = Math.min(clip.left + clip.width, Math.ceil(sides.right + around));
  const bottom = Math.min(clip.top + clip.height, Math.ceil(sides.bottom + around));
  return right > left && bottom > top
    ? { left, top, width: right - left, height: bottom - top }
    : { left: clip.left, top: clip.top, width: 0, height: 0 };
};

const finestSamples = 16;
/** Bounds the memory and time that a hostile outline can take; a page of dense text has a quarter of it. */
const mostCrossings = 24_000_000;

const crossingsIn = (edges: Edges, area: Area, samples: number): { count: number; rows: Int32Array } => {
  const lines = area.height * samples;
  const rows = new Int32Array(lines + 1);
  const { values, length } = edges;
  let count = 0;
  for (let i = 0; i < length; i += 4) {
    const [from, to] = sampleRange(values[i + 1]!, values[i + 3]!, area, samples, lines);
    if (from >= to) continue;
    count += to - from;
    if (count > mostCrossings && samples > 1) break;
    for (let line = from; line < to; line++) rows[line + 1]!++;
  }
  return { count, rows };
};

/** Sampling lines (at the middle of each 1/samples pixel) that an edge crosses: from inclusive, to exclusive. */
const sampleRange = (y0: number, y1: number, area: Area, samples: number, lines: number): readonly [number, number] => {
  const [upper, lower] = y0 < y1 ? [y0, y1] : [y1, y0];
  const from = Math.ceil((upper - area.top) * samples - 0.5);
  const to = Math.ceil((lower - area.top) * samples - 0.5);
  return [from < 0 ? 0 : from, to > lines ? lines : to];
};

/** For each line the places where edges cross it, in 1/256 pixel, times two, plus one where the edge goes down; sorted. */
const sortedCrossings = (edges: Edges, area: Area, samples: number, rows: Int32Array, count: number): Int32Array => {
  const lines = area.height * samples;
  for (let line = 0; line < lines; line++) rows[line + 1]! += rows[line]!;
  const next = rows.slice();
  const crossings = new Int32Array(count);
  const { values, length } = edges;
  const farthest = area.width;
  for (let i = 0; i < length; i += 4) {
    const y0 = values[i + 1]!;
    const y1 = values[i + 3]!;
    const [from, to] = sampleRange(y0, y1, area, samples, lines);
    if (from >= to) continue;
    const x0 = values[i]! - area.left;
    const slope = (values[i + 2]! - values[i]!) / (y1 - y0);
    const down = y1 > y0 ? 1 : 0;
    for (let line = from; line < to; line++) {
      const x = x0 + ((line + 0.5) / samples + area.top - y0) * slope;
      const bounded = x < 0 ? 0 : x > farthest ? farthest : x;
      crossings[next[line]!++] = Math.floor(bounded * 256 + 0.5) * 2 + down;
    }
  }
  for (let line = 0; line < lines; line++) sortBetween(crossings, rows[line]!, rows[line + 1]!);
  return crossings;
};

const sortBetween = (values: Int32Array, from: number, to: number): void => {
  if (to - from > 48) {
    values.subarray(from, to).sort();
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const value = values[i]!;
    let j = i - 1;
    for (; j >= from && values[j]! > value; j--) values[j + 1] = values[j]!;
    values[j + 1] = value;
  }
};

/** Adds what lies inside on one line; `sums` holds differences, so that a span costs its two ends only. */
const addSpans = (crossings: Int32Array, from: number, to: number, sums: Int32Array): void => {
  let winding = 0;
  let start = 0;
  for (let i = from; i < to; i++) {
    const place = crossings[i]! >> 1;
    const before = winding;
    winding += (crossings[i]! & 1) === 1 ? 1 : -1;
    if (before === 0) start = place;
    else if (winding === 0 && place > start) {
      const [first, last] = [start >> 8, place >> 8];
      const [inFirst, inLast] = [start & 255, place & 255];
      sums[first]! += 256 - inFirst;
      sums[first + 1]! += inFirst;
      sums[last]! -= 256 - inLast;
      sums[last + 1]! -= inLast;
    }
  }
};

/** Coverage by closed outlines of the pixels they touch inside of `clip`. */
export const coverageOf = (edges: Edges, clip: Area): Mask => {
  const area = areaWithin(edges, clip);
  const values = new Uint8Array(area.width * area.height);
  let samples = finestSamples;
  let found = crossingsIn(edges, area, samples);
  while (found.count > mostCrossings && samples > 1) {
    samples /= 2;
    found = crossingsIn(edges, area, samples);
  }
  if (found.count > mostCrossings) return { area, values };
  fillRows(values, area, samples, found.rows, sortedCrossings(edges, area, samples, found.rows, found.count));
  return { area, values };
};

const fillRows = (
  values: Uint8Array,
  { width, height }: Area,
  samples: number,
  rows: Int32Array,
  crossings: Int32Array,
): void => {
  const sums = new Int32Array(width + 2);
  const whole = samples * 256;
  for (let row = 0, at = 0; row < height; row++, at += width) {
    const [first, last] = [row * samples, (row + 1) * samples];
    if (rows[first] === rows[last]) continue;
    sums.fill(0);
    for (let line = first; line < last; line++) addSpans(crossings, rows[line]!, rows[line + 1]!, sums);
    let sum = 0;
    for (let column = 0; column < width; column++) {
      sum += sums[column]!;
      values[at + column] = ((sum * 510 + whole) / (whole * 2)) | 0;
    }
  }
};
