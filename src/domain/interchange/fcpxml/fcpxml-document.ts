/** An FCPXML document being written: its resources by what they stand for, and times in its own terms. */
import type { MediaReference, Metadata, MetadataValue, Timeline } from '../../timeline/timeline.types.ts';
import { type LossLog, lossLog } from '../shared/loss-log.ts';
import { locationOfMedia, nameOfMedia } from '../shared/media-from-location.ts';
import { withoutTimecodes } from '../shared/timecode-notes.ts';
import { type XmlNode, xml, xmlFromMetadata } from '../xml/write-xml.ts';
import { ownKey } from './fcpxml-scene.ts';
import { fcpTime } from './fcpxml-time.ts';

type AssetEntry = {
  readonly id: string;
  readonly media: MediaReference;
  readonly start: number;
  frames: number;
  hasVideo: boolean;
  hasAudio: boolean;
};

export type FcpDocument = {
  readonly timeline: Timeline;
  readonly log: LossLog;
  readonly assets: Map<string, AssetEntry>;
  readonly effects: Map<string, XmlNode>;
  readonly nested: XmlNode[];
};

const formatId = 'workprint-format';

const notesOf = (metadata: Metadata | undefined): Metadata => {
  const notes = metadata?.fcpxml;
  return typeof notes === 'object' && notes !== null && !Array.isArray(notes) ? (notes as Metadata) : {};
};

export const fcpNotes = notesOf;

/** Metadata without what an FCPXML import keeps for its own way back, and without timecodes, which the format says itself. */
export const withoutFcp = (metadata: Metadata | undefined): Metadata | undefined => {
  const rest = Object.entries(withoutTimecodes(metadata) ?? {}).filter(([key]) => key !== 'fcpxml');
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
};

/** An empty document with the effects that came with the timeline. */
export const fcpDocument = (timeline: Timeline): FcpDocument => {
  const effects = new Map<string, XmlNode>();
  const { effects: kept } = notesOf(timeline.metadata);
  for (const value of Array.isArray(kept) ? (kept as readonly MetadataValue[]) : []) {
    const node = xmlFromMetadata(value);
    const id = node?.attributes.id;
    if (node?.name === 'effect' && typeof id === 'string' && !id.startsWith('workprint-')) effects.set(id, node);
  }
  return { timeline, log: lossLog(), assets: new Map(), effects, nested: [] };
};

/** The asset of a file that begins at `start` in its own time; it lasts as long as the last use of it. */
export const assetId = (
  document: FcpDocument,
  media: MediaReference,
  start: number,
  frames: number,
  uses: { readonly video: boolean; readonly audio: boolean },
): string => {
  const key = JSON.stringify([media, start]);
  const known = document.assets.get(key);
  const facts = media.kind === 'blob' ? media.facts : undefined;
  const measured =
    facts === undefined
      ? 0
      : Math.floor((facts.durationMs * document.timeline.rate.num) / (document.timeline.rate.den * 1000));
  const entry = known ?? {
    id: `workprint-asset-${document.assets.size + 1}`,
    media,
    start,
    frames: measured,
    hasVideo: false,
    hasAudio: false,
  };
  entry.frames = Math.max(entry.frames, frames);
  entry.hasVideo ||= uses.video;
  entry.hasAudio ||= uses.audio;
  document.assets.set(key, entry);
  return entry.id;
};

/** An effect of Final Cut's own, listed once. */
export const effectId = (document: FcpDocument, id: string, name: string, uid: string): string => {
  if (!document.effects.has(id)) document.effects.set(id, xml('effect', { id, name, uid }));
  return id;
};

/** A compound clip's sequence; gives its id. */
export const nestedId = (document: FcpDocument, name: string, sequence: XmlNode): string => {
  const id = `workprint-media-${document.nested.length + 1}`;
  document.nested.push(xml('media', { id, name }, sequence));
  return id;
};

export const formatRef = formatId;

const assetNode = (
  { timeline }: FcpDocument,
  { id, media, start, frames, hasVideo, hasAudio }: AssetEntry,
): XmlNode => {
  const source = locationOfMedia(media) ?? '';
  const flags = {
    ...(hasVideo ? { hasVideo: 1, format: formatId } : {}),
    ...(hasAudio ? { hasAudio: 1, audioSources: 1, audioChannels: 2 } : {}),
  };
  return xml(
    'asset',
    {
      id,
      name: nameOfMedia(media),
      start: fcpTime(start, timeline.rate),
      duration: fcpTime(Math.max(1, frames), timeline.rate),
      ...flags,
    },
    xml('media-rep', { kind: 'original-media', src: source }),
  );
};

/** All resources, in the order the DTD leaves free but readers expect: format, assets, effects, media. */
export const resourcesNode = (document: FcpDocument): XmlNode => {
  const { rate, width, height } = document.timeline;
  return xml(
    'resources',
    {},
    xml('format', { id: formatId, frameDuration: fcpTime(1, rate), width, height, colorSpace: '1-1-1 (Rec. 709)' }),
    [...document.assets.values()].map((entry) => assetNode(document, entry)),
    [...document.effects.values()],
    document.nested,
  );
};

/** Our own notes on an element, so that reading it again gives everything back. */
export const ownNode = (value: object, kept: MetadataValue | undefined): XmlNode => {
  const own = xml('md', { key: ownKey, value: JSON.stringify(value) });
  const before = xmlFromMetadata(kept);
  const others =
    before?.name === 'metadata'
      ? before.children.filter((child) => typeof child === 'string' || child.attributes.key !== ownKey)
      : [];
  return xml('metadata', {}, ...others, own);
};
