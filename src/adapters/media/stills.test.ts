import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { memoryBlobs } from '../../../test/kit/memory-blobs.ts';
import { jailedOutput } from '../sandbox/sandbox.ts';
import { createMediaLibrary, decodeStill, rawPixelsOf } from './media.ts';

const { signal } = new AbortController();
const home = mkdtempSync(join(tmpdir(), 'workprint-stills-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const library = createMediaLibrary({ ffmpeg: { path: 'ffmpeg', version: 'test' }, blobs: memoryBlobs(), home });

/** Patches of 16 x 16 of many colours; the right half is half clear above and clear below. */
const [width, height] = [96, 64];
const drawn = Buffer.from(
  Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const patch = (y >> 4) * 6 + (x >> 4);
    return [(patch * 37) % 256, (patch * 91) % 256, (patch * 151) % 256, x < 48 ? 255 : y < 32 ? 128 : 0];
  }).flat(),
);
const clear = (): Sharp => sharp(drawn, { raw: { width, height, channels: 4 } });
const opaque = (): Sharp => clear().removeAlpha();

/** BT.709 limited, to RGB, in the middle of a patch. */
const rgbAt = (frame: Buffer, across: number, down: number, x: number, y: number): number[] => {
  const chroma = across * down + (y >> 1) * (across >> 1) + (x >> 1);
  const luma = 1.164384 * (frame[y * across + x]! - 16);
  const [u, v] = [frame[chroma]! - 128, frame[chroma + (across * down) / 4]! - 128];
  const rgb = [luma + 1.792741 * v, luma - 0.213249 * u - 0.532909 * v, luma + 2.112402 * u];
  return [...rgb.map((value) => Math.min(255, Math.max(0, value))), 255];
};

/** The largest difference to what libvips makes of the same file, over the middles of all patches. */
const worstOf = async (path: string): Promise<number> => {
  const { facts } = await library.takeIn(path, signal);
  const { picture } = facts;
  const { data: wanted, info } = await sharp(path)
    .rotate()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([picture?.width, picture?.height]).toEqual([info.width, info.height]);
  const delivered = { width: info.width, height: info.height };
  const args = decodeStill({ input: 'media', facts, delivered, threads: 1 });
  const frame = await jailedOutput('ffmpeg', args, {
    reads: [{ path, name: 'media' }],
    signal,
    purpose: 'decode a still',
  });
  let worst = 0;
  for (let y = 8; y < info.height; y += 16)
    for (let x = 8; x < info.width; x += 16) {
      const at = (y * info.width + x) * 4;
      const got =
        rawPixelsOf(facts) === 'rgba' ? [...frame.subarray(at, at + 4)] : rgbAt(frame, info.width, info.height, x, y);
      const isClear = wanted[at + 3] === 0;
      for (let c = isClear ? 3 : 0; c < 4; c++) worst = Math.max(worst, Math.abs(got[c]! - wanted[at + c]!));
    }
  return worst;
};

const photograph = { quality: 98, chromaSubsampling: '4:4:4' };
const p3 = { icc: 'p3' };

describe('stills', () => {
  it.each<readonly [string, () => Sharp]>([
    ['rgb.png', () => opaque().png()],
    ['alpha.png', () => clear().png()],
    ['deep.png', () => opaque().toColourspace('rgb16').png()],
    ['deep-alpha.png', () => clear().toColourspace('rgb16').png()],
    ['grey-deep.png', () => opaque().toColourspace('grey16').png()],
    ['palette.png', () => opaque().png({ palette: true })],
    ['palette-alpha.png', () => clear().png({ palette: true })],
    ['plain.jpg', () => opaque().jpeg({ quality: 98 })],
    ['progressive.jpg', () => opaque().jpeg({ quality: 98, progressive: true })],
    ['grey.jpg', () => opaque().greyscale().jpeg({ quality: 98 })],
    ...[1, 2, 3, 4, 5, 6, 7, 8].map(
      (orientation) =>
        [`held-${orientation}.jpg`, () => opaque().withMetadata({ orientation }).jpeg(photograph)] as const,
    ),
    ['lossless.webp', () => clear().webp({ lossless: true })],
    ['lossy-alpha.webp', () => clear().webp({ quality: 95 })],
    ['lossy.webp', () => opaque().webp({ quality: 95 })],
    ['lzw.tiff', () => opaque().tiff({ compression: 'lzw' })],
    ['alpha.tiff', () => clear().tiff({ compression: 'deflate' })],
    ['clear.gif', () => clear().gif()],
    ['opaque.gif', () => opaque().gif()],
  ])('MED-10 %s has the colours that libvips sees', async (name, make) => {
    const path = join(home, name);
    await make().toFile(path);
    expect(await worstOf(path)).toBeLessThanOrEqual(2.5);
  });

  it.each(['p3.png', 'p3.jpg', 'p3.webp'])('MED-10 %s comes out of its wide colours', async (name) => {
    const path = join(home, name);
    const made = opaque().withMetadata(p3);
    await (name.endsWith('.png')
      ? made.png()
      : name.endsWith('.jpg')
        ? made.jpeg(photograph)
        : made.webp({ lossless: true })
    ).toFile(path);
    expect((await library.takeIn(path, signal)).facts.picture?.colour.primaries).toBe('p3');
    expect(await worstOf(path)).toBeLessThanOrEqual(4);
  });

  it('MED-2 refuses what FFmpeg would show in wrong colours', async () => {
    const path = join(home, 'jpeg-inside.tiff');
    await opaque().greyscale().tiff({ compression: 'jpeg' }).toFile(path);
    await expect(library.takeIn(path, signal)).rejects.toMatchObject({
      code: 'media-refused',
      message: expect.stringContaining('JPEG inside'),
    });
  });

  it('MED-11 the rims of something transparent keep their colour when it is made smaller', async () => {
    const path = join(home, 'rim.png');
    // Red on the left, and clear blue that must not be seen on the right.
    const pixels = Array.from({ length: 64 * 64 }, (_, i) => (i % 64 < 33 ? [255, 0, 0, 255] : [0, 0, 255, 0])).flat();
    await sharp(Buffer.from(pixels), { raw: { width: 64, height: 64, channels: 4 } })
      .png()
      .toFile(path);
    const { facts } = await library.takeIn(path, signal);
    const args = decodeStill({ input: 'media', facts, delivered: { width: 16, height: 16 }, threads: 1 });
    const frame = await jailedOutput('ffmpeg', args, {
      reads: [{ path, name: 'media' }],
      signal,
      purpose: 'decode a still',
    });
    const row = Array.from({ length: 16 }, (_, x) => [...frame.subarray((8 * 16 + x) * 4, (8 * 16 + x) * 4 + 4)]);
    for (const [r, g, b, a] of row) if (a! > 4) expect([r! > 245, g! < 10, b! < 10]).toEqual([true, true, true]);
    expect(row.map(([, , , a]) => a!)).toContain(255);
    expect(row.some(([, , , a]) => a! > 20 && a! < 235)).toBe(true);
  });
});
