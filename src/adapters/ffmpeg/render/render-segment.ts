/** One segment: an encoder is started, a render thread feeds it, decoders feed the thread; whatever fails ends all of them. */
import { closeSync } from 'node:fs';
import { WorkprintError } from '../../../domain/errors.ts';
import type { SegmentRequest, WorkOptions } from '../../../ports/media-tool.ts';
import { cancelled, type RunningChild, startChild } from '../../sandbox/sandbox.ts';
import { type OptionalCoders, segmentArguments } from '../encodings.ts';
import type { DecoderShelf } from './decoder-shelf.ts';
import type { FifoShelf } from './fifo-shelf.ts';
import { createJobSources, type JobSources } from './job-sources.ts';
import type { Lane } from './lanes.ts';
import { Control, type FromWorker, type Paths, type RenderJob } from './messages.ts';
import { isStill } from './still-segment.ts';

export type RenderParts = {
  readonly ffmpeg: string;
  readonly coders: OptionalCoders;
  readonly fifos: FifoShelf;
  readonly shelf: DecoderShelf;
  readonly onMissingCharacters: (characters: readonly string[], text: string) => void;
};

/** The shared counter is looked at this often. */
const progressEveryMs = 40;

/** A worker's last word as an error; undefined when all is well. */
const failureOf = async (last: FromWorker, sources: JobSources, encoder?: RunningChild): Promise<unknown> => {
  switch (last.kind) {
    case 'source-ended':
      if (sources.failure !== undefined) return sources.failure;
      return sources.howItEnded(last.slot).then(
        () => new WorkprintError('media-corrupt', last.message),
        (error: unknown) => error,
      );
    case 'encoder-ended':
      return encoder?.done.then(
        () => new WorkprintError('ffmpeg-failed', 'FFmpeg ended before it had taken all frames of a segment.'),
        (error: unknown) => error,
      );
    case 'failed':
      return new WorkprintError(last.code, last.message);
    default:
      return undefined;
  }
};

/** Gives a job to a thread, serves its sources, and returns its last word. Throws what it, a decoder or the encoder failed with. */
export const runJob = async (
  parts: RenderParts,
  lane: Lane,
  job: RenderJob,
  signal: AbortSignal,
  encoder?: RunningChild,
): Promise<FromWorker & { readonly kind: 'done' }> => {
  let broken: unknown;
  const sources = createJobSources(parts.shelf, new Control(job.control), (reason) => {
    broken ??= reason;
    sources.stop();
  });
  const onAbort = (): void => sources.stop();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const last = await lane.run(job, (message) => {
      if (message.kind === 'missing-characters') parts.onMissingCharacters(message.characters, message.text);
      else sources.hear(message);
    });
    if (signal.aborted) throw cancelled(signal.reason);
    const failure = broken ?? (await failureOf(last, sources, encoder));
    if (failure !== undefined) throw failure;
    return last as FromWorker & { readonly kind: 'done' };
  } finally {
    signal.removeEventListener('abort', onAbort);
    sources.settle();
    parts.shelf.sweep();
  }
};

/**
 * Writes the segment to `path`. The lane is left when the last frame is composed: another segment may be on it while this encoder
 * still works.
 */
export const renderSegment = async (
  parts: RenderParts,
  lane: Lane,
  { timeline, encoding }: SegmentRequest,
  paths: Paths,
  path: string,
  { signal, onFrames }: WorkOptions,
): Promise<void> => {
  const control = new Control();
  const stop = new AbortController();
  // ProRes has filters of its own, and is seldom of stills.
  const still = encoding.codec !== 'prores' && isStill(timeline);
  const { readEnd, writeEnd } = await parts.fifos.take();
  let encoder: RunningChild;
  try {
    const args = segmentArguments(
      { ...timeline, repeats: still ? timeline.durationFrames : 1 },
      encoding,
      parts.coders,
      path,
    );
    encoder = startChild(parts.ffmpeg, args, {
      ...{ signal: AbortSignal.any([signal, stop.signal]), purpose: 'encode a segment', input: readEnd },
    });
  } catch (error) {
    closeSync(writeEnd);
    throw error;
  } finally {
    closeSync(readEnd);
  }
  let told = 0;
  const tell = (): void => {
    const done = control.framesDone;
    if (done > told) onFrames?.(done);
    told = done;
  };
  const watch = setInterval(tell, progressEveryMs);
  const job = {
    kind: 'segment',
    timeline,
    paths,
    encoderEnd: writeEnd,
    alpha: encoding.alpha ?? false,
    still,
  } as const;
  try {
    await runJob(parts, lane, { ...job, control: control.memory }, signal, encoder).finally(() => closeSync(writeEnd));
    await encoder.done;
    lane.leave();
    tell();
  } catch (error) {
    stop.abort();
    await encoder.done.catch(() => undefined);
    throw signal.aborted ? cancelled(signal.reason) : error;
  } finally {
    clearInterval(watch);
  }
};
