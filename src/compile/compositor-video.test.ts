import { expect, test } from 'vitest';
import { instantiateKernels } from '../adapters/kernels/kernels.ts';
import { Compositor, compositorBytes } from './compositor.ts';
import { untouched } from './culled-draws.ts';
import type { DisplayList, LayerDraw } from './display-list.types.ts';
import type { Kernels } from './kernels/kernels.types.ts';
import { plainLayer } from './layers/look.ts';
import { composed, videoFrame } from './made-up-pictures.ts';
import { namedMedia } from './random-edit.ts';

const [width, height] = [64, 48];
const plan = { width, height, frames: 2, layerBytes: 1 << 21 };
const frameLength = (width * height * 3) / 2;

/** A compositor that counts what its kernels are called for. */
const counting = (): { compositor: Compositor; calls: Map<string, number>; copied: () => number } => {
  const memory = instantiateKernels(compositorBytes(plan));
  const calls = new Map<string, number>();
  let copied = 0;
  const kernels = Object.fromEntries(
    Object.entries(memory.kernels as unknown as Record<string, unknown>).map(([name, kernel]) => [
      name,
      typeof kernel !== 'function'
        ? kernel
        : (...args: readonly number[]): unknown => {
            calls.set(name, (calls.get(name) ?? 0) + 1);
            if (name === 'copy') copied += args[2]!;
            return kernel(...args);
          },
    ]),
  ) as unknown as Kernels;
  const compositor = new Compositor({ kernels, bytes: memory.bytes }, plan);
  return {
    compositor,
    calls,
    copied: () => {
      const bytes = copied;
      copied = 0;
      calls.clear();
      return bytes;
    },
  };
};

const timeUs = (index: number): number => Math.round((index * 1e6) / 24);
const video = (name: string, index: number, over: Partial<LayerDraw> = {}): LayerDraw => ({
  kind: 'layer',
  source: { kind: 'video', media: namedMedia(name, width, height, false, 99), timeUs: timeUs(index), reader: name },
  ...{ width, height, opaque: true },
  ...plainLayer,
  ...{ x: 32, y: 24, anchorX: 32, anchorY: 24, scaleX: 1, scaleY: 1 },
  ...over,
});
const black = { kind: 'fill', colour: '#000000', weight: 256 } as const;
const dot: LayerDraw = {
  ...video('', 0),
  source: { kind: 'image', media: { kind: 'file', path: 'dot-16x16' } },
  ...{ width: 16, height: 16, opaque: false, x: 20, y: 20, anchorX: 8, anchorY: 8 },
};
const bytesOf = (name: string, index: number): Uint8Array => videoFrame(name, index, width, height, false);

test('RND-27 a video that fills the frame is copied byte for byte, with nothing drawn below it', () => {
  const { compositor, calls, copied } = counting();
  for (let i = 0; i < 4; i++) {
    copied();
    expect(composed(compositor, [black, video('a', i)])).toEqual(bytesOf('a', i));
    if (i > 0)
      expect([calls.get('fill'), calls.get('drawScaled'), copied()]).toEqual([undefined, undefined, frameLength]);
  }
});

test('RND-27 two videos that fill the frame dissolve by one crossfade of their planes', () => {
  const { compositor, calls, copied } = counting();
  const list = (i: number): DisplayList => [
    black,
    { kind: 'mix', from: [video('a', i)], to: [video('b', i)], how: { kind: 'dissolve', weight: 96 } },
  ];
  composed(compositor, list(0));
  copied();
  const got = composed(compositor, list(1));
  expect([calls.get('crossfade'), copied(), calls.get('fill')]).toEqual([3, 0, undefined]);
  const [a, b] = [bytesOf('a', 1), bytesOf('b', 1)];
  expect(got).toEqual(a.map((value, k) => (value * 160 + b[k]! * 96 + 128) >> 8));
});

test('RND-26 what stands still above a running video is kept, and no picture of the whole frame is copied for it', () => {
  const { compositor, calls, copied } = counting();
  for (let i = 0; i < 6; i++) {
    composed(compositor, [black, video('a', i), dot]);
    if (i > 1) expect([copied(), calls.get('place')]).toEqual([frameLength, undefined]);
    copied();
  }
});

test('RND-28 a video frame given again by its index is not prepared again; the next one is', () => {
  const { compositor, calls, copied } = counting();
  const at = (i: number) => video('a', i, { rotationDeg: 5 });
  composed(compositor, [black, at(3)]);
  const [resource] = compositor.missing([
    black,
    { ...at(3), source: { ...video('a', 3).source, timeUs: timeUs(3) + 9 } as never },
  ]);
  expect(resource?.kind).toBe('video');
  expect(compositor.videoFrame(resource as never)).toBe(3);
  copied();
  composed(compositor, [black, { ...at(3), source: { ...video('a', 3).source, timeUs: timeUs(3) + 9 } as never }]);
  expect(calls.get('place')).toBeUndefined();
  composed(compositor, [black, at(4)]);
  expect(calls.get('place')).toBe(3);
});

test('RND-29 only a single opaque video that fills the frame pixel by pixel needs no composing', () => {
  const is = (...list: DisplayList): boolean => untouched(list, width, height) !== undefined;
  expect(is(black, video('a', 1))).toBe(true);
  expect(is(black, dot, video('a', 1))).toBe(true);
  expect(is(black, video('a', 1), dot)).toBe(false);
  for (const over of [
    { opacity: 255 },
    { x: 33 },
    { scaleX: 1.01 },
    { flipX: true },
    { opaque: false },
    { rotationDeg: 90 },
    { blend: 'multiply' },
    { crop: { x: 0, y: 0, width: 32, height: 48 } },
    { filters: [{ kind: 'sepia', amount: 1 }] },
  ] as const)
    expect(is(black, video('a', 1, over as Partial<LayerDraw>)), JSON.stringify(over)).toBe(false);
  expect(is(black, { ...dot, ...video('a', 1), source: dot.source })).toBe(false);
});
