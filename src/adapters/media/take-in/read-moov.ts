/** Finds the index of an MP4 in the file and reads it: it may stand at the end, behind gigabytes of pictures. */
import type { FileHandle } from 'node:fs/promises';
import { WorkprintError } from '../../../domain/errors.ts';
import { boxHeader } from '../../../domain/media/iso-boxes.ts';
import { readAt } from './open-media.ts';

/** A day of film has an index of some fifty megabytes. */
const mostMoovBytes = 256 * 1024 * 1024;
/** A fragmented file has two boxes a second; its index comes before them. */
const mostBoxes = 10_000;

/** The content of `moov`; undefined when there is none that can be found. Throws `media-too-large`. */
export const readMoov = async (file: FileHandle, sizeBytes: number): Promise<Uint8Array | undefined> => {
  for (let at = 0, boxes = 0; at < sizeBytes && boxes < mostBoxes; boxes++) {
    const header = boxHeader(await readAt(file, at, 16), 0);
    if (!header) return undefined;
    const size = header.size === 0 ? sizeBytes - at : header.size;
    if (header.type === 'moov') {
      if (at + size > sizeBytes) return undefined;
      if (size > mostMoovBytes)
        throw new WorkprintError('media-too-large', `Its index has ${size} bytes; at most ${mostMoovBytes} are read.`);
      return readAt(file, at + header.headerBytes, size - header.headerBytes);
    }
    at += size;
  }
  return undefined;
};
