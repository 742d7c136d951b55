/**
 * Lets a font of a person's own in, or refuses it with the reason, before HarfBuzz sees a byte. Every table is checked to lie inside the
 * file and to say nothing absurd; of what passes only the tables that drawing needs are kept. All loops here are bounded by counts
 * that were checked against the bytes at hand.
 */
import { WorkprintError } from '../../domain/errors.ts';
import { buildSfnt, facesOf, tablesOf, tagAt, viewOf } from './sfnt.ts';
import { checkCff } from './vet-cff.ts';
import { checkCmap } from './vet-cmap.ts';
import { checkGlyphs } from './vet-glyphs.ts';
import { isWoff, unpackWoff } from './woff.ts';

/** Larger than any font of one face; Chinese ones have about 20 MB. */
const mostFileBytes = 32 * 1024 * 1024;
const mostUnpackedBytes = 64 * 1024 * 1024;
const mostTables = 64;

/** Tables that shaping and outlines need; hints, bitmaps, SVG and state machines of old Macs are left behind. */
const kept: ReadonlySet<string> = new Set([
  ...['head', 'hhea', 'hmtx', 'maxp', 'cmap', 'name', 'post', 'OS/2', 'glyf', 'loca', 'CFF ', 'CFF2'],
  ...['GSUB', 'GPOS', 'GDEF', 'BASE', 'kern', 'fvar', 'avar', 'gvar', 'HVAR', 'MVAR', 'STAT', 'COLR', 'CPAL'],
]);

/** Tables of a font by their tag. */
export type Tables = ReadonlyMap<string, Uint8Array>;

/** The bytes of a table that must be there, at least so long. Throws a RangeError. */
export const needTable = (tables: Tables, tag: string, leastBytes: number): DataView => {
  const bytes = tables.get(tag);
  if (!bytes) throw new RangeError(`it has no table "${tag}"`);
  if (bytes.length < leastBytes) throw new RangeError(`its table "${tag}" is cut off`);
  return viewOf(bytes);
};

const signatureProblem = (bytes: Uint8Array): string | undefined => {
  const signature = bytes.length >= 4 ? tagAt(viewOf(bytes), 0) : '';
  if (signature === 'wOF2') return 'it is WOFF2, which is not read here; give the same font as TTF, OTF or WOFF';
  if (signature === 'ttcf')
    return 'it is a collection of several fonts; give the one that is meant as a file of its own';
  return undefined;
};

/** Reads the directory: every table inside the file, none twice, none over another. */
const readTables = (bytes: Uint8Array): Tables => {
  const read = (offset: number, length: number): Uint8Array => bytes.subarray(offset, offset + length);
  if (facesOf(read).length !== 1) throw new RangeError('it is no TTF, OTF or WOFF file');
  const count = viewOf(bytes).getUint16(4);
  const entries = tablesOf(read, 0);
  if (count < 1 || count > mostTables || entries.length !== count)
    throw new RangeError(`it says it has ${count} tables`);
  const tables = new Map<string, Uint8Array>();
  let end = 12 + count * 16;
  for (const { tag, offset, length } of entries.toSorted((a, b) => a.offset - b.offset)) {
    const name = JSON.stringify(tag);
    if (!/^[\x20-\x7e]{4}$/.test(tag) || tables.has(tag)) throw new RangeError(`a table is called ${name}`);
    if (offset + length > bytes.length) throw new RangeError(`its table ${name} lies outside of the file`);
    if (length > 0 && offset < end) throw new RangeError(`its table ${name} lies over another`);
    end = Math.max(end, offset + length);
    tables.set(tag, bytes.subarray(offset, offset + length));
  }
  return tables;
};

/** Facts that the other tables are checked against. */
export type FontFacts = { readonly glyphCount: number; readonly longLocations: boolean };

const checkHeaders = (tables: Tables): FontFacts => {
  const head = needTable(tables, 'head', 54);
  if (head.getUint32(12) !== 0x5f0f3cf5) throw new RangeError('its header has not the number every font has');
  const unitsPerEm = head.getUint16(18);
  if (unitsPerEm < 16 || unitsPerEm > 16_384) throw new RangeError(`it has ${unitsPerEm} units to the em`);
  const locationFormat = head.getInt16(50);
  if (locationFormat !== 0 && locationFormat !== 1) throw new RangeError('its glyphs are located in an unknown way');
  const maxp = needTable(tables, 'maxp', 6);
  const glyphCount = maxp.getUint16(4);
  if (glyphCount === 0) throw new RangeError('it has no glyphs');
  const hasOutlinesInGlyf = maxp.getUint32(0) === 0x00010000;
  if (!hasOutlinesInGlyf && maxp.getUint32(0) !== 0x00005000)
    throw new RangeError('its table "maxp" is of no known version');
  const measured = needTable(tables, 'hhea', 36).getUint16(34);
  if (measured === 0 || measured > glyphCount) throw new RangeError(`it measures ${measured} of ${glyphCount} glyphs`);
  needTable(tables, 'hmtx', measured * 4 + (glyphCount - measured) * 2);
  return { glyphCount, longLocations: locationFormat === 1 };
};

const checkOutlines = (tables: Tables, facts: FontFacts): void => {
  if (tables.has('glyf')) checkGlyphs(tables, facts);
  else if (tables.has('CFF ')) checkCff(needTable(tables, 'CFF ', 4), facts.glyphCount);
  else if (tables.has('CFF2')) needTable(tables, 'CFF2', 5);
  else throw new RangeError('it has no outlines');
};

/**
 * The font as it may be drawn with: an OpenType file of checked tables. Takes TTF, OTF and WOFF up to 32 MB. Throws `font-refused` with
 * the reason; `name` is what the message calls the font.
 */
export const vetFont = (bytes: Uint8Array, name = 'given'): Uint8Array => {
  const refuse = (reason: string): never => {
    throw new WorkprintError('font-refused', `The font ${JSON.stringify(name)} is refused: ${reason}.`);
  };
  if (bytes.length > mostFileBytes) return refuse(`it has ${bytes.length} bytes; at most ${mostFileBytes} are taken`);
  const problem = signatureProblem(bytes);
  if (problem) return refuse(problem);
  try {
    const file = isWoff(bytes) ? unpackWoff(bytes, mostUnpackedBytes) : bytes;
    const tables = readTables(file);
    const facts = checkHeaders(tables);
    checkCmap(needTable(tables, 'cmap', 4), facts.glyphCount);
    checkOutlines(tables, facts);
    const wanted = [...tables].filter(([tag]) => kept.has(tag));
    return buildSfnt(
      file,
      wanted.map(([tag, table]) => ({ tag, bytes: table })),
    );
  } catch (error) {
    // DataView throws the same where a table ends too early.
    if (error instanceof RangeError)
      return refuse(error.message.startsWith('Offset') ? 'a table is cut off' : error.message);
    throw error;
  }
};
