/**
 * The grade of a scene, laid on the pixels of each layer by itself: tint (multiply), lift (screen), saturation, and the
 * slow mottle of the wash. All of it is linear in colour and alpha, so it holds under premultiplied OVER.
 */
import { channelsOf, noise2 } from '../ink/ink.ts';
import type { Grade } from '../light/light.ts';

/** Side of a cell of the mottle, in pixels at 1080 lines. */
const cell = 8;
const mottleAmount = 0.075;

export type Grading = (
  rgba: Uint8Array,
  at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
) => void;

/**
 * @param scale pixels per stage unit, so that the mottle has the same size in every resolution
 * @returns a function that grades premultiplied pixels in place; (x, y) is where they lie on the canvas
 */
export const createGrading = (grade: Grade, scale: number): Grading => {
  const tint = channelsOf(grade.tint);
  const lift = channelsOf(grade.lift);
  const saturation = Math.round(grade.saturation * 256);
  // out = colour * gain + alpha * offset, from multiply by the tint followed by screen with the lift.
  const gain = [0, 1, 2].map(
    (i) =>
      (1 - grade.tintAmount * (1 - (tint[i] as number) / 255)) * (1 - (grade.liftAmount * (lift[i] as number)) / 255),
  );
  const offset = [0, 1, 2].map((i) => Math.round((65536 * grade.liftAmount * (lift[i] as number)) / 255));
  const [gainR, gainG, gainB] = gain.map((value) => Math.round(value * 256)) as [number, number, number];
  const [offsetR, offsetG, offsetB] = offset as [number, number, number];
  return (rgba, { x: left, y: top, width, height }) => {
    for (let y = 0; y < height; y++) {
      const mottle = mottleRow(left, top + y, width, scale);
      let i = y * width * 4;
      for (let x = 0; x < width; x++, i += 4) {
        const alpha = rgba[i + 3] as number;
        if (alpha === 0) continue;
        const [red, green, blue] = [rgba[i] as number, rgba[i + 1] as number, rgba[i + 2] as number];
        const grey = (54 * red + 183 * green + 19 * blue) >> 8;
        const m = mottle[x >> 3] as number;
        rgba[i] = toByte(((grey << 8) + (red - grey) * saturation) * gainR, m, alpha * offsetR, alpha);
        rgba[i + 1] = toByte(((grey << 8) + (green - grey) * saturation) * gainG, m, alpha * offsetG, alpha);
        rgba[i + 2] = toByte(((grey << 8) + (blue - grey) * saturation) * gainB, m, alpha * offsetB, alpha);
      }
    }
  };
};

/** `colour` in 1/65536, mottle in 1/256; never more than alpha allows. */
const toByte = (colour: number, mottle: number, offset: number, alpha: number): number => {
  const value = ((colour >> 8) * mottle + offset) >> 16;
  return value < 0 ? 0 : value > alpha ? alpha : value;
};

const rows = new Map<string, Int32Array>();

/** One gain (1/256) for every eight pixels of a row; rows of one cell share it. */
const mottleRow = (left: number, y: number, width: number, scale: number): Int32Array => {
  const row = Math.floor(y / cell);
  const key = `${row},${left},${width},${scale}`;
  const known = rows.get(key);
  if (known !== undefined) return known;
  const values = new Int32Array((width >> 3) + 1);
  const step = 1 / scale;
  for (let i = 0; i < values.length; i++) {
    const [u, v] = [(left + i * cell) * step, row * cell * step];
    const noise =
      noise2(u * 0.0011, v * 0.0018) * 0.6 + noise2(u * 0.0038, v * 0.0055) * 0.3 + noise2(u * 0.016, v * 0.018) * 0.12;
    values[i] = Math.round(256 * (1 + mottleAmount * noise));
  }
  if (rows.size > 2000) rows.clear();
  rows.set(key, values);
  return values;
};
