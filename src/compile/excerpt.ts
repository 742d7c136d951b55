/**
 * A stretch of a timeline as a timeline of its own, counted from its first frame: what shows in it and nothing else. Clips begin
 * at 0 of their own time; keyframes, cues and pictures that decide no frame of the stretch are left out, and so are names.
 */
import type { FrameRange } from '../domain/time.ts';
import type {
  AudioTrack,
  FontFile,
  Timeline,
  Transition,
  VideoItem,
  VideoTrack,
} from '../domain/timeline/timeline.types.ts';
import { excerptClip } from './excerpt-clip.ts';
import { clipsWithin, isShown, layoutTrack, type PlacedClip, transitionsWithin } from './track-layout.ts';

/** The stretch of a timeline as a timeline of its own. Frame i of it is frame `range.startFrame + i` of the whole. */
export const excerpt = (timeline: Timeline, range: FrameRange): Timeline => {
  const tracks = excerptTracks(timeline.tracks, range);
  const families = familiesOf(tracks);
  const fonts = (timeline.fonts ?? []).filter(({ family }) => families.has(family.toLowerCase()));
  return {
    schema: timeline.schema,
    name: '',
    rate: timeline.rate,
    width: timeline.width,
    height: timeline.height,
    background: timeline.background,
    durationFrames: range.durationFrames,
    tracks,
    markers: [],
    ...(fonts.length > 0 && { fonts: fonts.map(withoutNotes) }),
  };
};

const withoutNotes = ({ family, media, weight, italic }: FontFile): FontFile => ({
  ...{ family, media },
  ...(weight !== undefined && { weight }),
  ...(italic !== undefined && { italic }),
});

/**
 * Picture tracks that show something in the range. Where a track fades to a colour it matters whether it is the lowest: then one
 * that is gone leaves an empty one behind.
 */
const excerptTracks = (tracks: readonly (VideoTrack | AudioTrack)[], range: FrameRange): readonly VideoTrack[] => {
  const cut = tracks.filter(isShown).map((track) => excerptTrack(track, range));
  const [lowest] = cut;
  const shown = cut.filter(showsSomething);
  if (!lowest || showsSomething(lowest) || !shown.some(fades)) return shown;
  return [{ ...lowest, items: [gap(range.durationFrames)] }, ...shown];
};

const showsSomething = ({ items }: VideoTrack): boolean => items.some(({ kind }) => kind !== 'gap');

const colourTransitions: ReadonlySet<Transition['type']> = new Set(['dip', 'fade-from-black', 'fade-to-black']);
const fades = ({ items }: VideoTrack): boolean =>
  items.some((item) => item.kind === 'transition' && colourTransitions.has(item.type));

/** A nested stack stays as long as what is cut from it: its last frame holds, even when that is empty. */
const excerptNested = (tracks: readonly (VideoTrack | AudioTrack)[], range: FrameRange): readonly VideoTrack[] => {
  const cut = excerptTracks(tracks, range);
  const length = Math.max(0, ...cut.map((track) => layoutTrack(track).end));
  const [first, ...others] = cut;
  if (!first || length >= range.durationFrames) return cut;
  const missing = range.durationFrames - layoutTrack(first).end;
  return [{ ...first, items: [...first.items, gap(missing)] }, ...others];
};

/** Font families that texts of these tracks name, in lower case. */
const familiesOf = (tracks: readonly (VideoTrack | AudioTrack)[]): ReadonlySet<string> =>
  new Set(
    tracks.flatMap((track) =>
      track.items.flatMap((item): string[] => {
        if (item.kind === 'text' || item.kind === 'captions') return [item.style.fontFamily.toLowerCase()];
        return item.kind === 'composition' && item.tracks ? [...familiesOf(item.tracks)] : [];
      }),
    ),
  );

const gap = (durationFrames: number): VideoItem => ({ kind: 'gap', sourceRange: { startFrame: 0, durationFrames } });

const transitionOf = (transition: Transition, inFrames: number, outFrames: number): Transition => {
  const { type, direction, colour, softness, easing } = transition;
  return {
    ...{ kind: 'transition', type, inFrames, outFrames },
    ...(direction !== undefined && { direction }),
    ...(colour !== undefined && { colour }),
    ...(softness !== undefined && { softness }),
    ...(easing !== undefined && { easing }),
  };
};

const excerptTrack = (track: VideoTrack, range: FrameRange): VideoTrack => {
  const layout = layoutTrack(track);
  const [from, to] = [range.startFrame, range.startFrame + range.durationFrames];
  const transitions = transitionsWithin(layout, from, to);
  // A clip is shown in its range and, through transitions, in its handles.
  const shown = (placed: PlacedClip): readonly [number, number] => {
    let [first, last] = [placed.start, placed.end];
    for (const { before, after, start, end } of transitions) {
      if (after === placed) first = Math.min(first, start);
      if (before === placed) last = Math.max(last, end);
    }
    return [Math.max(first, from), Math.min(last, to)];
  };
  const items: VideoItem[] = [];
  let frame = from;
  const advance = (until: number): void => {
    if (until > frame) items.push(gap(until - frame));
    frame = Math.max(frame, until);
  };
  const pending = [...transitions];
  /** A clip may have no length of its own, after a cut: then what leads out of it lies on its start. */
  const transitionsUpTo = (frameOfCut: number, next?: PlacedClip): void => {
    while (pending[0] && pending[0].cut <= frameOfCut && (next === undefined || pending[0].before !== next)) {
      const { transition, start, end, cut, before, after } = pending.shift()!;
      // A transition that the range cuts through straddles the nearest frame of the range instead; its own frames stay.
      const at = Math.min(Math.max(cut, from), to);
      advance(at);
      // What lay apart must not become neighbours because what lay between is cut away.
      if (!before) items.push(gap(0));
      items.push(transitionOf(transition, at - start, end - at));
      if (!after) items.push(gap(0));
    }
  };
  for (const placed of clipsWithin(layout, from, to, transitions)) {
    const [first, last] = shown(placed);
    if (last <= first) continue;
    const start = Math.min(Math.max(placed.start, from), to);
    const end = Math.max(Math.min(placed.end, to), from);
    const clip = excerptClip(placed, { start, durationFrames: end - start, first, last }, excerptNested);
    if (clip.kind === 'captions' && clip.cues.length === 0) continue;
    transitionsUpTo(placed.start, placed);
    advance(start);
    items.push(clip);
    frame = end;
  }
  transitionsUpTo(Number.POSITIVE_INFINITY);
  return { kind: 'video', id: '', name: '', items };
};
