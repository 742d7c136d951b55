/** Malformed fonts: a good one spoiled where font readers broke before, and files that only call themselves fonts (PC9). */
import { seededRandom } from '../../../src/domain/random.ts';
import { be16, be32, concat } from './boxes.ts';
import type { HostileFile } from './hostile-file.types.ts';
import { mutate } from './mutate.ts';

type Entry = { readonly tag: string; readonly at: number; readonly offset: number; readonly length: number };

const directory = (font: Buffer): readonly Entry[] =>
  Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const at = 12 + index * 16;
    return {
      tag: font.toString('latin1', at, at + 4),
      at,
      offset: font.readUInt32BE(at + 8),
      length: font.readUInt32BE(at + 12),
    };
  });

/** The good font with one change. */
const changed = (
  good: Uint8Array,
  change: (font: Buffer, table: (tag: string) => Entry) => Uint8Array | undefined,
): Uint8Array => {
  const font = Buffer.from(good);
  const entries = directory(font);
  const table = (tag: string): Entry => {
    const found = entries.find((entry) => entry.tag === tag);
    if (!found) throw new Error(`the good font has no table ${tag}`);
    return found;
  };
  return change(font, table) ?? font;
};

/** Lies in the directory and the header that must be seen before anything is read by them. */
const lies = (good: Uint8Array): Readonly<Record<string, Uint8Array>> => {
  const poke = (tag: string, at: number, bytes: Uint8Array): Uint8Array =>
    changed(good, (font, table) => {
      font.set(bytes, table(tag).offset + at);
      return font;
    });
  const entry = (tag: string, field: 8 | 12, value: number): Uint8Array =>
    changed(good, (font, table) => {
      font.writeUInt32BE(value >>> 0, table(tag).at + field);
      return font;
    });
  return {
    'table-outside.ttf': entry('glyf', 8, 0x7fffffff),
    'table-wraps.ttf': entry('glyf', 8, 0xfffffff0),
    'table-endless.ttf': entry('cmap', 12, 0xffffffff),
    'table-over-directory.ttf': entry('loca', 8, 0),
    'tables-overlap.ttf': changed(good, (font, table) => {
      font.writeUInt32BE(table('glyf').offset, table('loca').at + 8);
      return font;
    }),
    'no-cmap.ttf': changed(good, (font, table) =>
      Buffer.from(font.fill('xxxx', table('cmap').at, table('cmap').at + 4)),
    ),
    'no-head.ttf': changed(good, (font, table) =>
      Buffer.from(font.fill('xxxx', table('head').at, table('head').at + 4)),
    ),
    'no-outlines.ttf': changed(good, (font, table) =>
      Buffer.from(font.fill('xxxx', table('glyf').at, table('glyf').at + 4)),
    ),
    'same-table-twice.ttf': changed(good, (font, table) => {
      font.copy(font, table('loca').at, table('glyf').at, table('glyf').at + 4);
      return font;
    }),
    'ten-thousand-tables.ttf': changed(good, (font) => {
      font.writeUInt16BE(10_000, 4);
      return font;
    }),
    'no-tables.ttf': changed(good, (font) => {
      font.writeUInt16BE(0, 4);
      return font;
    }),
    'wrong-magic.ttf': poke('head', 12, be32(0)),
    'zero-units.ttf': poke('head', 18, be16(0)),
    'huge-units.ttf': poke('head', 18, be16(0xffff)),
    'odd-locations.ttf': poke('head', 50, be16(7)),
    'no-glyphs.ttf': poke('maxp', 4, be16(0)),
    'too-many-glyphs.ttf': poke('maxp', 4, be16(0xffff)),
    'bad-maxp.ttf': poke('maxp', 0, be32(0xdeadbeef)),
    'metrics-of-none.ttf': poke('hhea', 34, be16(0)),
    'metrics-of-many.ttf': poke('hhea', 34, be16(0xffff)),
    'cmap-many-tables.ttf': poke('cmap', 2, be16(0xffff)),
    'cmap-outside.ttf': poke('cmap', 8, be32(0x7fffffff)),
    'locations-descend.ttf': poke('loca', 8, be32(0xfffffff0, 1)),
    'composite-of-itself.ttf': changed(good, (font, table) => {
      // Glyph 1 becomes a composite of glyph 1: a reader without a limit never comes back.
      const isLong = font.readInt16BE(table('head').offset + 50) === 1;
      const first = isLong
        ? font.readUInt32BE(table('loca').offset + 4)
        : font.readUInt16BE(table('loca').offset + 2) * 2;
      font.set(concat(be16(-1, 0, 0, 0, 0), be16(0x0003, 1, 0, 0)), table('glyf').offset + first);
      return font;
    }),
    'cut-in-directory.ttf': good.subarray(0, 40),
    'cut-in-tables.ttf': good.subarray(0, Math.floor(good.length / 2)),
  };
};

const pretenders: Readonly<Record<string, Uint8Array>> = {
  'empty.ttf': Buffer.alloc(0),
  'text.ttf': Buffer.from('this is no font'),
  'html.otf': Buffer.from('<!doctype html><script>alert(1)</script>'),
  'svg.ttf': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><font/></svg>'),
  'type1.otf': Buffer.from('%!PS-AdobeFont-1.0: X\n(/etc/passwd) run\n'),
  'bdf.ttf': Buffer.from('STARTFONT 2.1\nFONT x\n'),
  'woff2.ttf': concat('wOF2', Buffer.alloc(44)),
  'woff-bomb.woff': concat(
    'wOFF',
    be32(0x00010000, 100),
    be16(1, 0),
    be32(0xffffffff),
    Buffer.alloc(20),
    'glyf',
    be32(64, 20, 0xffffffff, 0),
    Buffer.alloc(36),
  ),
  'woff-cut.woff': concat('wOFF', Buffer.alloc(10)),
  'collection.ttc': concat('ttcf', be32(0x00010000, 0xffffffff), Buffer.alloc(40)),
  'dfont.ttf': concat(be32(256, 512, 256, 30), Buffer.alloc(600)),
  'zeros.ttf': Buffer.alloc(4096),
};

/** At least fifty: lies and pretenders must be refused; what was spoiled at random may pass, and must then be drawn with safely. */
export const malformedFonts = (good: Uint8Array, spoiled: number): readonly HostileFile[] => {
  const refused = Object.entries({ ...lies(good), ...pretenders }).map(
    ([name, bytes]): HostileFile => ({
      ...{ name, bytes, tries: 'a font that lies' },
      // Only who draws the glyph can tell: it must come back.
      fate: name === 'composite-of-itself.ttf' ? 'contained' : 'refused',
    }),
  );
  const random = Array.from({ length: spoiled }, (_, number): HostileFile => {
    // Within a table that is read while drawing, so that the damage is met and not passed over.
    const font = Buffer.from(good);
    const entries = directory(font).filter(({ tag }) =>
      ['glyf', 'loca', 'cmap', 'GSUB', 'GPOS', 'hmtx', 'GDEF', 'gvar', 'fvar'].includes(tag),
    );
    const dice = seededRandom('font', 42, number);
    const { tag = 'all', offset = 0, length = font.length } = entries[Math.floor(dice() * entries.length)] ?? {};
    const part = Buffer.from(mutate(font.subarray(offset, offset + length), `42 font ${tag}`, number));
    part.copy(font, offset, 0, Math.min(length, part.length));
    return { name: `spoiled-${number}-${tag.trim()}.ttf`, bytes: font, tries: `damage in ${tag}`, fate: 'contained' };
  });
  return [...refused, ...random];
};
