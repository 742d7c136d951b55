import { expect, test } from 'vitest';
import { packWithKernels, readLayer as readBlob, writeLayer } from '../adapters/kernels/kernels.ts';
import { seededRandom } from '../domain/random.ts';
import { layerToRgba, packLayer, readLayer } from './layer-image.ts';

const picture = (width: number, height: number, seed: string, opaque: boolean): Uint8Array => {
  const random = seededRandom(seed);
  const rgba = new Uint8Array(width * height * 4);
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = opaque ? 255 : [0, 0, 255, 255, Math.floor(random() * 256)][Math.floor(random() * 5)]!;
    for (let c = 0; c < 3; c++) rgba[i + c] = Math.floor(random() * (alpha + 1));
    rgba[i + 3] = alpha;
  }
  return rgba;
};

test('RND-1 the WebAssembly packer and the plain one give the same bytes (seed 42)', () => {
  for (const [width, height, opaque] of [
    [2, 2, false],
    [38, 14, false],
    [64, 32, true],
    [130, 66, false],
  ] as const) {
    const rgba = picture(width, height, `42 ${width}`, opaque);
    expect(packLayer(rgba, width, height, packWithKernels)).toEqual(packLayer(rgba, width, height));
  }
});

test('RND-1 a flat colour survives packing, compression, reading and showing within one code value', () => {
  for (const [r, g, b, a] of [
    [255, 255, 255, 255],
    [0, 0, 0, 255],
    [200, 30, 90, 255],
    [60, 120, 10, 128],
    [0, 0, 0, 0],
  ] as const) {
    const rgba = new Uint8Array(16 * 8 * 4).map((_, i) => [r, g, b, a][i % 4]!);
    const layer = readBlob(writeLayer(rgba, 16, 8));
    expect(layer.opaque).toBe(a === 255);
    const shown = layerToRgba(layer);
    for (let c = 0; c < 4; c++) expect(Math.abs(shown[c]! - rgba[c]!)).toBeLessThanOrEqual(2);
  }
});

test('RND-1 planes have the sizes of 4:2:0 and an opaque layer carries no alpha', () => {
  const opaque = readLayer(packLayer(picture(20, 10, 'o', true), 20, 10));
  expect([opaque.y.length, opaque.u.length, opaque.v.length, opaque.a.length, opaque.ac.length]).toEqual([
    200, 50, 50, 0, 0,
  ]);
  const clear = readLayer(packLayer(picture(20, 10, 'c', false), 20, 10));
  expect([clear.a.length, clear.ac.length]).toEqual([200, 50]);
});

test('RND-1 a damaged layer is refused with what is wrong', () => {
  const good = packLayer(picture(4, 4, 'd', false), 4, 4);
  const damaged = (change: (bytes: Uint8Array) => Uint8Array): (() => unknown) => {
    return () => readLayer(change(good.slice()));
  };
  const set = (at: number, value: number) => (bytes: Uint8Array) => {
    bytes[at] = value;
    return bytes;
  };
  expect(damaged(set(0, 0))).toThrow('WPLY');
  expect(damaged(set(4, 9))).toThrow('version 9');
  expect(damaged(set(5, 4))).toThrow('flags');
  expect(damaged(set(8, 3))).toThrow('3 x 4');
  expect(damaged((bytes) => bytes.subarray(0, 30))).toThrow('should have 60');
  expect(damaged((bytes) => bytes.subarray(0, 3))).toThrow('header');
  expect(() => readBlob(new Uint8Array([1, 2, 3]))).toThrow('decompressed');
  expect(() => packLayer(new Uint8Array(36), 3, 3)).toThrow('even number');
  expect(() => packLayer(new Uint8Array(12), 2, 2)).toThrow('12 bytes');
});
