/**
 * Timecodes that no picture or sound depends on, under one name whatever format they came from, so that every other can write them:
 * `startTimecodeFrames` of a timeline (its first frame), `mediaStartFrames` of a clip (where its material's own time begins), both in
 * frames of the timeline, and `dropFrame`, how the timeline counts them where its rate leaves a choice.
 */
import type { Metadata } from '../../timeline/timeline.types.ts';

const names: readonly string[] = ['startTimecodeFrames', 'mediaStartFrames', 'dropFrame'];

const frameNote = (metadata: Metadata | undefined, name: string): number => {
  const frames = metadata?.[name];
  return typeof frames === 'number' && Number.isSafeInteger(frames) ? Math.max(0, frames) : 0;
};

/** The timecode of a timeline's first frame, in frames; 0 when nobody said one. */
export const startTimecodeOf = (metadata: Metadata | undefined): number => frameNote(metadata, 'startTimecodeFrames');

/** Where the own time of a clip's material begins, in frames of the timeline; 0 when nobody said. */
export const mediaStartOf = (metadata: Metadata | undefined): number => frameNote(metadata, 'mediaStartFrames');

/** Whether a timeline counts drop-frame; undefined when nobody said. */
export const dropFrameOf = (metadata: Metadata | undefined): boolean | undefined =>
  typeof metadata?.dropFrame === 'boolean' ? metadata.dropFrame : undefined;

/** Notes for a timeline that begins at so many frames; nothing for 0, which is the usual case. */
export const startTimecodeNote = (frames: number): Metadata => (frames > 0 ? { startTimecodeFrames: frames } : {});

/** Notes for a clip whose material begins at so many frames. */
export const mediaStartNote = (frames: number): Metadata => (frames > 0 ? { mediaStartFrames: frames } : {});

/** Notes without timecodes, for a format that says them in its own words; undefined when nothing is left. */
export const withoutTimecodes = (metadata: Metadata | undefined): Metadata | undefined => {
  const rest = Object.entries(metadata ?? {}).filter(([key]) => !names.includes(key));
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
};
