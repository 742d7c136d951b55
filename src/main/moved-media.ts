/** A timeline that goes to another folder takes its relative paths along: they name the same files from there. */
import { isAbsolute, relative, resolve, win32 } from 'node:path';
import { movedReferences } from '../domain/interchange/interchange.ts';
import type { Timeline } from '../domain/timeline/timeline.types.ts';
import { replaceMedia } from '../pipeline/render-timeline/media-of.ts';

/** Folders are absolute. What is absolute, even on Windows, stays; nothing is looked at. */
export const movedMedia = (timeline: Timeline, fromFolder: string, toFolder: string): Timeline => {
  if (fromFolder === toFolder) return timeline;
  const move = (path: string): string =>
    isAbsolute(path) || win32.isAbsolute(path) ? path : relative(toFolder, resolve(fromFolder, path)) || '.';
  const moved = replaceMedia(timeline, (media) =>
    media.kind === 'file' ? { ...media, path: move(media.path) } : media,
  );
  return movedReferences(moved, move);
};
