/**
 * Measures the compositor: milliseconds per kernel, per 1080p panel of six moving layers, and frames per second with the encoder.
 * Run: `node bench/compositor.ts [--encode]`. Prints a table; medians, single thread.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMediaTool, findFfmpeg } from '../src/adapters/ffmpeg/ffmpeg.ts';
import { openFileCache } from '../src/adapters/files/files.ts';
import { instantiateKernels, writeLayer } from '../src/adapters/kernels/kernels.ts';
import { decodePictures } from '../src/adapters/media/media.ts';
import { createTextRasteriser } from '../src/adapters/text/text.ts';
import { Compositor, compositorBytes, evaluate, type Resource, segmentsOf } from '../src/compile/compile.ts';
import { scaledScratchBytes, turnedScratch } from '../src/compile/kernels/kernels.types.ts';
import { type LayerImage, layerMediaType, packLayer, readLayer } from '../src/compile/layer-image.ts';
import { seededRandom } from '../src/domain/random.ts';
import { wholeRate } from '../src/domain/time.ts';
import type { Animated, CompositionLayer, Timeline } from '../src/domain/timeline/timeline.types.ts';
import type { PictureEncoding } from '../src/ports/media-tool.ts';

const [width, height] = [1920, 1080];
const canvas = { width: 2150, height: 1210 } as const;

const median = (work: (i: number) => void, rounds = 60): number => {
  const times: number[] = [];
  for (let i = 0; i < rounds + 10; i++) {
    const start = performance.now();
    work(i);
    if (i >= 10) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[rounds >> 1]!;
};

const print = (name: string, value: number, unit = 'ms'): void => {
  console.log(`${name.padEnd(58)} ${value.toFixed(2).padStart(8)} ${unit}`);
};

/** A drawn-looking picture: flat washes, ink lines, a soft rim; `shape` gives the alpha at a place (0..1 across and down). */
const paint = (w: number, h: number, seed: string, shape: (x: number, y: number) => number): Uint8Array => {
  const random = seededRandom(seed);
  const rgba = new Uint8Array(w * h * 4);
  const hues = Array.from({ length: 6 }, () => [random(), random(), random()] as const);
  for (let y = 0, i = 0; y < h; y++) {
    for (let x = 0; x < w; x++, i += 4) {
      const alpha = Math.min(1, Math.max(0, shape(x / w, y / h)));
      const wave = Math.sin(x / 90 + Math.sin(y / 130) * 2) + Math.cos(y / 70 + x / 300);
      const hue = hues[Math.abs(Math.floor(wave * 2.5)) % 6]!;
      const ink = Math.abs(wave * 2.5 - Math.round(wave * 2.5)) < 0.04 ? 0.2 : 1;
      const wash = 0.75 + 0.25 * (y / h);
      for (let c = 0; c < 3; c++) rgba[i + c] = 255 * alpha * ink * wash * (0.25 + 0.7 * hue[c]!);
      rgba[i + 3] = 255 * alpha;
    }
  }
  return rgba;
};

const disc = (x: number, y: number): number => (1 - Math.hypot((x - 0.5) * 2, (y - 0.5) * 2)) * 60;
const figure = (x: number, y: number): number =>
  Math.max((0.24 - Math.hypot(x - 0.5, (y - 0.27) * 1.1)) * 90, (0.36 - Math.abs(x - 0.5) - (y < 0.5 ? 1 : 0)) * 90);
const ground = (x: number, y: number): number => (y - 0.42 - 0.1 * Math.sin(x * 9)) * 90;
const occluder = (x: number, y: number): number => (y - 0.8 - 0.15 * x) * 60;
const grain = seededRandom('grain');

const pictures = {
  far: { ...canvas, shape: () => 1 },
  set: { ...canvas, shape: ground },
  ann: { width: 700, height: 900, shape: figure },
  bob: { width: 720, height: 880, shape: figure },
  near: { ...canvas, shape: occluder },
  texture: { width, height, shape: () => 0.03 + 0.04 * grain() },
  mouth: { width: 120, height: 70, shape: disc },
  eyes: { width: 240, height: 60, shape: disc },
} as const;
type PictureName = keyof typeof pictures;

const sway = (frames: number, from: number, to: number): Animated => [
  { frame: 0, value: from, easing: 'ease-in-out' },
  { frame: frames, value: to, easing: 'linear' },
];

/** Six layers, all moving: the panel that the promise of 8 ms is about. */
const panel = (frames: number, turning: boolean, image: (name: PictureName) => CompositionLayer['image']): Timeline => {
  const layer = (
    name: PictureName,
    depth: number,
    more: Partial<CompositionLayer> = {},
    at = [0.5, 0.5],
  ): CompositionLayer => ({
    ...{ id: name, image: image(name), width: pictures[name].width, height: pictures[name].height },
    opaque: name === 'far',
    transform: {
      x: sway(frames, width * at[0]! - 30 * depth, width * at[0]! + 30 * depth),
      y: sway(frames, height * at[1]! + 8 * depth, height * at[1]! - 8 * depth),
      scale: sway(frames, 0.96, 0.96 + 0.06 * (1 + depth)),
      rotation: turning && (name === 'ann' || name === 'bob') ? sway(frames, -1.5, 1.5) : 0,
      anchorX: pictures[name].width / 2,
      anchorY: pictures[name].height / 2,
    },
    opacity: 1,
    ...more,
  });
  const mouthImages = Object.fromEntries([...'ABCDEFGHX'].map((name) => [name, image('mouth')]));
  const eyeImages = Object.fromEntries(['open', 'half', 'shut'].map((name) => [name, image('eyes')]));
  const speaking = {
    mouth: {
      x: 290,
      y: 330,
      images: mouthImages as never,
      cues: [...'ABCX'].map((show, i) => ({ frame: i * 3, show: show as 'A' })),
    },
    eyes: { x: 230, y: 200, images: eyeImages as never, cues: [{ frame: 0, show: 'open' as const }] },
  };
  const layers = [
    layer('far', 0.2),
    layer('set', 0.6),
    layer('ann', 1, speaking, [0.3, 0.58]),
    layer('bob', 1, speaking, [0.7, 0.6]),
    layer('near', 1.6),
    { ...layer('texture', 0), transform: { x: 0, y: 0, scale: 1, rotation: 0, anchorX: 0, anchorY: 0 } },
  ];
  const sourceRange = { startFrame: 0, durationFrames: frames };
  const items = [{ kind: 'composition' as const, id: 'panel', name: 'panel', sourceRange, layers }];
  return {
    ...{
      schema: 'workprint.timeline/2' as const,
      name: 'bench',
      rate: wholeRate(30),
      width,
      height,
      background: '#000000',
    },
    ...{ durationFrames: frames, tracks: [{ kind: 'video' as const, id: 'v', name: 'v', items }], markers: [] },
  };
};

const kernelTable = (): void => {
  const n = (width * height * 3) / 2;
  const memory = instantiateKernels(64 << 20);
  const { kernels: k } = memory;
  const random = seededRandom('noise');
  const bytes = memory.bytes();
  for (let i = 0; i < 24 << 20; i++) bytes[i] = random() * 256;
  const [a, b, dst, extents, scratch] = [1024, 5 << 20, 40 << 20, 50 << 20, 52 << 20];
  const [sw, sh] = [2176, 1216];
  const opaque = 10 << 20;
  k.fill(30 << 20, 255, sw * sh);
  k.rowExtents(30 << 20, sw, sw, sh, extents);
  if (scaledScratchBytes(width) > 8 << 20) throw new Error('The scratch of this bench is too small.');
  print(
    'copy, frame',
    median(() => k.copy(dst, a, n)),
  );
  print(
    'fill, frame',
    median((i) => k.fill(dst, i, n)),
  );
  print(
    'crossfade, frame',
    median((i) => k.crossfade(dst, a, b, n, i)),
  );
  print(
    'fade to black, frame',
    median(() => k.fade(dst, n, 100, 16)),
  );
  print(
    'blend at whole pixels, frame of luma, all mixed',
    median(() => k.blend(dst, width, a, b, width, width, height, 256)),
  );
  print(
    'RGBA to layer, 2150 x 1210',
    median(
      () => k.packRgba(a, 2150, 1210, dst, dst + (4 << 20), dst + (5 << 20), dst + (6 << 20), dst + (9 << 20)),
      20,
    ),
  );
  print(
    'half-size mip, 2150 x 1210 luma',
    median(() => k.halve(dst, 1088, a, sw, 1075, 605)),
  );
  const scaled = (alpha: number) => (i: number) =>
    k.drawScaled(
      dst,
      width,
      width,
      height,
      opaque,
      alpha,
      sw,
      sw,
      sh,
      1e6 + 1000 * i,
      64_000,
      1e6,
      64_000,
      256,
      extents,
      scratch,
    );
  print('scale and move, opaque, frame of luma', median(scaled(0)));
  print('scale and move, alpha all mixed, frame of luma', median(scaled(a), 20));
  print('scale and move, alpha all opaque, frame of luma', median(scaled(30 << 20)));
  const { ring } = turnedScratch(640, 2000);
  const turned = (): void => {
    k.turnedTables(64_000, -2000, 64_000, scratch);
    k.drawTurned(
      dst,
      width,
      640,
      640,
      opaque,
      30 << 20,
      sw,
      sw,
      sh,
      1e6,
      64_000,
      2000,
      3e6,
      -2000,
      64_000,
      256,
      extents,
      ring,
      scratch,
    );
  };
  print('turn by 1.8 degrees, alpha all opaque, 640 x 640 of luma', median(turned, 20));
  print(
    'turn by any angle, alpha all opaque, 640 x 640 of luma',
    median(
      () =>
        k.drawAffine(
          dst,
          width,
          640,
          640,
          opaque,
          30 << 20,
          sw,
          sw,
          sh,
          64_000,
          2000,
          1e6,
          -2000,
          64_000,
          3e6,
          64_000,
          256,
          scratch,
        ),
      20,
    ),
  );
};

const composeTable = (): void => {
  const layers = new Map<string, LayerImage>();
  for (const [name, { width: w, height: h, shape }] of Object.entries(pictures))
    layers.set(name, readLayer(packLayer(paint(w, h, name, shape), w, h)));
  const plan = { width, height, frames: 1, layerBytes: 200 << 20 };
  const compositor = new Compositor(instantiateKernels(compositorBytes(plan)), plan);
  const give = (resource: Resource): void => {
    if (resource.kind === 'image')
      compositor.giveImage(resource, layers.get((resource.image as { path: string }).path)!);
  };
  for (const turning of [false, true]) {
    const timeline = panel(90, turning, (name) => ({ kind: 'file', path: name }));
    const items = timeline.tracks.flatMap(({ items }) =>
      items.flatMap((item) => (item.kind === 'composition' ? item.layers : [])),
    );
    const one = (frame: number, only?: CompositionLayer): void => {
      const list = evaluate(timeline, frame % 90).filter(
        (draw) => !only || (draw.kind === 'layer' && draw.source.kind === 'image' && draw.source.media === only.image),
      );
      compositor.pin(list);
      for (const resource of compositor.missing(list)) give(resource);
      compositor.compose(list, 0);
    };
    print(
      `panel of six layers${turning ? ', both persons turning' : ''}: one frame`,
      median((i) => one(i), 90),
    );
    for (const layer of items)
      print(
        `  ${layer.id}`,
        median((i) => one(i, layer), 45),
      );
  }
};

const encodings: Readonly<Record<string, PictureEncoding>> = {
  draft: { codec: 'h264', crf: 28, preset: 'ultrafast' },
  final: { codec: 'h264', crf: 18, preset: 'veryfast', tune: 'drawn' },
};

const encodeTable = async (): Promise<void> => {
  const home = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const cache = openFileCache(home);
    const refs = new Map<string, CompositionLayer['image']>();
    for (const [name, { width: w, height: h, shape }] of Object.entries(pictures)) {
      const blob = await cache.blobs.put(writeLayer(paint(w, h, name, shape), w, h), layerMediaType);
      refs.set(name, { kind: 'blob', blob });
    }
    const tool = createMediaTool({
      ...{ ffmpeg: await findFfmpeg(), blobs: cache.blobs, textsId: createTextRasteriser().id },
      decoders: { pictures: decodePictures, locate: async (blob) => cache.blobs.localPath(blob) },
      renderThread: new URL('../src/main/render-worker.ts', import.meta.url),
    });
    const timeline = panel(450, true, (name) => refs.get(name)!);
    for (const [quality, encoding] of Object.entries(encodings)) {
      const start = performance.now();
      const segments = segmentsOf(timeline);
      const signal = new AbortController().signal;
      const blobs = await Promise.all(
        segments.map((segment) => tool.renderSegment({ timeline: segment.timeline, encoding }, { signal })),
      );
      const seconds = (performance.now() - start) / 1000;
      print(`${quality}: composed and encoded`, timeline.durationFrames / seconds, 'fps');
      print(
        `${quality}: size`,
        (blobs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) * 8) / 1e6 / (timeline.durationFrames / 30),
        'Mbit/s',
      );
    }
    cache.close();
  } finally {
    rmSync(home, { recursive: true });
  }
};

kernelTable();
composeTable();
if (process.argv.includes('--encode')) await encodeTable();
