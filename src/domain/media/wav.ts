/** How long a WAV file really is: its header may claim ten hours over no sound at all. */
import { hasAt, littleEndian } from './bytes.ts';

/** Chunks in front of the sound: a handful, of a few kilobytes. */
const mostChunks = 200;

/**
 * Seconds of sound between the `data` chunk and the end of the file or of the chunk, whichever comes first. Undefined when the
 * header is not in `head`, or when the coding has no fixed number of bytes a second.
 */
export const wavSeconds = (head: Uint8Array, sizeBytes: number): number | undefined => {
  let bytesPerSecond = 0;
  for (let at = 12, chunks = 0; chunks < mostChunks; chunks++) {
    const size = littleEndian(head, at + 4, 4);
    if (size < 0) return undefined;
    if (hasAt(head, at, 'fmt ')) bytesPerSecond = littleEndian(head, at + 16, 4);
    if (hasAt(head, at, 'data')) {
      const there = sizeBytes - (at + 8);
      // 0 and all ones: written while the length was not known yet, or given in another chunk (RF64).
      const claimed = size === 0 || size === 0xffff_ffff ? there : size;
      return bytesPerSecond > 0 ? Math.max(0, Math.min(claimed, there)) / bytesPerSecond : undefined;
    }
    at += 8 + size + (size % 2);
  }
  return undefined;
};
