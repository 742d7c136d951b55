/** Checks TrueType outlines: every glyph inside its table, every point list whole, composites that end and stay small. */
import { viewOf } from './sfnt.ts';
import { type FontFacts, needTable, type Tables } from './vet-font.ts';

const mostPoints = 20_000;
/** Points of a composite with all that it is made of. */
const mostPointsTogether = 60_000;
const deepestComposite = 8;
const mostComponents = 256;

/** Flags of a component (OpenType, "glyf" table, composite glyph description). */
const component = { wordArguments: 0x1, scale: 0x8, more: 0x20, xyScale: 0x40, matrix: 0x80 } as const;
/** Flags of a point. */
const point = { shortX: 0x2, shortY: 0x4, repeat: 0x8, sameX: 0x10, sameY: 0x20 } as const;

type Glyph = { readonly points: number; readonly parts: readonly number[] };

const readPoints = (view: DataView, start: number, points: number): void => {
  let at = start;
  let [xBytes, yBytes] = [0, 0];
  for (let read = 0; read < points; ) {
    const flags = view.getUint8(at++);
    const times = (flags & point.repeat) === 0 ? 1 : view.getUint8(at++) + 1;
    if (read + times > points) throw new RangeError('a glyph repeats points that it does not have');
    xBytes += times * ((flags & point.shortX) !== 0 ? 1 : (flags & point.sameX) !== 0 ? 0 : 2);
    yBytes += times * ((flags & point.shortY) !== 0 ? 1 : (flags & point.sameY) !== 0 ? 0 : 2);
    read += times;
  }
  if (at + xBytes + yBytes > view.byteLength) throw new RangeError('a glyph is cut off');
};

const readSimple = (view: DataView, contours: number): Glyph => {
  let last = -1;
  for (let i = 0; i < contours; i++) {
    const end = view.getUint16(10 + i * 2);
    if (end < last || (end === last && i > 0)) throw new RangeError('a glyph has contours that go backwards');
    last = end;
  }
  const points = last + 1;
  if (points > mostPoints) throw new RangeError(`a glyph has ${points} points`);
  const instructions = view.getUint16(10 + contours * 2);
  readPoints(view, 12 + contours * 2 + instructions, points);
  return { points, parts: [] };
};

const readComposite = (view: DataView, glyphCount: number): Glyph => {
  const parts: number[] = [];
  let at = 10;
  for (let flags: number = component.more; (flags & component.more) !== 0; ) {
    flags = view.getUint16(at);
    const glyph = view.getUint16(at + 2);
    if (glyph >= glyphCount) throw new RangeError('a glyph is made of one that does not exist');
    if (parts.push(glyph) > mostComponents)
      throw new RangeError(`a glyph is made of more than ${mostComponents} others`);
    at += 4 + ((flags & component.wordArguments) !== 0 ? 4 : 2);
    at +=
      (flags & component.scale) !== 0
        ? 2
        : (flags & component.xyScale) !== 0
          ? 4
          : (flags & component.matrix) !== 0
            ? 8
            : 0;
    if (at > view.byteLength) throw new RangeError('a glyph is cut off');
  }
  return { points: 0, parts };
};

const readGlyph = (bytes: Uint8Array, glyphCount: number): Glyph => {
  if (bytes.length === 0) return { points: 0, parts: [] };
  const view = viewOf(bytes);
  const contours = view.getInt16(0);
  return contours >= 0 ? readSimple(view, contours) : readComposite(view, glyphCount);
};

/** Points of a glyph with all its parts; `known` keeps each answer, so that shared parts are counted through once. */
const pointsTogether = (glyphs: readonly Glyph[], index: number, known: Map<number, number>, depth: number): number => {
  const before = known.get(index);
  if (before !== undefined) return before;
  if (depth > deepestComposite) throw new RangeError('a glyph is made of itself, or too many deep');
  const { points, parts } = glyphs[index]!;
  let total = points;
  for (const part of parts) total += pointsTogether(glyphs, part, known, depth + 1);
  if (total > mostPointsTogether) throw new RangeError(`a glyph has ${total} points`);
  known.set(index, total);
  return total;
};

/** Checks `loca` and `glyf`. Throws a RangeError. */
export const checkGlyphs = (tables: Tables, { glyphCount, longLocations }: FontFacts): void => {
  const locations = needTable(tables, 'loca', (glyphCount + 1) * (longLocations ? 4 : 2));
  const outlines = tables.get('glyf')!;
  const location = (i: number): number => (longLocations ? locations.getUint32(i * 4) : locations.getUint16(i * 2) * 2);
  const glyphs: Glyph[] = [];
  for (let i = 0; i < glyphCount; i++) {
    const [start, end] = [location(i), location(i + 1)];
    if (end < start || end > outlines.length) throw new RangeError(`glyph ${i} lies outside of its table`);
    if (end > start && end - start < 10) throw new RangeError(`glyph ${i} is cut off`);
    glyphs.push(readGlyph(outlines.subarray(start, end), glyphCount));
  }
  const known = new Map<number, number>();
  for (let i = 0; i < glyphCount; i++) pointsTogether(glyphs, i, known, 0);
};
