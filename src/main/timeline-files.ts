/** Where the files of a timeline lie: beside it, or in the folder that `--media` names; and that none of them is written over. */
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { WorkprintError } from '../domain/errors.ts';

/** How a path or a name in a document becomes a path of this machine. */
export type TimelineFiles = {
  resolve(path: string): string;
  /** Whether there is anything at a path of this machine. */
  exists(path: string): Promise<boolean>;
  /** The file of this name below the `--media` folder. */
  find(name: string): string | undefined;
};

const mostFiles = 100_000;

/** `folder` is the timeline's own; throws `media-not-found` when the media folder cannot be read. */
export const timelineFiles = async (folder: string, mediaFolder: string | undefined): Promise<TimelineFiles> => {
  const byName = new Map<string, string>();
  if (mediaFolder !== undefined) {
    const entries = await readdir(mediaFolder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
      throw new WorkprintError(
        'media-not-found',
        `--media names ${mediaFolder}, which is no folder that can be read.`,
        { cause },
      );
    });
    for (const entry of entries.slice(0, mostFiles))
      if (entry.isFile() && !byName.has(entry.name)) byName.set(entry.name, join(entry.parentPath, entry.name));
  }
  const find = (name: string): string | undefined => byName.get(name);
  return {
    find,
    exists: async (path) => existsSync(path),
    resolve: (path) => {
      const place = resolve(folder, path);
      return existsSync(place) ? place : (find(basename(path)) ?? place);
    },
  };
};

/** Throws `usage` when `target` is one of `inputs`, by whatever name or link: a render never eats what it is made of. */
export const refuseOwnInputs = async (target: string, inputs: readonly string[]): Promise<void> => {
  const facts = await stat(target).catch(() => undefined); // not there yet: the usual case
  if (!facts || facts.isDirectory()) return;
  for (const input of inputs) {
    const own = await stat(input).catch(() => undefined);
    if (own?.ino === facts.ino && own.dev === facts.dev)
      throw new WorkprintError(
        'usage',
        `${target} is a file that the timeline is made of and is not written over. Name another one with -o.`,
      );
  }
};
