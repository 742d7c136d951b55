/** editly's layers of moving and still pictures. */
import type { Filter, Fit, ImageClip, PictureClip, Placement, VideoClip } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { gainFromVolume, soundOf } from '../shared/gain.ts';
import { mediaFromLocation, nameOfMedia } from '../shared/media-from-location.ts';
import { type EditlyScene, framesOf, kenBurns, placeOf } from './editly-scene.ts';

/** A clip and the frame of its editly clip it begins at; several lie over each other, bottom first. */
export type LayerClip = { readonly start: number; readonly clip: PictureClip };

const fits: Readonly<Record<string, Fit>> = {
  contain: 'contain',
  'contain-blur': 'contain',
  cover: 'cover',
  stretch: 'stretch',
};

const resizeOf = (scene: EditlyScene, layer: Cursor): { readonly fit: Fit; readonly isBlurred: boolean } => {
  const name = layer.at('resizeMode').string() ?? 'contain-blur';
  const fit = Object.hasOwn(fits, name) ? fits[name] : undefined;
  if (fit === undefined)
    scene.ground.log.approximated(`${layer.path}.resizeMode`, `resizeMode “${name}”`, '“contain-blur” in its place');
  return { fit: fit ?? 'contain', isBlurred: fit === undefined || name === 'contain-blur' };
};

/** editly shrinks the picture, blurs it and stretches it again; a wide Gaussian looks the same. */
const blurOf = (scene: EditlyScene): Filter => ({
  kind: 'blur',
  radiusPx: Math.min(200, Math.round(Math.min(scene.width, scene.height) / 22)),
});

/** `10db`, `0.5` or 2 as decibels. */
export const decibelsOf = (cursor: Cursor): number => {
  const { value } = cursor;
  const found = typeof value === 'string' ? /^\s*([+-]?[\d.]{1,10})\s*dB\s*$/iu.exec(value) : null;
  if (found !== null && Number.isFinite(Number(found[1]))) return Number(found[1]);
  const volume = cursor.number();
  return volume === undefined ? 0 : gainFromVolume(volume);
};

const boxOf = (scene: EditlyScene, layer: Cursor): Pick<Placement, 'box'> => {
  const keys = ['width', 'height', 'left', 'top'] as const;
  if (keys.every((key) => !layer.at(key).exists)) return {};
  const part = (key: (typeof keys)[number], standard: number): number => layer.at(key).number() ?? standard;
  const [width, height] = [part('width', 1) * scene.width, part('height', 1) * scene.height];
  if (width <= 0 || height <= 0) layer.at(width <= 0 ? 'width' : 'height').fail('should be more than 0');
  const shift = (word: string | undefined): number =>
    word === 'center' ? 0.5 : word === 'right' || word === 'bottom' ? 1 : 0;
  const x = part('left', 0) * scene.width - shift(layer.at('originX').string()) * width;
  const y = part('top', 0) * scene.height - shift(layer.at('originY').string()) * height;
  return { box: { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) } };
};

/** Seconds of a file that a layer shows, from `cutFrom` to `cutTo` or its end; undefined when only the file knows. */
export const cutSeconds = (
  scene: EditlyScene,
  layer: Cursor,
): { readonly from: number; readonly length: number | undefined } => {
  const from = Math.max(0, layer.at('cutFrom').number() ?? 0);
  const to = layer.at('cutTo').number();
  if (to !== undefined && to > 0) {
    if (to <= from) layer.at('cutTo').fail(`${to} should be more than cutFrom, ${from}`);
    return { from, length: to - from };
  }
  const facts = scene.ground.factsOf(mediaFromLocation(layer.at('path').string() ?? ''));
  return { from, length: facts === undefined ? undefined : Math.max(0.04, facts.durationMs / 1000 - from) };
};

/** A video over so many frames. With a clip length of its own it is sped up or slowed down to fit. */
export const videoLayer = (scene: EditlyScene, layer: Cursor, frames: number, isFitted: boolean): LayerClip[] => {
  const path = layer.at('path').string() ?? layer.at('path').fail('is missing; name the file');
  const media = mediaFromLocation(path);
  const { from, length } = cutSeconds(scene, layer);
  const seconds = (frames * scene.rate.den) / scene.rate.num;
  if (isFitted && length === undefined)
    scene.ground.log.approximated(
      layer.path,
      'a video stretched to its clip',
      'its own length is not known; it plays at its own speed',
    );
  const ratio = isFitted && length !== undefined ? length / seconds : 1;
  const speed = Math.abs(ratio - 1) < 1e-3 ? 1 : Math.min(100, Math.round(ratio * 1e6) / 1e6);
  const startFrame = framesOf(scene, from);
  const { fit, isBlurred } = resizeOf(scene, layer);
  const box = boxOf(scene, layer);
  const gain = scene.keepsSound ? decibelsOf(layer.at('mixVolume')) + scene.clipsGainDb + scene.masterGainDb : 0;
  const common = {
    kind: 'video' as const,
    name: nameOfMedia(media),
    sourceRange: { startFrame, durationFrames: frames },
    media,
    ...(speed === 1 ? {} : { speed }),
  };
  const shown: VideoClip = {
    ...common,
    id: scene.ground.freshId('clip'),
    placement: { fit, ...box },
    ...(scene.keepsSound ? soundOf(Math.max(-96, gain)) : { sound: 'muted' as const }),
  };
  if (layer.at('fabricImagePostProcessing').exists)
    scene.ground.log.dropped(`${layer.path}.fabricImagePostProcessing`, 'a function');
  if (!isBlurred) return [{ start: 0, clip: shown }];
  const behind: VideoClip = {
    ...common,
    id: scene.ground.freshId('clip'),
    placement: { fit: 'cover', ...box },
    filters: [blurOf(scene)],
    sound: 'muted',
  };
  return [
    { start: 0, clip: behind },
    { start: 0, clip: shown },
  ];
};

/** A still that fills the frame, slowly moving. */
export const imageLayer = (scene: EditlyScene, layer: Cursor, frames: number): LayerClip[] => {
  const media = mediaFromLocation(layer.at('path').string() ?? layer.at('path').fail('is missing; name the picture'));
  const { fit, isBlurred } = resizeOf(scene, layer);
  const common = {
    kind: 'image' as const,
    name: nameOfMedia(media),
    sourceRange: { startFrame: 0, durationFrames: frames },
    media,
  };
  const shown: ImageClip = {
    ...common,
    id: scene.ground.freshId('clip'),
    placement: { fit, ...kenBurns(layer, frames, 'in', 0.1) },
  };
  layer.ignore('duration');
  if (!isBlurred) return [{ start: 0, clip: shown }];
  const behind: ImageClip = {
    ...common,
    id: scene.ground.freshId('clip'),
    placement: { fit: 'cover' },
    filters: [blurOf(scene)],
  };
  return [
    { start: 0, clip: behind },
    { start: 0, clip: shown },
  ];
};

/** A picture at a place; with a width or a height it is scaled to it, otherwise at its own size. */
export const overlayLayer = (scene: EditlyScene, layer: Cursor, frames: number): LayerClip[] => {
  const media = mediaFromLocation(layer.at('path').string() ?? layer.at('path').fail('is missing; name the picture'));
  const { left, top, originX, originY } = placeOf(scene, layer.at('position'));
  const [width, height] = [layer.at('width').number(), layer.at('height').number()];
  const isSized = width !== undefined || height !== undefined;
  const boxWidth = Math.max(1, (width ?? 8) * scene.width);
  const boxHeight = Math.max(1, (height ?? 8) * scene.height);
  const placement: Placement = {
    fit: isSized ? 'contain' : 'none',
    box: { x: left - originX * boxWidth, y: top - originY * boxHeight, width: boxWidth, height: boxHeight },
    alignX: originX,
    alignY: originY,
    anchorX: originX,
    anchorY: originY,
    ...kenBurns(layer, frames, null, 0.1),
  };
  const clip: ImageClip = {
    kind: 'image',
    id: scene.ground.freshId('clip'),
    name: nameOfMedia(media),
    sourceRange: { startFrame: 0, durationFrames: frames },
    media,
    placement,
  };
  return [{ start: 0, clip }];
};
