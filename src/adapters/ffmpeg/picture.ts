/** A composed frame as RGBA, through sharp when it is to be smaller. For posters and contact sheets only: never on the way to a film. */
import sharp from 'sharp';
import type { Picture } from '../../ports/picture-maker.ts';

const clampByte = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

/** BT.709 limited yuv420p, chroma sited left, to RGBA. Chroma is interpolated between its samples. */
export const rgbaOfFrame = (frame: Uint8Array, width: number, height: number): Uint8Array => {
  const [cw, ch] = [width / 2, height / 2];
  const [uAt, vAt] = [width * height, width * height + cw * ch];
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
      rgba[o + 3] = 255;
    }
  }
  return rgba;
};

/** At most `height` pixels high, in proportion. */
export const downscale = async (picture: Picture, height: number): Promise<Picture> => {
  if (height >= picture.height) return picture;
  const raw = { width: picture.width, height: picture.height, channels: 4 as const };
  const { data, info } = await sharp(picture.rgba, { raw })
    .resize({ height, kernel: 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: new Uint8Array(data) };
};
