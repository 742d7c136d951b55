import { describe, expect, test } from 'vitest';
import { visemes } from '../../../domain/performance/performance.types.ts';
import { luminanceOf } from '../ink/ink.ts';
import { sceneLight } from '../light/light.ts';
import { paintPanel } from './paint-panel.ts';
import type { PaintedLayer, PaintedPanel } from './painted-layer.ts';
import { figure, looks, request } from './testing/requests.ts';

const twoShot = request({
  framing: 'two_shot',
  figures: [figure(looks.mara, -0.4), figure(looks.elias, 0.4, { facing: 'left' })],
});
const pier = request({
  size: 'WS',
  place: { locationId: 'pier', name: 'PIER', interior: false, weather: 'rain' },
  figures: [figure(looks.mara, -0.1, { facing: 'away' })],
});
const samples: readonly (readonly [string, PaintedPanel])[] = [
  ['a two-shot in a kitchen', paintPanel(twoShot)],
  ['a wide shot of a pier in the rain', paintPanel(pier)],
  [
    'an upright insert',
    paintPanel(request({ frameWidth: 180, frameHeight: 320, size: 'INSERT', framing: 'insert', props: ['compass'] })),
  ],
  [
    'a rolled close-up',
    paintPanel(request({ size: 'CU', angle: 'dutch', figures: [figure(looks.elias, 0.1, { facing: 'camera' })] })),
  ],
];

const isEven = (...values: number[]): boolean => values.every((value) => value % 2 === 0);

describe.each(samples)('%s', (_, panel) => {
  test('PNL-1 layers lie on even numbers inside an opaque first', () => {
    const [first] = panel.layers;
    expect(first).toMatchObject({ opaque: true, x: 0, y: 0, width: panel.canvasWidth, height: panel.canvasHeight });
    for (const layer of panel.layers) {
      expect(isEven(layer.x, layer.y, layer.width, layer.height), layer.id).toBe(true);
      expect(layer.x + layer.width).toBeLessThanOrEqual(panel.canvasWidth);
      expect(layer.y + layer.height).toBeLessThanOrEqual(panel.canvasHeight);
      expect(layer.rgba.length).toBe(layer.width * layer.height * 4);
      for (const patches of [layer.mouth, layer.eyes]) {
        if (patches === undefined) continue;
        expect(isEven(patches.x, patches.y, patches.width, patches.height), layer.id).toBe(true);
        expect(patches.x + patches.width).toBeLessThanOrEqual(layer.width);
        expect(patches.y + patches.height).toBeLessThanOrEqual(layer.height);
      }
    }
  });

  test('PNL-12 no channel is larger than its alpha', () => {
    for (const layer of panel.layers) expect(brokenPixels(layer), layer.id).toBe(0);
  });
});

const brokenPixels = ({ rgba, opaque }: PaintedLayer): number => {
  let broken = 0;
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = rgba[i + 3] as number;
    if (Math.max(rgba[i] as number, rgba[i + 1] as number, rgba[i + 2] as number) > alpha || (opaque && alpha !== 255))
      broken++;
  }
  return broken;
};

test('PNL-2 the same request gives the same pixels after other panels', () => {
  const [first] = samples[0] as readonly [string, PaintedPanel];
  const again = paintPanel(twoShot);
  expect(first).toBeTypeOf('string');
  expect(again).toEqual((samples[0] as readonly [string, PaintedPanel])[1]);
});

test('PNL-3 other people before it leave the background of a bust as it is', () => {
  const behind = (look: typeof looks.mara) =>
    paintPanel(request({ size: 'MCU', figures: [figure({ ...look, heightM: 1.7 }, 0)] })).layers[0];
  expect(behind(looks.elias as unknown as typeof looks.mara)).toEqual(behind(looks.mara));
});

test('PNL-6 both speakers have nine mouths and three states of the eyes', () => {
  const heads = (samples[0] as readonly [string, PaintedPanel])[1].layers.filter(({ mouth }) => mouth !== undefined);
  expect(heads.map(({ characterId }) => characterId).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
    'elias',
    'mara',
  ]);
  for (const head of heads) {
    expect(Object.keys(head.mouth?.images ?? {}).toSorted()).toEqual([...visemes].toSorted());
    expect(Object.keys(head.eyes?.images ?? {}).toSorted()).toEqual(['half', 'open', 'shut']);
  }
});

test('PNL-9 rain drifts over the whole canvas out of doors and stays outside rooms', () => {
  const wet = (samples[1] as readonly [string, PaintedPanel])[1];
  const rain = wet.layers.filter(({ role }) => role === 'weather');
  expect(rain.length).toBeGreaterThan(0);
  for (const layer of rain) {
    expect(layer.drift?.yPerSecond).toBeGreaterThan(0);
    expect([layer.width, layer.height]).toEqual([wet.canvasWidth, wet.canvasHeight]);
  }
  const room = paintPanel(request({ size: 'CU', place: { weather: 'rain' } }));
  expect(room.layers.some(({ role }) => role === 'weather')).toBe(false);
});

test('PNL-10 panels under one light share their texture', () => {
  const texture = (panel: PaintedPanel) => panel.layers.find(({ role }) => role === 'texture');
  const other = paintPanel(request({ size: 'CU', place: { locationId: 'bar', name: 'BAR' } }));
  expect(texture(other)).toEqual(texture((samples[0] as readonly [string, PaintedPanel])[1]));
});

test('PNL-11 nights are navy, days brighter, and mood tints without going dark', () => {
  for (const interior of [true, false]) {
    const of = (timeOfDay: 'day' | 'night', mood: 'neutral' | 'dread' = 'neutral') =>
      luminanceOf(sceneLight({ interior, timeOfDay, weather: 'clear', mood }).set.ambient);
    expect(of('night', 'dread')).toBeGreaterThan(60);
    expect(of('day')).toBeGreaterThan(of('night') + 40);
  }
});
