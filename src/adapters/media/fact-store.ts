/**
 * What was found out about files, under `<home>/media`: by where a file is and when it was changed, and by its content, so that
 * asking again reads a few hundred bytes.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobRef } from '../../domain/media.ts';
import type { MediaFacts } from '../../domain/timeline/media-facts.types.ts';
import { type FileStamp, sameStamp } from './take-in/open-media.ts';

/** A file in a certain state, and what it is. */
export type Remembered = {
  readonly path: string;
  readonly stamp: FileStamp;
  readonly blob: BlobRef;
  readonly facts: MediaFacts;
};

/** Raised whenever the same file would get other facts. */
const factsVersion = 2;

export type FactStore = {
  /** What is known of the file at `path` in the state of `stamp`. */
  ofFile(path: string, stamp: FileStamp): Promise<Remembered | undefined>;
  /** What is known of these bytes, wherever they were seen last. */
  ofContent(sha256: string): Promise<Remembered | undefined>;
  remember(found: Remembered): Promise<void>;
};

/** `toolId` names whatever else decides the facts: the version of FFmpeg. */
export const openFactStore = (home: string, toolId: string): FactStore => {
  const version = `${factsVersion} ${toolId}`;
  const folder = join(home, 'media');
  const fileOf = (key: string): string => join(folder, `${createHash('sha256').update(key).digest('hex')}.json`);

  /** Unreadable notes are no notes: they are made again. */
  const read = async (key: string): Promise<Remembered | undefined> => {
    try {
      const note = JSON.parse(await readFile(fileOf(key), 'utf8')) as Remembered & { readonly version: string };
      return note.version === version && typeof note.blob?.sha256 === 'string' && note.facts ? note : undefined;
    } catch {
      return undefined;
    }
  };
  const write = async (key: string, found: Remembered): Promise<void> => {
    await mkdir(folder, { recursive: true });
    const temporary = join(folder, `.${randomUUID()}`);
    try {
      await writeFile(temporary, JSON.stringify({ ...found, version }));
      await rename(temporary, fileOf(key));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  };

  return {
    ofFile: async (path, stamp) => {
      const note = await read(`path ${path}`);
      return note?.path === path && sameStamp(note.stamp, stamp) ? note : undefined;
    },
    ofContent: async (sha256) => {
      const note = await read(`content ${sha256}`);
      return note?.blob.sha256 === sha256 ? note : undefined;
    },
    remember: async (found) => {
      await Promise.all([write(`path ${found.path}`, found), write(`content ${found.blob.sha256}`, found)]);
    },
  };
};
