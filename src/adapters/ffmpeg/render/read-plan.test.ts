import { expect, test } from 'vitest';
import type { DisplayList, LayerDraw } from '../../../compile/compile.ts';
import { planReads } from './read-plan.ts';

const video = (reader: string, index: number, size: number): LayerDraw => ({
  kind: 'layer',
  source: { kind: 'video', media: { kind: 'missing', name: '' }, timeUs: index, reader },
  ...{ width: size, height: size, opaque: true, tile: false, x: 0, y: 0, scaleX: 1, scaleY: 1, rotationDeg: 0 },
  ...{ anchorX: 0, anchorY: 0, flipX: false, flipY: false, opacity: 256, blend: 'normal', filters: [], patches: [] },
});

const plan = (indexes: readonly number[], size = 64) =>
  planReads(
    indexes.map((index): DisplayList => [video('a', index, size)]),
    ({ timeUs }) => timeUs,
  ).stretches.map(({ lowest, highest, isKept, wanted }) => [lowest, highest, isKept, wanted.size]);

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

test('EXE-7 a video is opened once for frames that run forward, whatever their speed, and again only for a far jump', () => {
  expect(plan(upTo(100).map((i) => 7 + i))).toEqual([[7, 106, false, 100]]);
  expect(plan(upTo(100).map((i) => i >> 1))).toEqual([[0, 49, false, 50]]);
  expect(plan(upTo(20).map((i) => i * 8))).toEqual([[0, 152, false, 20]]);
  expect(plan([0, 1, 2, 500, 501])).toEqual([
    [0, 2, false, 3],
    [500, 501, false, 2],
  ]);
});

test('EXE-7 frames that run backward or to and fro are read forward in pieces that fit the memory set aside', () => {
  expect(plan(upTo(50).map((i) => 80 - i))).toEqual([[31, 80, true, 50]]);
  expect(plan([3, 4, 5, 4, 3, 4, 5])).toEqual([[3, 5, true, 3]]);
  // 3840 x 3840: 22 MB a frame, four fit.
  expect(
    plan(
      upTo(8).map((i) => 80 - i),
      3840,
    ),
  ).toEqual([
    [77, 80, true, 4],
    [73, 76, true, 4],
  ]);
});

test('EXE-7 videos inside mixes and groups are read, each clip apart', () => {
  const inside = video('b', 5, 32);
  const group: LayerDraw = { ...inside, source: { kind: 'group', draws: [inside] } };
  const list: DisplayList = [
    { kind: 'mix', from: [video('a', 1, 32)], to: [group], how: { kind: 'dissolve', weight: 100 } },
  ];
  const { stretches, placeOf } = planReads([list, list], ({ timeUs }) => timeUs);
  expect(stretches.map(({ reader, firstFrame, lastFrame }) => [reader, firstFrame, lastFrame])).toEqual([
    ['a', 0, 1],
    ['b', 0, 1],
  ]);
  expect(placeOf(1, 'b')?.index).toBe(5);
});
