import { expect, test } from 'vitest';
import { instantiateKernels } from '../adapters/kernels/kernels.ts';
import { Compositor, type CompositorPlan, compositorBytes } from './compositor.ts';
import type { DisplayList, LayerDraw } from './display-list.types.ts';
import { evaluate } from './evaluate.ts';
import { plainKernels } from './kernels/plain/plain.ts';
import { type LayerImage, packLayer, readLayer } from './layer-image.ts';
import { composed, framesOf } from './made-up-pictures.ts';
import { namedImage, randomTimeline } from './random-timeline.ts';
import { segmentsOf } from './segments.ts';

const plan = (over: Partial<CompositorPlan> = {}): CompositorPlan => ({
  ...{ width: 64, height: 48, frames: 2, layerBytes: 1 << 21 },
  ...over,
});

const wasmCompositor = (over: Partial<CompositorPlan> = {}): Compositor =>
  new Compositor(instantiateKernels(compositorBytes(plan(over))), plan(over));

const plainCompositor = (): Compositor => {
  const memory = new Uint8Array(compositorBytes(plan()));
  return new Compositor({ kernels: plainKernels(memory), bytes: () => memory }, plan());
};

test('RND-7 frames composed segment by segment equal frames composed one after the other, and the plain kernels agree (seed 42)', () => {
  const timeline = randomTimeline('42', 3);
  const whole = framesOf(wasmCompositor(), timeline);
  const parts = segmentsOf(timeline).flatMap((segment) => framesOf(wasmCompositor(), segment.timeline));
  expect(parts.findIndex((frame, i) => !whole[i]!.every((byte, k) => byte === frame[k]))).toBe(-1);
  const plain = plainCompositor();
  for (let i = 0; i < timeline.durationFrames; i += 9) expect(composed(plain, evaluate(timeline, i))).toEqual(whole[i]);
});

test('RND-8 a small layer memory drops the least recently used pictures and changes no frame (seed 43)', () => {
  const timeline = randomTimeline('43', 4);
  const small = wasmCompositor({ layerBytes: 90_000 });
  const large = wasmCompositor();
  for (let i = 0; i < timeline.durationFrames; i += 3)
    expect(composed(small, evaluate(timeline, i))).toEqual(composed(large, evaluate(timeline, i)));
});

test('RND-8 a frame that cannot fit is an error, not a wrong picture', () => {
  expect(() => framesOf(wasmCompositor({ layerBytes: 4096 }), randomTimeline('44', 2))).toThrow('layers');
});

test('RND-26 what stands still is drawn once: the frames are those of a compositor that draws everything', () => {
  const kernels = instantiateKernels(compositorBytes(plan()));
  let scaled = 0;
  const counted = {
    ...kernels.kernels,
    drawScaled: (...args: Parameters<typeof kernels.kernels.drawScaled>) => {
      scaled++;
      kernels.kernels.drawScaled(...args);
    },
  };
  const compositor = new Compositor({ kernels: counted, bytes: kernels.bytes }, plan());
  const at = (frame: number): DisplayList => {
    const moved = frame < 6 ? 30.3 : 30.3 + frame;
    const back = still({
      source: picture('far-80x64'),
      width: 80,
      height: 64,
      opaque: true,
      x: moved,
      scaleX: 1.5,
      scaleY: 1.5,
    });
    return [black, back, still({ x: 20 + frame / 3, scaleX: 1.1, scaleY: 1.1 }), still({ scaleX: 1.2, scaleY: 1.2 })];
  };
  for (let frame = 0; frame < 12; frame++) {
    const before = scaled;
    expect(composed(compositor, at(frame))).toEqual(composed(wasmCompositor(), at(frame)));
    expect(scaled - before).toBe(frame >= 2 && frame < 6 ? 6 : 9);
  }
  const frozen = at(3);
  composed(compositor, frozen);
  composed(compositor, frozen);
  const before = scaled;
  expect(composed(compositor, frozen)).toEqual(composed(wasmCompositor(), frozen));
  expect(scaled).toBe(before);
});

const picture = (name: string): LayerDraw['source'] => ({ kind: 'image', media: namedImage(name) });

const still = (over: Partial<LayerDraw>): LayerDraw => ({
  ...{ kind: 'layer', source: picture('dot-16x16'), width: 16, height: 16, opaque: false, tile: false },
  ...{ x: 30, y: 20, scaleX: 1, scaleY: 1, rotationDeg: 0, anchorX: 8, anchorY: 8 },
  ...{ flipX: false, flipY: false, opacity: 256, blend: 'normal', filters: [], patches: [] },
  ...over,
});
const white = { kind: 'fill', colour: '#ffffff', weight: 256 } as const;
const black = { kind: 'fill', colour: '#000000', weight: 256 } as const;

/** Centre of the luma that differs from black, in pixels. */
const centroid = (frame: Uint8Array): readonly [number, number] => {
  let [mass, mx, my] = [0, 0, 0];
  for (let y = 0; y < 48; y++) {
    for (let x = 0; x < 64; x++) {
      const weight = frame[y * 64 + x]! - 16;
      mass += weight;
      mx += weight * (x + 0.5);
      my += weight * (y + 0.5);
    }
  }
  return [mx / mass, my / mass];
};

const disc = (): LayerImage => {
  const rgba = new Uint8Array(16 * 16 * 4);
  for (let i = 0; i < 256; i++) {
    const alpha = Math.min(1, Math.max(0, 7.5 - Math.hypot((i % 16) - 7.5, (i >> 4) - 7.5)));
    rgba.fill(Math.round(255 * alpha), i * 4, i * 4 + 4);
  }
  return readLayer(packLayer(rgba, 16, 16));
};

const drawn = (over: Partial<LayerDraw>, under: DisplayList[number] = black): Uint8Array => {
  const compositor = wasmCompositor();
  const list = [under, still(over)];
  for (const resource of compositor.missing(list))
    if (resource.kind === 'image') compositor.giveImage(resource, disc());
  compositor.compose(list, 0);
  return compositor.frame(0).slice();
};

test('RND-9 a layer moves below a tenth of a pixel from its path, scaled, turned or neither', () => {
  for (const more of [
    {},
    { scaleX: 1.13, scaleY: 1.13 },
    { scaleX: 0.8, scaleY: 0.8 },
    { scaleX: 0.4, scaleY: 0.4 },
    { rotationDeg: 3 },
    { rotationDeg: -40 },
  ]) {
    for (let i = 0; i <= 12; i++) {
      const [x, y] = [30 + i / 7, 20 + i / 11];
      const [cx, cy] = centroid(drawn({ x, y, ...more }));
      expect(Math.hypot(cx - x, cy - y), JSON.stringify({ x, y, more })).toBeLessThan(0.1);
    }
  }
});

test('RND-10 the rim of a layer brings in no colour: white over white stays white, grey stays grey', () => {
  for (const more of [
    { x: 30.3, y: 20.6 },
    { scaleX: 1.17, scaleY: 1.17 },
    { scaleX: 0.7, scaleY: 0.7, x: 30.5 },
    { rotationDeg: 2.5 },
  ]) {
    const frame = drawn(more, white);
    const luma = frame.subarray(0, 64 * 48);
    const chroma = frame.subarray(64 * 48);
    expect(Math.max(...luma.map((value) => Math.abs(value - 235))), JSON.stringify(more)).toBeLessThanOrEqual(3);
    expect(Math.max(...chroma.map((value) => Math.abs(value - 128))), JSON.stringify(more)).toBeLessThanOrEqual(2);
    expect(
      Math.max(
        ...drawn(more)
          .subarray(64 * 48)
          .map((value) => Math.abs(value - 128)),
      ),
    ).toBeLessThanOrEqual(2);
  }
});

test('RND-11 an opaque layer that covers the frame leaves no edge, one that does not has smooth rims', () => {
  const compositor = wasmCompositor();
  const source = picture('far-80x64');
  const far = still({
    source,
    width: 80,
    height: 64,
    opaque: true,
    x: 32.4,
    y: 24.3,
    anchorX: 40,
    anchorY: 32,
    scaleX: 1.07,
    scaleY: 1.07,
  });
  const frame = composed(compositor, [{ ...white, colour: '#ff00ff' }, far]);
  const alone = composed(compositor, [black, far]);
  expect(frame).toEqual(alone);
  const small = composed(compositor, [black, { ...far, scaleX: 0.5, scaleY: 0.5, x: 30.25 }]);
  expect(small[24 * 64 + 2]).toBe(16);
});

test('RND-12 a tiling layer has no seams: drifting by its own size gives the same frame', () => {
  const compositor = wasmCompositor();
  const tile = still({ source: picture('rain-16x16'), tile: true, anchorX: 0, anchorY: 0, x: 0.3, y: 5.7 });
  const rain = composed(compositor, [black, tile]);
  expect(composed(compositor, [black, { ...tile, x: 16.3, y: 5.7 - 32 }])).toEqual(rain);
  const [top, left] = [rain.subarray(0, 64), rain.subarray(16 * 64, 17 * 64)];
  expect(left).toEqual(top);
  expect(() => composed(compositor, [black, { ...tile, rotationDeg: 3 }])).toThrow('cannot turn');
});

test('RND-13 a patch replaces its place, moves with its layer and leaves nothing behind when it changes', () => {
  const compositor = wasmCompositor();
  const patch = (name: string) => [{ image: namedImage(`${name}-6x4`), x: 4, y: 6 }];
  const plain = composed(compositor, [black, still({})]);
  const spoken = composed(compositor, [black, still({ patches: patch('mouth') })]);
  expect(spoken).not.toEqual(plain);
  composed(compositor, [black, still({ patches: [...patch('other'), ...patch('mouth')], scaleX: 0.5, scaleY: 0.5 })]);
  expect(composed(compositor, [black, still({})])).toEqual(plain);
  expect(composed(compositor, [black, still({ patches: patch('mouth') })])).toEqual(spoken);
});

test('RND-14 reference colours are within one code value of BT.709', () => {
  const compositor = wasmCompositor();
  for (const [colour, y, u, v] of [
    ['#ffffff', 235, 128, 128],
    ['#000000', 16, 128, 128],
    ['#ff0000', 63, 102, 240],
    ['#00ff00', 173, 42, 26],
    ['#0000ff', 32, 240, 118],
    ['#808080', 126, 128, 128],
  ] as const) {
    const frame = composed(compositor, [{ kind: 'fill', colour, weight: 256 }]);
    const got = [frame[0]!, frame[64 * 48]!, frame[64 * 60]!];
    expect(
      got.every((value, i) => Math.abs(value - [y, u, v][i]!) <= 1),
      `${colour} ${got.join()}`,
    ).toBe(true);
  }
});
