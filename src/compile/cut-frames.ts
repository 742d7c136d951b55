/**
 * Where segments begin. At hard cuts and beginnings of dissolves of the lowest picture track (of very short shots at some), never inside a transition of any
 * track: a dissolve and the shot it leads to stay together. Longer stretches are cut where something else begins or ends
 * (a clip of another track, else a caption), so that changing one thing changes one segment; else after the longest time.
 */
import { seededRandom } from '../domain/random.ts';
import type { Timeline, VideoTrack } from '../domain/timeline/timeline.types.ts';
import { isShown, layoutTrack, type PlacedTransition, type TrackLayout } from './track-layout.ts';

/** Longest segments: work is parallel and a change stays small. In long timelines a change must be a smaller part of the whole. */
const longestMs = 6000;
const longestMsInLong = 4000;
const longTimelineMs = 5 * 60 * 1000;
/** Starting a coder costs as much as coding a dozen frames: shots shorter than this share a segment with their neighbours. */
const leastMs = 1000;

/** Frames where a segment begins, in order, and the end of the timeline. */
export const cutFrames = (timeline: Timeline): readonly number[] => {
  const { rate, durationFrames: end } = timeline;
  const frames = (ms: number): number => Math.max(1, Math.round((ms * rate.num) / (rate.den * 1000)));
  const longest = frames(end > frames(longTimelineMs) ? longestMsInLong : longestMs);
  const tracks = timeline.tracks.filter(isShown);
  const layouts = tracks.map(layoutTrack);
  const transitions = spansOf(layouts.flatMap((layout) => layout.transitions));
  const allowed = (frame: number): boolean => !isInside(transitions, frame);
  const inside = (layouts[0] ? beginnings(layouts[0]) : []).filter(
    (frame) => frame > 0 && frame < end && allowed(frame),
  );
  const hardCuts = [...new Set([0, ...inside, end])].sort((a, b) => a - b);
  const cuts = withoutShort(hardCuts, frames(leastMs), layouts[0]);
  const sorted = (found: readonly number[]): readonly number[] =>
    [...new Set(found)].filter(allowed).sort((a, b) => a - b);
  const changes = sorted(layouts.slice(1).flatMap(beginnings));
  const captions = sorted(tracks.flatMap(captionFrames));
  return cuts.flatMap((from, i) => {
    const to = cuts[i + 1];
    return to === undefined ? [from] : pieces(from, to, longest, [changes, captions], allowed);
  });
};

const names: ReadonlySet<string> = new Set(['id', 'name', 'metadata']);
/** For JSON: leaves out what a clip is called. */
const shownOnly = (key: string, value: unknown): unknown => (names.has(key) ? undefined : value);

/**
 * Cuts without those between two short stretches, but for some: about one for every `least` frames, chosen by what begins there and
 * not by counting, so that a shot put in between changes the segments around it and no others.
 */
const withoutShort = (cuts: readonly number[], least: number, layout: TrackLayout | undefined): readonly number[] => {
  const shots = new Map(layout?.clips.map(({ start, clip }) => [start, clip]));
  return cuts.filter((cut, i) => {
    const [before, after] = [cuts[i - 1], cuts[i + 1]];
    if (before === undefined || after === undefined || cut - before >= least || after - cut >= least) return true;
    const shot = shots.get(cut);
    if (!shot) return false;
    return seededRandom('cut', JSON.stringify(shot, shownOnly))() < (cut - before) / least;
  });
};

/** Beginnings of pieces of from..to, each at most `longest` frames where transitions allow it. */
const pieces = (
  from: number,
  to: number,
  longest: number,
  wanted: readonly (readonly number[])[],
  allowed: (frame: number) => boolean,
): readonly number[] => {
  const found = [from];
  for (let at = from; to - at > longest; ) {
    const rest = to - at;
    const least = Math.max(1, Math.floor(longest / 3));
    const last = Math.min(at + longest, to - least);
    const next = wanted.map((frames) => lastBetween(frames, at + least, last)).find((frame) => frame !== undefined);
    // Two even pieces are better than a long and a very short one.
    const most = rest < 2 * longest ? Math.ceil(rest / 2) : longest;
    at = next ?? nearestAllowed(at + most, at + 1, to, allowed);
    if (at >= to) break;
    found.push(at);
  }
  return found;
};

/** The frame itself, or the nearest before it, or after it, that is not inside a transition. */
const nearestAllowed = (frame: number, first: number, end: number, allowed: (frame: number) => boolean): number => {
  for (let before = frame; before >= first; before--) if (allowed(before)) return before;
  for (let after = frame + 1; after < end; after++) if (allowed(after)) return after;
  return end;
};

/** The last of the sorted frames within first..last. */
const lastBetween = (frames: readonly number[], first: number, last: number): number | undefined => {
  let [low, high] = [0, frames.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (frames[middle]! <= last) low = middle + 1;
    else high = middle;
  }
  const found = frames[low - 1];
  return found !== undefined && found >= first ? found : undefined;
};

/** Where clips of a track begin and end, and where its dissolves begin. */
const beginnings = ({ clips, transitions }: TrackLayout): readonly number[] => [
  ...clips.flatMap(({ start, end }) => [start, end]),
  ...transitions.filter(({ transition }) => transition.type === 'dissolve').map(({ start }) => start),
];

/** Where captions of a track come and go. */
const captionFrames = (track: VideoTrack): readonly number[] =>
  layoutTrack(track).clips.flatMap(({ clip, start, end }) =>
    clip.kind === 'captions' && clip.burn
      ? clip.cues
          .flatMap(({ from, to }) => [from, to])
          .map((frame) => start + frame - clip.sourceRange.startFrame)
          .filter((frame) => frame > start && frame < end)
      : [],
  );

type Span = { readonly start: number; readonly end: number };

/** Transitions in order, those that overlap joined. */
const spansOf = (transitions: readonly PlacedTransition[]): readonly Span[] => {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of [...transitions].sort((a, b) => a.start - b.start)) {
    const last = spans.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
};

const isInside = (spans: readonly Span[], frame: number): boolean => {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end <= frame) low = middle + 1;
    else high = middle;
  }
  const span = spans[low];
  return span !== undefined && span.start < frame && frame < span.end;
};
