/** Which characters a font has: its `cmap` table, read without trusting it. */
import { viewOf } from './sfnt.ts';

/** Ranges of characters, ascending, `first` and `last` inclusive by turns. */
export type Coverage = Uint32Array;

const mostSubtables = 64;
const lastCodePoint = 0x10ffff;

type Range = readonly [first: number, last: number];

/** Format 4: segments of the first 65,536 characters. */
const segments = (view: DataView, at: number): Range[] => {
  const count = view.getUint16(at + 6) >> 1;
  const ranges: Range[] = [];
  for (let i = 0; i < count; i++) {
    const last = view.getUint16(at + 14 + i * 2);
    const first = view.getUint16(at + 16 + count * 2 + i * 2);
    if (first <= last && first !== 0xffff) ranges.push([first, Math.min(last, 0xfffe)]);
  }
  return ranges;
};

/** Formats 12 and 13: groups of any characters. */
const groups = (view: DataView, at: number): Range[] => {
  const count = Math.min(view.getUint32(at + 12), Math.floor((view.byteLength - at - 16) / 12));
  const ranges: Range[] = [];
  for (let i = 0; i < count; i++) {
    const [first, last] = [view.getUint32(at + 16 + i * 12), view.getUint32(at + 20 + i * 12)];
    if (first <= last && last <= lastCodePoint) ranges.push([first, last]);
  }
  return ranges;
};

const subtable = (view: DataView, at: number): Range[] => {
  const format = view.getUint16(at);
  if (format === 4) return segments(view, at);
  if (format === 12 || format === 13) return groups(view, at);
  if (format === 6) return [[view.getUint16(at + 6), view.getUint16(at + 6) + view.getUint16(at + 8) - 1]];
  return [];
};

/**
 * Characters that a `cmap` table speaks of. A segment may still lead to no glyph, so this says "certainly not" or "probably". A table that
 * makes no sense covers nothing.
 */
export const coverageOf = (cmap: Uint8Array): Coverage => {
  const view = viewOf(cmap);
  const ranges: Range[] = [];
  try {
    const count = Math.min(view.getUint16(2), mostSubtables);
    const offsets = new Set(Array.from({ length: count }, (_, i) => view.getUint32(8 + i * 8)));
    for (const offset of offsets) ranges.push(...subtable(view, offset));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  ranges.sort(([a], [b]) => a - b);
  const merged: number[] = [];
  for (const [first, last] of ranges) {
    const end = merged.at(-1);
    if (end !== undefined && first <= end + 1) merged[merged.length - 1] = Math.max(end, last);
    else merged.push(first, last);
  }
  return Uint32Array.from(merged);
};

/** Whether a character lies in a coverage. */
export const isCovered = (coverage: Coverage, codePoint: number): boolean => {
  let [low, high] = [0, coverage.length / 2 - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (codePoint < coverage[middle * 2]!) high = middle - 1;
    else if (codePoint > coverage[middle * 2 + 1]!) low = middle + 1;
    else return true;
  }
  return false;
};
