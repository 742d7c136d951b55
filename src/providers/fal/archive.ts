/** Pictures in a ZIP, as trainers take them. Its bytes hang on the pictures alone: the same examples are the same file. */
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** ZIP knows no time before 1980. */
const anyDay = new Date('2026-01-01T00:00:00Z');

/** An archive of these files, stored as they are: pictures are packed already. */
export const zipOf = async (
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<Uint8Array> => {
  const zip = new ZipFile();
  for (const { name, bytes } of files)
    zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, {
      compress: false,
      mtime: anyDay,
    });
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
};
