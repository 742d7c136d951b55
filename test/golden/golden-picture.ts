/** Golden pictures on disk, and how near another is to one. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { Picture } from '../../src/ports/picture-maker.ts';

/** A PNG file as RGBA. */
export const readGolden = async (path: string): Promise<Picture> => {
  const { data, info } = await sharp(readFileSync(path)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: data };
};

/** Writes it as a PNG, as small as it gets: without transparency when nothing is transparent. */
export const writeGolden = async ({ width, height, rgba }: Picture, path: string): Promise<void> => {
  const image = sharp(rgba, { raw: { width, height, channels: 4 } });
  const isOpaque = rgba.every((value, i) => i % 4 !== 3 || value === 255);
  await (isOpaque ? image.removeAlpha() : image).png({ compressionLevel: 9, adaptiveFiltering: true }).toFile(path);
};

/** Peak signal to noise ratio over all colours as they show, in decibels; infinite when they are the same. Sizes must be equal. */
export const psnrDb = ({ rgba: a }: Picture, { rgba: b }: Picture): number => {
  let squares = 0;
  for (let at = 0; at < a.length; at += 4) {
    const [alphaA, alphaB] = [a[at + 3] as number, b[at + 3] as number];
    squares += (alphaA - alphaB) ** 2;
    for (let i = at; i < at + 3; i++) squares += (((a[i] as number) * alphaA - (b[i] as number) * alphaB) / 255) ** 2;
  }
  return 10 * Math.log10((255 ** 2 * a.length) / squares);
};
