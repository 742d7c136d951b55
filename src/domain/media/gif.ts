/** Walks through a GIF without decoding it: how many frames, for how long, and whether anything shows through. */
import { byteAt, hasAt, littleEndian } from './bytes.ts';

export type GifFacts = {
  readonly frames: number;
  /** Something behind the picture shows at some time. */
  readonly alpha: boolean;
  /** The walk reached the end of the file's blocks, not of the limit. */
  readonly whole: boolean;
};

type Control = { readonly disposal: number; readonly isClear: boolean };
const plainControl: Control = { disposal: 0, isClear: false };

const tableBytes = (packed: number): number => ((packed & 0x80) !== 0 ? 3 * 2 ** ((packed & 7) + 1) : 0);

/** Just behind a chain of blocks that each say their length; the end of the bytes when it is cut off. */
const afterBlocks = (bytes: Uint8Array, from: number): number => {
  let at = from;
  for (let size = byteAt(bytes, at); size > 0; size = byteAt(bytes, at)) at += size + 1;
  return Math.min(at + 1, bytes.length);
};

/**
 * `bytes` is the whole file; the walk ends after `mostFrames`. Transparency in a later frame usually means “as before”, so only
 * a first frame that is clear or smaller than the canvas, or a frame that is taken away again, lets the background through.
 */
export const gifFacts = (bytes: Uint8Array, mostFrames: number): GifFacts => {
  const [width, height] = [littleEndian(bytes, 6, 2), littleEndian(bytes, 8, 2)];
  let at = 13 + tableBytes(byteAt(bytes, 10));
  let [frames, alpha, control] = [0, false, plainControl];
  while (frames < mostFrames && at < bytes.length) {
    const introducer = byteAt(bytes, at);
    if (introducer === 0x21) {
      if (byteAt(bytes, at + 1) === 0xf9) {
        const packed = byteAt(bytes, at + 3);
        control = { disposal: (packed >> 2) & 7, isClear: (packed & 1) === 1 };
      }
      at = afterBlocks(bytes, at + 2);
    } else if (introducer === 0x2c) {
      const fills =
        hasAt(bytes, at + 1, '\0\0\0\0') &&
        littleEndian(bytes, at + 5, 2) >= width &&
        littleEndian(bytes, at + 7, 2) >= height;
      if (frames === 0 && (control.isClear || !fills)) alpha = true;
      if (control.disposal === 2) alpha = true;
      frames++;
      control = plainControl;
      at = afterBlocks(bytes, at + 10 + tableBytes(byteAt(bytes, at + 9)) + 1);
    } else return { frames, alpha, whole: true };
  }
  return { frames, alpha, whole: at >= bytes.length };
};
