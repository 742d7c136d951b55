import { expect, test } from 'vitest';
import { instantiateKernels } from '../adapters/kernels/kernels.ts';
import { planarColour } from './colour.ts';
import { Compositor, type CompositorPlan, compositorBytes } from './compositor.ts';
import type { DisplayList, Draw, FillDraw, LayerDraw } from './display-list.types.ts';
import { groupDraw } from './group-draw.ts';
import { plainLayer } from './layers/look.ts';
import { composed } from './made-up-pictures.ts';
import { namedMedia } from './random-edit.ts';
import type { Resource } from './resources.ts';

const [width, height] = [64, 48];
const n = width * height;
const planOf = (alpha: boolean): CompositorPlan => ({ width, height, frames: 2, layerBytes: 1 << 21, alpha });
const compositorWith = (alpha = false): Compositor =>
  new Compositor(instantiateKernels(compositorBytes(planOf(alpha))), planOf(alpha));

type Paint = (x: number, y: number, w: number, h: number) => readonly [number, number, number, number];

/** Composes with every still and video painted alike. */
const drawn = (list: DisplayList, paint: Paint, alpha = false): Uint8Array => {
  const compositor = compositorWith(alpha);
  compositor.pin(list);
  for (const resource of compositor.missing(list)) give(compositor, resource, paint);
  compositor.compose(list, 0);
  return compositor.frame(0).slice();
};

const give = (compositor: Compositor, resource: Resource, paint: Paint): void => {
  if (resource.kind !== 'image' && resource.kind !== 'video') throw new Error(`No ${resource.kind} is expected here.`);
  const { width: w, height: h } = resource;
  const rgba = new Uint8Array(w * h * 4).map((_, i) => paint((i >> 2) % w, Math.floor(i / 4 / w), w, h)[i & 3]!);
  if (resource.kind === 'image') return compositor.giveImage(resource, { width: w, height: h, rgba });
  if (resource.alpha) compositor.videoTarget(resource).set(rgba);
  else {
    // As a decoder would: one luma sample a pixel, chroma of every other one.
    const planes = [...rgba].flatMap((_, i) => (i % 4 === 0 ? [planar([rgba[i]!, rgba[i + 1]!, rgba[i + 2]!])] : []));
    const chroma = planes.filter((_, i) => (i % w) % 2 === 0 && Math.floor(i / w) % 2 === 0);
    const frame = [planes.map(({ y }) => y), chroma.map(({ u }) => u), chroma.map(({ v }) => v)].flat();
    compositor.videoTarget(resource).set(frame);
  }
  compositor.giveVideo(resource, 0);
};

const hex = (value: number): string => Math.round(value).toString(16).padStart(2, '0');
const planar = ([r, g, b]: readonly [number, number, number]) => planarColour(`#${hex(r)}${hex(g)}${hex(b)}`);

const picture = (kind: 'image' | 'video', over: Partial<LayerDraw> = {}): LayerDraw => {
  const opaque = over.opaque ?? true;
  const [w, h] = [over.width ?? 32, over.height ?? 24];
  const media = namedMedia(`${kind} ${w}x${h}`, w, h, !opaque, kind === 'image' ? 1 : 9);
  return {
    kind: 'layer',
    source: kind === 'image' ? { kind, media } : { kind, media, timeUs: 0, reader: 'r' },
    ...{ width: w, height: h, opaque },
    ...plainLayer,
    ...{ x: 32, y: 24, anchorX: w / 2, anchorY: h / 2, scaleX: 1, scaleY: 1 },
    ...over,
  };
};
const fill = (colour: string, weight = 256): FillDraw => ({ kind: 'fill', colour, weight });
const black = fill('#000000');
const white: Paint = () => [255, 255, 255, 255];

/** Centre and mass of the luma above black, in pixels. */
const centroid = (frame: Uint8Array) => {
  let [mass, mx, my] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const weight = frame[i]! - 16;
    mass += weight;
    mx += weight * ((i % width) + 0.5);
    my += weight * (Math.floor(i / width) + 0.5);
  }
  return { x: mx / mass, y: my / mass, mass: mass / 219 };
};

const within = (a: Uint8Array, b: Uint8Array, most: number): boolean =>
  a.every((value, i) => Math.abs(value - b[i]!) <= most);

test('RND-9 pictures and videos that move, scale unequally, turn, are cropped or mirrored stay within a tenth of a pixel of their path', () => {
  for (const kind of ['image', 'video'] as const)
    for (const more of [
      {},
      { scaleX: 1.2, scaleY: 0.7 },
      { rotationDeg: 11 },
      { scaleX: 0.45, scaleY: 0.9 },
      { flipX: true, rotationDeg: -3 },
      { opaque: false },
    ] as const)
      for (let i = 0; i <= 8; i++) {
        const [x, y] = [30 + i / 7, 22 + i / 11];
        const at = centroid(drawn([black, picture(kind, { x, y, ...more })], white));
        expect(Math.hypot(at.x - x, at.y - y), JSON.stringify({ kind, more, i })).toBeLessThan(0.1);
      }
});

test('RND-34 a crop shows exactly its part, to fractions of a pixel, turned or not', () => {
  for (const kind of ['image', 'video'] as const)
    for (const more of [{}, { x: 32.3, y: 24.6 }, { rotationDeg: 7 }, { flipX: true }] as const)
      for (const cut of [8, 8.25, 9.5, 11]) {
        const crop = { x: cut, y: 4, width: 20 - cut, height: 16.5 };
        const { mass } = centroid(drawn([black, picture(kind, { ...more, crop })], white));
        const area = crop.width * crop.height;
        expect(Math.abs(mass - area) / area, JSON.stringify({ kind, more, cut })).toBeLessThan(0.02);
      }
});

test('RND-34 a mirrored picture shows the other side of itself in the same place, with its crop', () => {
  const half: Paint = (x, y, w, h) => (x < w / 2 ? [255, 0, 0, 255] : y < h / 2 ? [0, 255, 0, 255] : [0, 0, 255, 255]);
  const lumaAt = (over: Partial<LayerDraw>, x: number, y: number) =>
    drawn([black, picture('image', over)], half)[y * width + x];
  const [red, green, blue] = [63, 173, 32];
  expect([lumaAt({}, 20, 16), lumaAt({}, 44, 16), lumaAt({}, 44, 32)]).toEqual([red, green, blue]);
  expect([lumaAt({ flipX: true }, 20, 16), lumaAt({ flipX: true }, 20, 32), lumaAt({ flipX: true }, 44, 16)]).toEqual([
    green,
    blue,
    red,
  ]);
  expect([lumaAt({ flipY: true }, 44, 16), lumaAt({ flipY: true }, 44, 32)]).toEqual([blue, green]);
  const right = { x: 16, y: 0, width: 16, height: 24 };
  expect([lumaAt({ crop: right, flipY: true }, 44, 16), lumaAt({ crop: right, flipY: true }, 20, 16)]).toEqual([
    blue,
    16,
  ]);
});

test('RND-34 a group is its stack: alone like the stack itself, faded like one picture', () => {
  const soft: Paint = (x, y, w, h) => [
    200,
    40,
    90,
    Math.max(0, Math.min(255, (12 - Math.hypot(x - w / 2, y - h / 2)) * 40)),
  ];
  const stack: Draw[] = [
    picture('image', { opaque: false, x: 24.4 }),
    picture('video', { opaque: false, x: 38, rotationDeg: 8 }),
  ];
  const below = fill('#3060a0');
  expect(within(drawn([below, groupDraw({ width, height }, stack)], soft), drawn([below, ...stack], soft), 1)).toBe(
    true,
  );
  const whole = [fill('#c02040'), picture('image', {})];
  const [faded, direct] = [
    drawn([below, groupDraw({ width, height }, whole, { opacity: 96 })], white),
    drawn([below, { kind: 'mix', from: [], to: whole, how: { kind: 'dissolve', weight: 96 } }], white),
  ];
  expect(within(faded, direct, 1)).toBe(true);
});

test('RND-34 a mix inside a group, alone or faded, is the mix', () => {
  const mix: Draw = {
    kind: 'mix',
    from: [fill('#c02040')],
    to: [picture('image', {})],
    how: { kind: 'dissolve', weight: 100 },
  };
  const below = fill('#3060a0');
  expect(within(drawn([below, groupDraw({ width, height }, [mix])], white), drawn([below, mix], white), 1)).toBe(true);
});

test('RND-34 a colour inside a group colours what was drawn, and nothing else', () => {
  const below = fill('#3060a0');
  const tinted = (weight: number, paint: Paint) =>
    drawn(
      [
        below,
        groupDraw({ width, height }, [
          picture('image', { opaque: false }),
          { ...fill('#c85a1e', weight), inside: true },
        ]),
      ],
      paint,
    );
  const soft: Paint = (x) => [255, 255, 255, x < 16 ? 255 : 102];
  const orange: Paint = (x) => [200, 90, 30, x < 16 ? 255 : 102];
  const painted = drawn([below, picture('image', { opaque: false })], orange);
  expect(within(tinted(256, soft), painted, 1)).toBe(true);
  expect(within(tinted(0, orange), painted, 1)).toBe(true);
  expect(tinted(128, soft)[24 * width + 22]).toBe(Math.round((235 + planar([200, 90, 30]).y) / 2));
});

test('RND-34 blend modes are those of W3C compositing, opaque and half transparent, alone and in a group', () => {
  const channel = { r: 0.8, g: 0.5, b: 0.3 };
  const [bottom, top] = ['#cc804d', '#4080c0'];
  const expected = {
    multiply: (b: number, s: number) => b * s,
    screen: (b: number, s: number) => b + s - b * s,
    darken: Math.min,
    difference: (b: number, s: number) => Math.abs(b - s),
    normal: (_: number, s: number) => s,
  };
  const source = [0x40 / 255, 0x80 / 255, 0xc0 / 255];
  const paint: Paint = () => [0x40, 0x80, 0xc0, 255];
  expect(top).toBe('#4080c0');
  for (const [blend, formula] of Object.entries(expected))
    for (const opacity of [256, 128]) {
      const layer = picture('image', { width, height, blend: blend as LayerDraw['blend'], opacity });
      const mixed = [channel.r, channel.g, channel.b].map(
        (b, i) => 255 * (b + (opacity / 256) * (formula(b, source[i]!) - b)),
      );
      const { y, u, v } = planar(mixed as unknown as readonly [number, number, number]);
      for (const list of [
        [fill(bottom), layer],
        [black, groupDraw({ width, height }, [fill(bottom), layer])],
      ]) {
        const frame = drawn(list, paint);
        const got = [frame[n / 2 + 32]!, frame[n + 200]!, frame[n * 1.25 + 200]!];
        const context = `${blend} ${opacity} ${got.join()} for ${[y, u, v].join()}`;
        expect(
          [y, u, v].every((value, i) => Math.abs(value - got[i]!) <= 2),
          context,
        ).toBe(true);
      }
    }
});

test('RND-14 flat colours keep their code values, copied, scaled, turned, cropped and mirrored', () => {
  const paint: Paint = () => [200, 90, 30, 255];
  const { y, u, v } = planar([200, 90, 30]);
  for (const kind of ['image', 'video'] as const)
    for (const over of [
      {},
      { scaleX: 1.3, scaleY: 1.7 },
      { scaleX: 0.3, scaleY: 0.5 },
      { rotationDeg: 20 },
      { flipX: true },
      { x: 31.4 },
    ] as const) {
      const frame = drawn([black, picture(kind, { width: 48, height: 40, ...over })], paint);
      const [row, chroma] = [24 * width + 32, 12 * 32 + 16];
      const got = [frame[row]!, frame[n + chroma]!, frame[n * 1.25 + chroma]!];
      expect(
        [y, u, v].every((value, i) => Math.abs(value - got[i]!) <= 1),
        `${kind} ${JSON.stringify(over)} ${got.join()}`,
      ).toBe(true);
    }
});

test('RND-35 frames with alpha are straight: colour as it was, alpha as it shows, nothing where nothing is', () => {
  const paint: Paint = (x) => [200, 90, 30, x < 16 ? 255 : 102];
  const { y, u, v } = planar([200, 90, 30]);
  const at = (frame: Uint8Array, x: number, row: number) => {
    const chroma = (row >> 1) * (width / 2) + (x >> 1);
    return [frame[row * width + x]!, frame[n + chroma]!, frame[n * 1.25 + chroma]!, frame[n * 1.5 + row * width + x]!];
  };
  const near = (got: readonly number[], wanted: readonly number[]) =>
    expect(
      got.every((value, i) => Math.abs(value - wanted[i]!) <= (i === 3 ? 0 : 2)),
      `${got.join()} for ${wanted.join()}`,
    ).toBe(true);
  const frame = drawn([picture('image', { opaque: false })], paint, true);
  expect(frame.length).toBe(n * 2.5);
  near(at(frame, 22, 24), [y, u, v, 255]);
  near(at(frame, 42, 24), [y, u, v, 102]);
  near(at(frame, 2, 2), [16, 128, 128, 0]);
  const twice = drawn([picture('image', { opaque: false }), picture('image', { opaque: false })], paint, true);
  near(at(twice, 42, 24), [y, u, v, 163]);
  near(at(drawn([fill('#c85a1e', 128)], paint, true), 9, 9), [y, u, v, 128]);
  const mix: Draw = { kind: 'mix', from: [], to: [picture('video', {})], how: { kind: 'dissolve', weight: 64 } };
  near(at(drawn([mix], paint, true), 32, 24), [y, u, v, 64]);
});

test('RND-35 frames with alpha one after the other are those composed alone', () => {
  const compositor = compositorWith(true);
  const dot = picture('image', {
    source: { kind: 'image', media: { kind: 'file', path: 'dot-16x16' } },
    ...{ width: 16, height: 16, anchorX: 8, anchorY: 8, opaque: false },
  });
  const list = (i: number): DisplayList => [dot, { ...dot, x: 20 + Math.floor(i / 3) }];
  for (let i = 0; i < 9; i++) expect(composed(compositor, list(i))).toEqual(composed(compositorWith(true), list(i)));
});
