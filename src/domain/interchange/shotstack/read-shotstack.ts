/** Shotstack edit JSON to a timeline. Its first track is on top; ours are bottom first. */

import { laterBy } from '../../timeline/clip-time.ts';
import { without } from '../../timeline/schema/objects.ts';
import type {
  AudioClip,
  AudioTrack,
  FontFile,
  Metadata,
  PictureClip,
  VideoTrack,
} from '../../timeline/timeline.types.ts';
import type { Importer } from '../interchange.types.ts';
import { Cursor } from '../json/cursor.ts';
import { metadataFromJson } from '../json/json-metadata.ts';
import { type JsonObject, readJson } from '../json/read-json.ts';
import { readColour } from '../shared/colour-text.ts';
import { soundOf } from '../shared/gain.ts';
import { finishImport, importGround } from '../shared/import-ground.ts';
import { audioTracksOf, framesOfTracks, type Placed, videoTracksOf } from '../shared/lay-out.ts';
import { mediaFromLocation, nameOfMedia } from '../shared/media-from-location.ts';
import { trimItems } from '../shared/trim-items.ts';
import { captionParts } from './caption-asset.ts';
import { lookOf, motionOf, placementOf } from './clip-look.ts';
import { type TimedClip, timeClips } from './clip-times.ts';
import { fillMergeFields } from './fill-merge-fields.ts';
import { checkWords } from './known-words.ts';
import { shapeParts } from './shape-asset.ts';
import { readOutput, type ShotstackOutput } from './shotstack-output.ts';
import { framesAt, type ShotstackScene } from './shotstack-scene.ts';
import { audioParts, heardOf, timingOf } from './sound-of-asset.ts';
import { htmlParts, textParts, titleParts } from './text-assets.ts';
import { wiped } from './wiped-clip.ts';

const assetNote = (clip: Cursor, asset: Cursor): Metadata => {
  const kept: Record<string, Metadata> = {};
  const [clipRest, assetRest] = [clip.rest(), asset.rest()];
  if (clipRest !== undefined) kept.clip = clipRest;
  if (assetRest !== undefined) kept.asset = assetRest;
  return Object.keys(kept).length > 0 ? { shotstack: kept } : {};
};

/** Reports what nobody read and keeps it with the clip. */
const withNotes = <Clip extends PictureClip | AudioClip>(scene: ShotstackScene, clip: Cursor, made: Clip): Clip => {
  const asset = clip.at('asset');
  for (const place of [clip, asset])
    for (const key of place.unread()) scene.ground.log.kept(`${place.path}.${key}`, `field “${key}”`);
  const notes = assetNote(clip, asset);
  return Object.keys(notes).length > 0 ? { ...made, metadata: notes } : made;
};

const pictureOf = (scene: ShotstackScene, { cursor: clip, length }: TimedClip): PictureClip | undefined => {
  const asset = clip.at('asset');
  const type = asset.at('type').string() ?? asset.at('type').fail('is missing; use video, image, text, audio …');
  const motion = motionOf(scene, clip, length);
  const base = { id: scene.ground.freshId('clip'), sourceRange: { startFrame: 0, durationFrames: length } };
  const look = () => lookOf(scene, clip, asset, motion);
  const source = () => mediaFromLocation(asset.at('src').string() ?? asset.at('src').fail('is missing; name the file'));
  switch (type) {
    case 'video': {
      const media = source();
      const { startFrame, speed } = timingOf(scene, asset);
      const heard = heardOf(scene, asset, length);
      const placement = placementOf(scene, clip, asset, motion);
      asset.ignore('transcode');
      const made: PictureClip = {
        ...{ ...base, kind: 'video', name: nameOfMedia(media), media, placement, ...look() },
        sourceRange: { startFrame, durationFrames: length },
        ...(speed === undefined ? {} : { speed }),
        ...soundOf(heard.gainDb, heard.fadeInFrames, heard.fadeOutFrames),
      };
      return laterBy(made, startFrame) as PictureClip;
    }
    case 'image': {
      const media = source();
      asset.ignore('trim');
      return {
        ...base,
        kind: 'image',
        name: nameOfMedia(media),
        media,
        placement: placementOf(scene, clip, asset, motion),
        ...look(),
      };
    }
    case 'text':
    case 'rich-text':
      return named({ ...base, name: '', ...textParts(scene, clip, asset, motion) });
    case 'title':
      return named({ ...base, name: '', ...titleParts(scene, clip, asset, motion) });
    case 'html':
      return named({ ...base, name: '', ...htmlParts(scene, clip, asset, motion) });
    case 'shape':
      return {
        ...base,
        name: asset.at('shape').string() ?? 'shape',
        ...shapeParts(scene, clip, asset, motion),
        ...look(),
      };
    case 'caption': {
      const parts = captionParts(scene, clip, asset);
      return parts === undefined ? undefined : { ...base, name: 'Captions', ...parts };
    }
    default:
      scene.ground.log.dropped(
        asset.path,
        `asset type “${type}”`,
        type === 'luma' ? 'mattes are not part of a timeline here' : undefined,
      );
      return undefined;
  }
};

const named = (clip: PictureClip & { kind: 'text' }): PictureClip => ({ ...clip, name: clip.text.slice(0, 60) });

const soundClip = (scene: ShotstackScene, { cursor, length }: TimedClip): AudioClip => {
  const { startFrame, ...parts } = audioParts(scene, cursor.at('asset'), length);
  cursor.ignore('fit', 'position', 'scale', 'transition', 'opacity', 'offset', 'effect', 'filter');
  const clip: AudioClip = {
    id: scene.ground.freshId('clip'),
    name: nameOfMedia(parts.media),
    sourceRange: { startFrame, durationFrames: length },
    ...parts,
  };
  return laterBy(clip, startFrame) as AudioClip;
};

type Tracks = (VideoTrack | AudioTrack)[];

const readTracks = (scene: ShotstackScene, timeline: Cursor): Tracks => {
  const cursors = timeline.at('tracks').items();
  const clips = timeClips(scene, cursors);
  const pictures: VideoTrack[][] = [];
  const sounds: AudioTrack[] = [];
  for (const index of cursors.keys()) {
    const shown: Placed<PictureClip>[] = [];
    const heard: Placed<AudioClip>[] = [];
    for (const timed of clips.filter(({ track }) => track === index)) {
      const { cursor, start } = timed;
      cursor.ignore('start', 'length', 'alias', 'display');
      if (cursor.at('asset').at('type').string() === 'audio') {
        heard.push({ start, clip: withNotes(scene, cursor, soundClip(scene, timed)) });
        continue;
      }
      const made = pictureOf(scene, timed);
      if (made !== undefined)
        shown.push({ start, clip: wiped(scene, withNotes(scene, cursor, made), cursor, timed.length) });
    }
    const number = index + 1;
    pictures.push(videoTracksOf(shown, `video-${number}`, `Track ${number}`));
    sounds.push(...audioTracksOf(heard, `audio-${number}`, `Track ${number}`));
  }
  return [...pictures.toReversed().flat(), ...sounds];
};

const soundtrackOf = (scene: ShotstackScene, soundtrack: Cursor, frames: number): AudioTrack[] => {
  if (!soundtrack.exists || frames === 0) return [];
  const { startFrame, ...parts } = audioParts(scene, soundtrack, frames);
  soundtrack.ignore('trim', 'speed', 'volumeEffect');
  const clip: AudioClip = {
    id: scene.ground.freshId('clip'),
    name: nameOfMedia(parts.media),
    sourceRange: { startFrame, durationFrames: frames },
    ...parts,
  };
  return [{ kind: 'audio', id: 'soundtrack', name: 'Soundtrack', items: [clip] }];
};

const fontsOf = (timeline: Cursor): readonly FontFile[] =>
  timeline
    .at('fonts')
    .items()
    .flatMap((font): FontFile[] => {
      const src = font.at('src').string();
      if (src === undefined) return [];
      const media = mediaFromLocation(src);
      // A font is called by its family; where none is given, the vendor takes it from the file's name.
      const family =
        font.at('family').string() ??
        nameOfMedia(media)
          .replace(/\.[a-z0-9]+$/iu, '')
          .replace(/[-_](?:regular|bold|italic|medium|light)$/iu, '');
      return [{ family, media }];
    });

/** Cuts out `output.range`. */
const ranged = (scene: ShotstackScene, tracks: Tracks, range: NonNullable<ShotstackOutput['range']>): Tracks => {
  const startFrame = framesAt(scene, range.start);
  const durationFrames =
    range.length === undefined ? framesOfTracks(tracks) - startFrame : framesAt(scene, range.length);
  return tracks.map(
    (track) => ({ ...track, items: trimItems(track.items, { startFrame, durationFrames }) }) as VideoTrack | AudioTrack,
  );
};

/** Reads a Shotstack edit. */
export const importShotstack: Importer = (text, name, options) => {
  const ground = importGround(name, options);
  const document = fillMergeFields(readJson(text, name), name, options);
  // Looked at on a walk of its own, so that what it reads does not count as read.
  checkWords(new Cursor(document, '', name));
  const root = new Cursor(document, '', name);
  const timeline = root.at('timeline');
  if (!timeline.isObject) timeline.fail('should be an object with tracks');
  if (!timeline.at('tracks').isList) timeline.at('tracks').fail('should be a list of tracks');
  const { rate, width, height, settings, range } = readOutput(ground, root.at('output'));
  const scene: ShotstackScene = { ground, rate, width, height };
  const pictures = readTracks(scene, timeline);
  const all = [...pictures, ...soundtrackOf(scene, timeline.at('soundtrack'), framesOfTracks(pictures))];
  const tracks = range === undefined ? all : ranged(scene, all, range);
  const background = timeline.at('background').string();
  const colour =
    background === undefined
      ? '#000000'
      : (readColour(background) ?? timeline.at('background').fail(`“${background}” should be a colour like “#ffffff”`));
  const fonts = fontsOf(timeline);
  timeline.ignore('cache');
  root.ignore('merge', 'output', 'id', 'status');
  for (const place of [root, timeline])
    for (const key of place.unread())
      ground.log.kept(place.path === '' ? key : `${place.path}.${key}`, `field “${key}”`);
  const rest = without(document as JsonObject, ['timeline']);
  return finishImport(ground, 'shotstack', rate, { width, height }, tracks, {
    name: name.replace(/\.[a-z0-9]+$/iu, ''),
    background: colour,
    ...(fonts.length > 0 ? { fonts } : {}),
    ...(Object.keys(settings).length > 0 ? { output: settings } : {}),
    metadata: { shotstack: metadataFromJson(rest) as Metadata },
  });
};
