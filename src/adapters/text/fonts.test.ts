import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { TextStyle } from '../../domain/timeline/timeline.types.ts';
import { createTextRasteriser, vetFont } from './text.ts';

const require = createRequire(import.meta.url);
const shipped = (path: string): Uint8Array => readFileSync(require.resolve(`@fontsource/${path}`));
const courier = vetFont(shipped('courier-prime/files/courier-prime-latin-700-normal.woff'));
const folder = mkdtempSync(join(tmpdir(), 'workprint-fonts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const style: TextStyle = {
  ...{ fontFamily: 'Inter', fontWeight: 400, sizePx: 24, lineHeight: 1.3, letterSpacingPx: 0, colour: '#ffffff' },
  ...{ align: 'left', boxX: 0, boxY: 0, boxWidth: 320, boxHeight: 60, verticalAlign: 'top' },
};
const request = (more: Partial<TextStyle> = {}, text = 'Hamburg 123') => ({
  ...{ text, style: { ...style, ...more }, frameWidth: 320, frameHeight: 60 },
});
const own = (family: string, bytes: Uint8Array = courier) => ({ family, weight: 700, italic: false, bytes });

/** The font under another name of the same length, as its own table of names tells it. */
const renamed = (bytes: Uint8Array, from: string, to: string): Uint8Array => {
  const wide = (text: string): string => [...text].map((letter) => `\u0000${letter}`).join('');
  const text = Buffer.from(bytes).toString('latin1').replaceAll(wide(from), wide(to)).replaceAll(from, to);
  return Buffer.from(text, 'latin1');
};

test('TXT-9 weights of Inter get heavier step by step, and other families take their nearest', () => {
  const rasteriser = createTextRasteriser({ fontFolders: [] });
  const ink = (more: Partial<TextStyle>): number =>
    rasteriser.rasterise(request(more)).layer!.a.reduce((sum, a) => sum + a, 0);
  const weights = ([100, 200, 300, 400, 500, 600, 700, 800, 900] as const).map((fontWeight) => ink({ fontWeight }));
  expect(weights).toEqual(weights.toSorted((a, b) => a - b));
  expect(new Set(weights).size).toBe(9);
  const typewriter = { fontFamily: 'Courier Prime' };
  expect(ink({ ...typewriter, fontWeight: 900 })).toBe(ink({ ...typewriter, fontWeight: 700 }));
  expect(rasteriser.rasterise(request({ italic: true }))).not.toEqual(rasteriser.rasterise(request()));
});

test('TXT-9 own fonts are known by their family until others are given, and change no id', () => {
  const rasteriser = createTextRasteriser({ fontFolders: [] });
  const { id } = rasteriser;
  expect(() => rasteriser.rasterise(request({ fontFamily: 'Mine' }))).toThrow('"Mine" is not known here');
  rasteriser.useFonts([own('Mine')]);
  const mine = rasteriser.rasterise(request({ fontFamily: 'MINE' }));
  expect(mine).toEqual(rasteriser.rasterise(request({ fontFamily: 'Courier Prime', fontWeight: 700 })));
  rasteriser.useFonts([own('Mine')]);
  expect(rasteriser.rasterise(request({ fontFamily: 'Mine' }))).toEqual(mine);
  rasteriser.useFonts([own('Mine', shipped('inter/files/inter-latin-400-normal.woff'))]);
  expect(rasteriser.rasterise(request({ fontFamily: 'Mine' }))).toEqual(rasteriser.rasterise(request()));
  rasteriser.useFonts([]);
  expect(() => rasteriser.rasterise(request({ fontFamily: 'Mine' }))).toThrow('Inter, Courier Prime');
  expect(rasteriser.id).toBe(id);
  expect(() => rasteriser.useFonts([own('Bad', new Uint8Array(50))])).toThrow('"Bad" is refused');
});

test('TXT-9 an installed font is found by the name it bears, and the id says that it is there', () => {
  const before = createTextRasteriser({ fontFolders: [folder] });
  const without = before.id;
  writeFileSync(join(folder, 'kourier.ttf'), renamed(courier, 'Courier Prime', 'Kourier Prime'));
  writeFileSync(join(folder, 'broken.otf'), 'OTTO and nothing else');
  const rasteriser = createTextRasteriser({ fontFolders: [folder, join(folder, 'missing')] });
  const found = rasteriser.rasterise(request({ fontFamily: 'kourier prime' }));
  expect(found).toEqual(rasteriser.rasterise(request({ fontFamily: 'Courier Prime', fontWeight: 700 })));
  expect(rasteriser.id).not.toBe(without);
  expect(createTextRasteriser({ fontFolders: [folder] }).id).toBe(rasteriser.id);
  expect(rasteriser.id).toMatch(/^outline-text-\d+-[0-9a-f]{12}$/);
});

test('TXT-9 what no font has is missing on a machine without fonts, and only that', () => {
  const bare = createTextRasteriser({ fontFolders: [] });
  expect(bare.missingCharacters('Ελλάδα Привет łódź Tiếng مرحبا ↑ 字字😀')).toEqual(['字']);
  bare.useFonts([own('Mine')]);
  expect(bare.rasterise(request({}, '字 ok')).missingCharacters).toEqual(['字']);
});
