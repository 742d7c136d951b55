/** editly's music and sounds: `audioFilePath`, `audioTracks`, and the audio layers of clips. */
import type { AudioClip, AudioTrack } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { plainAudio } from '../shared/gain.ts';
import { audioTracksOf, type Placed } from '../shared/lay-out.ts';
import { mediaFromLocation, nameOfMedia } from '../shared/media-from-location.ts';
import { type EditlyScene, framesOf } from './editly-scene.ts';
import { cutSeconds, decibelsOf } from './picture-layers.ts';

/** A sound layer and the clip it stands in, frames of the timeline. `audio` is stretched to its clip, `detached-audio` runs on. */
export type DetachedSound = {
  readonly layer: Cursor;
  readonly clipStart: number;
  readonly clipFrames: number;
  readonly isClipSound: boolean;
};

const gainOf = (scene: EditlyScene, volume: Cursor, extra = 0): number =>
  Math.max(-96, Math.min(40, decibelsOf(volume) + extra + scene.masterGainDb));

type SoundRequest = {
  readonly layer: Cursor;
  readonly start: number;
  readonly longest: number;
  readonly gainDb: number;
  readonly fitted?: number;
};

const soundClip = (
  scene: EditlyScene,
  { layer, start, longest, gainDb, fitted }: SoundRequest,
): Placed<AudioClip> | undefined => {
  const media = mediaFromLocation(layer.at('path').string() ?? layer.at('path').fail('is missing; name the sound'));
  // A sound with neither an end nor a length of its own plays until the film ends.
  const isMeasured = layer.at('cutTo').exists || fitted !== undefined;
  const cut = isMeasured
    ? cutSeconds(scene, layer)
    : { from: Math.max(0, layer.at('cutFrom').number() ?? 0), length: undefined };
  const own = cut.length === undefined ? longest : framesOf(scene, cut.length);
  const ratio = fitted === undefined || cut.length === undefined ? 1 : own / fitted;
  const speed = Math.min(20, Math.max(0.05, Math.min(100, Math.max(0.5, ratio))));
  const durationFrames = Math.min(longest, fitted ?? own);
  if (durationFrames <= 0) return undefined;
  const clip: AudioClip = {
    ...plainAudio,
    id: scene.ground.freshId('sound'),
    name: nameOfMedia(media),
    sourceRange: { startFrame: framesOf(scene, cut.from), durationFrames },
    media,
    gainDb,
    ...(Math.abs(speed - 1) < 1e-3 ? {} : { speed: Math.round(speed * 1e6) / 1e6 }),
  };
  return { start, clip };
};

const background = (scene: EditlyScene, root: Cursor, frames: number): AudioTrack[] => {
  const path = root.at('audioFilePath').string();
  if (path === undefined || path === '') return [];
  const media = mediaFromLocation(path);
  const clip: AudioClip = {
    ...plainAudio,
    id: scene.ground.freshId('sound'),
    name: nameOfMedia(media),
    sourceRange: { startFrame: 0, durationFrames: frames },
    media,
    gainDb: gainOf(scene, root.at('backgroundAudioVolume')),
    ...(root.at('loopAudio').boolean() === true ? { loop: true } : {}),
  };
  return [{ kind: 'audio', id: 'background', name: 'Background', items: [clip] }];
};

/** Every sound of the document, as long as the film lasts. */
export const musicTracks = (
  scene: EditlyScene,
  root: Cursor,
  detached: readonly DetachedSound[],
  frames: number,
): AudioTrack[] => {
  const requests: SoundRequest[] = root
    .at('audioTracks')
    .items()
    .map((layer) => {
      const start = framesOf(scene, Math.max(0, layer.at('start').number() ?? 0));
      return { layer, start, longest: frames - start, gainDb: gainOf(scene, layer.at('mixVolume')) };
    });
  for (const { layer, clipStart, clipFrames, isClipSound } of detached) {
    if (isClipSound && !scene.keepsSound) {
      scene.ground.log.dropped(layer.path, 'sound of a clip', 'keepSourceAudio is off');
      continue;
    }
    const start = clipStart + (isClipSound ? 0 : framesOf(scene, Math.max(0, layer.at('start').number() ?? 0)));
    const gainDb = gainOf(scene, layer.at('mixVolume'), isClipSound ? scene.clipsGainDb : 0);
    requests.push({
      layer,
      start,
      longest: frames - start,
      gainDb,
      ...(isClipSound && layer.at('cutTo').exists ? { fitted: clipFrames } : {}),
    });
  }
  const placed = requests.flatMap((request) => soundClip(scene, request) ?? []);
  return [...background(scene, root, frames), ...audioTracksOf(placed, 'sound', 'Sound')];
};
