import { expect, test } from 'vitest';
import { instantiateKernels } from '../adapters/kernels/kernels.ts';
import type { Timeline } from '../domain/timeline/timeline.types.ts';
import { Compositor, compositorBytes } from './compositor.ts';
import { evaluate, evaluateWithAlpha } from './evaluate.ts';
import { composed } from './made-up-pictures.ts';
import { randomEdit } from './random-edit.ts';

const [width, height] = [64, 48];
const empty = (background: string): Timeline => ({
  ...randomEdit('background', 1),
  ...{ width, height, background, durationFrames: 5, tracks: [] },
});

/** Luma, both chromas and alpha of the middle of frame 2. */
const middle = (background: string, alpha: boolean): readonly number[] => {
  const plan = { width, height, frames: 2, layerBytes: 1 << 20, alpha };
  const compositor = new Compositor(instantiateKernels(compositorBytes(plan)), plan);
  // What an earlier film left in the memory.
  compositor.frame(1).fill(200);
  const frame = composed(compositor, (alpha ? evaluateWithAlpha : evaluate)(empty(background), 2));
  const [n, at, chromaAt] = [width * height, (width * height + width) / 2, (n: number) => n + n / 8];
  return [frame[at], frame[chromaAt(n)], frame[chromaAt(n) + n / 4], alpha ? frame[n * 1.5 + at] : 255].map(Number);
};

test('RND-40 a background that lets light through lies on black in a film without alpha', () => {
  expect(middle('#00000000', false)).toEqual([16, 128, 128, 255]);
  expect(middle('#ff000000', false)).toEqual([16, 128, 128, 255]);
  const half = middle('#ff000080', false);
  expect(half).toEqual(middle('#800000', false));
  expect(half).not.toEqual(middle('#000000', false));
});

test('RND-40 with alpha an opaque background is left out, a translucent one keeps its colour and its alpha', () => {
  expect(middle('#00ff00', true)).toEqual([16, 128, 128, 0]);
  expect(middle('#00ff0000', true)).toEqual([16, 128, 128, 0]);
  const red = middle('#ff0000', false);
  const half = middle('#ff000080', true);
  expect(half[3]).toBe(128);
  for (const [i, value] of half.slice(0, 3).entries()) expect(Math.abs(value - red[i]!)).toBeLessThanOrEqual(2);
});
