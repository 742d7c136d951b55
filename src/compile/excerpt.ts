/**
 * A stretch of a timeline as a timeline of its own, counted from its first frame: what shows in it and nothing else. Clips begin
 * at 0 of their own time; keyframes, cues and pictures that decide no frame of the stretch are left out, and so are names.
 */
import { WorkprintError } from '../domain/errors.ts';
import type { FrameRange } from '../domain/time.ts';
import type {
  Animated,
  CaptionsClip,
  CompositionLayer,
  Keyframe,
  SwitchCue,
  SwitchedPatch,
  Timeline,
  VideoItem,
  VideoTrack,
} from '../domain/timeline/timeline.types.ts';
import { lastAtOrBefore } from './animate.ts';
import { layoutTrack, type PlacedClip, type TrackClip } from './track-layout.ts';

/** The stretch of a timeline as a timeline of its own. Frame i of it is frame `range.startFrame + i` of the whole. */
export const excerpt = (timeline: Timeline, range: FrameRange): Timeline => ({
  schema: timeline.schema,
  name: '',
  rate: timeline.rate,
  width: timeline.width,
  height: timeline.height,
  background: timeline.background,
  durationFrames: range.durationFrames,
  tracks: timeline.tracks
    .filter((track) => track.kind === 'video')
    .map((track) => excerptTrack(track, range))
    .filter((track) => track.items.some((item) => item.kind !== 'gap')),
  markers: [],
});

const gap = (durationFrames: number): VideoItem => ({ kind: 'gap', sourceRange: { startFrame: 0, durationFrames } });

const excerptTrack = (track: VideoTrack, range: FrameRange): VideoTrack => {
  const layout = layoutTrack(track);
  const [from, to] = [range.startFrame, range.startFrame + range.durationFrames];
  const transitions = layout.transitions.filter(({ start, end }) => start < to && end > from);
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
  const transitionsUpTo = (frameOfCut: number): void => {
    while (pending[0] && pending[0].cut <= frameOfCut) {
      const { transition, start, end, cut, before, after } = pending.shift()!;
      // A transition that the range cuts through straddles the nearest frame of the range instead; its own frames stay.
      const at = Math.min(Math.max(cut, from), to);
      advance(at);
      // What lay apart must not become neighbours because what lay between is cut away.
      if (!before) items.push(gap(0));
      items.push({ kind: 'transition', type: transition.type, inFrames: at - start, outFrames: end - at });
      if (!after) items.push(gap(0));
    }
  };
  for (const placed of layout.clips) {
    const [first, last] = shown(placed);
    if (last <= first) continue;
    const start = Math.min(Math.max(placed.start, from), to);
    const end = Math.max(Math.min(placed.end, to), from);
    const clip = excerptClip(placed, start, end - start, first, last);
    if (clip.kind === 'captions' && clip.cues.length === 0) continue;
    transitionsUpTo(placed.start);
    advance(start);
    items.push(clip);
    frame = end;
  }
  transitionsUpTo(Number.POSITIVE_INFINITY);
  return { kind: 'video', id: '', name: '', items };
};

/** A clip whose own time begins at 0 with frame `start`; only what shows in frames first..last is kept. */
const excerptClip = (
  placed: PlacedClip,
  start: number,
  durationFrames: number,
  first: number,
  last: number,
): TrackClip => {
  const { clip } = placed;
  const shift = clip.sourceRange.startFrame + start - placed.start;
  const window: Window = { shift, first: first - start, last: last - 1 - start };
  const base = { id: '', name: '', sourceRange: { startFrame: 0, durationFrames } };
  switch (clip.kind) {
    case 'solid':
      return { ...base, kind: 'solid', colour: clip.colour };
    case 'text':
      return {
        ...base,
        kind: 'text',
        text: clip.text,
        style: clip.style,
        opacity: animatedWithin(clip.opacity, window),
      };
    case 'captions':
      return { ...base, kind: 'captions', cues: cuesWithin(clip, window), style: clip.style, burn: clip.burn };
    case 'composition':
      return { ...base, kind: 'composition', layers: clip.layers.map((layer) => layerWithin(layer, window)) };
    default:
      throw new WorkprintError('timeline-invalid', `This version cannot cut a clip of kind “${clip.kind}” yet.`);
  }
};

/** Old time minus `shift` is new time; only new frames first..last (inclusive) matter. */
type Window = { readonly shift: number; readonly first: number; readonly last: number };

const cuesWithin = (clip: CaptionsClip, { shift, first, last }: Window): CaptionsClip['cues'] =>
  clip.burn
    ? clip.cues
        .map(({ from, to, text }) => ({
          from: Math.max(from - shift, first),
          to: Math.min(to - shift, last + 1),
          text,
        }))
        .filter(({ from, to }) => from < to)
    : [];

/** Entries that decide frames first..last: the one in force at first, and all up to last. */
const inForce = <Entry extends { readonly frame: number }>(
  entries: readonly Entry[],
  window: Window,
): readonly Entry[] => {
  const from = Math.max(0, lastAtOrBefore(entries, window.first + window.shift));
  const to = lastAtOrBefore(entries, window.last + window.shift);
  return entries.slice(from, Math.max(to, from) + 1);
};

const animatedWithin = (animated: Animated, window: Window): Animated => {
  if (typeof animated === 'number') return animated;
  const from = Math.max(0, lastAtOrBefore(animated, window.first + window.shift));
  const to = lastAtOrBefore(animated, window.last + window.shift);
  const keys: readonly Keyframe[] = animated.slice(from, Math.max(to, from) + 2);
  const values = new Set(keys.map((key) => key.value));
  return values.size === 1 ? keys[0]!.value : keys.map((key) => ({ ...key, frame: key.frame - window.shift }));
};

const switchWithin = <Name extends string>(patch: SwitchedPatch<Name>, window: Window): SwitchedPatch<Name> => {
  const cues: readonly SwitchCue<Name>[] = inForce(patch.cues, window).map((cue, i) => ({
    frame: i === 0 ? window.first : cue.frame - window.shift,
    show: cue.show,
  }));
  const names = new Set(cues.map((cue) => cue.show));
  const images = Object.fromEntries(Object.entries(patch.images).filter(([name]) => names.has(name as Name)));
  return { x: patch.x, y: patch.y, images: images as SwitchedPatch<Name>['images'], cues };
};

const layerWithin = (layer: CompositionLayer, window: Window): CompositionLayer => {
  const { transform } = layer;
  const within = (animated: Animated): Animated => animatedWithin(animated, window);
  return {
    id: '',
    image: layer.image,
    width: layer.width,
    height: layer.height,
    opaque: layer.opaque,
    transform: {
      x: within(transform.x),
      y: within(transform.y),
      scale: within(transform.scale),
      rotation: within(transform.rotation),
      anchorX: transform.anchorX,
      anchorY: transform.anchorY,
    },
    opacity: within(layer.opacity),
    ...(layer.mouth && { mouth: switchWithin(layer.mouth, window) }),
    ...(layer.eyes && { eyes: switchWithin(layer.eyes, window) }),
    ...(layer.tile && { tile: layer.tile }),
  };
};
