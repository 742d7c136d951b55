/** A picture that stands for a video: one frame of it, small. */
import type { Step } from '../../build/build.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { Timeline } from '../../domain/timeline/timeline.types.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { MediaTool } from '../../ports/media-tool.ts';
import type { PictureMaker } from '../../ports/picture-maker.ts';

export type PosterRequest = { readonly timeline: Timeline; readonly frame: number; readonly height: number };

/** A quarter into the film: past the fade at its beginning, before its end is given away. At most 540 pixels high. */
export const posterOf = (timeline: Timeline): PosterRequest => ({
  timeline,
  frame: Math.floor(timeline.durationFrames / 4),
  height: Math.min(540, timeline.height),
});

/** A JPEG. */
export const posterStep = (
  media: MediaTool,
  pictures: PictureMaker,
  blobs: BlobStore,
  isUrgent = false,
): Step<PosterRequest, BlobRef> => ({
  name: 'poster',
  version: 1,
  model: media.id,
  needs: { cores: 1, memoryMb: 300 },
  label: () => 'poster',
  run: async ({ timeline, frame, height }, { signal }) => {
    const picture = await media.frameAt(timeline, frame, { signal, height, isUrgent });
    return blobs.put(await pictures.still(picture, 'jpg'), 'image/jpeg');
  },
});
