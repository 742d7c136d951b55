import { expect, test } from 'vitest';
import { codesOf, PictureMemory, type Rgba } from '../../../test/kit/picture-memory.ts';
import { seededRandom } from '../../domain/random.ts';

const memory = new PictureMemory(8 << 20);
const { kernels } = memory.ground;

test('KRN-3 straight RGBA becomes premultiplied planes within one code value of BT.709 (seed 3)', () => {
  const random = seededRandom(3);
  // Blocks of one colour, so that chroma has one right answer; every column of a block is wide enough for the 1-2-1 filter.
  const colours = Array.from({ length: 400 }, (): Rgba => {
    const alpha = random() < 0.2 ? 1 : Math.round(random() * 255) / 255;
    return [
      Math.round(random() * 255) / 255,
      Math.round(random() * 255) / 255,
      Math.round(random() * 255) / 255,
      alpha,
    ];
  });
  const picture = memory.paint(80, 80, (x, y) => colours[(y >> 2) * 20 + (x >> 2)]!);
  expect(picture.opaque).toBe(false);
  let worst = 0;
  for (const [i, colour] of colours.entries()) {
    const [x, y] = [(i % 20) * 4 + 2, Math.floor(i / 20) * 4 + 2];
    const exact = codesOf([colour[0], colour[1], colour[2]]).map((value) => value * colour[3]);
    const got = memory.at(picture, x, y);
    for (let c = 0; c < 3; c++) worst = Math.max(worst, Math.abs(got[c]! - exact[c]!));
    expect([got[3], got[4]]).toEqual([Math.round(colour[3] * 255), Math.round(colour[3] * 255)]);
  }
  expect(worst).toBeLessThan(1);
});

test('KRN-3 only a picture that is opaque everywhere is said to be', () => {
  for (const width of [2, 6, 8, 22])
    for (let hole = -1; hole < width * 4; hole++) {
      const picture = memory.paint(width, 4, (x, y) => [1, 0.5, 0, y * width + x === hole ? 254 / 255 : 1]);
      expect(picture.opaque).toBe(hole < 0);
      memory.free(picture);
    }
});

test('KRN-4 dividing by alpha undoes multiplying by it as far as bytes can hold it; what is empty gets the value asked for', () => {
  const [src, alpha, p, q] = [1 << 20, (1 << 20) + 70_000, (1 << 20) + 140_000, (1 << 20) + 210_000];
  const bytes = memory.ground.bytes();
  for (let a = 0; a < 256; a++)
    for (let v = 0; v < 256; v++) [bytes[src + a * 256 + v], bytes[alpha + a * 256 + v]] = [v, a];
  kernels.premultiply(p, src, alpha, 65_536);
  kernels.unpremultiply(q, p, alpha, 65_536, 77);
  for (let a = 0; a < 256; a++)
    for (let v = 0; v < 256; v++) {
      const i = a * 256 + v;
      if (Math.abs(bytes[p + i]! - (v * a) / 255) > 0.5) throw new Error(`${v} at alpha ${a} gives ${bytes[p + i]}`);
      const wanted = a === 0 ? 77 : v;
      const room = a === 0 ? 0 : 0.5 + 127.5 / a;
      if (Math.abs(bytes[q + i]! - wanted) > room) throw new Error(`${v} at alpha ${a} comes back as ${bytes[q + i]}`);
    }
});

test('KRN-5 a mirrored picture is mirrored, and its chroma stays with its luma', () => {
  const width = 64;
  const bytes = memory.ground.bytes();
  // A soft edge, sampled at luma columns (x + 0.5) and at chroma's (2 x + 0.5).
  const edge = (x: number): number => 255 / (1 + Math.exp((x - 20) / 4));
  const [src, dst] = [1 << 20, (1 << 20) + 1000];
  for (let x = 0; x < width; x++) bytes[src + x] = Math.round(edge(x + 0.5));
  kernels.flipX(dst, width, src, width, width, 1, 0);
  for (let x = 0; x < width; x++) expect(bytes[dst + x]).toBe(Math.round(edge(width - x - 0.5)));
  for (let x = 0; x < width / 2; x++) bytes[src + x] = Math.round(edge(2 * x + 0.5));
  kernels.flipX(dst, width, src, width, width / 2, 1, 1);
  for (let x = 1; x < width / 2; x++) expect(Math.abs(bytes[dst + x]! - edge(width - (2 * x + 0.5)))).toBeLessThan(2.5);
});
