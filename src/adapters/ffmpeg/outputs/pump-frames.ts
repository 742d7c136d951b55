/** Lossless segments, one after the other, as raw frames into one encoder: no file lists, no drifting times, every frame once. */
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { WorkprintError } from '../../../domain/errors.ts';
import type { BlobStore } from '../../../ports/blob-store.ts';
import type { WorkOptions } from '../../../ports/media-tool.ts';
import type { OutputParts } from '../../../ports/output-writer.ts';
import { type RunningChild, startChild } from '../../sandbox/sandbox.ts';
import { unpackArguments, wholePixelFormat } from './arguments.ts';

const bytesPerPixel: Readonly<Record<string, number>> = { yuv420p: 1.5, yuva420p: 2.5 };

/** Runs an encoder over all frames of `parts`. Throws what it, or an unpacking child, failed with. */
export const encodeAllFrames = async (
  ffmpegPath: string,
  blobs: BlobStore,
  parts: OutputParts,
  encoderArguments: readonly string[],
  { signal, onFrames }: WorkOptions,
  folder?: string,
): Promise<void> => {
  const stop = new AbortController();
  const encoder = startChild(ffmpegPath, encoderArguments, {
    ...{ signal: AbortSignal.any([signal, stop.signal]), purpose: `write the ${parts.format}`, input: 'pipe' },
    ...(folder !== undefined && { folder }),
  });
  try {
    await feedAll(ffmpegPath, blobs, parts, encoder, signal, onFrames);
    encoder.process.stdin?.end();
    await encoder.done;
  } catch (error) {
    // A write that failed is the echo of an encoder that ended: its own reason is the one to give.
    if (isEcho(error)) await encoder.done;
    stop.abort();
    await encoder.done.catch(() => undefined);
    throw error;
  }
};

/** Writing to who has ended. */
const isEcho = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['EPIPE', 'ERR_STREAM_DESTROYED'].includes(String(error.code));

const feedAll = async (
  ffmpegPath: string,
  blobs: BlobStore,
  parts: OutputParts,
  encoder: RunningChild,
  signal: AbortSignal,
  onFrames: ((done: number) => void) | undefined,
): Promise<void> => {
  const frameBytes = parts.width * parts.height * (bytesPerPixel[wholePixelFormat(parts)] as number);
  const input = encoder.process.stdin as Writable;
  // An encoder may have enough before everything was written (a poster takes one frame).
  let isFull = false;
  encoder.done.then(
    () => {
      isFull = true;
    },
    () => undefined,
  );
  let before = 0;
  for (const { video, durationFrames } of parts.segments) {
    await blobs.get(video); // checked against its name: a damaged one is discarded and said
    const unpacking = startChild(ffmpegPath, unpackArguments(blobs.localPath(video), parts), {
      ...{ signal, purpose: 'unpack a segment', output: 'pipe' },
    });
    let bytes = 0;
    for await (const chunk of unpacking.process.stdout as Readable) {
      bytes += (chunk as Buffer).length;
      if (isFull) continue;
      if (!input.write(chunk)) await Promise.race([once(input, 'drain'), encoder.done]);
      onFrames?.(before + Math.floor(bytes / frameBytes));
    }
    await unpacking.done;
    if (bytes !== durationFrames * frameBytes)
      throw new WorkprintError('internal', `A segment gave ${bytes / frameBytes} frames instead of ${durationFrames}.`);
    before += durationFrames;
    if (isFull) return;
  }
};
