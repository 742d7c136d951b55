/** Where a film and what lies beside it go; refused before any work when they cannot be written. */
import { constants } from 'node:fs';
import { access, copyFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { asDiskError } from '../adapters/files/files.ts';
import { WorkprintError } from '../domain/errors.ts';

export type OutputFiles = {
  readonly film: string;
  readonly captions: string;
  readonly timeline: string;
  readonly contactSheet: string;
  readonly report: string;
};

/** `film.mp4` gives `film.srt`, `film.timeline.json`, `film.contact-sheet.png`, `film.report.html`. */
export const outputFilesFor = (scriptPath: string, given: string | undefined): OutputFiles => {
  const film = resolve(given ?? `${scriptPath === '-' ? 'film' : basename(scriptPath, extname(scriptPath))}.mp4`);
  if (extname(film).toLowerCase() !== '.mp4') {
    throw new WorkprintError(
      'usage',
      `-o was given “${given}”; films are written as .mp4, so the name must end in .mp4.`,
    );
  }
  const stem = join(dirname(film), basename(film, extname(film)));
  return {
    film,
    captions: `${stem}.srt`,
    timeline: `${stem}.timeline.json`,
    contactSheet: `${stem}.contact-sheet.png`,
    report: `${stem}.report.html`,
  };
};

/** Throws `output-folder-missing` when the folder that `path` lies in is not there; `advice` says what to do. */
export const checkFolder = async (path: string, advice: string): Promise<string> => {
  const folder = dirname(path);
  const facts = await stat(folder).catch(() => undefined);
  if (facts?.isDirectory()) return folder;
  throw new WorkprintError('output-folder-missing', `The folder ${folder} does not exist. ${advice}`);
};

/** Throws `output-folder-missing` or `output-not-writable` before anything is built. */
export const checkOutput = async (files: OutputFiles): Promise<void> => {
  const target = await stat(files.film).catch(() => undefined);
  if (target?.isDirectory()) {
    throw new WorkprintError('output-not-writable', `${files.film} is a folder. Choose a file name with -o.`);
  }
  await checkWritable(files.film);
};

/** Throws `output-folder-missing` or `output-not-writable` unless `path` can be written. */
export const checkWritable = async (path: string): Promise<void> => {
  const folder = await checkFolder(path, 'Create it, or choose another place with -o.');
  const probe = join(folder, `.${basename(path)}.${process.pid}.probe`);
  try {
    // Asking is not enough: root may "write" to a read-only disk until it tries.
    await access(folder, constants.W_OK);
    await writeFile(probe, '');
  } catch (error) {
    const told = asDiskError(error, folder);
    throw told instanceof WorkprintError
      ? told
      : new WorkprintError('output-not-writable', `${folder} cannot be written to. Choose a folder you may write in.`, {
          cause: error,
        });
  } finally {
    await rm(probe, { force: true }).catch(() => undefined); // a read-only folder holds no probe to remove
  }
};

/** Puts a finished file in place whole: copied under a hidden name, then renamed. */
export const deliverFile = async (from: string, to: string): Promise<void> => {
  const part = join(dirname(to), `.${basename(to)}.${process.pid}.part`);
  try {
    await copyFile(from, part, constants.COPYFILE_FICLONE);
    await rename(part, to);
  } catch (error) {
    await rm(part, { force: true });
    throw asDiskError(error, dirname(to));
  }
};

export const deliverText = async (text: string | Uint8Array, to: string): Promise<void> => {
  const part = join(dirname(to), `.${basename(to)}.${process.pid}.part`);
  try {
    await writeFile(part, text);
    await rename(part, to);
  } catch (error) {
    await rm(part, { force: true });
    throw asDiskError(error, dirname(to));
  }
};
