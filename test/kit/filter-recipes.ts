/** Filters, mixes and blends on one small picture, fingerprinted: to compare kernels and machines. */
import { Arena } from '../../src/compile/arena.ts';
import { blendPicture } from '../../src/compile/blend/blend.ts';
import type { DrawnFilter, MixHow } from '../../src/compile/display-list.types.ts';
import { filterPicture, parseCube, pictureBytes, planarPicture } from '../../src/compile/filters/filters.ts';
import type { Kernels } from '../../src/compile/kernels/kernels.types.ts';
import { mixFrames } from '../../src/compile/mix/mix.ts';
import { seededRandom } from '../../src/domain/random.ts';
import { blendModes } from '../../src/domain/timeline/look.types.ts';

export const recipeMemoryBytes = 6 << 20;

const media = { kind: 'file', path: 'grade.cube' } as const;
const filters: readonly DrawnFilter[] = [
  {
    kind: 'colour',
    brightness: 0.1,
    contrast: 1.2,
    saturation: 0.7,
    hue: 33,
    temperature: 0.4,
    exposure: 0.7,
    gamma: 1.7,
  },
  { kind: 'sepia', amount: 0.6 },
  { kind: 'invert', amount: 0.9 },
  { kind: 'blur', radiusPx: 3.3 },
  { kind: 'sharpen', amount: 0.8 },
  { kind: 'chroma-key', colour: '#30b050', similarity: 0.1, softness: 0.2, spill: 0.6 },
  { kind: 'lut', media, amount: 0.7 },
  { kind: 'vignette', amount: 0.7, size: 0.3, softness: 0.4 },
];
const hows: readonly MixHow[] = [
  { kind: 'dissolve', weight: 77 },
  { kind: 'wipe', direction: 'left', progress: 0.4, softness: 0.2 },
  { kind: 'wipe', direction: 'down', progress: 0.4, softness: 0.2 },
  { kind: 'iris', progress: 0.4, softness: 0.2 },
  { kind: 'clock', progress: 0.4, softness: 0.2 },
];

/** A curved grid of 5 x 5 x 5. */
const cubeText = (): string => {
  const lines = ['LUT_3D_SIZE 5'];
  for (let i = 0; i < 125; i++)
    lines.push([(i % 5) / 4, (Math.floor(i / 5) % 5) / 5, ((Math.floor(i / 25) / 4) ** 2).toFixed(4)].join(' '));
  return lines.join('\n');
};

/** Every filter on an opaque picture and on one with alpha, every mix and every blend mode: name and FNV-1a of the planes. */
export const recipeFingerprints = (
  kernels: Kernels,
  memory: Uint8Array,
): readonly (readonly [name: string, fingerprint: number])[] => {
  const [width, height] = [58, 34];
  const bytes = pictureBytes(width, height);
  const [first, second, target] = [1024, 64_000, 128_000].map((at) => planarPicture(at, width, height, false)) as [
    never,
    never,
    never,
  ];
  const arena = new Arena(256_000, recipeMemoryBytes);
  const ground = {
    kernels,
    bytes: () => memory,
    arena,
    allocate: (size: number) => arena.allocate(size) ?? Number.NaN,
  };
  const cube = parseCube(cubeText());
  const noise = new Uint8Array(bytes);
  const random = seededRandom('recipes');
  for (let i = 0; i < bytes; i++) noise[i] = random() * 256;
  const run = (name: string, work: () => void): readonly [string, number] => {
    for (const at of [1024, 64_000, 128_000]) memory.set(at === 64_000 ? noise.toReversed() : noise, at);
    work();
    let h = 0x811c9dc5;
    for (let i = 0; i < bytes - 64; i++) h = Math.imul(h ^ memory[128_000 + i]!, 0x01000193);
    return [name, h >>> 0];
  };
  const scratch = arena.allocate(4096)!;
  const area = { x: 3, y: 5, width: 40, height: 22 };
  return [
    ...filters.flatMap((filter) =>
      [true, false].map((opaque) =>
        run(`${filter.kind}, ${opaque ? 'opaque' : 'with alpha'}`, () => {
          filterPicture(ground, planarPicture(128_000, width, height, opaque), [filter], () => cube);
        }),
      ),
    ),
    ...hows.map((how) => run(how.kind, () => mixFrames(ground, target, first, second, how, scratch))),
    ...blendModes.map((mode) => run(mode, () => blendPicture(kernels, mode, target, second, area, 200))),
  ];
};
