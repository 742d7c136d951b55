/** Golden pictures on disk, and how near another is to one. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { Picture } from '../../src/ports/picture-maker.ts';

/** Colours without transparency, three bytes a pixel. */
export type Rgb = { readonly width: number; readonly height: number; readonly rgb: Uint8Array };

/** A drawn frame as it is kept: frames of a film are opaque. */
export const rgbOf = ({ width, height, rgba }: Picture): Rgb => {
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) rgb.set(rgba.subarray(from, from + 3), to);
  return { width, height, rgb };
};

/** The colours of a PNG file. */
export const readGolden = async (path: string): Promise<Rgb> => {
  const { data, info } = await sharp(readFileSync(path)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
};

/** Writes it as a PNG, as small as it gets. */
export const writeGolden = async ({ width, height, rgb }: Rgb, path: string): Promise<void> => {
  const image = sharp(rgb, { raw: { width, height, channels: 3 } });
  await image.png({ compressionLevel: 9, adaptiveFiltering: true }).toFile(path);
};

/** Peak signal to noise ratio over all colours in decibels; infinite when they are the same. Sizes must be equal. */
export const psnrDb = (a: Rgb, b: Rgb): number => {
  const squares = a.rgb.reduce((sum, value, i) => sum + (value - (b.rgb[i] as number)) ** 2, 0);
  return 10 * Math.log10((255 ** 2 * a.rgb.length) / squares);
};
