/** The media tool as main wires it, over any store of blobs. */
import { createMediaTool, type Ffmpeg, type MediaDecoders } from '../../src/adapters/ffmpeg/ffmpeg.ts';
import { decodePictures } from '../../src/adapters/media/media.ts';
import { createTextRasteriser } from '../../src/adapters/text/text.ts';
import type { BlobStore } from '../../src/ports/blob-store.ts';
import type { MediaTool } from '../../src/ports/media-tool.ts';

/** `locate` finds files of people that were taken in; without it everything lies in the store. */
export const mediaToolFor = (
  blobs: BlobStore,
  ffmpeg: Ffmpeg,
  locate: MediaDecoders['locate'] = async (blob) => blobs.localPath(blob),
  lanes?: number,
): MediaTool =>
  createMediaTool({
    ...{ ffmpeg, blobs, textsId: createTextRasteriser().id, decoders: { pictures: decodePictures, locate } },
    renderThread: new URL('../../src/main/render-worker.ts', import.meta.url),
    ...(lanes !== undefined && { lanes }),
  });
