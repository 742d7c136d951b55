/** One whole file on its way in: hashed, counted and flushed, or gone. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import type { Received } from '../../ports/intake.ts';
import { FlushedFile } from './flushed-file.ts';
import { flushFolder } from './folders.ts';

/** Writes `bytes` to a new file in `folder`. Throws `body-too-large`, `disk-full`, or what `bytes` throws; then nothing is left. */
export const receiveFile = async (
  folder: string,
  bytes: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<Received> => {
  const path = join(folder, randomUUID());
  const file = await FlushedFile.create(path);
  try {
    for await (const part of bytes) {
      if (file.bytes + part.byteLength > mostBytes)
        throw new WorkprintError(
          'body-too-large',
          `The file is larger than the ${mostBytes} bytes that are taken this way.`,
        );
      await file.write(part);
    }
    await file.flush();
    const sha256 = file.hash()?.digest('hex') ?? '';
    await file.close();
    await flushFolder(folder);
    return { path, bytes: file.bytes, sha256 };
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
};
