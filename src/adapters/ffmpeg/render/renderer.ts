/** All that renders: threads, pipes and decoders, shared by every segment and every single frame. */
import { availableParallelism } from 'node:os';
import type { Timeline } from '../../../domain/timeline/timeline.types.ts';
import type { FrameOptions, SegmentRequest, WorkOptions } from '../../../ports/media-tool.ts';
import type { Picture } from '../../../ports/picture-maker.ts';
import type { MediaToolParts } from '../ffmpeg.ts';
import { pictureOfFrame } from '../picture.ts';
import { pathsOf } from './blob-paths.ts';
import { createDecoderShelf } from './decoder-shelf.ts';
import { createFifoShelf } from './fifo-shelf.ts';
import { createLanes } from './lanes.ts';
import { Control } from './messages.ts';
import { type RenderParts, renderSegment, runJob } from './render-segment.ts';

export type Renderer = {
  /** Renders a segment to the file at `path`. */
  segment(request: SegmentRequest, path: string, options: WorkOptions): Promise<void>;
  /** One frame as a picture. */
  frame(timeline: Timeline, frame: number, options: FrameOptions): Promise<Picture>;
  /** Ends all threads and decoders. */
  close(): Promise<void>;
};

/**
 * An encoder keeps a core and a half busy and takes a quarter of a gigabyte at 1080p, so a segment is rendered for every two cores.
 * On two cores one at a time needs 5 % less processor time and 250 MB less than two (T1 of `bench/render`, 2026-11-20).
 */
const defaultLanes = (): number => Math.min(4, Math.ceil(availableParallelism() / 2));

export const createRenderer = (given: MediaToolParts): Renderer => {
  const { ffmpeg, blobs, decoders, renderThread, onMissingCharacters } = given;
  const laneCount = given.lanes ?? defaultLanes();
  const lanes = createLanes(renderThread, laneCount);
  const fifos = createFifoShelf();
  const shelf = createDecoderShelf({ ffmpeg: ffmpeg.path, blobs, decoders, fifos, lanes: laneCount });
  const told = new Set<string>();
  const parts: RenderParts = {
    ...{ ffmpeg: ffmpeg.path, coders: ffmpeg.coders, fifos, shelf },
    onMissingCharacters: (characters, text) => {
      if (told.has(text)) return;
      told.add(text);
      onMissingCharacters?.(characters, text);
    },
  };

  return {
    segment: async (request, path, options) => {
      const lane = await lanes.take(options.signal, options.isUrgent);
      try {
        const paths = await pathsOf(request.timeline, blobs, decoders);
        await renderSegment(parts, lane, request, paths, path, options);
      } finally {
        lane.leave();
      }
    },

    frame: async (timeline, frame, { signal, height = timeline.height, alpha = false, isUrgent = false }) => {
      const lane = await lanes.take(signal, isUrgent);
      try {
        const paths = await pathsOf(timeline, blobs, decoders);
        const control = new Control().memory;
        const { pixels } = await runJob(parts, lane, { kind: 'frame', timeline, frame, paths, alpha, control }, signal);
        lane.leave();
        return await pictureOfFrame(pixels ?? new Uint8Array(0), timeline.width, timeline.height, height, alpha);
      } finally {
        lane.leave();
      }
    },

    close: async () => {
      shelf.close();
      await lanes.close();
      fifos.close();
    },
  };
};
