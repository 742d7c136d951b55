/**
 * The file a person asked for, from segments and sound. MP4 and MOV are muxed by our own writer and WebM is copied from it; GIF, WebP,
 * PNG, JPEG and transparent WebM are coded at the end from segments that lost nothing.
 */
import { randomBytes } from 'node:crypto';
import { copyFile, constants as fileConstants, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WorkprintError } from '../../../domain/errors.ts';
import type { BlobRef } from '../../../domain/media.ts';
import type { BlobStore } from '../../../ports/blob-store.ts';
import type { WorkOptions } from '../../../ports/media-tool.ts';
import type { OutputParts, OutputWriter } from '../../../ports/output-writer.ts';
import { asDiskError } from '../../files/files.ts';
import { startChild } from '../../sandbox/sandbox.ts';
import type { Ffmpeg } from '../find-ffmpeg.ts';
import { muxFilm } from '../mux-film.ts';
import {
  gifArguments,
  paletteArguments,
  soundArguments,
  soundMediaType,
  webmArguments,
  wholeArguments,
} from './arguments.ts';
import { encodeAllFrames } from './pump-frames.ts';

type Parts = { readonly ffmpeg: Ffmpeg; readonly blobs: BlobStore };

/** A writer over this machine's FFmpeg. */
export const createOutputWriter = ({ ffmpeg, blobs }: Parts): OutputWriter => {
  const run = (args: readonly string[], purpose: string, signal: AbortSignal): Promise<void> =>
    startChild(ffmpeg.path, args, { signal, purpose }).done;

  /** Runs `work` with a scratch file that is gone afterwards. */
  const withScratch = async <T>(extension: string, work: (path: string) => Promise<T>): Promise<T> => {
    const path = blobs.scratchPath(extension);
    try {
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  };

  const soundPath = async ({ sound }: OutputParts): Promise<string | undefined> => {
    if (!sound) return undefined;
    await blobs.get(sound);
    return blobs.localPath(sound);
  };

  const writeWebm = (parts: OutputParts, path: string, options: WorkOptions): Promise<void> =>
    withScratch('.mp4', async (picture) => {
      const { segments, rate, title } = parts;
      await muxFilm(blobs, { segments, rate, title }, picture, options);
      await run(webmArguments(picture, await soundPath(parts), path), 'write the webm', options.signal);
    });

  const writeGif = (parts: OutputParts, path: string, options: WorkOptions): Promise<void> =>
    withScratch('.png', async (palette) => {
      const { signal } = options;
      await encodeAllFrames(ffmpeg.path, blobs, parts, paletteArguments(parts, palette), { signal });
      await encodeAllFrames(ffmpeg.path, blobs, parts, gifArguments(parts, palette, path), options);
    });

  const writeFile = async (parts: OutputParts, path: string, options: WorkOptions): Promise<void> => {
    switch (parts.format) {
      case 'wav':
      case 'm4a':
      case 'mp3':
        return copyFile((await soundPath(parts)) as string, path, fileConstants.COPYFILE_FICLONE);
      case 'gif':
        return writeGif(parts, path, options);
      case 'webm':
        if (parts.encoding?.codec !== 'ffv1') return writeWebm(parts, path, options);
        break;
      default:
        break;
    }
    await encodeAllFrames(ffmpeg.path, blobs, parts, wholeArguments(parts, path, await soundPath(parts)), options);
  };

  return {
    id: `outputs-1 ffmpeg-${ffmpeg.version}`,

    encodeSound: async (wav, format, { signal }): Promise<BlobRef> => {
      const mediaType = soundMediaType[format];
      if (!mediaType) throw new WorkprintError('internal', `A ${format} has no sound to encode.`);
      await blobs.get(wav);
      return withScratch('.sound', async (path) => {
        await run(soundArguments(blobs.localPath(wav), format, path), 'encode the sound', signal);
        return blobs.adoptFile(path, mediaType);
      });
    },

    write: async (parts, outputPath, options) => {
      if (parts.format === 'mp4' || parts.format === 'mov') {
        const { segments, rate, title, sound } = parts;
        return muxFilm(blobs, { segments, rate, title, ...(sound && { audio: sound }) }, outputPath, options);
      }
      if (parts.format === 'png') return writePictures(ffmpeg, blobs, parts, outputPath, options);
      const temporary = join(dirname(outputPath), `.${basename(outputPath)}.${randomBytes(6).toString('hex')}.part`);
      try {
        await writeFile(parts, temporary, options);
        await rename(temporary, outputPath);
      } catch (error) {
        await rm(temporary, { force: true });
        throw asDiskError(error, dirname(outputPath));
      }
    },
  };
};

/** A folder that holds anything but an earlier render is somebody's own: it is never replaced. */
const requireOwnFolder = async (folder: string): Promise<void> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []; // the usual case: it will be made
    throw asDiskError(error, folder);
  });
  const strange = names.find((name) => !/^frame-\d{6}\.png$/.test(name));
  if (strange !== undefined)
    throw new WorkprintError(
      'output-not-writable',
      `The folder ${folder} holds “${strange}” and is not replaced. Name a new folder for the pictures.`,
    );
};

/** A folder of pictures is filled aside and put in place whole; one that is there already is not mixed with. */
const writePictures = async (
  ffmpeg: Ffmpeg,
  blobs: BlobStore,
  parts: OutputParts,
  folder: string,
  options: WorkOptions,
): Promise<void> => {
  const temporary = join(dirname(folder), `.${basename(folder)}.${randomBytes(6).toString('hex')}.part`);
  await requireOwnFolder(folder);
  try {
    await mkdir(temporary);
    await encodeAllFrames(ffmpeg.path, blobs, parts, wholeArguments(parts, ''), options, temporary);
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw asDiskError(error, dirname(folder));
  }
};
