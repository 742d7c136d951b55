/**
 * What a timeline shows at a frame. Pure: the browser preview and the renderer call the same function.
 * A clip's own time is `sourceRange.startFrame` plus the frames since its start on the track; keyframes, cues and captions
 * count in it. Inside a transition a clip's time runs on beyond its range (its handle).
 */
import { WorkprintError } from '../domain/errors.ts';
import type {
  CaptionsClip,
  CompositionClip,
  CompositionLayer,
  SwitchedPatch,
  Timeline,
  VideoTrack,
} from '../domain/timeline/timeline.types.ts';
import { shownAt, valueAt } from './animate.ts';
import type { DisplayList, Draw, PatchDraw, PlainDraw } from './display-list.types.ts';
import { clipAt, layoutTrack, type PlacedClip, type PlacedTransition } from './track-layout.ts';

/** Drawing order of one frame, 0 <= frame < durationFrames. */
export const evaluate = (timeline: Timeline, frame: number): DisplayList => {
  const draws: Draw[] = [{ kind: 'fill', colour: timeline.background, weight: 256 }];
  for (const track of timeline.tracks) if (track.kind === 'video') draws.push(...trackDraws(track, frame));
  return draws;
};

const trackDraws = (track: VideoTrack, frame: number): readonly Draw[] => {
  const layout = layoutTrack(track);
  const transition = layout.transitions.find(({ start, end }) => start <= frame && frame < end);
  if (transition) return transitionDraws(transition, frame);
  const placed = clipAt(layout, frame);
  return placed ? clipDraws(placed, frame) : [];
};

const black = '#000000';

/**
 * Frame k of n. A dissolve weighs at the middle of the frame, so that it is symmetrical; a fade from black begins with a
 * black frame, a fade to black ends with one.
 */
const transitionDraws = (placed: PlacedTransition, frame: number): readonly Draw[] => {
  const { transition, start, end, before, after } = placed;
  const k = frame - start;
  const n = end - start;
  const from = before ? clipDraws(before, frame) : [];
  const to = after ? clipDraws(after, frame) : [];
  switch (transition.type) {
    case 'dissolve':
      return [{ kind: 'mix', from, to, how: { kind: 'dissolve', weight: Math.round((256 * (k + 0.5)) / n) } }];
    case 'fade-from-black':
      return [...to, { kind: 'fill', colour: black, weight: 256 - Math.round((256 * k) / n) }];
    case 'fade-to-black':
      return [...from, { kind: 'fill', colour: black, weight: Math.round((256 * (k + 1)) / n) }];
    default:
      throw notDrawnYet(transition.type);
  }
};

const clipDraws = ({ clip, start }: PlacedClip, frame: number): readonly PlainDraw[] => {
  const local = clip.sourceRange.startFrame + frame - start;
  switch (clip.kind) {
    case 'composition':
      return compositionDraws(clip, local);
    case 'solid':
      return [{ kind: 'fill', colour: clip.colour, weight: 256 }];
    case 'text': {
      const opacity = opacityAt(valueAt(clip.opacity, local));
      return opacity === 0 ? [] : [{ kind: 'text', text: clip.text, style: clip.style, opacity, blend: 'normal' }];
    }
    case 'captions':
      return captionDraws(clip, local);
    default:
      throw notDrawnYet(clip.kind);
  }
};

const notDrawnYet = (what: string): WorkprintError =>
  new WorkprintError('timeline-invalid', `This version cannot draw “${what}” yet; take it out of the timeline.`);

const opacityAt = (value: number): number => Math.round(256 * Math.min(Math.max(value, 0), 1));

const compositionDraws = (clip: CompositionClip, local: number): readonly PlainDraw[] =>
  clip.layers.flatMap((layer) => {
    const opacity = opacityAt(valueAt(layer.opacity, local));
    const scale = valueAt(layer.transform.scale, local);
    return opacity === 0 || scale <= 0 ? [] : [layerDraw(layer, local, scale, opacity)];
  });

/**
 * Rain falls tens of pixels a frame: a pixel more or less cannot be seen, and at whole chroma samples it is drawn for half the
 * price. Slower tiles (snow, mist) keep their exact path.
 */
const fastTilePxPerFrame = 8;

const placeOf = (layer: CompositionLayer, local: number): { readonly x: number; readonly y: number } => {
  const at = (frame: number) => ({ x: valueAt(layer.transform.x, frame), y: valueAt(layer.transform.y, frame) });
  const place = at(local);
  if (!layer.tile) return place;
  const next = at(local + 1);
  const isFast = Math.hypot(next.x - place.x, next.y - place.y) >= fastTilePxPerFrame;
  return isFast ? { x: Math.round(place.x / 2) * 2, y: Math.round(place.y / 2) * 2 } : place;
};

const layerDraw = (layer: CompositionLayer, local: number, scale: number, opacity: number): PlainDraw => ({
  kind: 'layer',
  source: { kind: 'image', media: layer.image },
  width: layer.width,
  height: layer.height,
  opaque: layer.opaque,
  tile: layer.tile ?? false,
  ...placeOf(layer, local),
  scaleX: scale,
  scaleY: scale,
  rotationDeg: valueAt(layer.transform.rotation, local),
  anchorX: layer.transform.anchorX,
  anchorY: layer.transform.anchorY,
  flipX: false,
  flipY: false,
  opacity,
  blend: 'normal',
  filters: [],
  patches: [...patchDraws(layer.eyes, local), ...patchDraws(layer.mouth, local)],
});

const patchDraws = <Name extends string>(
  patch: SwitchedPatch<Name> | undefined,
  local: number,
): readonly PatchDraw[] => {
  const shown = patch && shownAt(patch.cues, local);
  const image = patch && shown !== undefined ? patch.images[shown] : undefined;
  return patch && image ? [{ image, x: patch.x, y: patch.y }] : [];
};

const captionDraws = (clip: CaptionsClip, local: number): readonly PlainDraw[] =>
  clip.burn
    ? clip.cues
        .filter((cue) => cue.from <= local && local < cue.to)
        .map((cue) => ({ kind: 'text', text: cue.text, style: clip.style, opacity: 256, blend: 'normal' }))
    : [];
