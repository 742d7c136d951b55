/** The files of one job, under names of ours: a person's file name never reaches a program that might read meaning into it. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export type JobFiles = {
  /** Files of this machine and the names they have inside the job folder. */
  readonly reads: readonly { readonly path: string; readonly name: string }[];
  /** A folder of this machine that appears as `out` in the job folder and may be written. */
  readonly writes?: string;
};

/** No separator, no `%` (a number pattern to FFmpeg), no `:` (a protocol), no leading `-` or `.`. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Throws when a name could mean more than a file of the job. Names are ours, so a bad one is a mistake in this code. */
export const checkNames = ({ reads }: JobFiles, outName: string): void => {
  const seen = new Set([outName]);
  for (const { name } of reads) {
    if (!plainName.test(name) || seen.has(name))
      throw new TypeError(`“${name}” cannot be the name of a file in a job.`);
    seen.add(name);
  }
};

/** Where there is no mount namespace: a folder of links to the job's files. The caller removes it. */
export const makeJobFolder = ({ reads, writes }: JobFiles, outName: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'workprint-job-'));
  for (const { path, name } of reads) symlinkSync(resolve(path), join(folder, name));
  if (writes !== undefined) symlinkSync(resolve(writes), join(folder, outName));
  return folder;
};

/** Removes the links, not what they lead to. */
export const removeJobFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
