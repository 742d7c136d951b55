import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { damagedFont, goodTrueType, goodWoff, rebuilt } from '../../../test/kit/damaged-fonts.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { seededRandom } from '../../domain/random.ts';
import type { TextStyle } from '../../domain/timeline/timeline.types.ts';
import { buildSfnt, tablesOf, viewOf } from './sfnt.ts';
import { SystemFonts, systemFontFolders } from './system-fonts.ts';
import { createTextRasteriser, vetFont } from './text.ts';

const style: TextStyle = {
  ...{ fontFamily: 'Mine', fontWeight: 400, sizePx: 24, lineHeight: 1.3, letterSpacingPx: 0, colour: '#ffffff' },
  ...{ align: 'left', boxX: 0, boxY: 0, boxWidth: 320, boxHeight: 60, verticalAlign: 'top' },
};
const draw = (bytes: Uint8Array, text = 'Ångström fi AV') => {
  const rasteriser = createTextRasteriser();
  rasteriser.useFonts([{ family: 'Mine', weight: 400, italic: false, bytes }]);
  return rasteriser.rasterise({ text, style, frameWidth: 320, frameHeight: 60 });
};

const withTable = (tag: string, change: (view: DataView, bytes: Uint8Array) => void): Uint8Array =>
  rebuilt(goodTrueType, (tables) => change(viewOf(tables.get(tag)!), tables.get(tag)!));

test('TXT-3 a good TTF, OTF or WOFF is taken, loses what drawing does not need, and draws as the shipped one does', () => {
  expect(vetFont(goodTrueType)).toEqual(goodTrueType);
  const tags = tablesOf((offset, length) => goodTrueType.subarray(offset, offset + length), 0).map(({ tag }) => tag);
  expect(tags).toContain('glyf');
  expect(tags).not.toContain('fpgm');
  const own = draw(goodWoff);
  const inter = { ...style, fontFamily: 'Inter', fontWeight: 600 as const };
  const text = 'Ångström fi AV';
  expect(own).toEqual(createTextRasteriser().rasterise({ text, style: inter, frameWidth: 320, frameHeight: 60 }));
});

const chinese = new SystemFonts(systemFontFolders()).faces.find((face) => face.families.includes('noto sans cjk sc'));
test.skipIf(!chinese)('TXT-3 CFF outlines are taken', () => {
  const collection = chinese!.bytes();
  const start = viewOf(collection).getUint32(12 + chinese!.index * 4);
  const read = (offset: number, length: number): Uint8Array => collection.subarray(offset, offset + length);
  const tables = tablesOf(read, start).map(({ tag, offset, length }) => ({ tag, bytes: read(offset, length) }));
  const font = buildSfnt(
    read(start, 4),
    tables.filter(({ tag }) => tag !== 'GSUB' && tag !== 'vmtx'),
  );
  expect(draw(font, '字').layer).toBeDefined();
  const damaged = font.slice();
  const cff = tablesOf((offset, length) => font.subarray(offset, offset + length), 0).find(
    ({ tag }) => tag === 'CFF ',
  )!;
  damaged.fill(0xff, cff.offset + 4, cff.offset + 64);
  expect(() => vetFont(damaged)).toThrow('is refused');
});

test('TXT-3 what is no font, too large, a bomb or absurd is refused with the reason', () => {
  const reasons: readonly (readonly [string, Uint8Array])[] = [
    ['no TTF, OTF or WOFF', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['no TTF, OTF or WOFF', new Uint8Array(0)],
    ['WOFF2', new TextEncoder().encode('wOF2 and so on')],
    ['collection', new TextEncoder().encode('ttcf\u0000\u0001\u0000\u0000')],
    ['at most 33554432', new Uint8Array(32 * 1024 * 1024 + 1)],
    ['measures 65535 of', withTable('hhea', (view) => view.setUint16(34, 65_535))],
    ['units to the em', withTable('head', (view) => view.setUint16(18, 0))],
    ['no glyphs', withTable('maxp', (view) => view.setUint16(4, 0))],
    ['lies outside', withTable('loca', (view) => view.setUint16(20, 0xffff))],
    ['lies outside', withTable('cmap', (view) => view.setUint32(8, 0xfffffff0))],
    ['no table "head"', rebuilt(goodTrueType, (tables) => tables.delete('head'))],
    ['no outlines', rebuilt(goodTrueType, (tables) => tables.delete('glyf'))],
  ];
  for (const [reason, bytes] of reasons)
    expect(() => vetFont(bytes, 'x.ttf'), reason).toThrow(new RegExp(`"x.ttf" is refused: .*${reason}`));
});

test('TXT-3 a decompression bomb in WOFF is refused before it is inflated', () => {
  const packed = deflateSync(new Uint8Array(8 * 1024 * 1024));
  const bomb = new Uint8Array(44 + 12 * 20 + packed.length);
  const view = viewOf(bomb);
  bomb.set(goodWoff.subarray(0, 8));
  view.setUint16(12, 12);
  for (let i = 0; i < 12; i++)
    [0x61616161 + i, 44 + 240, packed.length, 8 * 1024 * 1024, 0].forEach((value, k) =>
      view.setUint32(44 + i * 20 + k * 4, value),
    );
  bomb.set(packed, 44 + 240);
  expect(() => vetFont(bomb)).toThrow('would unpack to 100663296 bytes');
  view.setUint16(12, 1);
  view.setUint32(44 + 12, 1024 * 1024);
  expect(() => vetFont(bomb)).toThrow('cannot be unpacked');
});

test('TXT-3 glyphs made of themselves are refused', () => {
  const looped = rebuilt(goodTrueType, (tables) => {
    const locations = viewOf(tables.get('loca')!);
    const isLong = viewOf(tables.get('head')!).getInt16(50) === 1;
    const location = (i: number): number => (isLong ? locations.getUint32(i * 4) : locations.getUint16(i * 2) * 2);
    let glyph = 0;
    while (location(glyph + 1) - location(glyph) < 20) glyph++;
    const outline = viewOf(tables.get('glyf')!.subarray(location(glyph)));
    outline.setInt16(0, -1);
    outline.setUint16(10, 0);
    outline.setUint16(12, glyph);
  });
  expect(() => vetFont(looped)).toThrow('made of itself');
});

test('TXT-4 PC9 each of 50 malformed fonts is refused or draws without harm (seed 42)', () => {
  const rasteriser = createTextRasteriser();
  const outcomes = { refused: 0, drawn: 0 };
  for (let i = 0; i < 50; i++)
    try {
      const bytes = damagedFont(seededRandom(42, 'font', i));
      rasteriser.useFonts([{ family: 'Mine', weight: 400, italic: false, bytes }]);
      rasteriser.rasterise({ text: 'Ångström fi AV', style, frameWidth: 320, frameHeight: 60 });
      outcomes.drawn++;
    } catch (error) {
      if (!(error instanceof WorkprintError)) throw error;
      expect(error.code).toBe('font-refused');
      outcomes.refused++;
    }
  expect(outcomes.refused).toBeGreaterThan(20);
  expect(outcomes.drawn).toBeGreaterThan(3);
});
