/**
 * FCPXML 1.8 to 1.11 to a timeline. Clips of the main line follow each other on one track; what hangs on them by lanes lies on tracks
 * above and below, at its exact place.
 */
import { without } from '../../timeline/schema/objects.ts';
import type {
  AudioClip,
  AudioTrack,
  CompositionClip,
  Metadata,
  PictureClip,
  VideoItem,
  VideoTrack,
} from '../../timeline/timeline.types.ts';
import type { Importer } from '../interchange.types.ts';
import { importFailed } from '../shared/import-failure.ts';
import { finishImport, frameSize, type ImportGround, importGround } from '../shared/import-ground.ts';
import { audioTracksOf, framesOfTracks, gapOf, type Placed, videoTracksOf } from '../shared/lay-out.ts';
import { add, compare, type Rational, subtract, zero } from '../shared/rational.ts';
import { canDrop } from '../shared/timecode.ts';
import { startTimecodeNote } from '../shared/timecode-notes.ts';
import { captionTracks } from '../subtitles/timed-cue.ts';
import { childOf, childrenOf, metadataFromXml, readXml, type XmlElement } from '../xml/read-xml.ts';
import { readCaptionNotes } from './caption-notes.ts';
import { isSound, pictureClip, soundClip } from './fcpxml-clips.ts';
import { type FcpResources, readResources } from './fcpxml-resources.ts';
import { type FcpItem, type FcpScene, foreignNotes, framesOfItem, ownNotes, readMarkers } from './fcpxml-scene.ts';
import { readCaption } from './fcpxml-text.ts';
import { frameOf, timeOf } from './fcpxml-time.ts';
import { transitionItem, type WaitingTransition } from './fcpxml-transition.ts';

const stories = new Set([
  'clip',
  'asset-clip',
  'video',
  'audio',
  'title',
  'caption',
  'gap',
  'ref-clip',
  'sync-clip',
  'mc-clip',
  'audition',
  'spine',
]);
const deepest = 6;

const laneOf = (element: XmlElement): number => {
  const lane = Number(element.attributes.get('lane') ?? 0);
  return Number.isInteger(lane) && Math.abs(lane) < 1000 ? lane : 0;
};

/** An audition shows the first of its clips, at its own place. */
const chosen = (scene: FcpScene, element: XmlElement): XmlElement => {
  if (element.name !== 'audition') return element;
  const picks = childrenOf(element).filter((child) => stories.has(child.name));
  const [first] = picks;
  if (first === undefined) return element;
  for (const other of picks.slice(1)) scene.ground.log.dropped(other.path, 'a clip of an audition that is not chosen');
  const attributes = new Map([
    ...first.attributes,
    ...[...element.attributes].filter(([key]) => key === 'offset' || key === 'lane'),
  ]);
  return { ...first, attributes };
};

/** Times of an element whose place is known; what it leaves out comes from its resource. */
const timed = (scene: FcpScene, element: XmlElement, at: Rational): FcpItem => {
  const file = scene.ground.name;
  const asset = scene.resources.assets.get(element.attributes.get('ref') ?? '');
  const sequence = childOf(scene.resources.media.get(element.attributes.get('ref') ?? ''), 'sequence');
  const start =
    timeOf(element, 'start', file) ??
    (element.name === 'asset-clip' || element.name === 'video' || element.name === 'audio'
      ? asset?.start
      : undefined) ??
    zero;
  const known =
    timeOf(element, 'duration', file) ??
    asset?.duration ??
    (sequence === undefined ? undefined : timeOf(sequence, 'duration', file));
  if (known === undefined) {
    const facts = asset === undefined ? undefined : scene.ground.factsOf(asset.media);
    if (facts === undefined && element.name !== 'spine')
      scene.ground.log.approximated(element.path, 'a clip without a duration', '5 seconds stand in');
    return {
      element,
      at,
      start,
      duration: facts === undefined ? { num: 5n, den: 1n } : { num: BigInt(Math.round(facts.durationMs)), den: 1000n },
    };
  }
  if (compare(known, zero) < 0)
    throw importFailed(file, `${element.path}@duration`, 'lasts less than nothing; durations are 0 or more');
  return { element, at, start, duration: known };
};

/** A timeline inside: compound clips, synchronised clips, the chosen angle of a multicam clip. */
const nestedClip = (scene: FcpScene, item: FcpItem): CompositionClip | undefined => {
  const { element } = item;
  const media = scene.resources.media.get(element.attributes.get('ref') ?? '');
  const angleId = childrenOf(element, 'mc-source')
    .find((source) => source.attributes.get('srcEnable') !== 'audio')
    ?.attributes.get('angleID');
  const angles = childrenOf(childOf(media, 'multicam') ?? element, 'mc-angle');
  const angle = angles.find((candidate) => candidate.attributes.get('angleID') === angleId) ?? angles[0];
  const holder =
    element.name === 'ref-clip' ? childOf(media, 'sequence') : element.name === 'mc-clip' ? angle : element;
  if (holder === undefined || scene.depth >= deepest) {
    scene.ground.log.dropped(
      element.path,
      holder === undefined ? `a ${element.name} whose media is not listed` : 'timelines nested too deep',
    );
    return undefined;
  }
  const inner: FcpScene = {
    ...scene,
    lanes: new Map(),
    sounds: new Map(),
    storylines: [],
    cues: [],
    captionNotes: new Map(),
    markers: [],
    depth: scene.depth + 1,
  };
  const own = ownNotes(scene.ground, element);
  const tracks = element.name === 'sync-clip' ? syncTracks(inner, holder) : sequenceTracks(inner, holder);
  const begins = timeOf(holder, 'tcStart', scene.ground.name) ?? zero;
  const metadata = { ...(own?.metadata as Metadata | undefined), ...foreignNotes(scene, element) };
  const look = without(own?.kind === 'composition' ? own : {}, ['metadata', 'tracks', 'startFrame']);
  return {
    id: scene.ground.freshId('clip'),
    ...look,
    kind: 'composition',
    name: element.attributes.get('name') ?? '',
    sourceRange: {
      startFrame: Math.max(0, frameOf(subtract(item.start, begins), scene.rate)),
      durationFrames: framesOfItem(scene, item).frames,
    },
    layers: [],
    tracks,
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  };
};

const syncTracks = (scene: FcpScene, element: XmlElement): (VideoTrack | AudioTrack)[] => {
  const items: VideoItem[] = [];
  for (const child of childrenOf(element)) {
    if (!stories.has(child.name)) continue;
    const at = timeOf(child, 'offset', scene.ground.name) ?? zero;
    if (child.name === 'spine' && laneOf(child) === 0) items.push(...readLine(scene, child, at, zero));
    else placeConnected(scene, chosen(scene, child), at, laneOf(child));
  }
  return collected(scene, items);
};

const pushTo = <Value>(lanes: Map<number, Value[]>, lane: number, value: Value): void => {
  lanes.set(lane, [...(lanes.get(lane) ?? []), value]);
};

const madeOf = (scene: FcpScene, item: FcpItem): PictureClip | undefined =>
  item.element.name === 'ref-clip' || item.element.name === 'sync-clip' || item.element.name === 'mc-clip'
    ? nestedClip(scene, item)
    : pictureClip(scene, item);

/** Children that hang on an element, placed by their offset in its own time. */
const readConnected = (scene: FcpScene, { element, at, start }: FcpItem): void => {
  if (element.name === 'sync-clip') return;
  for (const child of childrenOf(element)) {
    if (!stories.has(child.name) || !child.attributes.has('lane')) continue;
    const offset = timeOf(child, 'offset', scene.ground.name) ?? start;
    placeConnected(scene, chosen(scene, child), add(at, subtract(offset, start)), laneOf(child));
  }
};

/** What hangs on another clip, or lies outside the main line. */
const placeConnected = (scene: FcpScene, element: XmlElement, at: Rational, lane: number): void => {
  if (element.name === 'spine') {
    const items = readLine(scene, element, at, zero);
    scene.storylines.push({ lane, name: element.attributes.get('name') ?? `Lane ${lane}`, items });
    return;
  }
  const item = timed(scene, element, at);
  readMarkers(scene, item);
  const start = framesOfItem(scene, item).start;
  if (start < 0) {
    scene.ground.log.dropped(element.path, 'a clip before the beginning of the timeline');
    return;
  }
  if (element.name === 'caption') readCaption(scene, item);
  else if (isSound(scene, item)) {
    const clip = soundClip(scene, item);
    if (clip !== undefined) pushTo(scene.sounds, lane, { start, clip } satisfies Placed<AudioClip>);
  } else if (element.name !== 'gap') {
    const clip = madeOf(scene, item);
    if (clip !== undefined) pushTo(scene.lanes, lane, { start, clip } satisfies Placed<PictureClip>);
  }
  readConnected(scene, item);
};

/** Items of a spine that begins at `at`; offsets inside it count from `zeroOf`. */
const readLine = (scene: FcpScene, spine: XmlElement, at: Rational, zeroOf: Rational): VideoItem[] => {
  const items: VideoItem[] = [];
  const waiting: WaitingTransition[] = [];
  let frame = 0;
  let next = at;
  const settle = (): void => {
    for (const transition of waiting.splice(0)) items.push(transitionItem(scene, transition, frame));
  };
  for (const child of childrenOf(spine)) {
    const offset = timeOf(child, 'offset', scene.ground.name);
    const place = offset === undefined ? next : add(at, subtract(offset, zeroOf));
    if (child.name === 'transition') {
      const duration = timeOf(child, 'duration', scene.ground.name) ?? zero;
      waiting.push({ element: child, from: frameOf(place, scene.rate), to: frameOf(add(place, duration), scene.rate) });
      continue;
    }
    if (!stories.has(child.name)) continue;
    const item = timed(scene, chosen(scene, child), place);
    const { start, frames } = framesOfItem(scene, item);
    if (start > frame) {
      items.push(gapOf(start - frame));
      frame = start;
    }
    readMarkers(scene, item);
    const length = Math.max(0, start + frames - frame);
    next = add(place, item.duration);
    if (length > 0) {
      settle();
      items.push(...lineItems(scene, item, start, length));
      frame += length;
    } else scene.ground.log.dropped(item.element.path, 'a clip that lasts no time');
    readConnected(scene, item);
  }
  settle();
  return items;
};

const lineItems = (scene: FcpScene, item: FcpItem, start: number, length: number): VideoItem[] => {
  if (item.element.name === 'caption') readCaption(scene, item);
  else if (isSound(scene, item)) {
    const clip = soundClip(scene, item);
    if (clip !== undefined) pushTo(scene.sounds, 0, { start, clip });
  } else if (item.element.name !== 'gap') {
    const clip = madeOf(scene, item);
    if (clip !== undefined) return [{ ...clip, sourceRange: { ...clip.sourceRange, durationFrames: length } }];
  }
  return [gapOf(length)];
};

/** Bottom first: lanes below, the main line, lanes above; then captions and sounds. */
const collected = (scene: FcpScene, main: readonly VideoItem[]): (VideoTrack | AudioTrack)[] => {
  const lanes = [...new Set([...scene.lanes.keys(), ...scene.storylines.map(({ lane }) => lane)])].toSorted(
    (a, b) => a - b,
  );
  const ofLane = (lane: number): VideoTrack[] => [
    ...scene.storylines
      .filter((story) => story.lane === lane)
      .map(
        (story, index): VideoTrack => ({
          kind: 'video',
          id: `story-${lane}-${index + 1}`,
          name: story.name,
          items: story.items,
        }),
      ),
    ...videoTracksOf(scene.lanes.get(lane) ?? [], `lane-${lane}`, `Lane ${lane}`),
  ];
  const mainTrack: VideoTrack[] = main.length > 0 ? [{ kind: 'video', id: 'main', name: 'Main', items: main }] : [];
  return [
    ...lanes.filter((lane) => lane < 0).flatMap(ofLane),
    ...mainTrack,
    ...lanes.filter((lane) => lane >= 0).flatMap(ofLane),
    ...captionTracks(scene.ground, scene.cues, 'fcpxml'),
    ...[...scene.sounds]
      .toSorted(([a], [b]) => b - a)
      .flatMap(([lane, placed]) => audioTracksOf(placed, `sound${lane}`, `Sound ${lane}`)),
  ];
};

const sequenceTracks = (scene: FcpScene, holder: XmlElement): (VideoTrack | AudioTrack)[] => {
  const spine = childOf(holder, 'spine') ?? holder;
  const begins = timeOf(holder, 'tcStart', scene.ground.name) ?? zero;
  return collected(scene, readLine(scene, spine, zero, begins));
};

/** The first sequence, wherever it stands. */
const findSequence = (
  ground: ImportGround,
  root: XmlElement,
): { readonly sequence: XmlElement; readonly name: string } => {
  const projects: { sequence: XmlElement; name: string }[] = [];
  const look = (element: XmlElement): void => {
    for (const child of childrenOf(element)) {
      if (child.name === 'project' || child.name === 'event' || child.name === 'library') look(child);
      if (child.name === 'sequence') projects.push({ sequence: child, name: element.attributes.get('name') ?? '' });
    }
  };
  look(root);
  for (const other of projects.slice(1))
    ground.log.dropped(other.sequence.path, 'another project', 'convert it on its own');
  return projects[0] ?? noSequence(ground, root);
};

const noSequence = (ground: ImportGround, root: XmlElement): { sequence: XmlElement; name: string } => {
  const media = childOf(root, 'resources');
  const compound =
    media === undefined
      ? undefined
      : childrenOf(media, 'media').find((element) => childOf(element, 'sequence') !== undefined);
  const sequence = childOf(compound, 'sequence');
  if (sequence === undefined)
    throw importFailed(
      ground.name,
      'fcpxml',
      'there is no sequence; a library, event or project with one was expected',
    );
  return { sequence, name: compound?.attributes.get('name') ?? '' };
};

const measures = (resources: FcpResources, sequence: XmlElement) =>
  resources.formats.get(sequence.attributes.get('format') ?? '') ??
  [...resources.formats.values()].find(({ rate }) => rate !== undefined);

/** Reads an FCPXML document. */
export const importFcpxml: Importer = (text, name, options) => {
  const ground = importGround(name, options);
  const root = readXml(text, name, 'fcpxml');
  const version = root.attributes.get('version') ?? '';
  const resources = readResources(root, name);
  const found = findSequence(ground, root);
  const format = measures(resources, found.sequence);
  const rate = options.rate ?? format?.rate ?? { num: 24, den: 1 };
  if (format?.rate === undefined && options.rate === undefined)
    ground.log.approximated(found.sequence.path, 'a sequence without a frame rate', '24 frames a second stand in');
  const size = frameSize(options, { width: format?.width, height: format?.height }, ground.log);
  const own = ownNotes(ground, found.sequence);
  const scene: FcpScene = {
    ground,
    resources,
    rate,
    ...size,
    lanes: new Map(),
    sounds: new Map(),
    storylines: [],
    cues: [],
    captionNotes: readCaptionNotes(own?.captions),
    markers: [],
    depth: 0,
  };
  const tracks = sequenceTracks(scene, found.sequence);
  const begins = timeOf(found.sequence, 'tcStart', name);
  const effects = [...resources.effects]
    .filter(([id]) => !id.startsWith('workprint-'))
    .map(([, effect]) => metadataFromXml(effect));
  const fcpxml: Metadata = {
    version,
    ...(effects.length > 0 ? { effects } : {}),
  };
  const counted = found.sequence.attributes.get('tcFormat');
  const timecode: Metadata = {
    ...startTimecodeNote(begins === undefined ? 0 : frameOf(begins, rate)),
    ...(canDrop(rate) && counted !== undefined ? { dropFrame: counted === 'DF' } : {}),
  };
  const durationFrames =
    typeof own?.durationFrames === 'number'
      ? { durationFrames: Math.max(own.durationFrames, framesOfTracks(tracks)) }
      : {};
  return finishImport(ground, 'fcpxml', rate, size, tracks, {
    ...without(own ?? {}, ['metadata', 'durationFrames', 'captions']),
    name: found.name || name.replace(/\.[a-z0-9]+$/iu, ''),
    markers: scene.markers.toSorted((a, b) => a.frame - b.frame),
    ...durationFrames,
    metadata: { ...(own?.metadata as Metadata | undefined), ...timecode, fcpxml },
  });
};
