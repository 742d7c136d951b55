import { expect, test } from 'vitest';
import { type Transition, transitionTypes, type VideoItem } from '../domain/timeline/timeline.types.ts';
import type { DisplayList, LayerDraw, MixDraw } from './display-list.types.ts';
import { evaluate } from './evaluate.ts';
import { excerpt } from './excerpt.ts';
import { extentOf } from './layer-edges.ts';
import { namedMedia, randomEdit } from './random-edit.ts';

const [width, height] = [64, 48];
const video = (name: string, over: object = {}): VideoItem => ({
  ...{ kind: 'video', id: name, name, media: namedMedia(name, width, height, false, 99) },
  sourceRange: { startFrame: 20, durationFrames: 20 },
  ...over,
});
const list = (transition: Partial<Transition>, frame: number, from = video('a'), to = video('b')): DisplayList => {
  const change: Transition = { kind: 'transition', type: 'dissolve', inFrames: 5, outFrames: 5, ...transition };
  const items = [from, change, to];
  const timeline = {
    ...randomEdit('t', 1),
    durationFrames: 40,
    tracks: [{ kind: 'video' as const, id: 'v', name: 'v', items }],
  };
  return evaluate(timeline, frame).slice(1);
};
const namesOf = (draws: DisplayList): string => JSON.stringify(draws).replace(/.*?"sha256":"(.)"|.+$/g, '$1');
const lefts = (draws: DisplayList): readonly number[] => draws.map((draw) => extentOf(draw as LayerDraw).left);
const tops = (draws: DisplayList): readonly number[] => draws.map((draw) => extentOf(draw as LayerDraw).top);

test('RND-36 every transition shows only the first clip before it and only the second after it', () => {
  for (const type of transitionTypes) {
    expect(namesOf(list({ type }, 14)), type).toBe('a');
    expect(namesOf(list({ type }, 25)), type).toBe('b');
  }
});

test('RND-36 inside, both clips run on: their handles are the material beyond their range', () => {
  const { from, to } = list({}, 15)[0] as MixDraw;
  const time = (draw: unknown): number => (draw as { source: { timeUs: number } }).source.timeUs;
  expect(time(to[0])).toBeLessThan(time(from[0]));
  expect(Math.round(((time(from[0]) - time(to[0])) * 30) / 1e6)).toBe(20);
});

test('RND-36 wipes, irises and clocks are mixes whose progress is that of the middle of the frame, eased', () => {
  const progress = (type: Transition['type'], easing: Transition['easing'] & string = 'linear') =>
    [15, 19, 20, 24].map((frame) => {
      const { how } = list({ type, easing }, frame)[0] as MixDraw;
      return how.kind === 'dissolve' ? how.weight / 256 : how.progress;
    });
  for (const type of ['wipe', 'iris', 'clock'] as const) expect(progress(type)).toEqual([0.05, 0.45, 0.55, 0.95]);
  const eased = progress('wipe', 'ease-in-out');
  expect([eased[0]! < 0.05, eased[3]! > 0.95]).toEqual([true, true]);
  const { how } = list({ type: 'wipe', direction: 'up', softness: 0.3 }, 17)[0] as MixDraw;
  expect(how).toMatchObject({ kind: 'wipe', direction: 'up', softness: 0.3 });
});

test('RND-36 a push moves both pictures side by side, a slide only the new one, a frame long in all directions', () => {
  for (const frame of [15, 18, 22, 24]) {
    const way = ((frame - 15 + 0.5) / 10) * width;
    const [old, fresh] = lefts(list({ type: 'push' }, frame)) as [number, number];
    expect(fresh - old).toBeCloseTo(width, 6);
    expect(Math.abs(old + way)).toBeLessThanOrEqual(1);
    expect(lefts(list({ type: 'slide', direction: 'right' }, frame))[0]).toBe(0);
    expect(lefts(list({ type: 'slide', direction: 'right' }, frame))[1]! + width).toBeCloseTo(way, -0.4);
    expect(tops(list({ type: 'push', direction: 'down' }, frame))[0]).toBeGreaterThan(0);
    expect(tops(list({ type: 'push', direction: 'up' }, frame))[1]).toBeGreaterThan(0);
  }
});

test('RND-36 what moves in a push shows nothing outside its own frame', () => {
  const large = { placement: { scaleX: 1.5, scaleY: 1.5 } };
  const [old, fresh] = list({ type: 'push' }, 20, video('a', large), video('b', large)) as [LayerDraw, LayerDraw];
  const [a, b] = [extentOf(old), extentOf(fresh)];
  expect([a.right, b.left]).toEqual([b.left, a.right]);
  expect([b.right - b.left, a.right - a.left]).toEqual([width, width]);
  const turned = list({ type: 'push' }, 20, video('a', { placement: { rotation: 30 } }), video('b'));
  expect((turned[0] as LayerDraw).source.kind).toBe('group');
});

test('RND-41 the whole frame of a clip slides in: the old one is gone where it lies, also where the new one shows nothing', () => {
  const small = video('b', { placement: { scaleX: 0.5, scaleY: 0.5 } });
  const sides = { left: ['right', -1], right: ['left', 1], up: ['bottom', -1], down: ['top', 1] } as const;
  const turned = video('a', { placement: { rotation: 30 } });
  const solid: VideoItem = {
    ...{ kind: 'solid', id: 's', name: 's', colour: '#0000ff' },
    sourceRange: { startFrame: 0, durationFrames: 20 },
  };
  for (const [direction, [side, sign]] of Object.entries(sides)) {
    const length = side === 'left' || side === 'right' ? width : height;
    for (const frame of [15, 18, 22, 24])
      for (const from of [video('a'), turned, solid]) {
        const [old] = list({ type: 'slide', direction: direction as keyof typeof sides }, frame, from, small);
        const way = ((frame - 15 + 0.5) / 10) * length;
        const edge = extentOf(old as LayerDraw)[side];
        expect(Math.abs((sign > 0 ? edge : length - edge) - way), `${direction} ${frame}`).toBeLessThanOrEqual(1);
        expect(Number.isInteger(edge)).toBe(true);
      }
  }
});

test('RND-36 a dip is at its colour in the middle, a zoom comes nearer while it dissolves', () => {
  const weights = [15, 18, 19, 20, 24].map((frame) => list({ type: 'dip', colour: '#ffffff' }, frame)[1]);
  expect(weights.map((draw) => (draw as { weight: number }).weight)).toEqual([26, 179, 230, 230, 26]);
  expect(namesOf(list({ type: 'dip' }, 19)) + namesOf(list({ type: 'dip' }, 20))).toBe('ab');
  const scales = [15, 19, 24].map(
    (frame) => ((list({ type: 'zoom' }, frame)[0] as MixDraw).from[0] as LayerDraw).scaleX,
  );
  expect(scales).toEqual([1.05, 1.45, 1.95]);
});

test('RND-36 on the lowest track a fade to a colour takes the whole frame, above it only the clip', () => {
  const fade: Transition = { kind: 'transition', type: 'fade-from-black', inFrames: 0, outFrames: 10 };
  const above = [fade, video('b')];
  const timeline = (lowest: readonly VideoItem[]) => ({
    ...{ ...randomEdit('t', 1), durationFrames: 20 },
    tracks: [lowest, above].map((items, i) => ({ kind: 'video' as const, id: `${i}`, name: '', items })),
  });
  const [whole] = [timeline([video('a')])];
  const [, under, over] = evaluate(whole, 3) as readonly LayerDraw[];
  expect([under!.source.kind, over!.source.kind]).toEqual(['video', 'group']);
  expect(list({ type: 'fade-to-black' }, 20).map(({ kind }) => kind)).toEqual(['layer', 'fill']);
  const empty = timeline([{ kind: 'gap', sourceRange: { startFrame: 0, durationFrames: 20 } }]);
  expect(evaluate(excerpt(empty, { startFrame: 2, durationFrames: 5 }), 1)).toEqual(
    JSON.parse(JSON.stringify(evaluate(empty, 3))),
  );
});
