/**
 * The one step that renders a segment, whoever asks for it: a film, a timeline, or another worker that helps with either. All of them
 * find each other's answers, since the key holds the request and the machine and nothing else.
 */
import type { Step } from '../../build/build.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { MediaTool, SegmentRequest } from '../../ports/media-tool.ts';

/** `memoryMb` is what a segment of this kind needs at its worst; neither it nor the hurry is part of the key. */
export const segmentStep = (media: MediaTool, memoryMb: number, isUrgent = false): Step<SegmentRequest, BlobRef> => ({
  name: 'render-segment',
  version: 3,
  model: media.id,
  // One core composes while the encoder keeps another busy; two at once overlap their idle ends.
  needs: { cores: 1, memoryMb },
  label: ({ timeline }) => `segment of ${timeline.durationFrames} frames`,
  run: (request, { signal, progress }) =>
    media.renderSegment(request, {
      ...{ signal, isUrgent },
      onFrames: (done) => progress(done, request.timeline.durationFrames),
    }),
});

/** Clips of people, decoded beside the threads that compose them. */
export const clipsMemoryMb = 300;
/** Painted panels: many large layers in memory at once. */
export const panelsMemoryMb = 600;

/**
 * Others who render segments. Resolves when everything they could do is in the cache; what is still missing then is rendered here. It
 * never fails because a helper did.
 */
export type SegmentHelp = (requests: readonly SegmentRequest[], signal: AbortSignal) => Promise<void>;
