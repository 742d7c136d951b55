/** A clip of an excerpt: what shows of it, in its own new time, and nothing else. */
import type {
  AudioTrack,
  CaptionCue,
  CaptionsClip,
  CompositionClip,
  CompositionLayer,
  SwitchCue,
  SwitchedPatch,
  TextClip,
  TextMotion,
  VideoTrack,
} from '../domain/timeline/timeline.types.ts';
import { animatedWithin, inForce, lookWithin, type Window } from './excerpt-window.ts';
import { spokenWords } from './layers/captions.ts';
import { nestedDuration } from './layers/composition.ts';
import { positionAt } from './layers/media-time.ts';
import { motionRangeOf } from './layers/text.ts';
import { motionFrames } from './layers/text-motion.ts';
import { unitsOf } from './text/units.ts';
import type { PlacedClip, TrackClip } from './track-layout.ts';

/** Cuts the tracks of a nested stack; given by the excerpt of tracks. */
export type CutTracks = (
  tracks: readonly (VideoTrack | AudioTrack)[],
  range: { readonly startFrame: number; readonly durationFrames: number },
) => readonly VideoTrack[];

/** Frames of the timeline: where the clip begins in the excerpt, and the first and the one past the last that show it. */
export type Shown = {
  readonly start: number;
  readonly durationFrames: number;
  readonly first: number;
  readonly last: number;
};

/** A clip whose own time begins at 0 with its first frame in the excerpt (a nested stack's: with the first frame that shows). */
export const excerptClip = (placed: PlacedClip, shown: Shown, cutTracks: CutTracks): TrackClip => {
  const { clip } = placed;
  const { start, durationFrames, first, last } = shown;
  const shift = clip.sourceRange.startFrame + start - placed.start;
  const window: Window = { shift, first: first - start, last: last - 1 - start };
  const base = { id: '', name: '', sourceRange: { startFrame: 0, durationFrames } };
  switch (clip.kind) {
    case 'solid':
      return { ...base, kind: 'solid', colour: clip.colour, ...lookWithin(clip, window) };
    case 'text':
      return { ...base, ...textWithin(clip, window) };
    case 'captions':
      return { ...base, ...captionsWithin(clip, window) };
    case 'image':
      return { ...base, ...deliveredOf(clip), kind: 'image', media: clip.media, ...lookWithin(clip, window) };
    case 'shape':
      return {
        ...{ ...base, ...deliveredOf(clip), kind: 'shape', shape: clip.shape },
        ...(clip.fill !== undefined && { fill: clip.fill }),
        ...(clip.stroke && { stroke: clip.stroke }),
        ...lookWithin(clip, window),
      };
    case 'video': {
      const speed = animatedWithin(clip.speed ?? 1, window);
      return {
        ...{ ...base, kind: 'video', media: clip.media },
        compiled: { ...clip.compiled, materialStart: positionAt(clip, shift) },
        ...(speed !== 1 && { speed }),
        ...(clip.loop && { loop: true }),
        ...lookWithin(clip, window),
      };
    }
    case 'composition':
      return clip.tracks
        ? nestedWithin(clip, clip.tracks, shown, shift, cutTracks)
        : {
            ...{ ...base, kind: 'composition', layers: clip.layers.map((layer) => layerWithin(layer, window)) },
            ...lookWithin(clip, window),
          };
  }
};

const deliveredOf = ({ compiled }: TrackClip) =>
  compiled?.delivered ? { compiled: { delivered: compiled.delivered } } : {};

/** The nested stack is cut to what shows; where the clip runs beyond it, its first and last frames hold as they did. */
const nestedWithin = (
  clip: CompositionClip,
  tracks: NonNullable<CompositionClip['tracks']>,
  { start, durationFrames, first, last }: Shown,
  local: number,
  cutTracks: CutTracks,
): CompositionClip => {
  const end = nestedDuration(tracks) - 1;
  const within = (frame: number): number => Math.max(0, Math.min(frame, end));
  const [from, to] = [within(local + first - start), within(local + last - 1 - start)];
  const startFrame = local - from;
  const window = { shift: from, first: startFrame + first - start, last: startFrame + last - 1 - start };
  return {
    ...{ id: '', name: '', sourceRange: { startFrame, durationFrames } },
    kind: 'composition',
    layers: [],
    tracks: end < 0 ? [] : cutTracks(tracks, { startFrame: from, durationFrames: to - from + 1 }),
    ...lookWithin(clip, window),
  };
};

type Body<Clip> = Omit<Clip, 'id' | 'name' | 'sourceRange'>;

const textWithin = (clip: TextClip, window: Window): Body<TextClip> => {
  const { text, style, opacity, enter, leave, ...look } = clip;
  const drawnScale = clip.compiled?.drawnScale;
  const { startFrame, durationFrames } = motionRangeOf(clip);
  const [begin, end] = [startFrame - window.shift, startFrame + durationFrames - window.shift];
  const most = (motion: TextMotion | undefined): number =>
    motion ? motionFrames(motion, mostUnits(text, motion.unit)) : 0;
  const [entering, leaving] = [most(enter), most(leave)];
  // Two that may have to share the clip hang on both its ends, and on each other.
  const mayShare = entering + leaving > durationFrames;
  const stirs = window.first < begin + entering || window.last >= end - leaving;
  // What may stir in the window is kept, and with it only the end that it hangs on.
  const enters = enter && (mayShare ? stirs : window.first < begin + entering);
  const leaves = leave && (mayShare ? stirs : window.last >= end - leaving);
  const from = enters || mayShare ? begin : end - leaving;
  const motionRange = { startFrame: from, durationFrames: leaves || mayShare ? end - from : entering };
  return {
    ...{ kind: 'text', text, style, opacity: animatedWithin(opacity, window) },
    ...lookWithin(look, window),
    ...(enters && { enter }),
    ...(leaves && { leave }),
    ...((enters || leaves || drawnScale !== undefined) && {
      compiled: {
        ...((enters || leaves) && { motionRange }),
        ...(drawnScale !== undefined && { drawnScale }),
      },
    }),
  };
};

const captionsWithin = (clip: CaptionsClip, window: Window): Body<CaptionsClip> => ({
  ...{ kind: 'captions', style: clip.style, burn: clip.burn },
  ...(clip.highlight && { highlight: clip.highlight }),
  cues: clip.burn ? clip.cues.flatMap((cue) => cueWithin(cue, clip.highlight !== undefined, window)) : [],
});

const cueWithin = (cue: CaptionCue, isHighlighted: boolean, window: Window): readonly CaptionCue[] => {
  const from = Math.max(cue.from - window.shift, window.first);
  const to = Math.min(cue.to - window.shift, window.last + 1);
  if (from >= to) return [];
  return [{ from, to, text: cue.text, ...(isHighlighted && { words: wordsWithin(cue, from, to, window) }) }];
};

/** Units of a text; how many lines it has depends on wrapping, at most one a letter. */
const mostUnits = (text: string, unit: TextMotion['unit']): number =>
  unit === 'block' ? 1 : unitsOf(text, unit === 'line' ? 'letter' : unit).length;

/** Every word of the text with the frame it begins at, as near as the cue shows it: before it, or never. */
const wordsWithin = (
  cue: CaptionCue,
  from: number,
  to: number,
  { shift }: Window,
): NonNullable<CaptionCue['words']> => {
  const begins = new Map<number, number>();
  for (const word of spokenWords(cue)) if (!begins.has(word.index)) begins.set(word.index, word.from - shift);
  return unitsOf(cue.text, 'word').map(({ start, end }, index) => {
    const at = Math.max(from, Math.min(begins.get(index) ?? to, to));
    return { from: at, to: at, text: cue.text.slice(start, end) };
  });
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
  return {
    id: '',
    image: layer.image,
    width: layer.width,
    height: layer.height,
    opaque: layer.opaque,
    transform: {
      x: animatedWithin(transform.x, window),
      y: animatedWithin(transform.y, window),
      scale: animatedWithin(transform.scale, window),
      rotation: animatedWithin(transform.rotation, window),
      anchorX: transform.anchorX,
      anchorY: transform.anchorY,
    },
    opacity: animatedWithin(layer.opacity, window),
    ...(layer.mouth && { mouth: switchWithin(layer.mouth, window) }),
    ...(layer.eyes && { eyes: switchWithin(layer.eyes, window) }),
    ...(layer.tile && { tile: layer.tile }),
  };
};
