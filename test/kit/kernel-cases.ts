/**
 * Calls of the pixel kernels, made up from seeds, for every place that must give the same bytes: the WebAssembly module in Node and
 * in a browser, and the plain twins. A case is data, so that it can be sent anywhere.
 */

import { edges, type Kernels, steepestSlope, turnedScratch } from '../../src/compile/kernels/kernels.types.ts';
import { type Random, seededRandom } from '../../src/domain/random.ts';
import { blendModes } from '../../src/domain/timeline/look.types.ts';

export type KernelCall = readonly [name: keyof Kernels, ...numbers: number[]];
export type KernelCase = { readonly name: string; readonly calls: readonly KernelCall[] };

/** The memory that cases run in; what lies from `scratch` on is not compared. */
export const caseMemory = { bytes: 4 << 20, scratch: 600_000 } as const;

const frame = 4096;
const planeP = 100_000;
const planeA = 300_000;
const extents = 500_000;
const tables = 520_000;
/** The table of `lookUpColours`. */
const grid = 2 << 20;
const { scratch } = caseMemory;

/** Runs of empty, opaque and mixed alpha, with colour not above alpha. */
const makePremultiplied = (memory: Uint8Array, seed: string): void => {
  const random = seededRandom(seed, 'alpha');
  for (let i = 0; i < 200_000; ) {
    const kind = random();
    const run = 1 + Math.floor(random() * 60);
    for (let k = 0; k < run && i < 200_000; k++, i++) {
      const alpha = kind < 0.35 ? 0 : kind < 0.8 ? 255 : Math.floor(random() * 256);
      memory[planeA + i] = alpha;
      memory[planeP + i] = Math.floor(random() * (alpha + 1));
    }
  }
};

/** Noise, planes with alpha, and at `tables` colour programs that make sense. The same for every case. */
export const startingMemory = (): Uint8Array => {
  const memory = new Uint8Array(caseMemory.bytes);
  const random = seededRandom('kernel cases');
  for (let i = 0; i < scratch; i++) memory[i] = random() * 256;
  makePremultiplied(memory, 'kernel cases');
  for (let i = grid; i < memory.length; i++) memory[i] = random() * 256;
  const floats = new Float32Array(memory.buffer, tables, 24 + 3 * 2048);
  for (let i = 0; i < 24; i++) floats[i] = (random() - 0.4) * (i < 12 ? 0.012 : 1.3);
  for (let i = 24; i < floats.length; i++) floats[i] = random();
  return memory;
};

const whole = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
const even = (random: Random, from: number, to: number): number => 2 * whole(random, from / 2, to / 2);

type Script = (call: (...call: KernelCall) => void, random: Random, round: number) => void;

const wholePlanes: Script = (call, random) => {
  const n = whole(random, 1, 5000);
  call('crossfade', frame, planeP, planeA, n, whole(random, 0, 256));
  call('fade', frame, n - 1, whole(random, 0, 256), whole(random, 0, 255));
  call('copy', frame + 6000, planeP + 3, n);
  call('fill', frame + 12_000, 77, n);
  const [w, h] = [whole(random, 1, 40), whole(random, 1, 20)];
  for (const edge of [edges.clear, edges.clamp, edges.wrap])
    call('place', frame + 20_000 + edge * 10_000, 96, h + 16, planeP, w, h, 8, edge);
  call('rowExtents', planeA, 61, w, h, extents);
  call('halve', frame + 60_000, 64, planeP, 128, whole(random, 1, 60), h);
};

const packing: Script = (call, random, round) => {
  const [w, h] = [even(random, 2, 50), even(random, 2, 20)];
  const n = w * h;
  const to = [planeP, planeP + n, planeP + n * 1.25, planeP + n * 1.5, planeP + n * 2.5] as const;
  if (round % 5 === 0) for (let i = 0; i < n; i++) call('fill', frame + i * 4 + 3, 255, 1);
  call(round % 2 ? 'packRgba' : 'packStraightRgba', frame, w, h, ...to);
};

const blending: Script = (call, random, round) => {
  const [w, h] = [whole(random, 1, 150), whole(random, 1, 30)];
  call('blend', frame + whole(random, 0, 9), 320, planeP, planeA, 160, w, h, round % 2 ? 256 : whole(random, 0, 256));
};

const scaling: Script = (call, random, round) => {
  const [dw, dh, sw, sh] = [whole(random, 1, 90), whole(random, 1, 24), whole(random, 16, 120), whole(random, 1, 30)];
  const opacity = round % 3 ? 256 : whole(random, 0, 256);
  const [dx, dy] = [whole(random, 2000, 111_000), whole(random, 2000, 111_000)];
  const [x0, y0] = [whole(random, -20 * 65536, sw * 65536), whole(random, -8 * 65536, sh * 65536)];
  const alpha = round % 4 === 0 ? 0 : planeA;
  // The compositor's planes with alpha have an empty border: clamped positions see nothing.
  if (alpha !== 0)
    for (const plane of [planeA, planeP])
      for (let j = 0; j < sh; j++) for (const i of [0, sw - 3]) call('fill', plane + j * 128 + i, 0, 3);
  call('rowExtents', planeA, 128, sw, sh, extents);
  const source = [planeP, alpha, 128, sw, sh] as const;
  call('drawScaled', frame, 96, dw, dh, ...source, x0, dx, y0, dy, opacity, extents, scratch);
};

const affine: Script = (call, random, round) => {
  const [sw, sh] = [whole(random, 8, 120), whole(random, 8, 60)];
  const angle = (random() - 0.5) * 1.2;
  const step = 0.6 + random() * 0.9;
  const [cos, sin] = [Math.round(Math.cos(angle) * step * 65536), Math.round(Math.sin(angle) * step * 65536)];
  const at = [whole(random, -10, 40) * 60_000, whole(random, -10, 40) * 60_000] as const;
  const last = [Math.round(step * 65536), round % 3 ? 256 : whole(random, 0, 256), scratch] as const;
  const source = [planeP, planeA, 128, sw, sh] as const;
  call('drawAffine', frame, 128, 100, 40, ...source, cos, -sin, at[0], sin, cos, at[1], ...last);
};

const turning: Script = (call, random, round) => {
  const [sw, sh] = [whole(random, 16, 120), whole(random, 8, 60)];
  const [dw, dh] = [whole(random, 1, 100), whole(random, 1, 40)];
  for (const plane of [planeA, planeP])
    for (let j = 0; j < sh; j++)
      if (j < 3 || j > sh - 4) call('fill', plane + j * 128, 0, 128);
      else for (const i of [0, sw - 2]) call('fill', plane + j * 128 + i, 0, 2);
  call('rowExtents', planeA, 128, sw, sh, extents);
  const slope = whole(random, -steepestSlope, steepestSlope);
  const { ring } = turnedScratch(dw, slope);
  const steps = [whole(random, 20_000, 110_000), whole(random, 20_000, 110_000)] as const;
  const at = [whole(random, -20, sw) * 60_001, whole(random, -20, sh) * 60_001] as const;
  const opacity = round % 3 ? 256 : whole(random, 0, 256);
  call('turnedTables', steps[0], slope, steps[0], scratch);
  const [target, source] = [[frame, 128, dw, dh] as const, [planeP, planeA, 128, sw, sh] as const];
  const shear = [at[0], steps[0], whole(random, -9000, 9000), at[1], slope, steps[1]] as const;
  call('drawTurned', ...target, ...source, ...shear, opacity, extents, ring, scratch);
};

const alphas: Script = (call, random, round) => {
  const n = whole(random, 1, 3000);
  call('unpremultiply', frame, planeP, planeA, n, whole(random, 0, 255));
  call('premultiply', frame + 4000, frame, planeA + whole(random, 0, 9), n);
  call('unpremultiply', planeP + 5, planeP + 5, frame + 20_000, n, 16);
  const [w, h] = [whole(random, 1, 90), whole(random, 1, 12)];
  call('flipX', frame + 30_000, 100, frame + 1, 95, w, h, round % 2);
};

const masks: Script = (call, random, round) => {
  const [w, h] = [whole(random, 1, 70), whole(random, 1, 24)];
  const [step, slope] = [1 + (round % 2), (random() - 0.5) * 0.2];
  const [x0, y0] = [0.5 - whole(random, 0, 60), 0.5 - whole(random, 0, 30)];
  const mask = frame + 40_000;
  call('radialMask', mask, w, h, x0, y0, step, slope, random() * 2 - 0.5, random() * 255);
  call('crossfadeMasked', frame, 80, planeP, 90, planeA, 100, mask, round % 3 ? w : 0, w, h);
  call('crossfadeMasked', frame + 9, 80, frame + 9, 80, planeP, 90, planeA, 71, w, h);
  call('fadeMasked', planeP, planeA + 7, whole(random, 1, 3000), whole(random, 0, 255));
  const steepest = round % 3 ? 1 / (0.01 + random()) : 1e9;
  call('clockMask', frame + 50_000, w, h, x0, y0, step, random() * 1.4, steepest);
};

const modes: Script = (call, random, round) => {
  const [w, h] = [even(random, 2, 60), even(random, 2, 16)];
  const backdropAlpha = round % 3 === 0;
  const from = planeP + even(random, 0, 2000);
  // Backdrops and sources of any bytes, with alpha of runs.
  const target = [frame, frame + 10_000, frame + 20_000, backdropAlpha ? planeA + 60_000 : 0] as const;
  const source = [from, frame + 30_000, from + 60_000, planeA + (from - planeP), planeA + 90_000, 90] as const;
  const opacity = round % 2 ? 256 : whole(random, 0, 256);
  call(
    'blendMode',
    round % blendModes.length,
    ...target,
    backdropAlpha ? planeA + 80_000 : 0,
    64,
    ...source,
    w,
    h,
    opacity,
  );
};

const colours: Script = (call, random, round) => {
  const [w, h] = [even(random, 2, 60), even(random, 2, 16)];
  const planes = [frame, frame + 10_000, frame + 20_000] as const;
  call('colourPixels', ...planes, w, h, tables, round % 2 ? tables + 96 : 0);
  call('lookUpColours', ...planes, w, h, grid, round % 3 ? 256 : whole(random, 0, 256));
};

const smoothing: Script = (call, random) => {
  const [w, h] = [whole(random, 1, 70), whole(random, 1, 40)];
  call('blurPlane', frame, w, h, whole(random, 0, 90), random(), scratch);
  call('soften', frame + 10_000, planeP, w, h, scratch);
  call('unsharp', planeP, frame + 10_000, w * h, whole(random, -256, 2000));
};

const keying: Script = (call, random) => {
  const [w, h] = [even(random, 2, 60), even(random, 2, 16)];
  const key = [whole(random, 0, 255), whole(random, 0, 255)] as const;
  const ramp = [random() * 0.05, random() - 0.8] as const;
  const [y, u, v, a, ac] = [frame, frame + 10_000, frame + 20_000, frame + 30_000, frame + 40_000];
  call('keyLuma', y, a, u, v, w, h, whole(random, 0, 255), ...key, ...ramp);
  call('keyChroma', u, v, ac, (w * h) / 4, ...key, ...ramp, random());
};

const scripts = {
  ...{ wholePlanes, packing, blending, scaling, affine, turning, alphas, masks, modes, colours, smoothing, keying },
} as const;

/** Cases by what they exercise. */
export const kernelCases = (seed: number, rounds = 20): readonly KernelCase[] =>
  Object.entries(scripts).flatMap(([name, script]) =>
    Array.from({ length: rounds }, (_, round) => {
      const calls: KernelCall[] = [];
      script((...call) => calls.push(call), seededRandom(seed, name, round), round);
      return { name: `${name} ${round}`, calls };
    }),
  );

/** Every kernel that the cases call. */
export const namesCalled = (cases: readonly KernelCase[]): ReadonlySet<string> =>
  new Set(cases.flatMap(({ calls }) => calls.map(([name]) => name)));

/** Makes the calls of a case; the memory of `kernels` must hold `startingMemory`. */
export const runCase = (kernels: Kernels, { calls }: KernelCase): void => {
  for (const [name, ...numbers] of calls) (kernels[name] as (...all: number[]) => unknown)(...numbers);
};

/** FNV-1a over the part of the memory that is compared. */
export const fingerprint = (memory: Uint8Array): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < scratch; i++) h = Math.imul(h ^ memory[i]!, 0x01000193);
  return h >>> 0;
};

/** Runs every case from the same start and fingerprints what it leaves. */
export const fingerprints = (
  kernels: Kernels,
  memory: Uint8Array,
  cases: readonly KernelCase[],
): readonly (readonly [name: string, fingerprint: number])[] => {
  const start = startingMemory();
  return cases.map((one) => {
    memory.set(start);
    runCase(kernels, one);
    return [one.name, fingerprint(memory)];
  });
};
