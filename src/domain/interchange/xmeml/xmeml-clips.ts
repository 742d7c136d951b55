/** Clips of xmeml: files, nested sequences, generators, with motion, opacity, level and speed. */

import { laterBy } from '../../timeline/clip-time.ts';
import { without } from '../../timeline/schema/objects.ts';
import type {
  Animated,
  AudioClip,
  AudioTrack,
  Look,
  MediaReference,
  PictureClip,
  Placement,
  VideoTrack,
} from '../../timeline/timeline.types.ts';
import { everDiffers, mapAnimated } from '../shared/animated-values.ts';
import { gainFromVolume, plainAudio } from '../shared/gain.ts';
import { looksLikeStill, mediaFromUrl, nameOfMedia } from '../shared/media-from-location.ts';
import { plainTextStyle } from '../shared/text-style.ts';
import { childOf, textAt, textOf, type XmlElement } from '../xml/read-xml.ts';
import { effectsOf, movingParameter, parameterOf, rateOf, type XmemlScene } from './xmeml-scene.ts';

/** Where a clip lies, and how many frames of its head a transition covers. */
export type Lying = { readonly start: number; readonly length: number; readonly head: number };

type Range = { readonly startFrame: number; readonly durationFrames: number };

const mediaOf = (scene: XmemlScene, clip: XmlElement): MediaReference => {
  const named = childOf(clip, 'file');
  const file = scene.files.get(named?.attributes.get('id') ?? '') ?? named;
  const url = textAt(file, 'pathurl');
  const name = textAt(file, 'name') ?? textAt(clip, 'name') ?? '';
  return url === undefined ? { kind: 'missing', name: name || 'unnamed' } : mediaFromUrl(url, name);
};

const frameAt = (clip: XmlElement, name: string): number => {
  const value = Number(textAt(clip, name));
  return Number.isFinite(value) && value > 0 ? Math.min(value, 1e9) : 0;
};

/** In points count at the clip's own rate. */
const rangeOf = (scene: XmemlScene, clip: XmlElement, { length, head }: Lying, speed: number): Range => {
  const rate = rateOf(clip) ?? scene.own;
  const begin = (frameAt(clip, 'in') * rate.den * scene.rate.num) / (rate.num * scene.rate.den);
  return { startFrame: Math.max(0, Math.round(begin + head * Math.abs(speed))), durationFrames: length };
};

const speedOf = (scene: XmemlScene, effects: ReadonlyMap<string, XmlElement>): number => {
  const effect = effects.get('timeremap');
  if (effect === undefined) return 1;
  if (textOf(childOf(parameterOf(effect, 'variablespeed'), 'value') ?? effect).trim() === '1')
    scene.ground.log.approximated(effect.path, 'a speed that changes', 'its mean all the time');
  const percent = movingParameter(effect, 'speed', 0);
  const speed = (typeof percent === 'number' ? percent : 100) / 100;
  const reverse = parameterOf(effect, 'reverse');
  const isBack = reverse !== undefined && /^true$/iu.test(textAt(reverse, 'value') ?? '');
  return Math.max(-100, Math.min(100, isBack ? -Math.abs(speed) : speed));
};

const known = new Set(['basic', 'opacity', 'audiolevels', 'audiopan', 'timeremap', 'crop']);

const lookOf = (scene: XmemlScene, clip: XmlElement, effects: ReadonlyMap<string, XmlElement>, zero: number): Look => {
  const motion = effects.get('basic');
  const scale = mapAnimated(movingParameter(motion, 'scale', zero) ?? 100, (value) => Math.max(0, value / 100));
  // Angles are clockwise there as here; the centre counts in parts of the frame from its middle.
  const rotation = movingParameter(motion, 'rotation', zero) ?? 0;
  const x = mapAnimated(movingParameter(motion, 'center', zero, 'horiz') ?? 0, (value) => value * scene.width);
  const y = mapAnimated(movingParameter(motion, 'center', zero, 'vert') ?? 0, (value) => value * scene.height);
  const crop = effects.get('crop');
  const side = (name: string): number => {
    const value = movingParameter(crop, name, zero);
    return typeof value === 'number' ? Math.min(0.499, Math.max(0, value / 100)) : 0;
  };
  const cut = Object.fromEntries(
    (['left', 'top', 'right', 'bottom'] as const).flatMap((name) => (side(name) > 0 ? [[name, side(name)]] : [])),
  );
  const placement: Placement = {
    ...(Object.keys(cut).length > 0 ? { crop: cut } : {}),
    ...(everDiffers(x, 0) ? { x } : {}),
    ...(everDiffers(y, 0) ? { y } : {}),
    ...(everDiffers(scale, 1) ? { scaleX: scale, scaleY: scale } : {}),
    ...(everDiffers(rotation, 0) ? { rotation } : {}),
  };
  const opacity = mapAnimated(movingParameter(effects.get('opacity'), 'opacity', zero) ?? 100, (value) =>
    Math.min(1, Math.max(0, value / 100)),
  );
  for (const [id, effect] of effects)
    if (!known.has(id)) scene.ground.log.dropped(effect.path, `effect “${textAt(effect, 'name') ?? id}”`);
  const mode = textAt(clip, 'compositemode');
  if (mode !== undefined && mode !== 'normal')
    scene.ground.log.approximated(clip.path, `composite mode “${mode}”`, 'normal in its place');
  const isOff = textAt(clip, 'enabled')?.toUpperCase() === 'FALSE';
  if (isOff) scene.ground.log.approximated(clip.path, 'a disabled clip', 'kept, but fully transparent and silent');
  return {
    ...(Object.keys(placement).length > 0 ? { placement } : {}),
    ...(isOff ? { opacity: 0 } : everDiffers(opacity, 1) ? { opacity } : {}),
  };
};

/** A clip on a picture track; `nested` reads a sequence that stands in one. */
export const clipItem = (
  scene: XmemlScene,
  clip: XmlElement,
  lying: Lying,
  nested: (scene: XmemlScene, sequence: XmlElement) => (VideoTrack | AudioTrack)[],
): PictureClip => {
  const effects = effectsOf(clip);
  const speed = speedOf(scene, effects);
  const sourceRange = rangeOf(scene, clip, lying, speed);
  const look = lookOf(scene, clip, effects, frameAt(clip, 'in') + lying.head);
  const base = { id: scene.ground.freshId('clip'), name: textAt(clip, 'name') ?? '', sourceRange };
  const sequence = childOf(clip, 'sequence');
  const late = <Clip extends PictureClip>(made: Clip): Clip => laterBy(made, sourceRange.startFrame) as Clip;
  if (sequence !== undefined && childOf(sequence, 'media') !== undefined)
    return late({ ...base, kind: 'composition', layers: [], tracks: nested(scene, sequence), ...look });
  const media = mediaOf(scene, clip);
  if (media.kind === 'missing')
    scene.ground.log.approximated(clip.path, 'missing media', 'its place stays empty until it is linked');
  if (looksLikeStill(media))
    return { ...base, sourceRange: { startFrame: 0, durationFrames: lying.length }, kind: 'image', media, ...look };
  return late({
    ...base,
    kind: 'video',
    media,
    ...look,
    ...(speed === 1 ? {} : { speed }),
    ...(scene.hasSound ? { sound: 'muted' as const } : {}),
  });
};

/** A clip on a sound track; the second channel of a pair is the same sound once more and stays silent. */
export const soundItem = (scene: XmemlScene, clip: XmlElement, lying: Lying): AudioClip | undefined => {
  const effects = effectsOf(clip);
  const speed = speedOf(scene, effects);
  const media = mediaOf(scene, clip);
  const sourceRange = rangeOf(scene, clip, lying, speed);
  const key = JSON.stringify([media, lying.start, lying.length, sourceRange.startFrame]);
  const isOff = textAt(clip, 'enabled')?.toUpperCase() === 'FALSE';
  if (scene.heard.has(key) || isOff) {
    scene.ground.log.approximated(
      clip.path,
      isOff ? 'a disabled sound' : 'a channel on a track of its own',
      isOff ? 'silence in its place' : 'the file is heard once, with all its channels',
    );
    return undefined;
  }
  scene.heard.add(key);
  if (speed <= 0) scene.ground.log.approximated(clip.path, 'a sound backwards or frozen', 'it plays forwards');
  const level: Animated = movingParameter(effects.get('audiolevels'), 'level', frameAt(clip, 'in') + lying.head) ?? 1;
  for (const [id, effect] of effects)
    if (!known.has(id)) scene.ground.log.dropped(effect.path, `effect “${textAt(effect, 'name') ?? id}”`);
  const made: AudioClip = {
    ...plainAudio,
    id: scene.ground.freshId('sound'),
    name: textAt(clip, 'name') ?? nameOfMedia(media),
    sourceRange,
    media,
    gainDb: mapAnimated(level, (value) => Math.min(40, gainFromVolume(value))),
    ...(speed === 1 || speed === 0 ? {} : { speed: Math.abs(speed) }),
  };
  return laterBy(made, sourceRange.startFrame) as AudioClip;
};

/** Titles and colours that the editor makes itself. */
export const generatorItem = (scene: XmemlScene, item: XmlElement, { length }: Lying): PictureClip => {
  const effect = childOf(item, 'effect');
  const name = textAt(effect, 'name') ?? textAt(item, 'name') ?? 'generator';
  const look = lookOf(scene, item, effectsOf(item), 0);
  const base = {
    id: scene.ground.freshId('clip'),
    name: textAt(item, 'name') ?? name,
    sourceRange: { startFrame: 0, durationFrames: length },
  };
  const words = textAt(parameterOf(effect, 'str'), 'value');
  const colour = (id: string): string | undefined => {
    const value = childOf(parameterOf(effect, id), 'value');
    const parts = ['red', 'green', 'blue'].map((part) => Number(textAt(value, part) ?? Number.NaN));
    return parts.every((part) => part >= 0 && part <= 255)
      ? `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
      : undefined;
  };
  if (words !== undefined && words !== '') {
    const size = movingParameter(effect, 'fontsize', 0);
    const family = textAt(parameterOf(effect, 'fontname'), 'value');
    const style = {
      ...plainTextStyle(scene),
      ...(typeof size === 'number' && size > 0 ? { sizePx: (size * scene.height) / 480 } : {}),
      ...(family ? { fontFamily: family } : {}),
      colour: colour('fontcolor') ?? '#ffffff',
    };
    scene.ground.log.approximated(item.path, `generator “${name}”`, 'its words as a text');
    const { placement, opacity } = look;
    const moved = without(placement ?? {}, ['crop']);
    return {
      ...base,
      kind: 'text',
      text: words.replace(/\r/gu, '\n'),
      style,
      opacity: opacity ?? 1,
      ...(Object.keys(moved).length > 0 ? { placement: moved } : {}),
    };
  }
  const own = colour('color') ?? colour('color1') ?? colour('fillcolor');
  if (own === undefined && !/slug|black/iu.test(name))
    scene.ground.log.approximated(item.path, `generator “${name}”`, 'black in its place');
  return { ...base, kind: 'solid', colour: own ?? '#000000', ...without(look, ['filters']) };
};
