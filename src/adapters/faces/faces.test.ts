import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import type { BlobRef } from '../../domain/media.ts';
import type { Picture } from '../../ports/picture-maker.ts';
import { createLikenessMeter, findFaceModels } from './faces.ts';

/** A screenshot with many faces, from the package of the models (MIT): a man twice, and a woman. */
const files = findFaceModels() ?? expect.fail('the face models are not installed: run npm ci');
const screenshot = readFileSync(join(dirname(files.modelsFolder), 'assets', 'screenshot-facematch.jpg'));

const face = async (left: number, top: number, side: number): Promise<Picture> => {
  const { data, info } = await sharp(screenshot)
    .extract({ left, top, width: side, height: side })
    .resize(360, 360)
    .extend({ top: 60, bottom: 60, left: 60, right: 60, background: '#777777' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: new Uint8Array(data) };
};

const pictures: Record<string, Promise<Picture>> = {
  man: face(2, 28, 164),
  manAgain: face(213, 288, 104),
  woman: face(213, 740, 104),
  nobody: sharp({ create: { width: 300, height: 200, channels: 4, background: '#446688' } })
    .raw()
    .toBuffer()
    .then((data) => ({ width: 300, height: 200, rgba: new Uint8Array(data) })),
};
const blobOf = (name: string): BlobRef => ({ sha256: name, sizeBytes: 1, mediaType: 'image/png' });
const meter =
  createLikenessMeter({ decode: ({ sha256 }) => pictures[sha256] ?? expect.fail(sha256) }) ?? expect.fail('no meter');
afterAll(() => meter.close());

test('FLM-38 E6 one person is more alike to themselves than to another, and a wall is like nobody', async () => {
  const { signal } = new AbortController();
  const compare = (one: string, other: string) => meter.compare(blobOf(one), blobOf(other), signal);
  const same = await compare('man', 'manAgain');
  const different = await compare('man', 'woman');
  expect(same.face ?? 0).toBeGreaterThan(0.5);
  expect(same.face ?? 0).toBeGreaterThan((different.face ?? 1) + 0.1);
  expect(await compare('man', 'man')).toEqual({ face: 1, picture: 1 });
  expect(same.picture).toBeGreaterThan((await compare('man', 'nobody')).picture);
  expect((await compare('man', 'nobody')).face).toBeUndefined();
});
