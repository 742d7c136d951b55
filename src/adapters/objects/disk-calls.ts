/**
 * The calls by which the disk store changes a disk, each by its own name. They stand behind one value so that a test can stop the machine
 * between any two of them and take away what was not flushed (PB7).
 */
import { chmod, constants, copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { codeOf } from './store-error.ts';

export type DiskCalls = {
  /** One level. False: it was there. */
  readonly makeFolder: (path: string) => Promise<boolean>;
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
  /** A second name for the same bytes; false where the volume, the owner or the count of links does not allow it. */
  readonly link: (from: string, to: string) => Promise<boolean>;
  readonly copy: (from: string, to: string) => Promise<void>;
  /** Nobody writes into it any more, not even by mistake. */
  readonly seal: (path: string) => Promise<void>;
  readonly flushFile: (path: string) => Promise<void>;
  readonly flushFolder: (path: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
};

const flush = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Why a hard link may be refused although the file is there: another volume, too many links, no such thing here, somebody else's file. */
const noLink = ['EXDEV', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EACCES', 'ENOSYS'];

/** Some volumes cannot flush a folder; they are told from broken ones by these codes. */
const noFolderFlush = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EISDIR', 'EPERM'];

const onCode =
  <T>(codes: readonly string[], answer: T) =>
  (error: unknown): T => {
    if (codes.includes(codeOf(error) ?? '')) return answer;
    throw error;
  };

/** The calls as Node makes them. */
export const nodeDiskCalls: DiskCalls = {
  makeFolder: (path) => mkdir(path).then(() => true, onCode(['EEXIST'], false)),
  write: async (path, bytes) => {
    const handle = await open(path, 'wx');
    try {
      await handle.writeFile(bytes);
    } finally {
      await handle.close();
    }
  },
  link: (from, to) => link(from, to).then(() => true, onCode(noLink, false)),
  copy: (from, to) => copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE),
  seal: (path) => chmod(path, 0o444),
  flushFile: flush,
  flushFolder: (path) => flush(path).catch(onCode(noFolderFlush, undefined)),
  rename,
  remove: (path) => rm(path, { force: true }),
};
