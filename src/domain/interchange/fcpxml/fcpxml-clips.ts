/** Clips of FCPXML by kind: what they show, from where in their material, how fast, how loud. */

import { laterBy } from '../../timeline/clip-time.ts';
import { without } from '../../timeline/schema/objects.ts';
import type { AudioClip, Metadata, PictureClip, VideoClip } from '../../timeline/timeline.types.ts';
import { plainAudio, soundOf } from '../shared/gain.ts';
import { looksLikeStill } from '../shared/media-from-location.ts';
import { add, compare, divide, numberOf, type Rational, subtract, zero } from '../shared/rational.ts';
import { mediaStartNote } from '../shared/timecode-notes.ts';
import { childOf, childrenOf, type XmlElement } from '../xml/read-xml.ts';
import { readAdjustments, volumeOf } from './fcpxml-adjustments.ts';
import type { FcpAsset } from './fcpxml-resources.ts';
import { type FcpItem, type FcpScene, foreignNotes, framesOfItem, ownNotes } from './fcpxml-scene.ts';
import { titleClip } from './fcpxml-text.ts';
import { frameOf, secondsOf, timeOf } from './fcpxml-time.ts';

/** What a clip plays: the file, where its own zero lies, and the part that is used. */
type Material = { readonly asset: FcpAsset; readonly from: Rational; readonly uses: 'all' | 'video' | 'audio' };

/** The reference of an asset-clip, a video or audio element, or of what lies inside a clip. */
const materialOf = (scene: FcpScene, { element, start }: FcpItem): Material | undefined => {
  const file = scene.ground.name;
  const inner =
    element.name === 'clip'
      ? childrenOf(element).find(
          (child) => (child.name === 'video' || child.name === 'audio') && !child.attributes.has('lane'),
        )
      : undefined;
  const holder = inner ?? element;
  const asset = scene.resources.assets.get(holder.attributes.get('ref') ?? '');
  if (asset === undefined) return undefined;
  const enable = element.attributes.get('srcEnable');
  const byKind =
    holder.name === 'audio'
      ? 'audio'
      : holder.name === 'video' && element.name !== 'clip' && childOf(holder, 'audio') === undefined
        ? 'video'
        : 'all';
  const uses = enable === 'audio' || enable === 'video' ? enable : byKind;
  if (inner === undefined) return { asset, from: subtract(start, asset.start), uses };
  const innerStart = timeOf(inner, 'start', file) ?? asset.start;
  const innerOffset = timeOf(inner, 'offset', file) ?? zero;
  return { asset, from: add(subtract(innerStart, asset.start), subtract(start, innerOffset)), uses };
};

type Timing = { readonly from: Rational; readonly speed: number };

/** A time map of two points is a steady speed; others are taken at their mean. */
const retimed = (scene: FcpScene, item: FcpItem, { from, asset }: Material): Timing => {
  const map = childOf(item.element, 'timeMap');
  const said =
    map === undefined
      ? []
      : childrenOf(map, 'timept').flatMap((point) => {
          const [time, value] = [
            secondsOf(point.attributes.get('time') ?? ''),
            secondsOf(point.attributes.get('value') ?? ''),
          ];
          return time === undefined || value === undefined ? [] : [{ time, value }];
        });
  // Values count in the material's own time, which begins where the asset does.
  const isOwnTime = said.every(({ value }) => compare(value, asset.start) >= 0);
  const points = isOwnTime ? said.map(({ time, value }) => ({ time, value: subtract(value, asset.start) })) : said;
  const [first, last] = [points[0], points.at(-1)];
  if (map === undefined || first === undefined || last === undefined || first === last) return { from, speed: 1 };
  const span = subtract(last.time, first.time);
  if (span.num <= 0n) return { from, speed: 1 };
  if (points.length > 2) scene.ground.log.approximated(map.path, 'a speed that changes', 'its mean all the time');
  const exact = divide(subtract(last.value, first.value), span);
  const speed = Math.max(-100, Math.min(100, Math.round(numberOf(exact) * 1e6) / 1e6));
  const valueAt = (time: Rational): Rational => {
    const passed = subtract(time, first.time);
    return add(first.value, { num: passed.num * exact.num, den: passed.den * exact.den });
  };
  const begin = speed < 0 ? valueAt(add(item.start, item.duration)) : valueAt(item.start);
  return { from: begin, speed };
};

const startFrameOf = (scene: FcpScene, item: FcpItem, from: Rational): number => {
  const frame = frameOf(from, scene.rate);
  if (frame >= 0) return frame;
  scene.ground.log.approximated(
    item.element.path,
    'a clip that begins before its material',
    'it begins with the material',
  );
  return 0;
};

const nameOf = (element: XmlElement): string => element.attributes.get('name') ?? '';

const isOff = (element: XmlElement): boolean => element.attributes.get('enabled') === '0';

/** Where the asset's own time begins, in frames: other programs find the material by it. */
const assetNotes = (scene: FcpScene, { asset }: Material): Metadata => mediaStartNote(frameOf(asset.start, scene.rate));

/** With what we wrote earlier laid under what the document says now. */
const withOwn = <Clip extends PictureClip | AudioClip>(
  scene: FcpScene,
  element: XmlElement,
  clip: Clip,
  extra: Metadata = {},
): Clip => {
  const own = ownNotes(scene.ground, element);
  const { fcpxml, ...others } = foreignNotes(scene, element);
  const foreign = (fcpxml ?? {}) as Metadata;
  const metadata = {
    ...(own?.metadata as Metadata | undefined),
    ...others,
    ...extra,
    ...(Object.keys(foreign).length > 0 ? { fcpxml: foreign } : {}),
  };
  const notes = Object.keys(metadata).length > 0 ? { metadata } : {};
  if (own === undefined || own.kind !== clip.kind) return { ...clip, ...notes };
  const { startFrame } = own;
  const rest = without(own, ['metadata', 'startFrame']);
  // What has no material of its own only counts its keyframes from there.
  const isFilmed = clip.kind === 'video' || clip.kind === 'audio';
  const sourceRange =
    isFilmed || typeof startFrame !== 'number' ? clip.sourceRange : { ...clip.sourceRange, startFrame };
  const media = 'media' in clip && clip.media.kind !== 'missing' ? { media: clip.media } : {};
  return { ...rest, name: clip.name, sourceRange, ...media, ...notes } as unknown as Clip;
};

/** Generators with one colour are ours; others are black. */
const generatorClip = (scene: FcpScene, item: FcpItem): PictureClip => {
  const { element, start } = item;
  const effect = scene.resources.effects.get(element.attributes.get('ref') ?? '');
  const name = effect?.attributes.get('name') ?? nameOf(element);
  const parts = childrenOf(element, 'param')
    .find((param) => /^colou?r$/iu.test(param.attributes.get('name') ?? ''))
    ?.attributes.get('value')
    ?.split(/\s+/u)
    .map(Number);
  const [red, green, blue] = parts?.every(Number.isFinite) ? parts : [0, 0, 0];
  const colour = `#${[red, green, blue]
    .map((part) =>
      Math.round(Math.min(1, Math.max(0, part ?? 0)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
  if (parts === undefined && !/black/iu.test(name))
    scene.ground.log.approximated(element.path, `generator “${name}”`, 'black in its place');
  const look = without(readAdjustments({ ...scene, log: scene.ground.log }, element, start), ['filters']);
  return {
    kind: 'solid',
    id: scene.ground.freshId('clip'),
    name: nameOf(element) || name,
    sourceRange: { startFrame: 0, durationFrames: framesOfItem(scene, item).frames },
    colour,
    ...look,
  };
};

/** A sound of its own. */
export const soundClip = (scene: FcpScene, item: FcpItem): AudioClip | undefined => {
  const material = materialOf(scene, item);
  if (material === undefined || isOff(item.element)) {
    scene.ground.log.dropped(
      item.element.path,
      isOff(item.element) ? 'a disabled sound' : 'a sound whose file is not listed',
    );
    return undefined;
  }
  const { from, speed } = retimed(scene, item, material);
  if (speed <= 0) scene.ground.log.approximated(item.element.path, 'a sound backwards or frozen', 'it plays forwards');
  const startFrame = startFrameOf(scene, item, from);
  const clip: AudioClip = {
    ...plainAudio,
    id: scene.ground.freshId('sound'),
    name: nameOf(item.element),
    sourceRange: { startFrame, durationFrames: framesOfItem(scene, item).frames },
    media: material.asset.media,
    gainDb: volumeOf({ ...scene, log: scene.ground.log }, item.element, item.start),
    ...(speed === 1 || speed === 0 ? {} : { speed: Math.abs(speed) }),
  };
  return withOwn(scene, item.element, laterBy(clip, startFrame) as AudioClip, assetNotes(scene, material));
};

/** Whether an element is heard and not seen. */
export const isSound = (scene: FcpScene, item: FcpItem): boolean => {
  if (item.element.name === 'audio') return true;
  const material =
    item.element.name === 'asset-clip' || item.element.name === 'clip' ? materialOf(scene, item) : undefined;
  return material !== undefined && (material.uses === 'audio' || !material.asset.hasVideo);
};

/** A clip with a picture; undefined for kinds that are read elsewhere. */
export const pictureClip = (scene: FcpScene, item: FcpItem): PictureClip | undefined => {
  const { element, start } = item;
  const hide = <Clip extends PictureClip>(clip: Clip): Clip => {
    if (!isOff(element)) return clip;
    scene.ground.log.approximated(element.path, 'a disabled clip', 'kept, but fully transparent and silent');
    return { ...clip, opacity: 0, ...(clip.kind === 'video' ? { sound: 'muted' } : {}) };
  };
  if (element.name === 'title') return hide(withOwn(scene, element, titleClip(scene, item)));
  const material = materialOf(scene, item);
  const durationFrames = framesOfItem(scene, item).frames;
  if (material === undefined) {
    const own = ownNotes(scene.ground, element);
    if (own !== undefined && typeof own.kind === 'string' && element.name === 'video') {
      const base = {
        id: scene.ground.freshId('clip'),
        kind: own.kind,
        name: nameOf(element),
        sourceRange: { startFrame: frameOf(start, scene.rate), durationFrames },
      };
      return hide(withOwn(scene, element, base as unknown as PictureClip));
    }
    if (scene.resources.effects.has(element.attributes.get('ref') ?? ''))
      return hide(withOwn(scene, element, generatorClip(scene, item)));
    scene.ground.log.approximated(element.path, 'a clip whose file is not listed', 'missing media');
    const media = { kind: 'missing' as const, name: nameOf(element) || 'unnamed' };
    return hide(
      withOwn(scene, element, {
        kind: 'video',
        id: scene.ground.freshId('clip'),
        name: nameOf(element),
        sourceRange: { startFrame: 0, durationFrames },
        media,
      }),
    );
  }
  const { media, hasAudio } = material.asset;
  const look = readAdjustments({ ...scene, log: scene.ground.log }, element, start);
  const base = { id: scene.ground.freshId('clip'), name: nameOf(element) };
  if (looksLikeStill(media))
    return hide(
      withOwn(
        scene,
        element,
        { ...base, kind: 'image', sourceRange: { startFrame: 0, durationFrames }, media, ...look },
        assetNotes(scene, material),
      ),
    );
  const { from, speed } = retimed(scene, item, material);
  const startFrame = startFrameOf(scene, item, from);
  const isSilent = material.uses === 'video' || !hasAudio;
  const clip: VideoClip = {
    ...base,
    kind: 'video',
    sourceRange: { startFrame, durationFrames },
    media,
    ...look,
    ...(speed === 1 ? {} : { speed }),
    ...(isSilent
      ? { sound: 'muted' as const }
      : soundOf(volumeOf({ ...scene, log: scene.ground.log }, element, start))),
  };
  return hide(withOwn(scene, element, laterBy(clip, startFrame) as VideoClip, assetNotes(scene, material)));
};
