/** Volume, fades and speed of Shotstack's assets that are heard. */
import type { AudioClip, Sound } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { gainOfVolumes, plainAudio } from '../shared/gain.ts';
import { mediaFromLocation } from '../shared/media-from-location.ts';
import { framesAt, type ShotstackScene, tweenOf } from './shotstack-scene.ts';

export type Heard = Required<Pick<Sound, 'gainDb' | 'fadeInFrames' | 'fadeOutFrames'>>;

/** The vendor does not say how long its fades last; two seconds, or half of a short clip, sound like them. */
const fadeSeconds = 2;

/** Reads `volume` and the fades, which go by two names. */
export const heardOf = (scene: ShotstackScene, asset: Cursor, frames: number): Heard => {
  const effect = asset.at('volumeEffect').exists ? asset.at('volumeEffect') : asset.at('effect');
  const name = effect.string() ?? 'none';
  const fade = Math.min(Math.floor(frames / 2), framesAt(scene, fadeSeconds));
  if (!/^(?:none|fadeIn|fadeOut|fadeInFadeOut)$/u.test(name))
    scene.ground.log.dropped(effect.path, `sound effect “${name}”`);
  else if (name !== 'none')
    scene.ground.log.approximated(effect.path, `sound effect “${name}”`, `fades of ${fadeSeconds} seconds`);
  return {
    gainDb: gainOfVolumes(tweenOf(scene, asset.at('volume'), frames) ?? 1),
    fadeInFrames: /^fadeIn/u.test(name) ? fade : 0,
    fadeOutFrames: /[fF]adeOut$/u.test(name) ? fade : 0,
  };
};

/** Material left out at the beginning, in frames, and the speed; `undefined` speed is as recorded. */
export const timingOf = (
  scene: ShotstackScene,
  asset: Cursor,
): { readonly startFrame: number; readonly speed?: number } => {
  const trim = asset.at('trim').number() ?? 0;
  if (trim < 0) asset.at('trim').fail(`${trim} is before the material; use 0 or more`);
  const speed = asset.at('speed').number() ?? 1;
  if (speed < 0 || speed > 100) asset.at('speed').fail(`${speed} should be from 0 to 10`);
  return { startFrame: framesAt(scene, trim), ...(speed === 1 ? {} : { speed }) };
};

/** An audio clip; a speed of 0 is silence. */
export const audioParts = (
  scene: ShotstackScene,
  asset: Cursor,
  frames: number,
): Omit<AudioClip, 'id' | 'name' | 'sourceRange'> & { readonly startFrame: number } => {
  const { startFrame, speed } = timingOf(scene, asset);
  const src = asset.at('src').string() ?? asset.at('src').fail('is missing; name the sound');
  const still = speed === 0;
  if (still) scene.ground.log.approximated(`${asset.path}.speed`, 'a sound at speed 0', 'it is silent');
  return {
    ...plainAudio,
    ...heardOf(scene, asset, frames),
    ...(still ? { gainDb: -96 } : {}),
    media: mediaFromLocation(src),
    startFrame,
    ...(speed === undefined || still ? {} : { speed }),
  };
};
