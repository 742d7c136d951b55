/**
 * Decoders of the run: started jailed with a FIFO for their frames, ended when nobody reads them. One that a segment leaves in
 * the middle of its file waits here for the segment that goes on: no seeking, no second start.
 */
import { closeSync } from 'node:fs';
import type { MediaFacts } from '../../../domain/timeline/media-facts.types.ts';
import type { BlobStore } from '../../../ports/blob-store.ts';
import { type RunningChild, startJailed } from '../../sandbox/sandbox.ts';
import type { MediaDecoders } from '../media-decoders.types.ts';
import type { FifoShelf } from './fifo-shelf.ts';
import { frameTimesFrom } from './frame-times.ts';
import type { SourceRequest } from './messages.ts';
import { longestSkip } from './read-plan.ts';

/** A decoder at work. `descriptor` is the reading end of its pipe. */
export type OpenSource = {
  readonly request: SourceRequest;
  readonly descriptor: number;
  /** Index of the frame that comes next. */
  readonly nextFrame: number;
  /** How the decoder ended. */
  readonly ended: Promise<void>;
  /** Ends the decoder; the descriptor is not touched. */
  stop(): void;
};

export type DecoderShelf = {
  /** A decoder that gives `request.firstFrame`, at once or after a few others. */
  open(request: SourceRequest): Promise<OpenSource>;
  /** Takes back a decoder that may go on from `nextFrame`. */
  keep(source: OpenSource, nextFrame: number): void;
  /** A segment was finished: what no other asked for in the meantime goes. */
  sweep(): void;
  /** Ends every decoder that waits here. */
  close(): void;
};

type Parts = {
  readonly ffmpeg: string;
  readonly blobs: BlobStore;
  readonly decoders: MediaDecoders;
  readonly fifos: FifoShelf;
  /** Segments that are rendered at once. */
  readonly lanes: number;
};

/** Processor seconds a decoder may take for a frame of a megapixel; ten times what slow ones need. */
const secondsPerMegapixel = 1;
const input = 'source';

const keyOf = ({ kind, blob, width, height }: SourceRequest): string => `${kind} ${blob.sha256} ${width}x${height}`;

const cpuSeconds = ({ picture }: MediaFacts, frames: number): number =>
  60 + Math.ceil((secondsPerMegapixel * frames * (picture?.codedWidth ?? 0) * (picture?.codedHeight ?? 0)) / 1e6);

export const createDecoderShelf = ({ ffmpeg, blobs, decoders, fifos, lanes }: Parts): DecoderShelf => {
  let waiting: { readonly source: OpenSource; age: number }[] = [];

  const drop = (source: OpenSource): void => {
    closeSync(source.descriptor);
    source.stop();
  };

  const frameTimesOf = async ({ picture }: MediaFacts): Promise<Float64Array | undefined> => {
    if (!picture?.frameTimes) return undefined;
    return frameTimesFrom(await blobs.get(picture.frameTimes));
  };

  const start = async (request: SourceRequest): Promise<OpenSource> => {
    const { facts, firstFrame, width, height } = request;
    const path = await decoders.locate(request.blob);
    const frameTimesUs = await frameTimesOf(facts);
    const frameCount = request.kind === 'still' ? 1 : Math.max(1, (facts.picture?.frames ?? 1) - firstFrame);
    const args = decoders.pictures({
      ...{
        input,
        facts,
        delivered: { width, height },
        firstFrame,
        frameCount,
        threads: 1,
        wrapping: request.kind === 'still' ? 'raw' : 'y4m',
      },
      ...(frameTimesUs && { frameTimesUs }),
    });
    const stop = new AbortController();
    const { readEnd, writeEnd } = await fifos.take();
    let child: RunningChild;
    try {
      child = startJailed(ffmpeg, args, {
        ...{ signal: stop.signal, purpose: 'decode a video', stdout: writeEnd, reads: [{ path, name: input }] },
        limits: { wallMs: Number.POSITIVE_INFINITY, cpuSeconds: cpuSeconds(facts, frameCount) },
      });
    } catch (error) {
      closeSync(readEnd);
      throw error;
    } finally {
      closeSync(writeEnd);
    }
    return { request, descriptor: readEnd, nextFrame: firstFrame, ended: child.done, stop: () => stop.abort() };
  };

  return {
    open: async (request) => {
      const key = keyOf(request);
      const at = waiting.findIndex(
        ({ source }) =>
          keyOf(source.request) === key &&
          source.nextFrame <= request.firstFrame &&
          request.firstFrame - source.nextFrame <= longestSkip,
      );
      return at < 0 ? start(request) : (waiting.splice(at, 1)[0]?.source as OpenSource);
    },
    keep: (source, nextFrame) => {
      waiting.push({ source: { ...source, nextFrame }, age: 0 });
    },
    sweep: () => {
      for (const one of waiting) one.age++;
      for (const { source, age } of waiting) if (age > lanes) drop(source);
      waiting = waiting.filter(({ age }) => age <= lanes);
    },
    close: () => {
      for (const { source } of waiting) drop(source);
      waiting = [];
    },
  };
};
