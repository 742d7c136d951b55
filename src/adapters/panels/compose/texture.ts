/**
 * Paper, grain and vignette in one picture of the frame's size that is locked to the screen. It depends on the frame and
 * the vignette only, so all panels under one light share it. Lights and darks are small alphas: plain OVER does the rest.
 */
import { seededRandom } from '../../../domain/random.ts';
import { channelsOf, noise2 } from '../ink/ink.ts';
import type { Grade } from '../light/light.ts';

const tileSide = 256;
/** Alpha steps of paper and grain; few levels, so that the picture compresses. */
const paperAmount = 5;

let tile: Int8Array | undefined;

/** -paperAmount..paperAmount: negative darkens. */
const paperTile = (): Int8Array => {
  if (tile !== undefined) return tile;
  const random = seededRandom('paper');
  tile = new Int8Array(tileSide * tileSide);
  for (let y = 0; y < tileSide; y++) {
    for (let x = 0; x < tileSide; x++) {
      const fibre = noise2(x * 0.09, y * 0.09) * 0.35 + noise2(x * 0.31, y * 0.31) * 0.4;
      tile[y * tileSide + x] = Math.round((fibre * 0.55 + (random() - 0.5) * 0.9) * paperAmount);
    }
  }
  return tile;
};

/** Premultiplied RGBA of the whole frame. */
export const paintTexture = (width: number, height: number, grade: Grade): Uint8Array => {
  const rgba = new Uint8Array(width * height * 4);
  const paper = paperTile();
  const [red, green, blue] = channelsOf(grade.vignette);
  const [centreX, centreY] = [width / 2, height * 0.48];
  const reach = 0.25 * (width * width + height * height);
  const falls = fallOff(grade.vignetteAmount);
  for (let y = 0; y < height; y++) {
    const dy = y - centreY;
    const paperRow = (y % tileSide) * tileSide;
    for (let x = 0; x < width; x++) {
      const dx = x - centreX;
      const dark = falls[Math.min(255, (((dx * dx + dy * dy) * 255) / reach) | 0)] as number;
      const grain = paper[paperRow + (x % tileSide)] as number;
      const light = grain > 0 ? grain : 0;
      const alpha = Math.min(255, dark + Math.abs(grain));
      const i = (y * width + x) * 4;
      rgba[i] = Math.min(alpha, ((red * dark) >> 8) + light);
      rgba[i + 1] = Math.min(alpha, ((green * dark) >> 8) + light);
      rgba[i + 2] = Math.min(alpha, ((blue * dark) >> 8) + light);
      rgba[i + 3] = alpha;
    }
  }
  return rgba;
};

/** Alpha of the vignette by squared distance: clear in the middle, gathering toward the corners. */
const fallOff = (amount: number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, i) => {
    const t = Math.max(0, (Math.sqrt(i / 255) - 0.42) / 0.58);
    return Math.round(255 * amount * 0.82 * t * t * (3 - 2 * t));
  });
