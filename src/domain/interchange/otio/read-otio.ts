/** OpenTimelineIO JSON to a timeline: Timeline, Stack, Track, Clip, Gap, Transition, Marker and collections of them. */

import type { Rate } from '../../time.ts';
import { without } from '../../timeline/schema/objects.ts';
import type {
  AudioItem,
  AudioTrack,
  Marker,
  Metadata,
  PictureClip,
  Timeline,
  VideoItem,
  VideoTrack,
} from '../../timeline/timeline.types.ts';
import type { Importer, ImportOptions, ImportResult } from '../interchange.types.ts';
import { Cursor } from '../json/cursor.ts';
import { metadataFromJson } from '../json/json-metadata.ts';
import { type Json, type JsonObject, readJson } from '../json/read-json.ts';
import { finishImport, frameSize, type ImportGround, importGround } from '../shared/import-ground.ts';
import { framesOfItems, framesOfTracks, gapOf } from '../shared/lay-out.ts';
import { framesOfSeconds, rateFromNumber } from '../shared/rational.ts';
import { startTimecodeNote } from '../shared/timecode-notes.ts';
import { trimItems } from '../shared/trim-items.ts';
import { type OtioScene, readPictureClip, readSoundClip } from './otio-clip.ts';
import { markerColour } from './otio-colours.ts';
import { foreignMetadata, ownMetadata, schemaOf } from './otio-schema.ts';
import { framesOfRange, secondsOfRange, secondsOfTime } from './otio-time.ts';
import { readTransition } from './otio-transition.ts';

/** Everything with a rate votes by how long it lasts; the rate of most pictures wins. */
const commonRate = (root: Json): Rate | undefined => {
  const votes = new Map<string, { rate: Rate; count: number }>();
  const waiting: Json[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (value === null || typeof value !== 'object') continue;
    if (Array.isArray(value)) {
      waiting.push(...value.slice(0, 100_000));
      continue;
    }
    const object = value as JsonObject;
    const isAudio = object.kind === 'Audio';
    for (const [key, inner] of Object.entries(object)) {
      if (key === 'metadata' || key === 'effects' || key === 'media_references' || key === 'media_reference') continue;
      if (key === 'children' && isAudio && votes.size > 0) continue;
      waiting.push(inner);
    }
    const rate = typeof object.rate === 'number' && 'value' in object ? rateFromNumber(object.rate) : undefined;
    if (rate === undefined || rate.num / rate.den > 240) continue;
    const key = `${rate.num}/${rate.den}`;
    votes.set(key, { rate, count: (votes.get(key)?.count ?? 0) + 1 });
  }
  return [...votes.values()].toSorted((a, b) => b.count - a.count)[0]?.rate;
};

const hasSound = (root: Json): boolean => {
  const waiting: Json[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (value === null || typeof value !== 'object') continue;
    if (Array.isArray(value)) waiting.push(...value.slice(0, 100_000));
    else {
      const object = value as JsonObject;
      if (object.kind === 'Audio' && Array.isArray(object.children) && object.children.length > 0) return true;
      for (const key of ['tracks', 'children']) if (key in object) waiting.push(object[key] as Json);
    }
  }
  return false;
};

const markersOf = (scene: OtioScene, owner: Cursor, at: number, startFrame: number, on: string): Marker[] =>
  owner
    .at('markers')
    .items()
    .map((marker): Marker => {
      const range = secondsOfRange(marker.at('marked_range'));
      const frames = range === undefined ? undefined : framesOfRange(range, scene.rate);
      const comment = marker.at('comment').string();
      const colour = markerColour(marker.at('color').string());
      marker.ignore('OTIO_SCHEMA', 'metadata');
      const foreign = foreignMetadata(marker, { on });
      return {
        frame: Math.max(0, at + (frames === undefined ? 0 : frames.startFrame - startFrame)),
        name: marker.at('name').string() ?? '',
        colour,
        ...(frames !== undefined && frames.durationFrames > 0 ? { durationFrames: frames.durationFrames } : {}),
        ...(comment === undefined || comment === '' ? {} : { comment }),
        metadata: foreign,
      };
    });

/** An item that is nothing of ours lasts as long as it says, as a hole, and waits in metadata. */
const foreignItem = (scene: OtioScene, item: Cursor): ReturnType<typeof gapOf> => {
  const schema = schemaOf(item);
  if (schema === '') item.fail('should be an object with an OTIO_SCHEMA');
  const range = secondsOfRange(item.at('source_range'));
  const durationFrames = range === undefined ? 0 : Math.max(0, framesOfRange(range, scene.rate).durationFrames);
  scene.ground.log.kept(item.path, `schema “${schema}”`, durationFrames > 0 ? 'a hole in its place' : undefined);
  return {
    ...gapOf(durationFrames),
    metadata: { otio: { item: metadataFromJson(item.value as JsonObject) } },
  } as ReturnType<typeof gapOf>;
};

const readGap = (scene: OtioScene, item: Cursor): ReturnType<typeof gapOf> => {
  const range = secondsOfRange(item.at('source_range'));
  const frames = range === undefined ? { durationFrames: 0, exact: true } : framesOfRange(range, scene.rate);
  if (!frames.exact)
    scene.ground.log.approximated(item.path, 'a range between two frames', 'rounded to the nearest frame');
  if (frames.durationFrames < 0) item.at('source_range').fail('lasts less than nothing; durations are 0 or more');
  item.ignore('OTIO_SCHEMA', 'name', 'metadata', 'markers', 'enabled', 'effects', 'color');
  const metadata = foreignMetadata(item);
  const own = ownMetadata(item);
  const notes = own.isObject ? own.at('metadata') : own;
  const all = { ...(notes.isObject ? (metadataFromJson(notes.value as JsonObject) as Metadata) : {}), ...metadata };
  return {
    ...gapOf(frames.durationFrames),
    ...(Object.keys(all).length > 0 ? { metadata: all } : {}),
  } as ReturnType<typeof gapOf>;
};

/** A stack or a track inside a track is a timeline inside the timeline. */
const readNested = (scene: OtioScene, item: Cursor, markers: Marker[]): PictureClip => {
  const id = scene.ground.freshId('clip');
  const inner: Marker[] = [];
  const tracks = schemaOf(item) === 'Stack' ? readStack(scene, item, inner) : [readTrack(scene, item, inner)];
  markers.push(...inner.map((marker) => ({ ...marker, metadata: { ...marker.metadata, inside: id } })));
  const range = secondsOfRange(item.at('source_range'));
  const frames = range === undefined ? undefined : framesOfRange(range, scene.rate);
  const ownClip = ownMetadata(item).at('clip');
  const look = ownClip.isObject ? (metadataFromJson(ownClip.value as JsonObject) as object) : {};
  item.ignore('OTIO_SCHEMA', 'name', 'metadata', 'markers', 'enabled', 'color');
  const effects = item.at('effects').items();
  for (const effect of effects)
    scene.ground.log.kept(effect.path, 'an effect on a nested timeline', 'it is not applied');
  const metadata = foreignMetadata(item, effects.length > 0 ? { effects: item.at('effects').value as Json } : {});
  const full = framesOfTracks(tracks);
  const notes = { ...(look as { metadata?: Metadata }).metadata, ...metadata };
  return {
    id,
    ...look,
    kind: 'composition',
    name: item.at('name').string() ?? '',
    layers: [],
    tracks,
    sourceRange: {
      startFrame: Math.max(0, frames?.startFrame ?? 0),
      durationFrames: frames?.durationFrames ?? full,
    },
    ...(Object.keys(notes).length > 0 ? { metadata: notes } : {}),
  };
};

const readItems = (scene: OtioScene, track: Cursor, isAudio: boolean, markers: Marker[]): (VideoItem | AudioItem)[] => {
  const items: (VideoItem | AudioItem)[] = [];
  let frame = 0;
  for (const child of track.at('children').items()) {
    const schema = schemaOf(child);
    if (schema === 'Transition') {
      items.push(readTransition(scene, child, isAudio));
      continue;
    }
    const item =
      schema === 'Clip'
        ? isAudio
          ? readSoundClip(scene, child)
          : readPictureClip(scene, child)
        : schema === 'Gap'
          ? readGap(scene, child)
          : !isAudio && (schema === 'Stack' || schema === 'Track')
            ? readNested(scene, child, markers)
            : foreignItem(scene, child);
    const source = secondsOfRange(child.at('source_range'));
    const start = source === undefined ? 0 : framesOfRange(source, scene.rate).startFrame;
    if (schema === 'Clip' || schema === 'Gap')
      markers.push(...markersOf(scene, child, frame, start, `item ${item.kind === 'gap' ? '' : item.id}`.trim()));
    if (item.sourceRange.durationFrames > 0) items.push(item);
    else scene.ground.log.dropped(child.path, 'an item that lasts no time');
    frame += item.sourceRange.durationFrames;
  }
  return items;
};

const readTrack = (scene: OtioScene, track: Cursor, markers: Marker[]): VideoTrack | AudioTrack => {
  const kind = track.at('kind').string() ?? 'Video';
  const isAudio = kind === 'Audio';
  if (kind !== 'Audio' && kind !== 'Video')
    scene.ground.log.approximated(track.path, `track kind “${kind}”`, 'read as a picture track');
  const all = readItems(scene, track, isAudio, markers);
  const trim = secondsOfRange(track.at('source_range'));
  const range = trim === undefined ? undefined : framesOfRange(trim, scene.rate);
  const items = range === undefined || range.durationFrames === framesOfItems(all) ? all : trimItems(all, range);
  const isOff = track.at('enabled').boolean() === false;
  const own = ownMetadata(track).at('track');
  const kept = own.isObject ? (metadataFromJson(own.value as JsonObject) as Metadata) : {};
  track.ignore('OTIO_SCHEMA', 'name', 'metadata', 'markers', 'effects', 'color');
  for (const field of track.unread()) scene.ground.log.kept(`${track.path}.${field}`, `field “${field}”`);
  const foreign = foreignMetadata(track);
  const fresh = scene.ground.freshId('track');
  const id = typeof kept.id === 'string' ? kept.id : fresh;
  markers.push(...markersOf(scene, track, 0, range?.startFrame ?? 0, `track ${id}`));
  const notes = { ...(kept.metadata as Metadata | undefined), ...foreign };
  return {
    ...kept,
    id,
    kind: isAudio ? 'audio' : 'video',
    name: track.at('name').string() ?? '',
    items,
    ...(isOff ? (isAudio ? { muted: true } : { hidden: true }) : {}),
    ...(Object.keys(notes).length > 0 ? { metadata: notes } : {}),
  } as VideoTrack | AudioTrack;
};

/** A stack's tracks; clips that lie in it without a track get one each. */
const readStack = (scene: OtioScene, stack: Cursor, markers: Marker[]): (VideoTrack | AudioTrack)[] =>
  stack
    .at('children')
    .items()
    .map((child) => {
      if (schemaOf(child) === 'Track') return readTrack(scene, child, markers);
      const alone = new Cursor({ children: [child.value as Json] }, stack.path, stack.name);
      const items = readItems(scene, alone, false, markers) as VideoItem[];
      return { kind: 'video', id: scene.ground.freshId('track'), name: child.at('name').string() ?? '', items };
    });

/** The timeline in a document: itself, the first of a collection, or one made around a stack, track or clip. */
const findTimeline = (ground: ImportGround, root: Cursor): Cursor => {
  const schema = schemaOf(root);
  if (schema === 'Timeline') return root;
  if (schema === 'SerializableCollection') {
    const children = root.at('children').items();
    const timelines = children.filter((child) => schemaOf(child) === 'Timeline');
    const found = timelines[0] ?? children.find((child) => schemaOf(child) !== '');
    if (found === undefined) root.fail('is a collection with nothing in it; a Timeline was expected');
    for (const other of children)
      if (other !== found) ground.log.dropped(other.path, 'another entry of the collection', 'convert it on its own');
    return findTimeline(ground, found);
  }
  const wrap = (stack: JsonObject): Cursor => new Cursor({ OTIO_SCHEMA: 'Timeline.1', tracks: stack }, '', root.name);
  if (schema === 'Stack') return wrap(root.value as JsonObject);
  if (['Track', 'Clip', 'Gap'].includes(schema))
    return wrap({ OTIO_SCHEMA: 'Stack.1', children: [root.value as Json] });
  return root.fail(
    schema === ''
      ? 'has no OTIO_SCHEMA; this is not an OpenTimelineIO document'
      : `is a ${schema}; a Timeline was expected`,
  );
};

const ownDocument = (timeline: Cursor): Partial<Timeline> => {
  const own = ownMetadata(timeline).at('timeline');
  return own.isObject ? (metadataFromJson(own.value as JsonObject) as unknown as Partial<Timeline>) : {};
};

const isRate = (rate: unknown): rate is Rate =>
  typeof rate === 'object' &&
  rate !== null &&
  ['num', 'den'].every((key) => {
    const part = (rate as Record<string, unknown>)[key];
    return Number.isSafeInteger(part) && (part as number) > 0;
  });

const build = (ground: ImportGround, options: ImportOptions, root: Json): ImportResult => {
  const timeline = findTimeline(ground, new Cursor(root, '', ground.name));
  const own = ownDocument(timeline);
  const tracks = timeline.at('tracks');
  const rate = options.rate ?? (isRate(own.rate) ? own.rate : undefined) ?? commonRate(root) ?? { num: 24, den: 1 };
  const scene: OtioScene = { ground, rate, hasSoundTracks: hasSound(tracks.value ?? null) };
  const markers: Marker[] = markersOf(scene, tracks, 0, 0, '');
  const found = readStack(scene, tracks, markers);
  const start = timeline.at('global_start_time');
  const begins = secondsOfTime(start);
  const first = begins === undefined ? undefined : framesOfSeconds(begins, rate);
  if (first?.exact === false)
    ground.log.approximated('global_start_time', 'a timecode between two frames', 'rounded to the nearest frame');
  tracks.ignore('OTIO_SCHEMA', 'name', 'metadata', 'source_range', 'effects', 'enabled', 'color');
  timeline.ignore('OTIO_SCHEMA', 'metadata');
  const name = timeline.at('name').string() || own.name || ground.name;
  const stack = foreignMetadata(tracks);
  const foreign = foreignMetadata(timeline, {
    ...(start.isObject ? { globalStartTime: start.value as JsonObject } : {}),
    ...(stack.otio === undefined ? {} : { stack: stack.otio as unknown as Json }),
  });
  const metadata = { ...own.metadata, ...startTimecodeNote(first?.frames ?? 0), ...foreign };
  const size = frameSize(options, own, ground.log);
  return finishImport(ground, 'otio', rate, size, found, {
    ...without(own, ['rate', 'width', 'height']),
    name,
    markers: markers.map(withoutEmptyNotes),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  });
};

const withoutEmptyNotes = (marker: Marker): Marker => {
  const { metadata, ...rest } = marker;
  return metadata === undefined || Object.keys(metadata).length === 0 ? rest : marker;
};

/** Reads an OpenTimelineIO document. */
export const importOtio: Importer = (text, name, options) => {
  const ground = importGround(name, options);
  return build(ground, options, readJson(text, name));
};
