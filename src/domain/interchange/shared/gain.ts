/** Volume as a factor, as most editors keep it, to decibels and back. */
import type { Animated, AudioClip, Sound } from '../../timeline/timeline.types.ts';
import { mapAnimated } from './animated-values.ts';

/** Below this nothing is heard. */
const silenceDb = -96;

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** 1 is 0 dB, 0 is silence. */
export const gainFromVolume = (volume: number): number =>
  volume <= 0 ? silenceDb : Math.max(silenceDb, rounded(20 * Math.log10(volume)));

/** A moving volume; between keyframes decibels move straight where the factor did. */
export const gainOfVolumes = (volume: Animated): Animated => mapAnimated(volume, gainFromVolume);

/** Sound of a video clip: `muted` at volume 0, nothing said when it is as recorded. */
export const soundOf = (
  gainDb: Animated,
  fadeInFrames = 0,
  fadeOutFrames = 0,
): { readonly sound?: Sound | 'muted' } => {
  if (gainDb === silenceDb) return { sound: 'muted' };
  const sound: Sound = {
    ...(gainDb === 0 ? {} : { gainDb }),
    ...(fadeInFrames > 0 ? { fadeInFrames } : {}),
    ...(fadeOutFrames > 0 ? { fadeOutFrames } : {}),
  };
  return Object.keys(sound).length === 0 ? {} : { sound };
};

/** An audio clip as it is recorded. */
export const plainAudio: Pick<AudioClip, 'kind' | 'gainDb' | 'fadeInFrames' | 'fadeOutFrames'> = {
  kind: 'audio',
  gainDb: 0,
  fadeInFrames: 0,
  fadeOutFrames: 0,
};
