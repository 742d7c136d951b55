/** A zip that is written while it is sent: one entry after the other, never more of it in memory than a few buffers. */
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export type ZipEntry = {
  /** Forward slashes, no `..`. */
  readonly path: string;
  /** Media is small already. */
  readonly isCompressed: boolean;
  readonly bytes: AsyncIterable<Uint8Array>;
};

/** The zip of these entries. Whoever stops reading stops the entries; an entry that throws breaks the stream off, so no half zip looks whole. */
export const zipOf = (entries: AsyncIterable<ZipEntry>): ReadableStream<Uint8Array> => {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  let present: Readable | undefined;

  const fill = async (): Promise<void> => {
    for await (const { path, isCompressed, bytes } of entries) {
      if (output.destroyed) return;
      present = Readable.from(bytes, { objectMode: false });
      zip.addReadStream(present, path, { compress: isCompressed, mode: 0o100644 });
      await finished(present);
    }
    zip.end();
  };
  const breakOff = (error: unknown): void => {
    output.destroy(error instanceof Error ? error : new Error('The zip could not be written.', { cause: error }));
  };
  zip.on('error', breakOff);
  output.on('close', () => present?.destroy());
  fill().catch(breakOff);
  return Readable.toWeb(output) as ReadableStream<Uint8Array>;
};
