/**
 * Measures every pixel kernel, filter, mix and blend mode at 1080p: median milliseconds on one thread.
 * Run: `node bench/kernels.ts [words of a row's name]`.
 */
import { instantiateKernels } from '../src/adapters/kernels/kernels.ts';
import { Arena } from '../src/compile/arena.ts';
import { blendPicture } from '../src/compile/blend/blend.ts';
import type { DrawnFilter, MixHow } from '../src/compile/display-list.types.ts';
import { type FilterGround, filterPicture, parseCube, planarPicture } from '../src/compile/filters/filters.ts';
import { frameBuffer } from '../src/compile/frame-buffer.ts';
import { affineScratchBytes, scaledScratchBytes, turnedScratch } from '../src/compile/kernels/kernels.types.ts';
import { mixFrames, mixScratchBytes } from '../src/compile/mix/mix.ts';
import { seededRandom } from '../src/domain/random.ts';
import { blendModes } from '../src/domain/timeline/look.types.ts';

const [width, height] = [1920, 1080];
const n = width * height;
const only = process.argv.slice(2);

const median = (work: (round: number) => void, rounds: number): number => {
  const times: number[] = [];
  for (let i = -5; i < rounds; i++) {
    const start = performance.now();
    work(i);
    if (i >= 0) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[rounds >> 1]!;
};

const row = (name: string, work: (round: number) => void, rounds = 30): void => {
  if (only.length > 0 && !only.some((word) => name.includes(word))) return;
  console.log(`| ${name.padEnd(58)} | ${median(work, rounds).toFixed(2).padStart(6)} |`);
};

const memory = instantiateKernels(128 << 20);
const { kernels: k } = memory;
const [a, b, dst, rgba, room] = [1 << 20, 8 << 20, 16 << 20, 24 << 20, 40 << 20];
const arena = new Arena(room, 127 << 20);
const ground: FilterGround = {
  kernels: k,
  bytes: () => memory.bytes(),
  arena,
  allocate: (bytes) => arena.allocate(bytes) ?? Number.NaN,
};

/** Soft shapes with grain: neither noise nor flat. */
const paint = (at: number, seed: string): void => {
  const random = seededRandom(seed);
  const bytes = memory.bytes();
  const picture = planarPicture(at, width, height, false);
  for (let j = 0, i = 0; j < height; j++)
    for (let x = 0; x < width; x++, i++) {
      const wave = Math.sin(x / 90 + Math.sin(j / 130) * 2) + Math.cos(j / 70 + x / 300);
      bytes[picture.y + i] = 126 + wave * 50 + random() * 6;
      bytes[picture.a + i] = 128 + wave * 400;
    }
  for (let j = 0, i = 0; j < height / 2; j++)
    for (let x = 0; x < width / 2; x++, i++) {
      bytes[picture.u + i] = 128 + Math.sin(x / 60) * 60 + random() * 3;
      bytes[picture.v + i] = 128 + Math.cos((x + j) / 80) * 60 + random() * 3;
    }
  k.halve(picture.ac, width / 2, picture.a, width, width / 2, height / 2);
  for (const [plane, alpha, size] of [
    [picture.y, picture.a, n],
    [picture.u, picture.ac, n / 4],
    [picture.v, picture.ac, n / 4],
  ] as const)
    if (seed === 'b') k.premultiply(plane, plane, alpha, size);
};

const fresh = (): void => {
  paint(a, 'a');
  paint(b, 'b');
  for (let i = 0; i < n * 4; i++) memory.bytes()[rgba + i] = memory.bytes()[b + (i % n)]!;
};

const plain = (): void => {
  const planes = [dst, dst + n, dst + n * 1.25, dst + n * 1.5, dst + n * 2.5] as const;
  row('copy, frame', () => k.copy(dst, a, n * 1.5));
  row('crossfade, frame', (i) => k.crossfade(dst, a, b, n * 1.5, (i & 127) + 1));
  row('pack premultiplied RGBA', () => void k.packRgba(rgba, width, height, ...planes));
  row('pack straight RGBA', () => void k.packStraightRgba(rgba, width, height, ...planes));
  row('premultiply, luma', () => k.premultiply(dst, a, b + n * 1.5, n));
  row('unpremultiply, luma, alpha mixed', () => k.unpremultiply(dst, a, b + n * 1.5, n, 16));
  row('mirror, luma', () => k.flipX(dst, width, a, width, width, height, 0));
  row('fade through a mask, luma', () => k.fadeMasked(dst, b + n * 1.5, n, 16));
};

/** Luma of a moved layer, taken from a plane somewhat larger than the frame. */
const moves = (): void => {
  const [sw, sh] = [2176, 1216];
  const at = arena.allocate(2 * sw * sh + 64)!;
  const [plane, alpha] = [at, at + sw * sh];
  const extents = arena.allocate(sh * 8)!;
  const { ring, bytes } = turnedScratch(width, 2000);
  const scratch = arena.allocate(Math.max(scaledScratchBytes(width), bytes, affineScratchBytes))!;
  for (let j = 0; j < sh; j++) k.copy(plane + j * sw, a + (j % height) * width, sw);
  const cover: Record<string, () => void> = {
    'alpha opaque': () => k.fill(alpha, 255, sw * sh),
    'alpha mixed': () => {
      for (let j = 0; j < sh; j++) k.copy(alpha + j * sw, b + n * 1.5 + (j % height) * width, sw);
    },
  };
  const scaled = (own: number) => (i: number) =>
    k.drawScaled(
      dst,
      width,
      width,
      height,
      plane,
      own,
      sw,
      sw,
      sh,
      1e6 + 900 * i,
      64_000,
      1e6,
      64_000,
      256,
      extents,
      scratch,
    );
  row('half-size mip, luma', () => k.halve(dst, width / 2, a, width, width / 2, height / 2));
  row('place with a border, luma', () => k.place(plane, 1952, height + 32, a, width, height, 16, 0));
  row('scale and move, luma, no alpha', scaled(0));
  for (const [name, lay] of Object.entries(cover)) {
    lay();
    k.rowExtents(alpha, sw, sw, sh, extents);
    row(`extents of rows, ${name}`, () => k.rowExtents(alpha, sw, sw, sh, extents));
    row(`blend at whole pixels, luma, ${name}`, () => k.blend(dst, width, plane, alpha, sw, width, height, 256));
    row(`scale and move, luma, ${name}`, scaled(alpha));
    row(`turn by 1.8 degrees, luma, ${name}`, () => {
      k.turnedTables(64_000, -2000, 64_000, scratch);
      k.drawTurned(
        dst,
        width,
        width,
        height,
        plane,
        alpha,
        sw,
        sw,
        sh,
        1e6,
        64_000,
        2000,
        5e6,
        -2000,
        64_000,
        256,
        extents,
        ring,
        scratch,
      );
    });
    row(`turn by any angle, 640 x 640 of luma, ${name}`, () =>
      k.drawAffine(
        dst,
        width,
        640,
        640,
        plane,
        alpha,
        sw,
        sw,
        sh,
        64_000,
        20_000,
        1e6,
        -20_000,
        64_000,
        3e7,
        67_000,
        256,
        scratch,
      ),
    );
  }
  for (const one of [at, extents, scratch]) arena.free(one);
};

const mixes = (): void => {
  const [from, to, target] = [a, b, dst].map((at) => frameBuffer(at, width, height)) as [never, never, never];
  const scratch = arena.allocate(mixScratchBytes(width))!;
  const at = (i: number): number => 0.01 + 0.98 * (((i + 5) * 0.37) % 1);
  const hows: Record<string, (progress: number) => MixHow> = {
    dissolve: (progress) => ({ kind: 'dissolve', weight: 1 + Math.round(progress * 254) }),
    'wipe left, hard': (progress) => ({ kind: 'wipe', direction: 'left', progress, softness: 0 }),
    'wipe down, hard': (progress) => ({ kind: 'wipe', direction: 'down', progress, softness: 0 }),
    'wipe left, softness 0.3': (progress) => ({ kind: 'wipe', direction: 'left', progress, softness: 0.3 }),
    'wipe down, softness 0.3': (progress) => ({ kind: 'wipe', direction: 'down', progress, softness: 0.3 }),
    'iris, softness 0.2': (progress) => ({ kind: 'iris', progress, softness: 0.2 }),
    'clock, softness 0.1': (progress) => ({ kind: 'clock', progress, softness: 0.1 }),
  };
  for (const [name, how] of Object.entries(hows))
    row(`mix: ${name}`, (i) => mixFrames(ground, target, from, to, how(at(i)), scratch));
  arena.free(scratch);
};

const blends = (): void => {
  const source = planarPicture(b, width, height, false);
  const area = { x: 0, y: 0, width, height };
  for (const mode of blendModes)
    row(`blend: ${mode}`, () => blendPicture(k, mode, frameBuffer(a, width, height), source, area, 256), 15);
};

const cube = (size: number): string => {
  const lines = [`LUT_3D_SIZE ${size}`];
  for (let i = 0; i < size ** 3; i++) {
    const [r, g, bl] = [i % size, Math.floor(i / size) % size, Math.floor(i / size / size)].map((v) => v / (size - 1));
    lines.push(`${(r! ** 0.9).toFixed(6)} ${(g! * 0.95).toFixed(6)} ${(bl! * 0.9 + 0.05).toFixed(6)}`);
  }
  return lines.join('\n');
};

const filters = (): void => {
  const neutral = { brightness: 0, contrast: 1, saturation: 1, hue: 0, temperature: 0, exposure: 0, gamma: 1 };
  const grade = parseCube(cube(33));
  const media = { kind: 'file', path: 'grade.cube' } as const;
  const rows: Record<string, readonly DrawnFilter[]> = {
    'colour (contrast, saturation, hue, temperature)': [
      { kind: 'colour', ...neutral, contrast: 1.1, saturation: 1.2, hue: 5, temperature: 0.2 },
    ],
    'colour with gamma': [{ kind: 'colour', ...neutral, gamma: 1.2 }],
    'colour, sepia and invert': [
      { kind: 'colour', ...neutral, contrast: 1.1 },
      { kind: 'sepia', amount: 0.5 },
      { kind: 'invert', amount: 1 },
    ],
    'blur, deviation 2': [{ kind: 'blur', radiusPx: 2 }],
    'blur, deviation 80': [{ kind: 'blur', radiusPx: 80 }],
    sharpen: [{ kind: 'sharpen', amount: 0.5 }],
    'chroma key': [{ kind: 'chroma-key', colour: '#00ff00', similarity: 0.2, softness: 0.1, spill: 0.5 }],
    'colour table 33 x 33 x 33': [{ kind: 'lut', media, amount: 1 }],
    vignette: [{ kind: 'vignette', amount: 0.5, size: 0.5, softness: 0.5 }],
  };
  for (const [name, list] of Object.entries(rows))
    for (const opaque of [true, false])
      row(
        `filter: ${name}${opaque ? '' : ', with alpha'}`,
        () => void filterPicture(ground, planarPicture(opaque ? a : b, width, height, opaque), list, () => grade),
        15,
      );
};

fresh();
console.log(`| ${`1080p, ${process.version}`.padEnd(58)} |     ms |`);
console.log(`|${'-'.repeat(60)}|-------:|`);
plain();
moves();
mixes();
blends();
fresh();
filters();
