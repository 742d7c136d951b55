import { crc32, deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { scaledPicture } from '../../compile/text/scaled-picture.ts';
import { decodePng } from './png.ts';
import { createTextRasteriser } from './text.ts';

const chunk = (tag: string, content: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(tag), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
};

/** A PNG of rows that begin with their filter. */
const png = (
  width: number,
  rows: readonly (readonly number[])[],
  type: number,
  more: readonly Buffer[] = [],
): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(rows.length, 4);
  header[8] = 8;
  header[9] = type;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = chunk('IDAT', deflateSync(Buffer.from(rows.flat())));
  return Buffer.concat([signature, chunk('IHDR', header), ...more, data, chunk('IEND', Buffer.alloc(0))]);
};

test('TXT-10 pictures of glyphs are read: RGBA, RGB, grey and palettes, every filter, premultiplied', () => {
  const rgba = png(
    2,
    [
      [0, 255, 0, 0, 255, 0, 255, 0, 128],
      [2, 0, 0, 0, 0, 0, 0, 0, 0],
    ],
    6,
  );
  expect([...decodePng(rgba)!.rgba]).toEqual([255, 0, 0, 255, 0, 128, 0, 128, 255, 0, 0, 255, 0, 128, 0, 128]);
  const filtered = png(
    2,
    [
      [1, 10, 20, 30, 1, 1, 1],
      [3, 5, 5, 5, 5, 5, 5],
      [4, 1, 2, 3, 4, 5, 6],
    ],
    2,
  );
  const reds = [...decodePng(filtered)!.rgba].filter((_, i) => i % 4 === 0);
  expect(reds).toEqual([10, 11, 10, 15, 11, 19]);
  const palette = [chunk('PLTE', Buffer.from([9, 8, 7, 200, 100, 50])), chunk('tRNS', Buffer.from([0]))];
  expect([...decodePng(png(2, [[0, 0, 1]], 3, palette))!.rgba]).toEqual([0, 0, 0, 0, 200, 100, 50, 255]);
});

test('TXT-10 what is no such picture is none: cut off, too large, a bomb, of a strange kind', () => {
  const good = png(2, [[0, 1, 2, 3, 4, 5, 6]], 2);
  for (let length = 0; length < good.length - 12; length++) expect(decodePng(good.subarray(0, length))).toBeUndefined();
  expect(decodePng(png(2, [[9, 1, 2, 3, 4, 5, 6]], 2))).toBeUndefined();
  expect(decodePng(png(4000, [[0]], 2))).toBeUndefined();
  expect(decodePng(png(1, [[0, 1, 2, 3, ...Array.from({ length: 90_000 }, () => 0)]], 2))).toBeUndefined();
});

test('TXT-10 a picture keeps its colours at any size', () => {
  const area = { left: 0, top: 0, width: 16, height: 8 };
  const rgba = Uint8Array.from({ length: 16 * 8 * 4 }, (_, i) => [40, 80, 120, 200][i % 4]!);
  for (const [width, height] of [
    [4, 2],
    [31, 17],
    [16, 8],
  ] as const) {
    const { area: at, rgba: scaled } = scaledPicture({ area, rgba }, 10, 20, width, height)!;
    expect(at).toEqual({ left: 10, top: 20, width, height });
    const middle = ((height >> 1) * width + (width >> 1)) * 4;
    expect([...scaled.subarray(middle, middle + 4)]).toEqual([40, 80, 120, 200]);
  }
  const shifted = scaledPicture({ area, rgba }, 10.5, 20, 4, 2)!;
  expect([shifted.area.width, shifted.rgba[3], shifted.rgba[7]]).toEqual([5, 100, 200]);
});

test('TXT-10 an emoji has its colours, a sequence of them is one', () => {
  const box = { boxX: 0, boxY: 0, boxWidth: 200, boxHeight: 60, verticalAlign: 'top', align: 'left' } as const;
  const letters = { fontFamily: 'Inter', fontWeight: 400, sizePx: 40, lineHeight: 1.3, letterSpacingPx: 0 } as const;
  const style = { ...letters, ...box, colour: '#ffffff' };
  const drawn = (text: string) =>
    createTextRasteriser().rasterise({ text, style, frameWidth: 200, frameHeight: 60 }).layer!;
  const grin = drawn('😀');
  expect(grin.u.some((value, i) => grin.ac[i]! > 200 && value < 90)).toBe(true);
  expect(drawn('👩‍🚀').width).toBeLessThan(grin.width * 1.2);
});
