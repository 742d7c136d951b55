/** The bytes of pieces, one after the other; each is read as far as it counts, whatever follows. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import type { Piece } from '../../ports/intake.ts';

const readBytes = 1024 * 1024;

/** Throws `media-corrupt` when a piece is missing or too short. */
export async function* joinPieces(folder: string, pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
  for (const { name, bytes } of pieces) {
    if (bytes === 0) continue;
    let read = 0;
    const path = join(folder, name);
    try {
      for await (const part of createReadStream(path, { end: bytes - 1, highWaterMark: readBytes })) {
        read += (part as Uint8Array).byteLength;
        yield part as Uint8Array;
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    if (read !== bytes)
      throw new WorkprintError(
        'media-corrupt',
        'A part of this upload was lost on the disk of the studio. Delete the upload and send the file again.',
      );
  }
}
