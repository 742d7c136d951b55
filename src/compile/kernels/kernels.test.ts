import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { instantiateKernels } from '../../adapters/kernels/kernels.ts';
import { seededRandom } from '../../domain/random.ts';
import { edges, type Kernels, scaledScratchBytes, steepestSlope, turnedScratch } from './kernels.types.ts';
import { plainKernels } from './plain/plain.ts';

const size = 1 << 20;
const frame = 4096;
const planeP = 100_000;
const planeA = 300_000;
const extents = 500_000;
const scratch = 600_000;

/** Runs the same calls on both implementations over the same noise and compares the memory but for the scratch. */
const compare = (seed: string, calls: (kernels: Kernels, random: () => number) => void): void => {
  const wasm = instantiateKernels(size);
  const random = seededRandom(seed);
  const noise = new Uint8Array(size);
  for (let i = 0; i < scratch; i++) noise[i] = random() * 256;
  makePremultiplied(noise, seed);
  const plain = noise.slice();
  wasm.bytes().set(noise);
  calls(plainKernels(plain), seededRandom(seed, 'calls'));
  calls(wasm.kernels, seededRandom(seed, 'calls'));
  const got = wasm.bytes().subarray(0, scratch);
  const first = got.findIndex((byte, i) => byte !== plain[i]);
  expect({ seed, first, got: got[first], want: plain[first] }).toEqual({
    seed,
    first: -1,
    got: undefined,
    want: undefined,
  });
};

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

const whole = (random: () => number, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));

test('RND-2 whole-plane kernels equal the plain reference byte for byte (seed 42)', () => {
  for (let round = 0; round < 12; round++) {
    compare(`42 frame ${round}`, (k, random) => {
      const n = whole(random, 1, 5000);
      k.crossfade(frame, planeP, planeA, n, whole(random, 0, 256));
      k.fade(frame, n - 1, whole(random, 0, 256), whole(random, 0, 255));
      k.copy(frame + 6000, planeP + 3, n);
      k.fill(frame + 12000, 77, n);
      const [w, h] = [whole(random, 1, 40), whole(random, 1, 20)];
      for (const edge of [edges.clear, edges.clamp, edges.wrap])
        k.place(frame + 20000 + edge * 10000, 96, h + 16, planeP, w, h, 8, edge);
      k.rowExtents(planeA, 61, w, h, extents);
      k.halve(frame + 60000, 64, planeP, 128, whole(random, 1, 60), h);
    });
  }
});

test('RND-2 blending at whole pixels equals the plain reference byte for byte (seed 42)', () => {
  for (let round = 0; round < 20; round++) {
    compare(`42 blend ${round}`, (k, random) => {
      const [w, h] = [whole(random, 1, 150), whole(random, 1, 30)];
      k.blend(frame + whole(random, 0, 9), 320, planeP, planeA, 160, w, h, round % 2 ? 256 : whole(random, 0, 256));
    });
  }
});

test('RND-2 moving and scaling equals the plain reference byte for byte (seed 42)', () => {
  for (let round = 0; round < 60; round++) {
    compare(`42 scaled ${round}`, (k, random) => {
      const [dw, dh, sw, sh] = [
        whole(random, 1, 90),
        whole(random, 1, 24),
        whole(random, 16, 120),
        whole(random, 1, 30),
      ];
      const opacity = round % 3 ? 256 : whole(random, 0, 256);
      const [dx, dy] = [whole(random, 2000, 111_000), whole(random, 2000, 111_000)];
      const x0 = whole(random, -20 * 65536, sw * 65536);
      const y0 = whole(random, -8 * 65536, sh * 65536);
      const opaque = round % 4 === 0;
      // The compositor's planes with alpha have an empty border: clamped positions see nothing.
      if (!opaque) {
        for (let j = 0; j < sh; j++)
          for (const i of [0, 1, 2, sw - 3, sw - 2, sw - 1]) k.fill(planeA + j * 128 + i, 0, 1);
        for (const plane of [planeA, planeP])
          for (let j = 0; j < sh; j++)
            for (const i of [0, 1, 2, sw - 3, sw - 2, sw - 1]) k.fill(plane + j * 128 + i, 0, 1);
      }
      k.rowExtents(planeA, 128, sw, sh, extents);
      expect(scaledScratchBytes(dw)).toBeLessThan(size - scratch);
      k.drawScaled(
        frame,
        96,
        dw,
        dh,
        planeP,
        opaque ? 0 : planeA,
        128,
        sw,
        sh,
        x0,
        dx,
        y0,
        dy,
        opacity,
        extents,
        scratch,
      );
    });
  }
});

test('RND-2 turning equals the plain reference byte for byte (seed 42)', () => {
  for (let round = 0; round < 30; round++) {
    compare(`42 affine ${round}`, (k, random) => {
      const [sw, sh] = [whole(random, 8, 120), whole(random, 8, 60)];
      const angle = (random() - 0.5) * 1.2;
      const step = 0.6 + random() * 0.9;
      const [cos, sin] = [Math.round(Math.cos(angle) * step * 65536), Math.round(Math.sin(angle) * step * 65536)];
      const at = [whole(random, -10, 40) * 60000, whole(random, -10, 40) * 60000] as const;
      const opacity = round % 3 ? 256 : whole(random, 0, 256);
      const fixedStep = Math.round(step * 65536);
      k.drawAffine(
        frame,
        128,
        100,
        40,
        planeP,
        planeA,
        128,
        sw,
        sh,
        cos,
        -sin,
        at[0],
        sin,
        cos,
        at[1],
        fixedStep,
        opacity,
        scratch,
      );
    });
  }
});

test('RND-2 turning by a small angle equals the plain reference byte for byte (seed 42)', () => {
  for (let round = 0; round < 40; round++) {
    compare(`42 turned ${round}`, (k, random) => {
      const [sw, sh] = [whole(random, 16, 120), whole(random, 8, 60)];
      const [dw, dh] = [whole(random, 1, 100), whole(random, 1, 40)];
      for (const plane of [planeA, planeP])
        for (let j = 0; j < sh; j++)
          if (j < 3 || j > sh - 4) k.fill(plane + j * 128, 0, 128);
          else for (const i of [0, 1, sw - 2, sw - 1]) k.fill(plane + j * 128 + i, 0, 1);
      k.rowExtents(planeA, 128, sw, sh, extents);
      const slope = whole(random, -steepestSlope, steepestSlope);
      const { ring, bytes } = turnedScratch(dw, slope);
      expect(bytes).toBeLessThan(size - scratch);
      const steps = [whole(random, 20_000, 110_000), whole(random, 20_000, 110_000)] as const;
      const at = [whole(random, -20, sw) * 60_001, whole(random, -20, sh) * 60_001] as const;
      const opacity = round % 3 ? 256 : whole(random, 0, 256);
      const shift = whole(random, -9000, 9000);
      k.turnedTables(steps[0], slope, steps[0], scratch);
      k.drawTurned(
        frame,
        128,
        dw,
        dh,
        planeP,
        planeA,
        128,
        sw,
        sh,
        at[0],
        steps[0],
        shift,
        at[1],
        slope,
        steps[1],
        opacity,
        extents,
        ring,
        scratch,
      );
    });
  }
});

test('RND-3 the committed module is what its source builds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kernels-'));
  try {
    const built = join(folder, 'kernels.wasm');
    const compiler = fileURLToPath(new URL('../../../node_modules/assemblyscript/bin/asc.js', import.meta.url));
    const room = fileURLToPath(new URL('.', import.meta.url));
    const config = join(room, 'asconfig.json');
    execFileSync(process.execPath, [compiler, join(room, 'assembly/index.as.ts'), '--config', config, '-o', built]);
    expect(readFileSync(built).equals(readFileSync(join(room, 'kernels.wasm')))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
