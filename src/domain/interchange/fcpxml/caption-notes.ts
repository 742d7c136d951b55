/**
 * What an FCPXML caption has no words for: look, highlight and the times of words. It rides in the note of the sequence, since the
 * format allows none in a caption, and finds its cue again by time and text.
 */
import type { CaptionCue, Metadata, Timeline } from '../../timeline/timeline.types.ts';
import { metadataFromJson } from '../json/json-metadata.ts';
import { readJson } from '../json/read-json.ts';
import { cueKey, type TimedCue } from '../subtitles/timed-cue.ts';

/** Of one cue, as it was written. */
export type CaptionNote = Partial<Pick<TimedCue, 'style' | 'highlight' | 'words' | 'speaker'>>;

type Words = NonNullable<CaptionCue['words']>;

const later = (words: Words, by: number): Words =>
  words.map(({ from, to, text }) => ({ from: from + by, to: to + by, text }));

/** A list of the looks of a timeline's captions, each with its cues; empty when there are none. */
export const captionNotes = (timeline: Timeline): readonly Metadata[] =>
  timeline.tracks.flatMap(({ items }) => {
    let frame = 0;
    return (items as readonly Timeline['tracks'][number]['items'][number][]).flatMap((item): Metadata[] => {
      if (item.kind === 'transition') return [];
      const by = frame - item.sourceRange.startFrame;
      frame += item.sourceRange.durationFrames;
      if (item.kind !== 'captions') return [];
      const cues = item.cues.map((cue) => [
        cueKey({ from: cue.from + by, text: cue.text }),
        {
          ...(cue.words === undefined ? {} : { words: later(cue.words, by) }),
          ...(cue.speaker === undefined ? {} : { speaker: cue.speaker }),
        },
      ]);
      const note = { style: item.style, highlight: item.highlight, cues: Object.fromEntries(cues) as object };
      return [metadataFromJson(readJson(JSON.stringify(note), timeline.name)) as Metadata];
    });
  });

const objectOf = (value: unknown): Metadata | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Metadata) : undefined;

/** Notes by the key of their cue. What they hold is judged with the whole document. */
export const readCaptionNotes = (value: unknown): ReadonlyMap<string, CaptionNote> =>
  new Map(
    (Array.isArray(value) ? (value as readonly unknown[]) : []).flatMap((entry) => {
      const { style, highlight, cues } = objectOf(entry) ?? {};
      const look = { ...(objectOf(style) && { style }), ...(objectOf(highlight) && { highlight }) };
      return Object.entries(objectOf(cues) ?? {}).map(
        ([key, note]) => [key, { ...look, ...objectOf(note) } as unknown as CaptionNote] as const,
      );
    }),
  );

/** A cue with what was noted of it; words that another program's cut left outside it are let go. */
export const withNote = (cue: TimedCue, notes: ReadonlyMap<string, CaptionNote>): TimedCue => {
  const { words, ...note } = notes.get(cueKey(cue)) ?? {};
  const fits = Array.isArray(words) && (words as Words).every(({ from, to }) => from >= cue.from && to <= cue.to);
  return { ...cue, ...note, ...(fits ? { words } : {}) };
};
