/** One OpenTimelineIO clip to one clip of ours: its material, its speed, what we wrote into it earlier, and what others did. */
import type { FrameRange, Rate } from '../../time.ts';
import type {
  AudioClip,
  ImageClip,
  Metadata,
  PictureClip,
  Speed,
  VideoClip,
  VideoTrack,
} from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { metadataFromJson } from '../json/json-metadata.ts';
import type { JsonObject } from '../json/read-json.ts';
import type { ImportGround } from '../shared/import-ground.ts';
import { gapOf } from '../shared/lay-out.ts';
import { looksLikeSound, looksLikeStill, nameOfMedia } from '../shared/media-from-location.ts';
import { divide, framesOfSeconds, numberOf, rational, rationalFromNumber, rationalOfRate } from '../shared/rational.ts';
import { mediaStartNote } from '../shared/timecode-notes.ts';
import { activeReference, fileOfSequence, type ImageSequence, type OtioMedia, readReference } from './otio-media.ts';
import { foreignMetadata, ownMetadata, schemaOf } from './otio-schema.ts';
import { framesOfRange, type SecondsRange, secondsOfRange, startWithin } from './otio-time.ts';

export type OtioScene = {
  readonly ground: ImportGround;
  readonly rate: Rate;
  /** Sound lies on tracks of its own, so that picture clips are silent. */
  readonly hasSoundTracks: boolean;
};

/** Pictures of one sequence that are laid out one by one; longer ones are missing media with a note. */
const mostSequencePictures = 5000;

/** The stretch of material a clip shows, in frames; asks the file when the document does not say. */
const rangeOfClip = (scene: OtioScene, clip: Cursor, media: OtioMedia): FrameRange => {
  const { ground, rate } = scene;
  const source = secondsOfRange(clip.at('source_range'));
  const range: SecondsRange | undefined = source ?? media.available;
  if (range === undefined) {
    const facts = media.kind === 'file' ? ground.factsOf(media.media) : undefined;
    const ms = facts === undefined || facts.durationMs === 0 ? 5000 : facts.durationMs;
    if (facts === undefined || facts.durationMs === 0)
      ground.log.approximated(
        clip.path,
        'a clip without a range',
        'its material’s length is not known; 5 seconds stand in',
      );
    return { startFrame: 0, durationFrames: Math.max(1, Math.round((ms * rate.num) / (rate.den * 1000))) };
  }
  const start = source === undefined ? range.start : startWithin(source, media.available);
  const within = source === undefined ? { ...range, start: startWithin(range, range) } : { ...range, start };
  const frames = framesOfRange(within, rate);
  if (!frames.exact) ground.log.approximated(clip.path, 'a range between two frames', 'rounded to the nearest frame');
  if (frames.durationFrames < 0) clip.at('source_range').fail('lasts less than nothing; durations are 0 or more');
  if (frames.startFrame < 0)
    ground.log.approximated(
      clip.path,
      'a range that begins before its material',
      'it begins with the material instead',
    );
  return { startFrame: Math.max(0, frames.startFrame), durationFrames: frames.durationFrames };
};

type Effects = { readonly speed: number | undefined; readonly others: readonly JsonObject[] };

/**
 * What people know an effect as. DaVinci Resolve lists every effect a clip could have; those switched off or left alone do nothing
 * there either and go unmentioned.
 */
const effectName = (effect: Cursor, schema: string): string | undefined => {
  const metadata = effect.at('metadata');
  const resolve = metadata.isObject ? metadata.at('Resolve_OTIO') : undefined;
  if (resolve?.isObject) {
    const parameters = resolve.at('Parameters');
    const isIdle = parameters.isList && parameters.items().length === 0;
    return isIdle || resolve.at('Enabled').value === false ? undefined : resolve.at('Effect Name').string();
  }
  return effect.at('effect_name').string() || effect.at('name').string() || schema || 'unknown';
};

/** Time warps as one speed; other effects wait in metadata. */
const readEffects = (scene: OtioScene, item: Cursor): Effects => {
  let speed: number | undefined;
  const others: JsonObject[] = [];
  for (const effect of item.at('effects').items()) {
    const schema = schemaOf(effect);
    if (schema === 'LinearTimeWarp' || schema === 'FreezeFrame') {
      const scalar = schema === 'FreezeFrame' ? 0 : (effect.at('time_scalar').number() ?? 1);
      speed = (speed ?? 1) * scalar;
      continue;
    }
    if (!effect.isObject) effect.fail('should be an effect');
    const what = effectName(effect, schema);
    if (what !== undefined) scene.ground.log.kept(effect.path, `effect “${what}”`, 'it is not applied');
    others.push(effect.value as JsonObject);
  }
  return { speed, others };
};

/** What stays of the foreign clip for its way back; reported when it changes nothing here but somebody put it there. */
const metadataOf = (scene: OtioScene, clip: Cursor, effects: Effects): Metadata => {
  const references = clip.at('media_references');
  const old = clip.at('media_reference');
  const key = clip.at('active_media_reference_key').string();
  clip.ignore('OTIO_SCHEMA', 'name', 'enabled', 'color', 'metadata', 'source_range', 'markers', 'effects');
  for (const field of clip.unread()) scene.ground.log.kept(`${clip.path}.${field}`, `field “${field}”`);
  const kept = references.isObject
    ? {
        mediaReferences: references.value as JsonObject,
        ...(key === undefined || key === 'DEFAULT_MEDIA' ? {} : { activeKey: key }),
      }
    : old.isObject
      ? { mediaReferences: { DEFAULT_MEDIA: old.value as JsonObject } as JsonObject }
      : {};
  const colour = clip.at('color');
  return foreignMetadata(clip, {
    ...kept,
    ...(effects.others.length > 0 ? { effects: effects.others } : {}),
    ...(colour.isObject ? { color: colour.value as JsonObject } : {}),
  });
};

/** Where a file's own time begins. */
const startOfMedia = ({ rate }: OtioScene, media: OtioMedia): Metadata =>
  media.kind === 'file' && media.available !== undefined
    ? mediaStartNote(framesOfSeconds(media.available.start, rate).frames)
    : {};

const sequenceClip = (
  scene: OtioScene,
  clip: Cursor,
  base: ClipBase,
  sequence: ImageSequence,
  speed: Speed,
): PictureClip => {
  const { ground, rate } = scene;
  const { startFrame, durationFrames } = base.sourceRange;
  const scalar = typeof speed === 'number' ? speed : 1;
  const perPicture = divide(rational(BigInt(sequence.step)), rationalFromNumber(sequence.rate));
  const framesEach = numberOf(perPicture) * numberOf(rationalOfRate(rate));
  const pictures = new Map<number, number>();
  const order: number[] = [];
  for (let frame = 0; frame < durationFrames && order.length <= mostSequencePictures; frame++) {
    const picture = Math.max(0, Math.floor((startFrame + frame * scalar) / framesEach + 1e-9));
    if (order.at(-1) !== picture || frame === 0) order.push(picture);
    pictures.set(order.length - 1, (pictures.get(order.length - 1) ?? 0) + 1);
  }
  if (order.length > mostSequencePictures) {
    ground.log.dropped(
      clip.path,
      'a long picture sequence',
      `more than ${mostSequencePictures} pictures; join them to a video`,
    );
    return { ...base, kind: 'image', media: { kind: 'missing', name: `${sequence.prefix}*${sequence.suffix}` } };
  }
  const items = order.map((picture, index): ImageClip => {
    const media = fileOfSequence(sequence, picture);
    const range = { startFrame: 0, durationFrames: pictures.get(index) ?? 1 };
    return { kind: 'image', id: `${base.id}-${index + 1}`, name: nameOfMedia(media), sourceRange: range, media };
  });
  // The pictures begin at the first that is shown; the way back needs to know which.
  const kept = { ...(base.metadata?.otio as Metadata | undefined), sequenceStart: startFrame };
  const track: VideoTrack = { kind: 'video', id: `${base.id}-pictures`, name: 'Pictures', items };
  const sourceRange = { startFrame: 0, durationFrames };
  return {
    ...base,
    kind: 'composition',
    layers: [],
    tracks: [track],
    sourceRange,
    metadata: { ...base.metadata, otio: kept },
  };
};

type ClipBase = Pick<VideoClip, 'id' | 'name' | 'sourceRange'> & { readonly metadata?: Metadata };

const generatedClip = (scene: OtioScene, clip: Cursor, base: ClipBase, media: OtioMedia): PictureClip => {
  const generator = media.kind === 'generator' ? media.generator : '';
  const colour =
    media.kind === 'generator' && media.parameters.isObject ? media.parameters.at('color').value : undefined;
  if (/black|solid|colou?r/iu.test(generator)) {
    const isColour = typeof colour === 'string' && /^#[0-9a-f]{6}$/iu.test(colour);
    return { ...base, kind: 'solid', colour: isColour ? colour : '#000000' };
  }
  scene.ground.log.approximated(clip.path, `generator “${generator || 'unnamed'}”`, 'black stands in its place');
  return { ...base, kind: 'solid', colour: '#000000' };
};

/** A clip we wrote: as it was, with the times, the material and the speed that the document has now. */
const ownClip = (
  own: Cursor,
  base: ClipBase,
  media: OtioMedia,
  speed: number | undefined,
): PictureClip | AudioClip | undefined => {
  const clip = own.at('clip');
  const kind = clip.isObject ? clip.at('kind').string() : undefined;
  if (kind === undefined || kind === 'gap' || kind === 'transition') return undefined;
  const value = metadataFromJson(clip.value as JsonObject) as Metadata;
  const id = typeof value.id === 'string' ? value.id : base.id;
  const { metadata: ownNotes } = value;
  const notes =
    ownNotes !== null && typeof ownNotes === 'object' && !Array.isArray(ownNotes) ? (ownNotes as Metadata) : {};
  const merged = { ...notes, ...base.metadata };
  const isFound = media.kind === 'file' && media.media.kind !== 'missing';
  const timed = kind === 'video' || kind === 'audio';
  const ramp = Array.isArray(value.speed) && speed === undefined;
  return {
    ...value,
    id,
    name: base.name,
    sourceRange: base.sourceRange,
    ...(isFound && 'media' in value ? { media: media.media } : {}),
    ...(timed && !ramp ? { speed: speed ?? 1 } : {}),
    ...(Object.keys(merged).length > 0 ? { metadata: merged } : {}),
  } as unknown as PictureClip | AudioClip;
};

/** Without what says nothing: speed 1, empty notes. */
const tidy = <Clip extends object>(clip: Clip): Clip => {
  const entries = Object.entries(clip).filter(
    ([key, value]) =>
      !(key === 'speed' && value === 1) && !(key === 'metadata' && Object.keys(value as object).length === 0),
  );
  return Object.fromEntries(entries) as Clip;
};

/** A clip of a picture track. */
export const readPictureClip = (scene: OtioScene, clip: Cursor): PictureClip => {
  const name = clip.at('name').string() ?? '';
  const media = readReference(activeReference(clip), name);
  const sourceRange = rangeOfClip(scene, clip, media);
  const effects = readEffects(scene, clip);
  const own = ownMetadata(clip);
  const base: ClipBase = {
    id: scene.ground.freshId('clip'),
    name,
    sourceRange,
    metadata: { ...startOfMedia(scene, media), ...metadataOf(scene, clip, effects) },
  };
  const isHidden = clip.at('enabled').boolean() === false;
  const hide = <Clip extends PictureClip>(made: Clip): Clip => {
    if (!isHidden) return tidy(made);
    scene.ground.log.approximated(clip.path, 'a disabled clip', 'kept, but fully transparent and silent');
    return tidy({ ...made, opacity: 0, ...(made.kind === 'video' ? { sound: 'muted' } : {}) });
  };
  if (media.kind === 'sequence') return hide(sequenceClip(scene, clip, base, media.sequence, effects.speed ?? 1));
  const restored = ownClip(own, base, media, effects.speed);
  if (restored !== undefined && restored.kind !== 'audio') return hide(restored);
  if (media.kind === 'generator') return hide(generatedClip(scene, clip, base, media));
  if (media.media.kind === 'missing')
    scene.ground.log.approximated(clip.path, 'missing media', 'its place stays empty until it is linked');
  if (looksLikeStill(media.media)) return hide({ ...base, kind: 'image', media: media.media });
  return hide({
    ...base,
    kind: 'video',
    media: media.media,
    speed: effects.speed ?? 1,
    ...(scene.hasSoundTracks ? { sound: 'muted' as const } : {}),
  });
};

/** A clip of a sound track, or a hole where a sound cannot be: disabled, frozen. */
export const readSoundClip = (scene: OtioScene, clip: Cursor): AudioClip | ReturnType<typeof gapOf> => {
  const name = clip.at('name').string() ?? '';
  const media = readReference(activeReference(clip), name);
  const sourceRange = rangeOfClip(scene, clip, media);
  const effects = readEffects(scene, clip);
  const base: ClipBase = {
    id: scene.ground.freshId('clip'),
    name,
    sourceRange,
    metadata: { ...startOfMedia(scene, media), ...metadataOf(scene, clip, effects) },
  };
  const speed = effects.speed ?? 1;
  const raw = { otio: { item: metadataFromJson(clip.value as JsonObject) } };
  if (clip.at('enabled').boolean() === false || speed === 0 || media.kind !== 'file') {
    const what = speed === 0 ? 'a frozen sound' : media.kind === 'file' ? 'a disabled sound' : 'a sound without a file';
    scene.ground.log.kept(clip.path, what, 'silence in its place');
    return { ...gapOf(sourceRange.durationFrames), metadata: raw } as ReturnType<typeof gapOf>;
  }
  if (speed < 0) scene.ground.log.approximated(clip.path, 'a sound played backwards', 'it plays forwards');
  const restored = ownClip(ownMetadata(clip), base, media, effects.speed === undefined ? undefined : Math.abs(speed));
  if (restored?.kind === 'audio') return tidy(restored);
  if (!looksLikeSound(media.media) && looksLikeStill(media.media))
    scene.ground.log.approximated(clip.path, 'a picture on a sound track', 'it is silent');
  return tidy({
    ...base,
    kind: 'audio',
    media: media.media,
    gainDb: 0,
    fadeInFrames: 0,
    fadeOutFrames: 0,
    speed: Math.abs(speed),
  });
};
