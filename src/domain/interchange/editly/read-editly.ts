/** editly edit specs (JSON5) to a timeline: clips one after the other, each a stack of layers, joined by transitions. */
import { withoutHead, withoutTail } from '../../timeline/clip-time.ts';
import type {
  AudioTrack,
  FontFile,
  Metadata,
  PictureClip,
  Transition,
  VideoItem,
  VideoTrack,
} from '../../timeline/timeline.types.ts';
import type { Importer } from '../interchange.types.ts';
import { Cursor } from '../json/cursor.ts';
import { metadataFromJson } from '../json/json-metadata.ts';
import { type Json, type JsonObject } from '../json/read-json.ts';
import { readJson5 } from '../json/read-json5.ts';
import { easingOfName } from '../shared/easing-names.ts';
import { finishImport, frameSize, type ImportGround, importGround } from '../shared/import-ground.ts';
import { type Placed, videoTracksOf } from '../shared/lay-out.ts';
import { mediaFromLocation } from '../shared/media-from-location.ts';
import { rateFromNumber } from '../shared/rational.ts';
import { type EditlyScene, framesOf } from './editly-scene.ts';
import { type DetachedSound, musicTracks } from './editly-sound.ts';
import { nearestTransition } from './gl-transitions.ts';
import { layerClips } from './layer-clips.ts';
import { cutSeconds, decibelsOf } from './picture-layers.ts';

/** Fields of `over` win; nested objects are merged, as editly merges its defaults. */
const merged = (under: Json | undefined, over: Json | undefined): Json => {
  const isObject = (value: Json | undefined): value is JsonObject =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(under) || !isObject(over)) return over === undefined ? (under ?? null) : over;
  const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries([...keys].map((key) => [key, merged(under[key], over[key])]));
};

const firstVideo = (clips: readonly Cursor[]): Cursor | undefined => {
  for (const clip of clips) {
    const layers = clip.at('layers');
    for (const layer of layers.isList ? layers.items() : layers.isObject ? [layers] : [])
      if (layer.isObject && layer.at('type').value === 'video') return layer;
  }
  return undefined;
};

/** Frame and rate: as said, otherwise those of the first video, otherwise 640 wide, square, 25. */
const measure = (ground: ImportGround, root: Cursor): Pick<EditlyScene, 'rate' | 'width' | 'height'> => {
  const [width, height, fps] = [root.at('width').number(), root.at('height').number(), root.at('fps').number()];
  const video = firstVideo(root.at('clips').items());
  const isNeeded = height === undefined || fps === undefined;
  const facts =
    isNeeded && video !== undefined ? ground.factsOf(mediaFromLocation(video.at('path').string() ?? '')) : undefined;
  if (
    isNeeded &&
    video !== undefined &&
    facts === undefined &&
    (ground.options.rate === undefined || ground.options.height === undefined)
  )
    ground.log.approximated(
      'width, height, fps',
      'a frame that follows the first video',
      'the video is not measured; 16:9 and 25 frames a second stand in',
    );
  const shape =
    facts?.picture === undefined ? (video === undefined ? 1 : 9 / 16) : facts.picture.height / facts.picture.width;
  const wide = width ?? 640;
  const rate =
    ground.options.rate ??
    (fps === undefined ? (facts?.picture?.rate ?? { num: 25, den: 1 }) : rateFromNumber(fps)) ??
    root.at('fps').fail('should be frames per second between 1 and 240');
  return { rate, ...frameSize(ground.options, { width: wide, height: height ?? wide * shape }, ground.log) };
};

type EditlyClip = {
  readonly cursor: Cursor;
  readonly layers: readonly Cursor[];
  readonly frames: number;
  readonly isFitted: boolean;
  readonly transition: Cursor;
};

const standardDefaults: Json = {
  duration: 4,
  transition: { duration: 0.5, name: 'random', audioOutCurve: 'tri', audioInCurve: 'tri' },
};

/** Layers with their defaults merged in; a single layer need not be a list. */
const layersOf = (clip: Cursor, defaults: Cursor): Cursor[] => {
  const layers = clip.at('layers');
  const given = layers.isList ? layers.items() : layers.isObject ? [layers] : [];
  if (given.length === 0) layers.fail('should be a list with at least one layer');
  const common = defaults.at('layer').value;
  return given.map((layer) => {
    const type = layer.at('type').string() ?? layer.at('type').fail('is missing; use video, image, title …');
    const byType = defaults.at('layerType');
    const own = byType.isObject ? byType.at(type).value : undefined;
    return new Cursor(merged(merged(common, own), layer.value), layer.path, layer.name);
  });
};

const secondsOf = (scene: EditlyScene, clip: Cursor, layers: readonly Cursor[], defaults: Cursor): number => {
  const own = clip.at('duration').number();
  if (own !== undefined && own > 0) return own;
  const video = layers.find((layer) => layer.at('type').value === 'video');
  if (video === undefined) return defaults.at('duration').number() ?? 4;
  const { length } = cutSeconds(scene, video);
  if (length === undefined)
    scene.ground.log.approximated(
      clip.path,
      'a clip as long as its video',
      'the video is not measured; 5 seconds stand in',
    );
  return length ?? 5;
};

const readClips = (scene: EditlyScene, root: Cursor, defaults: Cursor): EditlyClip[] => {
  const clips = root.at('clips').items();
  if (clips.length === 0) root.at('clips').fail('should be a list with at least one clip');
  return clips.map((cursor) => {
    const layers = layersOf(cursor, defaults);
    const own = cursor.at('transition');
    const transition = new Cursor(
      own.value === null ? null : merged(defaults.at('transition').value, own.value),
      own.path,
      own.name,
    );
    const isFitted = cursor.at('duration').exists;
    return {
      cursor,
      layers,
      frames: Math.max(1, framesOf(scene, secondsOf(scene, cursor, layers, defaults))),
      isFitted,
      transition,
    };
  });
};

/** One editly clip as one clip of ours: its only layer, or a timeline of its own. */
const pictureOf = (scene: EditlyScene, { cursor, layers, frames, isFitted }: EditlyClip): PictureClip => {
  const placed: Placed<PictureClip>[][] = layers.map((layer) => layerClips(scene, layer, frames, isFitted));
  const all = placed.flat();
  const [only] = all;
  if (only === undefined)
    return {
      kind: 'solid',
      id: scene.ground.freshId('clip'),
      name: 'Nothing',
      sourceRange: { startFrame: 0, durationFrames: frames },
      colour: '#000000',
    };
  if (all.length === 1 && only.start === 0 && only.clip.sourceRange.durationFrames === frames) return only.clip;
  const id = scene.ground.freshId('clip');
  const tracks = all.flatMap((entry, index): VideoTrack[] =>
    videoTracksOf([entry], `${id}-${index + 1}`, entry.clip.name),
  );
  cursor.ignore('layers', 'duration', 'transition');
  return {
    kind: 'composition',
    id,
    name: only.clip.name,
    sourceRange: { startFrame: 0, durationFrames: frames },
    layers: [],
    tracks,
  };
};

const transitionOf = (scene: EditlyScene, cursor: Cursor, overlap: number): Transition | undefined => {
  const name = cursor.at('name').string() ?? 'random';
  const times = { inFrames: Math.floor(overlap / 2), outFrames: overlap - Math.floor(overlap / 2) };
  if (overlap === 0 || name === 'dummy') return undefined;
  const { exact, ...nearest } = nearestTransition(name);
  if (!exact) scene.ground.log.approximated(cursor.path, `transition “${name}”`, `“${nearest.type}” in its place`);
  const easing = cursor.at('easing').string();
  const curve = easing === undefined ? (name.startsWith('directional-') ? 'easeOutExpo' : undefined) : easing;
  const read = curve === undefined ? undefined : easingOfName(curve);
  if (cursor.at('params').exists)
    scene.ground.log.kept(`${cursor.path}.params`, 'parameters of a transition', 'they change nothing here');
  const params = cursor.at('params').value;
  return {
    kind: 'transition',
    ...nearest,
    ...times,
    ...(read === undefined ? {} : { easing: read }),
    ...(params === undefined || params === null
      ? {}
      : { metadata: { editly: { name, params: metadataFromJson(params) } } }),
  };
};

/** Seconds that a transition may take of two clips: at most half of each. */
const overlapOf = (scene: EditlyScene, clip: EditlyClip, next: EditlyClip | undefined): number => {
  if (next === undefined || !clip.transition.isObject) return 0;
  const wanted = framesOf(scene, Math.max(0, clip.transition.at('duration').number() ?? 0));
  return Math.min(Math.floor(clip.frames / 2), Math.floor(next.frames / 2), wanted);
};

type Sequence = { readonly items: VideoItem[]; readonly starts: readonly number[] };

/** Overlaps become cuts in their middle with handles on both sides. */
const sequenceOf = (scene: EditlyScene, clips: readonly EditlyClip[]): Sequence => {
  const items: VideoItem[] = [];
  const starts: number[] = [];
  let start = 0;
  let head = 0;
  clips.forEach((clip, index) => {
    starts.push(start);
    const overlap = overlapOf(scene, clip, clips[index + 1]);
    const inFrames = Math.floor(overlap / 2);
    const picture = pictureOf(scene, clip);
    const shortened = withoutHead(picture, head) ?? picture;
    items.push((withoutTail(shortened, overlap - inFrames) ?? shortened) as PictureClip);
    const transition = transitionOf(scene, clip.transition, overlap);
    if (transition !== undefined) items.push(transition);
    start += clip.frames - overlap;
    head = inFrames;
  });
  return { items, starts };
};

const knownFields = [
  ...[
    'outPath',
    'width',
    'height',
    'fps',
    'clips',
    'defaults',
    'audioTracks',
    'audioFilePath',
    'backgroundAudioVolume',
    'loopAudio',
  ],
  ...[
    'keepSourceAudio',
    'clipsAudioVolume',
    'outputVolume',
    'audioNorm',
    'verbose',
    'logTimes',
    'enableFfmpegLog',
    'keepTmp',
    'fast',
  ],
  ...['ffmpegPath', 'ffprobePath', 'allowRemoteRequests'],
];

const detachedOf = (clips: readonly EditlyClip[], starts: readonly number[]): DetachedSound[] =>
  clips.flatMap((clip, index) =>
    clip.layers
      .filter((layer) => /^(?:audio|detached-audio)$/u.test(layer.at('type').string() ?? ''))
      .map((layer) => ({
        layer,
        clipStart: starts[index] ?? 0,
        clipFrames: clip.frames,
        isClipSound: layer.at('type').value === 'audio',
      })),
  );

/** Reads an editly edit spec. */
export const importEditly: Importer = (text, name, options) => {
  const ground = importGround(name, options);
  const document = readJson5(text, name);
  const root = new Cursor(document, '', name);
  if (!root.isObject) root.fail('should be an object with clips');
  const defaults = new Cursor(merged(standardDefaults, root.at('defaults').value), 'defaults', name);
  const fonts = new Map<string, FontFile>();
  const scene: EditlyScene = {
    ...{ ground, ...measure(ground, root), fonts },
    keepsSound: root.at('keepSourceAudio').boolean() ?? false,
    clipsGainDb: decibelsOf(root.at('clipsAudioVolume')),
    masterGainDb: decibelsOf(root.at('outputVolume')),
  };
  const clips = readClips(scene, root, defaults);
  const { items, starts } = sequenceOf(scene, clips);
  const track: VideoTrack = { kind: 'video', id: 'clips', name: 'Clips', items };
  const frames = items.reduce(
    (sum, item) => sum + (item.kind === 'transition' ? 0 : item.sourceRange.durationFrames),
    0,
  );
  const sounds: AudioTrack[] = musicTracks(scene, root, detachedOf(clips, starts), frames);
  const norm = root.at('audioNorm');
  const isLevelled = norm.isObject && (norm.at('enable').boolean() ?? false);
  if (isLevelled)
    ground.log.approximated(
      'audioNorm',
      'levelling of the sound while it plays',
      'the whole is levelled to -14 LUFS instead',
    );
  if (root.at('customOutputArgs').exists)
    ground.log.dropped('customOutputArgs', 'arguments for FFmpeg', 'say the output settings instead');
  root.ignore(...knownFields);
  for (const key of root.unread()) ground.log.kept(key, `field “${key}”`);
  const rest = root.rest();
  const outPath = root.at('outPath').string() ?? '';
  return finishImport(ground, 'editly', scene.rate, scene, [track, ...sounds], {
    name: name.replace(/\.[a-z0-9]+$/iu, ''),
    ...(fonts.size > 0 ? { fonts: [...fonts.values()] } : {}),
    ...(isLevelled ? { loudness: { integratedLufs: -14, truePeakDbtp: -1 } } : {}),
    ...(/\.gif$/iu.test(outPath) ? { output: { format: 'gif' as const } } : {}),
    durationFrames: frames,
    ...(rest === undefined ? {} : { metadata: { editly: rest } as Metadata }),
  });
};
