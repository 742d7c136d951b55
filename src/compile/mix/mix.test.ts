import { expect, test } from 'vitest';
import { PictureMemory } from '../../../test/kit/picture-memory.ts';
import { seededRandom } from '../../domain/random.ts';
import type { MixHow } from '../display-list.types.ts';
import type { PlanarPicture } from '../filters/filters.ts';
import { mixFrames, mixScratchBytes } from './mix.ts';

const memory = new PictureMemory(16 << 20);
const { ground } = memory;
const [width, height] = [98, 54];
const scratch = ground.allocate(mixScratchBytes(width));

const noise = (seed: string): PlanarPicture => {
  const picture = memory.room(width, height);
  const random = seededRandom(seed);
  const bytes = ground.bytes();
  for (let i = 0; i < (width * height * 11) / 4; i++) bytes[picture.y + i] = random() * 256;
  return picture;
};
const flat = (value: number): PlanarPicture => {
  const picture = memory.room(width, height);
  ground.kernels.fill(picture.y, value, (width * height * 11) / 4);
  return picture;
};

const hows = (progress: number, softness: number): readonly MixHow[] => [
  { kind: 'dissolve', weight: Math.round(progress * 256) },
  ...(['left', 'right', 'up', 'down'] as const).map((direction) => ({
    kind: 'wipe' as const,
    direction,
    progress,
    softness,
  })),
  { kind: 'iris', progress, softness },
  { kind: 'clock', progress, softness },
];

const mixed = (
  from: PlanarPicture,
  to: PlanarPicture,
  how: MixHow,
  target = memory.room(width, height),
): Uint8Array => {
  mixFrames(ground, target, from, to, how, scratch);
  const planes = memory.planes(target);
  memory.free(target);
  return planes;
};

const [a, b] = [noise('a'), noise('b')];

test('KRN-6 progress 0 is exactly the one frame, progress 1 exactly the other, and between them it does not matter where it is written', () => {
  for (const softness of [0, 0.3, 1])
    for (const progress of [0, 0.37, 1])
      for (const how of hows(progress, softness)) {
        const apart = mixed(a, b, how);
        if (progress !== 0.37) expect(apart, how.kind).toEqual(memory.planes(progress === 0 ? a : b));
        expect(mixed(a, b, how, memory.copy(a)), how.kind).toEqual(apart);
        const [over, into] = [memory.copy(a), memory.copy(b)];
        mixFrames(ground, over, over, b, how, scratch);
        mixFrames(ground, into, a, into, how, scratch);
        for (const target of [over, into]) {
          expect(memory.planes(target), how.kind).toEqual(apart);
          memory.free(target);
        }
      }
});

test('KRN-6 an edge enters, crosses and leaves without a jump; what was reached stays', () => {
  const [black, white] = [flat(0), flat(255)];
  for (const softness of [0.2, 0.6]) {
    const steps = 400;
    for (let k = 0; k < hows(0, 0).length; k++) {
      let before = mixed(black, white, hows(0, softness)[k]!);
      for (let step = 1; step <= steps; step++) {
        const now = mixed(black, white, hows(step / steps, softness)[k]!);
        // The steepest the edge may be: 1.5 (smooth step) times its way over its width, and rounding.
        const most = (1.5 * 255 * (1 + softness)) / softness / steps + 2;
        for (let i = 0; i < now.length; i++) {
          const change = now[i]! - before[i]!;
          if (change < 0 || change > most) throw new Error(`${k}: sample ${i} changes by ${change} at step ${step}`);
        }
        before = now;
      }
    }
  }
});

test('KRN-7 a wipe moves its edge the way it is named, an iris opens from the middle, a clock turns from twelve', () => {
  const [black, white] = [flat(0), flat(255)];
  const at = (how: MixHow, x: number, y: number): number =>
    mixed(black, white, how)[Math.floor(y) * width + Math.floor(x)]!;
  const wipe = (direction: 'left' | 'right' | 'up' | 'down', progress: number): MixHow => ({
    kind: 'wipe',
    direction,
    progress,
    softness: 0,
  });
  expect([at(wipe('left', 0.25), 10, 20), at(wipe('left', 0.25), 90, 20)]).toEqual([0, 255]);
  expect([at(wipe('right', 0.25), 10, 20), at(wipe('right', 0.25), 90, 20)]).toEqual([255, 0]);
  expect([at(wipe('up', 0.25), 50, 3), at(wipe('up', 0.25), 50, 50)]).toEqual([0, 255]);
  expect([at(wipe('down', 0.25), 50, 3), at(wipe('down', 0.25), 50, 50)]).toEqual([255, 0]);
  const iris: MixHow = { kind: 'iris', progress: 0.5, softness: 0 };
  expect([at(iris, 49, 27), at(iris, 2, 2), at(iris, 49 + 24, 27), at(iris, 49 + 32, 27)]).toEqual([255, 0, 255, 0]);
  const clock: MixHow = { kind: 'clock', progress: 0.375, softness: 0 };
  const places = [
    [60, 5],
    [90, 20],
    [90, 34],
    [52, 50],
    [20, 40],
    [20, 10],
  ] as const;
  expect(places.map(([x, y]) => at(clock, x, y))).toEqual([255, 255, 255, 0, 0, 0]);
});

test('KRN-7 chroma and luma change at the same place', () => {
  const [black, white] = [flat(0), flat(255)];
  for (const how of hows(0.4, 0.5).slice(1)) {
    const planes = mixed(black, white, how);
    for (let j = 2; j < height / 2 - 2; j++)
      for (let i = 2; i < width / 2 - 2; i++) {
        // Chroma lies on the left of its columns and between its rows.
        const luma = (planes[2 * j * width + 2 * i]! + planes[(2 * j + 1) * width + 2 * i]!) / 2;
        const chroma = planes[width * height + (j * width) / 2 + i]!;
        const nearHand = how.kind === 'clock' && Math.hypot(2 * i - width / 2, 2 * j - height / 2) < 12;
        if (!nearHand && Math.abs(luma - chroma) > 3)
          throw new Error(`${how.kind} at ${i}, ${j}: ${luma} and ${chroma}`);
      }
  }
});
