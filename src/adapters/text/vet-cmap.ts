/** Checks the table of characters: every subtable inside, every range in order, every glyph one that exists. */

const mostSubtables = 32;
const lastCodePoint = 0x10ffff;

/** Segments of format 4: ends ascend, each glyph index lies inside. */
const checkSegments = (view: DataView, at: number): void => {
  const length = view.getUint16(at + 2);
  const doubled = view.getUint16(at + 6);
  if (doubled % 2 !== 0 || doubled === 0 || 16 + doubled * 4 > length || at + length > view.byteLength)
    throw new RangeError('its list of characters is cut off');
  const count = doubled / 2;
  let before = -1;
  for (let i = 0; i < count; i++) {
    const last = view.getUint16(at + 14 + i * 2);
    const first = view.getUint16(at + 16 + doubled + i * 2);
    if (last <= before || first > last) throw new RangeError('its list of characters is out of order');
    before = last;
    const rangeAt = at + 16 + doubled * 3 + i * 2;
    const rangeOffset = view.getUint16(rangeAt);
    const reaches = rangeAt + rangeOffset + (last - first) * 2 + 2;
    if (rangeOffset !== 0 && rangeOffset !== 0xffff && last !== 0xffff && reaches > at + length)
      throw new RangeError('its list of characters leads outside');
  }
};

/** Groups of formats 12 and 13. */
const checkGroups = (view: DataView, at: number, isOneGlyph: boolean, glyphCount: number): void => {
  const [length, count] = [view.getUint32(at + 4), view.getUint32(at + 12)];
  if (at + length > view.byteLength || count > (length - 16) / 12)
    throw new RangeError('its list of characters is cut off');
  let before = -1;
  for (let i = 0; i < count; i++) {
    const group = at + 16 + i * 12;
    const [first, last, glyph] = [view.getUint32(group), view.getUint32(group + 4), view.getUint32(group + 8)];
    if (first <= before || last < first || last > lastCodePoint)
      throw new RangeError('its list of characters is out of order');
    if (glyph + (isOneGlyph ? 0 : last - first) >= glyphCount)
      throw new RangeError('its list of characters names glyphs that do not exist');
    before = last;
  }
};

/** Checks the `cmap` table of a font. Throws a RangeError. */
export const checkCmap = (view: DataView, glyphCount: number): void => {
  const count = view.getUint16(2);
  if (view.getUint16(0) !== 0 || count === 0 || count > mostSubtables || 4 + count * 8 > view.byteLength)
    throw new RangeError('its list of characters has no known form');
  let usable = 0;
  for (let i = 0; i < count; i++) {
    const at = view.getUint32(8 + i * 8);
    if (at + 8 > view.byteLength) throw new RangeError('its list of characters lies outside of the file');
    const format = view.getUint16(at);
    if (format === 4) checkSegments(view, at);
    else if (format === 12 || format === 13) checkGroups(view, at, format === 13, glyphCount);
    else if (
      format === 14 ? at + view.getUint32(at + 2) > view.byteLength : at + view.getUint16(at + 2) > view.byteLength
    )
      throw new RangeError('its list of characters is cut off');
    if (format === 4 || format === 12 || format === 13 || format === 6) usable++;
  }
  if (usable === 0) throw new RangeError('it has no Unicode characters');
};
