/**
 * Checks the frame of CFF outlines (Adobe Technical Note 5176): the lists (INDEX) lie inside and ascend, and there is a drawing for every
 * glyph. The drawings themselves are programs; HarfBuzz bounds their steps and depth.
 */

const longestDrawing = 65_535;
const charStringsOperator = 17;

type Index = { readonly count: number; readonly start: (item: number) => number; readonly end: number };

/** Reads a list at a place; every item is checked to lie inside. */
const readIndex = (view: DataView, at: number, longestItem: number): Index => {
  const count = view.getUint16(at);
  if (count === 0) return { count, start: () => at + 2, end: at + 2 };
  const size = view.getUint8(at + 2);
  if (size < 1 || size > 4) throw new RangeError('a list of its outlines is malformed');
  const offset = (item: number): number => {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + view.getUint8(at + 3 + item * size + i);
    return value;
  };
  const base = at + 2 + (count + 1) * size;
  let before = offset(0);
  if (before !== 1) throw new RangeError('a list of its outlines is malformed');
  for (let item = 1; item <= count; item++) {
    const next = offset(item);
    if (next < before || base + next > view.byteLength || next - before > longestItem)
      throw new RangeError('a list of its outlines leads outside');
    before = next;
  }
  return { count, start: (item) => base + offset(item), end: base + before };
};

/** Bytes of a real number end with a half-byte of 15. */
const skipReal = (view: DataView, at: number, end: number): number => {
  let next = at;
  while (next < end) {
    const pair = view.getUint8(next++);
    if (pair >> 4 === 15 || (pair & 15) === 15) break;
  }
  return next;
};

/** The last number before the CharStrings operator of a Top DICT. */
const charStringsAt = (view: DataView, start: number, end: number): number => {
  let number = 0;
  for (let at = start; at < end; ) {
    const byte = view.getUint8(at++);
    if (byte === charStringsOperator) return number;
    if (byte === 28) [number, at] = [view.getInt16(at), at + 2];
    else if (byte === 29) [number, at] = [view.getInt32(at), at + 4];
    else if (byte === 30) at = skipReal(view, at, end);
    else if (byte >= 32 && byte <= 246) number = byte - 139;
    else if (byte >= 247 && byte <= 250) number = (byte - 247) * 256 + view.getUint8(at++) + 108;
    else if (byte >= 251 && byte <= 254) number = -(byte - 251) * 256 - view.getUint8(at++) - 108;
    else if (byte === 12) at++;
  }
  throw new RangeError('it does not say where its outlines are');
};

/** Checks the `CFF ` table of a font. Throws a RangeError. */
export const checkCff = (view: DataView, glyphCount: number): void => {
  const headerBytes = view.getUint8(2);
  if (view.getUint8(0) !== 1 || headerBytes < 4) throw new RangeError('its outlines are of no known version');
  const names = readIndex(view, headerBytes, longestDrawing);
  const tops = readIndex(view, names.end, longestDrawing);
  if (names.count !== 1 || tops.count !== 1) throw new RangeError('its outlines are not those of one font');
  const strings = readIndex(view, tops.end, longestDrawing);
  readIndex(view, strings.end, longestDrawing);
  const at = charStringsAt(view, tops.start(0), tops.start(1));
  if (at <= 0 || at >= view.byteLength) throw new RangeError('its outlines lie outside of the file');
  const drawings = readIndex(view, at, longestDrawing);
  if (drawings.count !== glyphCount)
    throw new RangeError(`it has ${drawings.count} outlines and says it has ${glyphCount} glyphs`);
};
