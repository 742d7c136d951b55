/** A person's file, looked at before any decoder: is it there, is it a file, what is it, how much would it unfold to. */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { WorkprintError } from '../../../domain/errors.ts';
import { limits } from '../../../domain/limits.ts';
import { zipReach } from '../../../domain/media/polyglots.ts';
import { headBytes } from '../../../domain/media/sniff.ts';

/** What tells one state of a file from another without reading it. */
export type FileStamp = {
  readonly sizeBytes: number;
  readonly changedNs: string;
  readonly inode: string;
};

export const sameStamp = (a: FileStamp, b: FileStamp): boolean =>
  a.sizeBytes === b.sizeBytes && a.changedNs === b.changedNs && a.inode === b.inode;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const notFound = (path: string, cause: unknown): WorkprintError => {
  const why = { EACCES: 'may not be read', EPERM: 'may not be read', ELOOP: 'is a circle of links' }[codeOf(cause)];
  return new WorkprintError(
    'media-not-found',
    why
      ? `${path} ${why}. Give it permissions to be read, or name another file.`
      : `${path} is not there. Paths in a timeline are relative to the timeline's own file; correct the path, or put the file there.`,
    { cause },
  );
};

const stampOf = async (
  file: FileHandle,
): Promise<FileStamp & { readonly isFile: boolean; readonly isFolder: boolean }> => {
  const stat = await file.stat({ bigint: true });
  return {
    sizeBytes: Number(stat.size),
    changedNs: String(stat.mtimeNs),
    inode: `${stat.dev}:${stat.ino}`,
    isFile: stat.isFile(),
    isFolder: stat.isDirectory(),
  };
};

/**
 * Opens `path` and hands it with its stamp to `work`. Throws `media-not-found`, and `media-refused` for folders and devices; a pipe
 * does not make it wait.
 */
export const withFile = async <T>(
  path: string,
  work: (file: FileHandle, stamp: FileStamp) => Promise<T>,
): Promise<T> => {
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (codeOf(error) === 'EMFILE' || codeOf(error) === 'ENFILE') throw error;
    throw notFound(path, error);
  }
  try {
    const { isFile, isFolder, ...stamp } = await stampOf(file);
    if (!isFile)
      throw new WorkprintError(
        'media-refused',
        `${path} is ${isFolder ? 'a folder' : 'a device or a pipe'}. Name a file: a film, a picture or sound.`,
      );
    return await work(file, stamp);
  } finally {
    await file.close();
  }
};

/** The stamp of a file as it is now; undefined when it is gone. */
export const stampNow = async (path: string): Promise<FileStamp | undefined> => {
  try {
    return await withFile(path, async (_, stamp) => stamp);
  } catch {
    return undefined; // gone, or no file any more: an expected answer
  }
};

/** `count` bytes from `at`, fewer at the end of the file. */
export const readAt = async (file: FileHandle, at: number, count: number): Promise<Uint8Array> => {
  const bytes = new Uint8Array(count);
  let done = 0;
  while (done < count) {
    const { bytesRead } = await file.read(bytes, done, count - done, at + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
};

export type FileEnds = { readonly head: Uint8Array; readonly tail: Uint8Array };

/** What the sniffer looks at. */
export const readEnds = async (file: FileHandle, { sizeBytes }: FileStamp): Promise<FileEnds> => {
  const head = await readAt(file, 0, Math.min(headBytes, sizeBytes));
  const tail = await readAt(file, Math.max(0, sizeBytes - zipReach), Math.min(zipReach, sizeBytes));
  return { head, tail };
};

/** Throws `media-too-large` when the file is larger than any that is taken in. */
export const checkSize = (path: string, { sizeBytes }: FileStamp, mostBytes: number = limits.mediaBytes): void => {
  if (sizeBytes > mostBytes)
    throw new WorkprintError(
      'media-too-large',
      `${path} has ${sizeBytes} bytes; at most ${mostBytes} are read. Use a smaller file.`,
    );
};
