/** A composition: the painted layers of a drawn shot, or a timeline inside the timeline. */
import type {
  CompositionClip,
  CompositionLayer,
  SwitchedPatch,
  VideoTrack,
} from '../../domain/timeline/timeline.types.ts';
import { shownAt, valueAt } from '../animate.ts';
import type { Draw, PatchDraw, PlainDraw } from '../display-list.types.ts';
import type { Moment, Scene } from '../scene.types.ts';
import { layoutTrack } from '../track-layout.ts';
import { isPlainLook, opacityAt, plainLayer } from './look.ts';
import { pictureDraws } from './picture.ts';

/** Draws of the nested tracks at their own frame; given by the evaluation of stacks, which knows all kinds of clips. */
export type StackDraws = (
  scene: Scene,
  tracks: CompositionClip['tracks'] & object,
  frame: number,
  path: string,
) => readonly Draw[];

/**
 * Drawn in place when that gives the same picture as drawing it alone; otherwise as a group. Inside a mix there is no other mix,
 * and blend modes of nested clips see the nested stack only.
 */
export const compositionDraws = (
  scene: Scene,
  { clip, local, path }: Moment<CompositionClip>,
  stackDraws: StackDraws,
): readonly Draw[] => {
  const isPlain = isPlainLook(clip);
  const draws = clip.tracks
    ? stackDraws({ ...scene, isMixed: false }, clip.tracks, nestedFrame(clip.tracks, local), `${path}/`)
    : clip.layers.flatMap((layer) => paintedDraws(layer, local));
  if (draws.length === 0) return [];
  if (isPlain && draws.every((draw) => isPlaceable(draw, scene.isMixed))) return draws;
  const { width, height } = scene;
  const size = { width, height };
  return pictureDraws(
    scene,
    { kind: 'group', draws },
    { natural: size, delivered: size, fit: 'contain', opaque: false },
    clip,
    local,
  );
};

const isPlaceable = (draw: Draw, isMixed: boolean): boolean =>
  draw.kind === 'fill' || (draw.kind === 'mix' ? !isMixed : draw.blend === 'normal');

/** Frames of a nested stack, the longest of its tracks. */
export const nestedDuration = (tracks: CompositionClip['tracks'] & object): number =>
  Math.max(0, ...tracks.filter((track): track is VideoTrack => track.kind === 'video').map((t) => layoutTrack(t).end));

/** Before its begin and after its end a nested stack holds its first and its last frame. */
const nestedFrame = (tracks: CompositionClip['tracks'] & object, local: number): number =>
  Math.max(0, Math.min(local, nestedDuration(tracks) - 1));

const paintedDraws = (layer: CompositionLayer, local: number): readonly PlainDraw[] => {
  const opacity = opacityAt(layer.opacity, local);
  const scale = valueAt(layer.transform.scale, local);
  return opacity === 0 || scale <= 0 ? [] : [paintedDraw(layer, local, scale, opacity)];
};

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

const paintedDraw = (layer: CompositionLayer, local: number, scale: number, opacity: number): PlainDraw => ({
  kind: 'layer',
  source: { kind: 'image', media: layer.image },
  ...{ width: layer.width, height: layer.height, opaque: layer.opaque },
  ...plainLayer,
  tile: layer.tile ?? false,
  ...placeOf(layer, local),
  ...{ scaleX: scale, scaleY: scale, rotationDeg: valueAt(layer.transform.rotation, local) },
  ...{ anchorX: layer.transform.anchorX, anchorY: layer.transform.anchorY, opacity },
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
