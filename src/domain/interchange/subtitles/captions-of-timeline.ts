/** What a caption file can hold of a timeline: the cues of every captions clip that shows, at their frames of the timeline. */
import { without } from '../../timeline/schema/objects.ts';
import type {
  CaptionCue,
  CaptionsClip,
  Metadata,
  TextClip,
  Timeline,
  VideoItem,
} from '../../timeline/timeline.types.ts';
import type { LossLog } from '../shared/loss-log.ts';
import { startTimecodeOf } from '../shared/timecode-notes.ts';
import { cueKey } from './timed-cue.ts';

export type TimelineCue = CaptionCue & {
  readonly clip: CaptionsClip;
  /** What its format kept for it when it was read. */
  readonly notes: Metadata;
};
export type TimelineText = { readonly from: number; readonly to: number; readonly clip: TextClip };
export type TimelineWords = { readonly cues: readonly TimelineCue[]; readonly texts: readonly TimelineText[] };

const objectAt = (value: unknown, key: string): Metadata => {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return {};
  const inner = (value as Readonly<Record<string, unknown>>)[key];
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Metadata) : {};
};

/** A part of the notes of a format, if it is an object. */
export const notesOfFormat = (metadata: Metadata | undefined, format: string): Metadata => objectAt(metadata, format);

const cuesOf = (clip: CaptionsClip, start: number, format: string): TimelineCue[] => {
  const { startFrame, durationFrames } = clip.sourceRange;
  const kept = objectAt(notesOfFormat(clip.metadata, format), 'cues');
  const shift = start - startFrame;
  const end = start + durationFrames;
  return clip.cues.flatMap((cue): TimelineCue[] => {
    const [from, to] = [Math.max(start, cue.from + shift), Math.min(end, cue.to + shift)];
    if (to <= from) return [];
    const words = cue.words?.map((word) => ({ ...word, from: word.from + shift, to: word.to + shift }));
    const isWhole = from === cue.from + shift && to === cue.to + shift;
    return [
      {
        ...without(cue, ['words']),
        from,
        to,
        ...(words && isWhole ? { words } : {}),
        clip,
        notes: objectAt(kept, cueKey(cue)),
      },
    ];
  });
};

/** In order of time; everything else is reported as dropped. */
export const wordsOfTimeline = (timeline: Timeline, format: string, log: LossLog): TimelineWords => {
  const cues: TimelineCue[] = [];
  const texts: TimelineText[] = [];
  timeline.tracks.forEach((track, trackIndex) => {
    let frame = 0;
    const items: readonly (VideoItem | { readonly kind: string; readonly sourceRange?: unknown })[] = track.items;
    items.forEach((item, index) => {
      const place = `tracks[${trackIndex}].items[${index}]`;
      if (item.kind === 'captions') cues.push(...cuesOf(item as CaptionsClip, frame, format));
      else if (item.kind === 'text') {
        const clip = item as TextClip;
        texts.push({ from: frame, to: frame + clip.sourceRange.durationFrames, clip });
      } else if (item.kind === 'transition') log.dropped(place, 'transition', 'a caption file holds words only');
      else if (item.kind !== 'gap') log.dropped(place, `${item.kind} clip`, 'a caption file holds words only');
      if ('sourceRange' in item && item.sourceRange !== undefined)
        frame += (item.sourceRange as { durationFrames: number }).durationFrames;
    });
  });
  if (startTimecodeOf(timeline.metadata) > 0)
    log.dropped('timeline', 'the timecode of the first frame', 'a caption file counts from 0');
  if (timeline.markers.length > 0) log.dropped('markers', 'markers', 'a caption file holds words only');
  return { cues: cues.toSorted((a, b) => a.from - b.from), texts: texts.toSorted((a, b) => a.from - b.from) };
};
