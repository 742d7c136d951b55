/**
 * Films without the hours of rendering: every step of the pipeline runs, and what would paint, sing and encode keeps a few bytes instead and remembers what it was
 * asked. For tests of what films decide, ask and buy.
 */
import { writeFile } from 'node:fs/promises';
import type { SharedCache } from '../../src/adapters/shared-cache/shared-cache.ts';
import type { BlobRef } from '../../src/domain/media.ts';
import type { Utterance } from '../../src/domain/performance/performance.types.ts';
import { encodeWav } from '../../src/domain/speech/wav.ts';
import type { MediaFacts } from '../../src/domain/timeline/media-facts.types.ts';
import type { FilmModelTools } from '../../src/features/renders/renders.ts';
import type { RenderMachines } from '../../src/main/render-machines.ts';
import type { FilmTools } from '../../src/pipeline/produce-film.ts';
import type { BlobStore } from '../../src/ports/blob-store.ts';
import type { MediaLibrary } from '../../src/ports/media-library.ts';
import type { MediaTool } from '../../src/ports/media-tool.ts';
import type { PictureMaker } from '../../src/ports/picture-maker.ts';

/** Everything that machines were asked, as JSON would say it. */
export type Asked = { readonly by: string; readonly what: unknown }[];

const id = 'unrendered-1';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const picture = { width: 2, height: 2, rgba: new Uint8Array(16) };

const fakeMedia = (blobs: BlobStore, asked: Asked): MediaTool => ({
  id,
  renderSegment: async (what) => {
    asked.push({ by: 'render', what });
    return blobs.put(bytes(`segment ${asked.length}`), 'video/mp4');
  },
  encodeAudio: async () => blobs.put(bytes('sound'), 'audio/aac'),
  muxFilm: async (what, path) => {
    asked.push({ by: 'mux', what });
    await writeFile(path, `film ${asked.length}`);
  },
  frameAt: async (what) => {
    asked.push({ by: 'frame', what });
    return picture;
  },
  close: async () => undefined,
});

const fakePictures = (asked: Asked): PictureMaker => ({
  thumbnail: async () => bytes('jpeg'),
  preview: async () => bytes('webp'),
  strip: async () => bytes('webp'),
  still: async () => bytes('png'),
  contactSheet: async ({ cells, ...what }) => {
    asked.push({ by: 'sheet', what: { ...what, cells: cells.map(({ title, subtitle }) => ({ title, subtitle })) } });
    return bytes('png');
  },
});

/** Half a second for every line. */
const utterance = async (blobs: BlobStore, engine: string): Promise<Utterance> => ({
  audio: await blobs.put(encodeWav(new Float32Array(24_000), 48_000), 'audio/wav'),
  ...{ durationMs: 500, words: [], phonemes: [], engine },
});

const fakeTools = (blobs: BlobStore, asked: Asked): FilmTools => ({
  blobs,
  voice: {
    id,
    speak: async (what) => {
      asked.push({ by: 'voice', what });
      return utterance(blobs, id);
    },
    close: async () => undefined,
  },
  painter: {
    id,
    draw: async (what) => {
      asked.push({ by: 'panel', what });
      return { canvasWidth: 320, canvasHeight: 180, layers: [] };
    },
    close: async () => undefined,
  },
  score: {
    id,
    prepare: () => undefined,
    renderCue: async () => blobs.put(bytes('cue'), 'audio/wav'),
    close: async () => undefined,
  },
  mixer: {
    id,
    prepare: () => undefined,
    mixScene: async (what) => {
      asked.push({ by: 'mix', what });
      return blobs.put(bytes('stem'), 'audio/wav');
    },
    master: async () => ({
      audio: await blobs.put(bytes('master'), 'audio/wav'),
      ...{ integratedLufs: -16, truePeakDbtp: -1, gainDb: 0 },
    }),
    close: async () => undefined,
  },
  media: fakeMedia(blobs, asked),
  pictures: fakePictures(asked),
});

/** Believes that every file is what it says: the paths it is asked for are remembered. */
const fakeLibrary = (bring: SharedCache['bring'], asked: Asked): MediaLibrary => {
  const located = new Map<string, BlobRef>();
  return {
    locate: async (blob) => {
      const path = await bring(blob);
      if (path === undefined) throw new Error(`${blob.sha256} is gone`);
      located.set(path, blob);
      return path;
    },
    read: () => Promise.reject(new Error('no file of these films is read')),
    takeIn: async (path) => {
      asked.push({ by: 'library', what: path });
      const picture: MediaFacts['picture'] = {
        ...{ stream: 0, codec: 'png', width: 64, height: 36, codedWidth: 64, codedHeight: 36, pixelFormat: 'rgb24' },
        ...{ bitDepth: 8, alpha: false, rotation: 0, mirrored: false, interlaced: false, frames: 1 },
        ...{
          colour: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'full' },
          rate: { num: 24, den: 1 },
        },
      };
      const blob = located.get(path);
      if (!blob) throw new Error(`${path} is no file of these films`);
      return {
        kind: 'blob',
        blob,
        facts: { kind: 'png', durationMs: 0, sounds: [], picture },
      };
    },
  };
};

/** For `PlaceMore.machines`. */
export const unrendered =
  (asked: Asked) =>
  ({ blobs, answers, bring }: SharedCache): RenderMachines => {
    const tools = fakeTools(blobs, asked);
    const resources = { cores: 4, memoryMb: 4_000, requests: 64 };
    const library = fakeLibrary(bring, asked);
    const machine = {
      ...{ blobs, answers, resources, tools: { media: tools.media, blobs }, library, pictures: tools.pictures, bring },
      hold: async () => ({ release: async () => undefined }),
      history: { note: async () => undefined },
    };
    return {
      // Of a machine films use these parts alone.
      machine: async () => machine as unknown as Awaited<ReturnType<RenderMachines['machine']>>,
      openFilmMachine: async () => ({
        ...{ answers, resources, tools },
        prepareSound: () => undefined,
        checkVoices: () => undefined,
        notesFor: () => [],
        close: async () => undefined,
      }),
      close: async () => undefined,
    };
  };

/** The models of a film with a finisher that hears nothing. */
export const unheard =
  (asked: Asked) =>
  (models: FilmModelTools): FilmModelTools => ({
    ...models,
    likeness: undefined,
    finisher: {
      id,
      finish: async ({ model, speak }) => {
        asked.push({ by: 'finish', what: speak });
        return utterance(models.blobs, model);
      },
    },
  });
