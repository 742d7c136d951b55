/** One way to write a file: whole or not at all. Full disks and unwritable folders become sentences. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** The same error, told in the house's words when the disk is the reason; `where` is the folder or file a person knows. */
export const asDiskError = (error: unknown, where: string): unknown => {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new WorkprintError(
      'disk-full',
      `The disk that holds ${where} is full. Free some space and run the same command again; finished work is kept.`,
      { cause: error },
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new WorkprintError(
      'output-not-writable',
      `${where} cannot be written to. Choose a folder you may write in.`,
      { cause: error },
    );
  }
  return error;
};

/** Writes beside `path` under a name nobody reads, then renames. `temporaryPath` must be on the same volume. */
export const writeAtomically = async (
  path: string,
  bytes: Uint8Array | string,
  temporaryPath: string,
): Promise<void> => {
  try {
    await writeFile(temporaryPath, bytes);
    await mkdir(dirname(path), { recursive: true });
    await rename(temporaryPath, path);
  } catch (error) {
    await rm(temporaryPath, { force: true });
    throw asDiskError(error, dirname(path));
  }
};
