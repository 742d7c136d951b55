/** What every part of an FCPXML import shares: resources, measures, and where clips that hang on others are collected. */
import type { Rate } from '../../time.ts';
import type {
  AudioClip,
  Marker,
  Metadata,
  MetadataValue,
  PictureClip,
  VideoItem,
} from '../../timeline/timeline.types.ts';
import { metadataFromJson } from '../json/json-metadata.ts';
import { readJson } from '../json/read-json.ts';
import type { ImportGround } from '../shared/import-ground.ts';
import type { Placed } from '../shared/lay-out.ts';
import { add, type Rational, subtract, zero } from '../shared/rational.ts';
import type { TimedCue } from '../subtitles/timed-cue.ts';
import { childOf, childrenOf, metadataFromXml, type XmlElement } from '../xml/read-xml.ts';
import type { CaptionNote } from './caption-notes.ts';
import type { FcpResources } from './fcpxml-resources.ts';
import { frameOf, timeOf } from './fcpxml-time.ts';

export type FcpScene = {
  readonly ground: ImportGround;
  readonly resources: FcpResources;
  readonly rate: Rate;
  readonly width: number;
  readonly height: number;
  /** Clips off the main line by lane, in the order of the document; 0 holds nothing. */
  readonly lanes: Map<number, Placed<PictureClip>[]>;
  readonly sounds: Map<number, Placed<AudioClip>[]>;
  readonly storylines: { readonly lane: number; readonly name: string; readonly items: readonly VideoItem[] }[];
  readonly cues: TimedCue[];
  /** What we noted of captions when we wrote the sequence, by the key of their cue. */
  readonly captionNotes: ReadonlyMap<string, CaptionNote>;
  readonly markers: Marker[];
  /** How deep timelines stand inside timelines. */
  readonly depth: number;
};

/** An element with its times: `at` seconds from the start of the timeline, `start` in its own time. */
export type FcpItem = {
  readonly element: XmlElement;
  readonly at: Rational;
  readonly start: Rational;
  readonly duration: Rational;
};

export const ownKey = 'org.workprint.clip';

/** Frames of a stretch: both ends on their nearest frame. */
export const framesOfItem = (
  scene: FcpScene,
  { at, duration }: FcpItem,
): { readonly start: number; readonly frames: number } => {
  const start = frameOf(at, scene.rate);
  return { start, frames: Math.max(0, frameOf(add(at, duration), scene.rate) - start) };
};

/** What we wrote into a clip earlier. */
export const ownNotes = ({ name }: ImportGround, element: XmlElement): Metadata | undefined => {
  const metadata = childOf(element, 'metadata');
  const entry =
    metadata === undefined ? undefined : childrenOf(metadata, 'md').find((md) => md.attributes.get('key') === ownKey);
  const text = entry?.attributes.get('value');
  if (text === undefined) return undefined;
  const value = metadataFromJson(readJson(text, `${name}: ${element.path}`));
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Metadata) : undefined;
};

const knownChildren = new Set([
  ...[
    'video',
    'audio',
    'clip',
    'asset-clip',
    'title',
    'caption',
    'gap',
    'ref-clip',
    'sync-clip',
    'mc-clip',
    'audition',
    'spine',
    'transition',
    'sequence',
  ],
  ...[
    'marker',
    'chapter-marker',
    'timeMap',
    'adjust-transform',
    'adjust-crop',
    'adjust-blend',
    'adjust-volume',
    'adjust-conform',
  ],
  ...['text', 'text-style-def', 'mc-source', 'multicam'],
]);
const knownAttributes = new Set([
  'format',
  'ref',
  'name',
  'offset',
  'start',
  'duration',
  'lane',
  'enabled',
  'srcEnable',
]);

/** What we do not use of an element, for the way back; elements are reported. */
export const foreignNotes = (scene: FcpScene, element: XmlElement): Metadata => {
  const attributes = Object.fromEntries([...element.attributes].filter(([key]) => !knownAttributes.has(key)));
  const elements: MetadataValue[] = [];
  for (const child of childrenOf(element)) {
    if (knownChildren.has(child.name) || (element.name === 'transition' && child.name.startsWith('filter-'))) continue;
    const isOwn = child.name === 'metadata' && childrenOf(child).every((md) => md.attributes.get('key') === ownKey);
    if (isOwn) continue;
    if (!/^(?:note|metadata|conform-rate|audio-channel-source|param)$/u.test(child.name)) {
      const what = child.attributes.get('name') ?? child.attributes.get('type');
      scene.ground.log.kept(child.path, `${child.name}${what === undefined ? '' : ` “${what}”`}`, 'it is not applied');
    }
    elements.push(metadataFromXml(child));
  }
  const notes: Metadata = {
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(elements.length > 0 ? { elements } : {}),
  };
  return Object.keys(notes).length > 0 ? { fcpxml: notes } : {};
};

/** Markers of an element, at their frames of the timeline. */
export const readMarkers = (scene: FcpScene, { element, at, start }: FcpItem): void => {
  for (const marker of childrenOf(element)) {
    if (marker.name !== 'marker' && marker.name !== 'chapter-marker') continue;
    const time = timeOf(marker, 'start', scene.ground.name) ?? zero;
    const length = timeOf(marker, 'duration', scene.ground.name);
    const frames = length === undefined ? 0 : frameOf(length, scene.rate);
    const isDone = marker.attributes.get('completed');
    const comment = marker.attributes.get('note');
    const colour =
      marker.name === 'chapter-marker'
        ? '#ffa500'
        : isDone === '1'
          ? '#00ff00'
          : isDone === '0'
            ? '#ff0000'
            : '#0000ff';
    scene.markers.push({
      frame: Math.max(0, frameOf(add(at, subtract(time, start)), scene.rate)),
      name: marker.attributes.get('value') ?? '',
      colour,
      // A marker is one frame long there and a point here.
      ...(frames > 1 ? { durationFrames: frames } : {}),
      ...(comment === undefined || comment === '' ? {} : { comment }),
    });
  }
};
