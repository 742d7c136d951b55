/** A composed frame as RGBA, through sharp when it is to be smaller. For posters and contact sheets only: never on the way to a film. */
import type { Picture } from '../../ports/picture-maker.ts';

const clampByte = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

/** BT.709 limited yuv420p, or yuva420p when it has alpha, chroma sited left, to RGBA. Chroma is interpolated between its samples. */
export const rgbaOfFrame = (frame: Uint8Array, width: number, height: number, hasAlpha = false): Uint8Array => {
  const [cw, ch] = [width / 2, height / 2];
  const [uAt, vAt, alphaAt] = [width * height, width * height + cw * ch, width * height + 2 * cw * ch];
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0, o = 0; y < height; y++) {
    const row = Math.floor((y - 0.5) / 2);
    const [near, far] = [Math.max(row, 0) * cw, Math.min(row + 1, ch - 1) * cw];
    const weight = y % 2 === 0 ? 0.75 : 0.25;
    for (let x = 0; x < width; x++, o += 4) {
      const left = x >> 1;
      const right = x % 2 === 0 ? left : Math.min(left + 1, cw - 1);
      const mean = (at: number): number =>
        ((frame[at + near + left]! + frame[at + near + right]!) * (1 - weight) +
          (frame[at + far + left]! + frame[at + far + right]!) * weight) /
          2 -
        128;
      const luma = 1.164384 * (frame[y * width + x]! - 16);
      const [u, v] = [mean(uAt), mean(vAt)];
      rgba[o] = clampByte(luma + 1.792741 * v + 0.5);
      rgba[o + 1] = clampByte(luma - 0.213249 * u - 0.532909 * v + 0.5);
      rgba[o + 2] = clampByte(luma + 2.112402 * u + 0.5);
      rgba[o + 3] = hasAlpha ? frame[alphaAt + y * width + x]! : 255;
    }
  }
  return rgba;
};

/** The frame as RGBA, at most `height` pixels high, in proportion. Planes are made smaller before they become colours. */
export const pictureOfFrame = async (
  frame: Uint8Array,
  width: number,
  height: number,
  wantedHeight: number,
  hasAlpha = false,
): Promise<Picture> => {
  if (wantedHeight >= height) return { width, height, rgba: rgbaOfFrame(frame, width, height, hasAlpha) };
  const smallHeight = Math.max(2, Math.round(wantedHeight / 2) * 2);
  const smallWidth = Math.max(2, Math.round((width * smallHeight) / height / 2) * 2);
  const n = width * height;
  const planes = await Promise.all([
    shrunk(frame.subarray(0, n), width, height, smallWidth, smallHeight),
    shrunk(frame.subarray(n, n * 1.25), width / 2, height / 2, smallWidth / 2, smallHeight / 2),
    shrunk(frame.subarray(n * 1.25, n * 1.5), width / 2, height / 2, smallWidth / 2, smallHeight / 2),
    ...(hasAlpha ? [shrunk(frame.subarray(n * 1.5, n * 2.5), width, height, smallWidth, smallHeight)] : []),
  ]);
  const small = rgbaOfFrame(Buffer.concat(planes), smallWidth, smallHeight, hasAlpha);
  return { width: smallWidth, height: smallHeight, rgba: small };
};

/** The library is loaded when it is needed: render threads and films without posters do without. */
const shrunk = async (
  plane: Uint8Array,
  width: number,
  height: number,
  smallWidth: number,
  smallHeight: number,
): Promise<Buffer> => {
  const { default: sharp } = await import('sharp');
  return sharp(plane, { raw: { width, height, channels: 1 } })
    .resize({ width: smallWidth, height: smallHeight, fit: 'fill', kernel: 'lanczos3' })
    .extractChannel(0)
    .raw()
    .toBuffer();
};
