/** A part of an open file as a stream: read when somebody wants it, never ahead, and the file closed however it ends. */
import type { FileHandle } from 'node:fs/promises';
import { WorkprintError } from '../../domain/errors.ts';

/** Large enough that a gigabyte takes four thousand reads, small enough for a thousand readers at once. */
const chunkBytes = 256 * 1024;

/** Streams the bytes from `first` to `last`, both included; takes over the handle. */
export const readFileRange = (handle: FileHandle, first: number, last: number): ReadableStream<Uint8Array> => {
  let at = first;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const wanted = Math.min(chunkBytes, last + 1 - at);
          const { bytesRead, buffer } =
            wanted > 0
              ? await handle.read(Buffer.allocUnsafeSlow(wanted), 0, wanted, at)
              : { bytesRead: 0, buffer: Buffer.alloc(0) };
          if (wanted > 0 && bytesRead === 0)
            throw new WorkprintError(
              'media-corrupt',
              'A stored file ended before its length. It was cut short while it was read.',
            );
          at += bytesRead;
          if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead));
          if (at > last) {
            await handle.close();
            controller.close();
          }
        } catch (error) {
          await handle.close().catch(() => undefined); // the first error is the one to tell
          controller.error(error);
        }
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  );
};
