/** Composition root of `render`: what turns timelines into files, and nothing that writes, speaks or draws them. */
import {
  createMediaTool,
  createOutputWriter,
  type Ffmpeg,
  findFfmpeg,
  type MediaDecoders,
} from '../adapters/ffmpeg/ffmpeg.ts';
import { createMediaLibrary, decodePictures, decodeSound, findScaler } from '../adapters/media/media.ts';
import { createPictureMaker } from '../adapters/pictures/pictures.ts';
import { jailWarning, startJailed } from '../adapters/sandbox/sandbox.ts';
import { createTextRasteriser, readFont, vetFont } from '../adapters/text/text.ts';
import { createTimelineMixer, type OpenSoundDecoder } from '../adapters/timeline-sound/timeline-sound.ts';
import type { Resources } from '../build/build.ts';
import { WorkprintError } from '../domain/errors.ts';
import type { RenderTools } from '../pipeline/render-timeline/render-timeline.ts';
import type { ActionCache } from '../ports/action-cache.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { MediaLibrary } from '../ports/media-library.ts';
import type { PictureMaker } from '../ports/picture-maker.ts';
import type { RenderHistory } from '../ports/render-history.ts';
import { machineResources } from './machine-resources.ts';
import { folderGround, type StudioGround } from './studio-ground.ts';

export type RenderStudio = {
  readonly answers: ActionCache;
  readonly blobs: BlobStore;
  readonly resources: Resources;
  readonly tools: RenderTools;
  readonly library: MediaLibrary;
  readonly history: RenderHistory;
  readonly pictures: PictureMaker;
  readonly vetFont: typeof vetFont;
  readonly readFont: typeof readFont;
  /** Decodes a sound of a file that was taken in. */
  readonly hear: OpenSoundDecoder;
  readonly knowsFamily: (family: string) => boolean;
  /** Something about this machine that a person should know before strangers' files are decoded. */
  readonly warning: string | undefined;
  close(): Promise<void>;
};

/** Sounds come from jailed decoders, which see their one file under a name of ours. */
const soundDecoder =
  (ffmpegPath: string, library: MediaLibrary): OpenSoundDecoder =>
  async ({ media, audioTrack, ...request }, signal) => {
    if (!media.facts) throw new Error('A sound was never taken in.');
    const stop = new AbortController();
    const args = decodeSound({ ...request, input: 'media', facts: media.facts, track: audioTrack });
    const child = startJailed(ffmpegPath, args, {
      reads: [{ path: await library.locate(media.blob), name: 'media' }],
      ...{ signal: AbortSignal.any([signal, stop.signal]), purpose: 'decode a sound', stdout: 'pipe' },
      // It waits for whoever reads it, as long as the film is mixed; a tenth of its length is ten times what sound needs.
      limits: { wallMs: Number.POSITIVE_INFINITY, cpuSeconds: 60 + Math.ceil(media.facts.durationMs / 10_000) },
    });
    const samples = child.process.stdout;
    if (!samples) throw new Error('A decoder was started without a pipe.');
    return {
      ...{ samples, done: child.done },
      stop: async () => {
        stop.abort();
        await child.done.catch(() => undefined); // it was told to end, however it did
      },
    };
  };

/** The library of this ground: a blob that lies on another machine is brought here before it is read. */
const libraryOn = (ffmpeg: Ffmpeg, { blobs, home, bring }: StudioGround): MediaLibrary => {
  const library = createMediaLibrary({ ffmpeg, blobs, home });
  if (!bring) return library;
  return {
    ...library,
    locate: async (blob) => {
      const path = await bring(blob);
      if (path !== undefined) return path;
      throw new WorkprintError(
        'media-corrupt',
        'A file that is shown or heard was damaged or removed. Upload it again.',
      );
    },
  };
};

/** Throws `ffmpeg-missing`, `ffmpeg-too-old` or a disk error, before anything is rendered. */
export const openRenderStudio = async (
  onMissingCharacters: (characters: readonly string[], text: string) => void,
  openGround: () => StudioGround = folderGround,
): Promise<RenderStudio> => {
  const ffmpeg = await findFfmpeg();
  const ground = openGround();
  const { blobs, answers, history, home } = ground;
  const library = libraryOn(ffmpeg, ground);
  const scaler = await findScaler(ffmpeg, home);
  const decoders: MediaDecoders = {
    pictures: (request) => decodePictures({ ...request, scaler }),
    locate: (blob) => library.locate(blob),
  };
  const texts = createTextRasteriser();
  const hear = soundDecoder(ffmpeg.path, library);
  const media = createMediaTool({
    ...{ ffmpeg, blobs, decoders, textsId: texts.id, onMissingCharacters },
    renderThread: new URL('./render-worker.ts', import.meta.url),
  });
  return {
    ...{ answers, blobs, library, vetFont, readFont, hear, history, knowsFamily: texts.knowsFamily },
    resources: machineResources(),
    tools: {
      media,
      mixer: createTimelineMixer({ blobs, open: hear }),
      writer: createOutputWriter({ ffmpeg, blobs }),
    },
    pictures: createPictureMaker(),
    warning: jailWarning(),
    close: async () => {
      await media.close();
      ground.close();
    },
  };
};
