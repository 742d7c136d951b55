/** Feeds composed frames to one encoder child over a pipe, as fast as it takes them and no faster. */
import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { WorkprintError } from '../../domain/errors.ts';
import type { SegmentRequest, WorkOptions } from '../../ports/media-tool.ts';
import { cancelled, startChild } from '../sandbox/sandbox.ts';
import type { Ffmpeg } from './find-ffmpeg.ts';
import { segmentArguments } from './presets.ts';
import type { Stage } from './stage.ts';

/**
 * Writes the segment to `path`. `onComposed` is called when the last frame has left the stage: another segment may
 * be composed on it while this encoder still works.
 */
export const encodeSegment = async (
  ffmpeg: Ffmpeg,
  stage: Stage,
  { timeline, quality }: SegmentRequest,
  path: string,
  options: WorkOptions,
  onComposed: () => void,
): Promise<void> => {
  const { signal } = options;
  const stop = new AbortController();
  const child = startChild(ffmpeg.path, segmentArguments(timeline, quality, path), {
    signal: AbortSignal.any([signal, stop.signal]),
    purpose: 'encode a segment',
    input: 'pipe',
  });
  try {
    const input = child.process.stdin as Writable;
    await feed(input, stage, timeline, options, child.done);
    onComposed();
    input.end();
    await child.done;
  } catch (error) {
    // A write that failed is only the echo of a child that ended: its own reason is the one to give.
    if (!(error instanceof WorkprintError)) await child.done;
    stop.abort();
    await child.done.catch(() => undefined);
    throw signal.aborted ? cancelled(signal.reason) : error;
  }
};

const feed = async (
  input: Writable,
  stage: Stage,
  timeline: SegmentRequest['timeline'],
  { signal, onFrames }: WorkOptions,
  ended: Promise<void>,
): Promise<void> => {
  // If the child ends before it has everything, its own error is the reason to give.
  const endedEarly = ended.then(() => {
    throw new WorkprintError('ffmpeg-failed', 'FFmpeg ended before it had taken all frames of a segment.');
  });
  endedEarly.catch(() => undefined);
  const writes: Promise<void>[] = [];
  for (let frame = 0; frame < timeline.durationFrames; frame++) {
    if (signal.aborted) throw cancelled(signal.reason);
    // Small frames never wait for the pipe: let timers, signals and other work have their turn.
    await setImmediate();
    const slot = frame % stage.slots;
    await Promise.race([writes[slot], endedEarly]);
    writes[slot] = write(input, await stage.compose(timeline, frame, slot));
    onFrames?.(frame + 1);
  }
  await Promise.race([Promise.all(writes), endedEarly]);
};

/** Resolves when the bytes have left for the pipe and their memory may be used again. */
const write = (input: Writable, bytes: Uint8Array): Promise<void> => {
  const written = new Promise<void>((resolve, reject) => {
    input.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
  written.catch(() => undefined);
  return written;
};
