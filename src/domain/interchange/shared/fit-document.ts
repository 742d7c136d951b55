/**
 * The last step of every import: what other programs allow and our document does not is made to fit and reported. Names and words
 * lose control characters, ids become unique, transitions get the room there is, sounds a speed that can be played.
 */

import { limits } from '../../limits.ts';
import type {
  Animated,
  AudioClip,
  AudioItem,
  AudioTrack,
  PictureClip,
  VideoItem,
  VideoTrack,
} from '../../timeline/timeline.types.ts';
import { mapAnimated } from './animated-values.ts';
import { fitTransitions } from './fit-transitions.ts';
import { gapOf } from './lay-out.ts';
import type { LossLog } from './loss-log.ts';

type Track = VideoTrack | AudioTrack;
type Clip = PictureClip | AudioClip;

/** One line without control characters, at most as long as a name may be. */
export const cleanName = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, limits.nameLength)
    .toWellFormed();

/** Several lines without control characters but line breaks. */
const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(/[^\P{Cc}\n]/gu, '')
    .slice(0, limits.textLength)
    .toWellFormed();

/** Names taken so far, of tracks and of clips, in one stack. */
export type TakenIds = { readonly tracks: Set<string>; readonly clips: Set<string> };
/** Nothing taken yet. */
export const noIds = (): TakenIds => ({ tracks: new Set(), clips: new Set() });

type Fitting = { readonly log: LossLog; readonly ids: TakenIds };

const freshId = (ids: Set<string>, wanted: string): string => {
  const plain = cleanName(wanted) || 'item';
  let id = plain;
  for (let count = 2; ids.has(id); count++) id = `${plain.slice(0, 280)}-${count}`;
  ids.add(id);
  return id;
};

const between = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

const fitSound = (fitting: Fitting, clip: AudioClip, path: string): AudioClip => {
  if (clip.speed === undefined) return clip;
  const speed = between(clip.speed, 0.05, 20);
  if (speed !== clip.speed)
    fitting.log.approximated(path, `a sound at ${clip.speed} times its speed`, `${speed} times instead`);
  return { ...clip, speed };
};

/** Nothing lets less than nothing through, or more than everything. */
const fitOpacity = <Picture extends { readonly opacity?: Animated }>(clip: Picture): Picture =>
  clip.opacity === undefined ? clip : { ...clip, opacity: mapAnimated(clip.opacity, (value) => between(value, 0, 1)) };

/** The clip as it may stand, or nothing when there is nothing to show. */
const fitClip = (fitting: Fitting, clip: Clip, path: string): Clip | undefined => {
  const named = { ...clip, id: freshId(fitting.ids.clips, clip.id), name: cleanName(clip.name) };
  if (named.kind === 'audio') return fitSound(fitting, named, path);
  if (named.kind === 'text') {
    const text = cleanText(named.text);
    if (text.trim() !== '') return fitOpacity({ ...named, text });
    fitting.log.dropped(path, 'a text without words');
    return undefined;
  }
  if (named.kind === 'composition' && named.tracks !== undefined) {
    const tracks = fitTracks({ ...fitting, ids: noIds() }, named.tracks, `${path}.tracks`);
    if (tracks.some(({ items }) => items.length > 0)) return fitOpacity({ ...named, tracks });
    fitting.log.dropped(path, 'a nested timeline with nothing on it');
    return undefined;
  }
  return named.kind === 'captions' ? named : fitOpacity(named);
};

const fitItem = (fitting: Fitting, item: VideoItem | AudioItem, path: string): VideoItem | AudioItem => {
  if (item.kind === 'gap' || item.kind === 'transition') return item;
  return fitClip(fitting, item, path) ?? gapOf(item.sourceRange.durationFrames);
};

/** Tracks as the document allows them. */
export const fitTracks = (fitting: Fitting, tracks: readonly Track[], path: string): readonly Track[] =>
  tracks.map((track, index) => {
    const place = `${path}[${index}]`;
    const id = freshId(fitting.ids.tracks, track.id);
    const items = track.items.map((item, at) => fitItem(fitting, item, `${place}.items[${at}]`));
    return { ...track, id, name: cleanName(track.name), items: fitTransitions(items, place, fitting.log) } as Track;
  });
