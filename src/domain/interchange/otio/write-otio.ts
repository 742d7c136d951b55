/**
 * A timeline to OpenTimelineIO JSON. Times, material, speed and dissolves are said in its own words; what it has no words for rides in
 * `metadata.workprint`, and what an import kept for it goes back where it came from.
 */
import { without } from '../../timeline/schema/objects.ts';
import type {
  AudioClip,
  AudioItem,
  AudioTrack,
  AudioTransition,
  Marker,
  Metadata,
  PictureClip,
  Timeline,
  Transition,
  VideoItem,
  VideoTrack,
} from '../../timeline/timeline.types.ts';
import type { Exporter } from '../interchange.types.ts';
import { Cursor } from '../json/cursor.ts';
import { jsonFromMetadata, metadataFromJson, printJson } from '../json/json-metadata.ts';
import type { Json, JsonObject } from '../json/read-json.ts';
import { type LossLog, lossLog } from '../shared/loss-log.ts';
import { framesOfSeconds } from '../shared/rational.ts';
import { startTimecodeOf } from '../shared/timecode-notes.ts';
import { otioColour } from './otio-colours.ts';
import { type WrittenReferences, writeReferences } from './otio-media.ts';
import { keptOtio, withoutOtio } from './otio-schema.ts';
import { framesAfter, secondsOfTime, writeRange, writeTime } from './otio-time.ts';

type Scene = { readonly timeline: Timeline; readonly log: LossLog };
type Owned = { readonly metadata?: Metadata };

const json = (value: unknown): Json => jsonFromMetadata(JSON.parse(JSON.stringify(value)) as Metadata);

const keptFields = ({ metadata }: Owned): JsonObject => {
  const fields = keptOtio(metadata, 'fields');
  return fields === undefined ? {} : (jsonFromMetadata(fields) as JsonObject);
};

/** Others' metadata as it came, and ours under `workprint`. */
const metadataWith = ({ metadata }: Owned, own: Readonly<Record<string, unknown>>): JsonObject => {
  const others = keptOtio(metadata, 'metadata');
  const ours = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return {
    ...(others === undefined ? {} : (jsonFromMetadata(others) as JsonObject)),
    ...(Object.keys(ours).length === 0 ? {} : { workprint: json(ours) as JsonObject }),
  };
};

const warp = (speed: number): JsonObject => ({
  OTIO_SCHEMA: speed === 0 ? 'FreezeFrame.1' : 'LinearTimeWarp.1',
  metadata: {},
  name: '',
  effect_name: speed === 0 ? 'FreezeFrame' : 'LinearTimeWarp',
  time_scalar: speed,
});

const effectsOf = (clip: PictureClip | AudioClip): Json[] => {
  const kept = keptOtio(clip.metadata, 'effects');
  const others = Array.isArray(kept) ? (jsonFromMetadata(kept) as Json[]) : [];
  const speed = 'speed' in clip && typeof clip.speed === 'number' && clip.speed !== 1 ? [warp(clip.speed)] : [];
  return [...speed, ...others];
};

const sayKept = (scene: Scene, path: string, clip: PictureClip | AudioClip): void => {
  const plain = new Set([
    'kind',
    'id',
    'name',
    'sourceRange',
    'metadata',
    'media',
    'speed',
    'tracks',
    'layers',
    'gainDb',
    'fadeInFrames',
    'fadeOutFrames',
  ]);
  const special = Object.keys(clip).filter((key) => !plain.has(key));
  if (clip.kind === 'audio' && (clip.gainDb !== 0 || clip.fadeInFrames + clip.fadeOutFrames > 0))
    special.push('gain and fades');
  if ('speed' in clip && clip.speed !== undefined && typeof clip.speed !== 'number') special.push('speed ramp');
  if (!['video', 'audio', 'image'].includes(clip.kind) && !(clip.kind === 'composition' && clip.tracks !== undefined))
    scene.log.kept(path, `${clip.kind} clip`, 'other programs see missing media');
  if (special.some((key) => key !== 'sound' || (clip as { sound?: unknown }).sound !== 'muted'))
    scene.log.kept(path, special.join(', '), 'other programs do not see it');
};

/** The clip for our own way back: everything but what OTIO says itself. */
const ownClip = (clip: PictureClip | AudioClip): object => {
  const flat = without(clip as typeof clip & { tracks?: unknown }, ['sourceRange', 'name', 'metadata', 'tracks']);
  const notes = withoutOtio(clip.metadata);
  return { ...flat, ...(notes === undefined ? {} : { metadata: notes }) };
};

const writeMarker = (marker: Marker, startFrame: number, scene: Scene): JsonObject => {
  const { name, exact } = otioColour(marker.colour);
  if (!exact) scene.log.approximated('markers', `marker colour ${marker.colour}`, `${name} in its place`);
  return {
    OTIO_SCHEMA: 'Marker.2',
    metadata: metadataWith(marker, withoutOtio(marker.metadata) ? { metadata: withoutOtio(marker.metadata) } : {}),
    name: marker.name,
    color: name,
    marked_range: writeRange(startFrame, marker.durationFrames ?? 0, scene.timeline.rate),
    comment: marker.comment ?? '',
    ...keptFields(marker),
  };
};

const markersOn = (scene: Scene, on: string, at: number, start: number): JsonObject[] =>
  scene.timeline.markers
    .filter((marker) => (keptOtio(marker.metadata, 'on') ?? '') === on && marker.metadata?.inside === undefined)
    .map((marker) => writeMarker(marker, marker.frame - at + start, scene));

const writeClip = (scene: Scene, clip: PictureClip | AudioClip, at: number, path: string): JsonObject => {
  const { rate } = scene.timeline;
  const media = 'media' in clip ? clip.media : undefined;
  const speed = 'speed' in clip && typeof clip.speed === 'number' ? Math.abs(clip.speed) : 1;
  const used = clip.sourceRange.startFrame + Math.ceil(clip.sourceRange.durationFrames * speed);
  const written: WrittenReferences = writeReferences(media, clip.metadata, rate, used);
  const skipped = keptOtio(clip.metadata, 'sequenceStart');
  const first = clip.sourceRange.startFrame + (typeof skipped === 'number' ? skipped : 0);
  const start = framesAfter(first, written.available, rate);
  sayKept(scene, path, clip);
  const colour = keptOtio(clip.metadata, 'color');
  return {
    OTIO_SCHEMA: 'Clip.2',
    metadata: metadataWith(clip, { clip: ownClip(clip) }),
    name: clip.name,
    source_range: writeRange(start, clip.sourceRange.durationFrames, rate),
    effects: effectsOf(clip),
    markers: markersOn(scene, `item ${clip.id}`, at, start),
    enabled: true,
    color: colour === undefined ? null : jsonFromMetadata(colour),
    media_references: written.references,
    active_media_reference_key: written.activeKey,
    ...keptFields(clip),
  };
};

const writeNested = (
  scene: Scene,
  clip: PictureClip & { kind: 'composition' },
  at: number,
  path: string,
): JsonObject => {
  sayKept(scene, path, clip);
  const { startFrame, durationFrames } = clip.sourceRange;
  return {
    OTIO_SCHEMA: 'Stack.1',
    metadata: metadataWith(clip, { clip: ownClip(clip) }),
    name: clip.name,
    source_range: writeRange(startFrame, durationFrames, scene.timeline.rate),
    effects: effectsOf(clip),
    markers: markersOn(scene, `item ${clip.id}`, at, startFrame),
    enabled: true,
    children: (clip.tracks ?? []).map((track, index) => writeTrack(scene, track, `${path}.tracks[${index}]`)),
    ...keptFields(clip),
  };
};

const writeTransition = (scene: Scene, transition: Transition | AudioTransition, path: string): JsonObject => {
  const { inFrames, outFrames, metadata } = transition;
  const rest = without(transition, ['kind', 'inFrames', 'outFrames', 'metadata']);
  const isDissolve = rest.type === 'dissolve' || rest.type === 'crossfade';
  const kept = keptOtio(metadata, 'transition_type');
  const special = Object.keys(rest).length > 1 || !isDissolve;
  if (special) scene.log.kept(path, `transition “${rest.type}”`, 'other programs see a custom transition');
  const notes = withoutOtio(metadata);
  const own = special || notes !== undefined ? { transition: { ...rest, metadata: notes } } : {};
  const plain = isDissolve ? 'SMPTE_Dissolve' : 'Custom_Transition';
  return {
    OTIO_SCHEMA: 'Transition.1',
    metadata: metadataWith(transition, own),
    name: '',
    in_offset: writeTime(inFrames, scene.timeline.rate),
    out_offset: writeTime(outFrames, scene.timeline.rate),
    transition_type: typeof kept === 'string' && isDissolve ? kept : plain,
    ...keptFields(transition),
  };
};

const writeGap = (scene: Scene, gap: VideoItem & { kind: 'gap' }): JsonObject => {
  const item = keptOtio(gap.metadata, 'item');
  if (item !== undefined) return jsonFromMetadata(item) as JsonObject;
  const notes = withoutOtio(gap.metadata);
  return {
    OTIO_SCHEMA: 'Gap.1',
    metadata: metadataWith(gap, notes === undefined ? {} : { metadata: notes }),
    name: '',
    source_range: writeRange(0, gap.sourceRange.durationFrames, scene.timeline.rate),
    effects: [],
    markers: [],
    enabled: true,
    ...keptFields(gap),
  };
};

const writeItems = (scene: Scene, items: readonly (VideoItem | AudioItem)[], path: string): JsonObject[] => {
  let frame = 0;
  return items.map((item, index): JsonObject => {
    const place = `${path}.items[${index}]`;
    if (item.kind === 'transition') return writeTransition(scene, item, place);
    const at = frame;
    frame += item.sourceRange.durationFrames;
    if (item.kind === 'gap') return writeGap(scene, item);
    const isSequence = keptOtio('metadata' in item ? item.metadata : undefined, 'sequenceStart') !== undefined;
    if (item.kind === 'composition' && item.tracks !== undefined && !isSequence)
      return writeNested(scene, item, at, place);
    return writeClip(scene, item, at, place);
  });
};

const writeTrack = (scene: Scene, track: VideoTrack | AudioTrack, path: string): JsonObject => {
  const { items, kind, name, metadata, ...rest } = track;
  const isOff = track.kind === 'video' ? track.hidden === true : track.muted === true;
  if (track.kind === 'audio' && (track.gainDb !== undefined || track.duck !== undefined))
    scene.log.kept(path, 'gain and ducking of a track', 'other programs do not see it');
  return {
    OTIO_SCHEMA: 'Track.1',
    metadata: metadataWith(track, { track: { ...rest, metadata: withoutOtio(metadata) } }),
    name,
    source_range: null,
    effects: [],
    markers: markersOn(scene, `track ${track.id}`, 0, 0),
    enabled: !isOff,
    children: writeItems(scene, items, path),
    kind: kind === 'video' ? 'Video' : 'Audio',
    ...keptFields(track),
  };
};

const writeStack = (scene: Scene): JsonObject => {
  const { timeline } = scene;
  const kept = keptOtio(timeline.metadata, 'stack');
  const owner: Owned = kept === undefined ? {} : { metadata: { otio: kept } };
  return {
    OTIO_SCHEMA: 'Stack.1',
    metadata: metadataWith(owner, {}),
    name: 'tracks',
    source_range: null,
    effects: [],
    markers: markersOn(scene, '', 0, 0),
    enabled: true,
    children: timeline.tracks.map((track, index) => writeTrack(scene, track, `tracks[${index}]`)),
    ...keptFields(owner),
  };
};

/** As it came, as long as that is still where the timeline begins. */
const startTime = ({ metadata, rate }: Timeline): Json => {
  const frames = startTimecodeOf(metadata);
  const kept = keptOtio(metadata, 'globalStartTime');
  const time = kept === undefined ? undefined : jsonFromMetadata(kept);
  const seconds = time === undefined ? undefined : secondsOfTime(new Cursor(time, '', ''));
  if (time !== undefined && seconds !== undefined && framesOfSeconds(seconds, rate).frames === frames) return time;
  return frames === 0 ? null : writeTime(frames, rate);
};

/** Writes an OpenTimelineIO document. */
export const exportOtio: Exporter = (timeline) => {
  const scene: Scene = { timeline, log: lossLog() };
  const { name, metadata } = timeline;
  const rest = without(timeline, ['tracks', 'markers', 'schema', 'name', 'metadata']);
  const document: JsonObject = {
    OTIO_SCHEMA: 'Timeline.1',
    metadata: metadataWith(timeline, { timeline: { ...rest, metadata: withoutOtio(metadata) } }),
    name,
    global_start_time: startTime(timeline),
    tracks: writeStack(scene),
    ...keptFields(timeline),
  };
  return { text: printJson(json(metadataFromJson(document))), losses: scene.log.losses };
};
