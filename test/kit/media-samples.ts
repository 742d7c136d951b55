/**
 * Media made on the spot with FFmpeg for tests. Every frame carries its own number, so that a test can tell which frame it got:
 * after lossy coding, scaling, turning upright, tone mapping or half a crossfade. Made once a machine, kept in its folder for
 * temporary files under a name that changes with this recipe.
 */
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { mediaSamples, type SampleName } from './media-sample-recipes.ts';

export { type MediaSample, mediaSamples, type SampleName } from './media-sample-recipes.ts';

const run = promisify(execFile);

const recipeText = readFileSync(fileURLToPath(new URL('./media-sample-recipes.ts', import.meta.url)));
const folder = join(
  tmpdir(),
  `workprint-media-samples-${createHash('sha256').update(recipeText).digest('hex').slice(0, 12)}`,
);
const inTheMaking = new Map<SampleName, Promise<string>>();

/** Runs FFmpeg with `args` and the path to write; the file appears whole or not at all. */
export const makeWithFfmpeg = async (args: readonly string[], path: string): Promise<string> => {
  const temporary = `${path}.${randomUUID()}${extname(path)}`;
  await run('ffmpeg', ['-hide_banner', '-nostdin', '-v', 'error', '-y', ...args, temporary], { maxBuffer: 1 << 26 });
  await rename(temporary, path);
  return path;
};

/** Writes the display matrix into the first track header of an MP4: not every FFmpeg can be told to. */
const turnClockwise = async (path: string, degrees: 90 | 180 | 270): Promise<void> => {
  const file = await open(path, 'r+');
  try {
    const bytes = await file.readFile();
    const matrixAt = bytes.indexOf('tkhd') + 4 + 40;
    const [cos, sin] = { 90: [0, 1], 180: [-1, 0], 270: [0, -1] }[degrees] as [number, number];
    [cos, sin, 0, -sin, cos, 0].forEach((value, i) => {
      bytes.writeInt32BE(value * 65536, matrixAt + i * 4);
    });
    await file.write(bytes, matrixAt, 24, matrixAt);
  } finally {
    await file.close();
  }
};

const make = async (name: SampleName): Promise<string> => {
  const { extension, args, of, turnClockwise: degrees } = mediaSamples[name];
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.${extension}`);
  if (existsSync(path)) return path;
  const source = of === undefined ? '' : await samplePath(of as SampleName);
  const words = args.map((word) => word.replace('{source}', source));
  if (degrees === undefined) return makeWithFfmpeg(words, path);
  const unturned = await makeWithFfmpeg(words, join(folder, `${name}-unturned.${randomUUID()}.${extension}`));
  await turnClockwise(unturned, degrees);
  await rename(unturned, path);
  return path;
};

/** Path of a sample; made when it is not there yet. */
export const samplePath = (name: SampleName): Promise<string> => {
  const already = inTheMaking.get(name);
  if (already) return already;
  const made = make(name);
  inTheMaking.set(name, made);
  return made;
};

/** Brightness of a pixel in a raw frame, whatever its range: only used to tell lighter from darker. */
const brightnessIn = (frame: Uint8Array, width: number, pixels: 'yuv420p' | 'rgba') => {
  if (pixels === 'yuv420p') return (x: number, y: number): number => frame[y * width + x]!;
  return (x: number, y: number): number => {
    const at = (y * width + x) * 4;
    return (frame[at]! * 2 + frame[at + 1]! * 5 + frame[at + 2]!) / 8;
  };
};

/**
 * The number burnt into a raw frame (luma first, or RGBA), 0..4095, and how clearly it can be read: the smallest difference in
 * brightness between a bit and its complement. Below about 20 it is noise, or two frames mixed.
 */
export const burntNumber = (
  frame: Uint8Array,
  width: number,
  height: number,
  pixels: 'yuv420p' | 'rgba' = 'yuv420p',
): { readonly number: number; readonly contrast: number } => {
  const at = brightnessIn(frame, width, pixels);
  /** Mean of the middle of a cell: edges are blurred by coding and scaling. */
  const cell = (column: number, row: number): number => {
    let sum = 0;
    for (let j = 0; j < 3; j++)
      for (let i = 0; i < 3; i++) {
        const x = Math.floor(((column + (i + 2) / 6) / 12) * width);
        const y = Math.floor(((row + (j + 2) / 6) / 4) * height);
        sum += at(Math.min(x, width - 1), Math.min(y, height - 1));
      }
    return sum / 9;
  };
  let number = 0;
  let contrast = 255;
  for (let bit = 0; bit < 12; bit++) {
    const difference = cell(bit, 0) - cell(bit, 1);
    if (difference > 0) number += 2 ** bit;
    contrast = Math.min(contrast, Math.abs(difference));
  }
  return { number, contrast };
};

/** The numbers of all raw frames in `bytes`, one after the other; NaN where one cannot be read. */
export const burntNumbers = (
  bytes: Uint8Array,
  width: number,
  height: number,
  pixels: 'yuv420p' | 'rgba' = 'yuv420p',
): number[] => {
  const size = pixels === 'rgba' ? width * height * 4 : (width * height * 3) / 2;
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, i) => {
    const { number, contrast } = burntNumber(bytes.subarray(i * size, (i + 1) * size), width, height, pixels);
    return contrast < 12 ? Number.NaN : number;
  });
};
