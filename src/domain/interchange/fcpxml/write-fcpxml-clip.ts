/** One clip of ours as an element of FCPXML, with its adjustments and its own notes. */
import { without } from '../../timeline/schema/objects.ts';
import type {
  Animated,
  AudioClip,
  Metadata,
  MetadataValue,
  PictureClip,
  Placement,
} from '../../timeline/timeline.types.ts';
import { mediaStartOf } from '../shared/timecode-notes.ts';
import { type XmlNode, xml, xmlFromMetadata } from '../xml/write-xml.ts';
import { assetId, effectId, type FcpDocument, fcpNotes, ownNode, withoutFcp } from './fcpxml-document.ts';
import { fcpTime } from './fcpxml-time.ts';

export type WrittenClip = {
  /** Where the clip's own time begins, in frames. */
  readonly localStart: number;
  /** The element; `anchored` are what hangs on it and its markers. */
  element(attributes: XmlNode['attributes'], anchored: readonly XmlNode[], markers: readonly XmlNode[]): XmlNode;
};

const titleUid = '.../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti';
const solidUid = '.../Generators.localized/Solids.localized/Custom.localized/Custom.motn';

const decimal = (value: number): string => String(Math.round(value * 10_000) / 10_000);
const still = (value: Animated | undefined, standard: number): number | undefined =>
  value === undefined ? standard : typeof value === 'number' ? value : undefined;

const fractions = (colour: string): string =>
  [1, 3, 5, 7]
    .map((at) => (at < colour.length ? Number.parseInt(colour.slice(at, at + 2), 16) / 255 : 1))
    .map(decimal)
    .join(' ');

/** What stands still of a placement; what moves is in our notes only. */
const placementNodes = (document: FcpDocument, placement: Placement | undefined, path: string): XmlNode[] => {
  if (placement === undefined) return [];
  const { width, height } = document.timeline;
  const [x, y] = [still(placement.x, 0), still(placement.y, 0)];
  const [scaleX, scaleY] = [still(placement.scaleX, 1), still(placement.scaleY, 1)];
  const rotation = still(placement.rotation, 0);
  if ([x, y, scaleX, scaleY, rotation].includes(undefined))
    document.log.kept(path, 'a placement that moves', 'other programs see it stand still');
  if (
    placement.box !== undefined ||
    placement.alignX !== undefined ||
    placement.alignY !== undefined ||
    placement.anchorX !== undefined ||
    placement.anchorY !== undefined
  )
    document.log.kept(path, 'box, alignment and anchor', 'other programs do not see them');
  const crop = placement.crop;
  const side = (value: Animated | undefined, length: number): string =>
    decimal(((still(value, 0) ?? 0) * length * 100) / height);
  const isMoved =
    (x ?? 0) !== 0 ||
    (y ?? 0) !== 0 ||
    (scaleX ?? 1) !== 1 ||
    (scaleY ?? 1) !== 1 ||
    (rotation ?? 0) !== 0 ||
    placement.flipX === true ||
    placement.flipY === true;
  const conform = { contain: undefined, cover: 'fill', none: 'none', stretch: 'fill' }[placement.fit ?? 'contain'];
  return [
    ...(crop === undefined
      ? []
      : [
          xml(
            'adjust-crop',
            { mode: 'trim' },
            xml('trim-rect', {
              left: side(crop.left, width),
              top: side(crop.top, height),
              right: side(crop.right, width),
              bottom: side(crop.bottom, height),
            }),
          ),
        ]),
    ...(conform === undefined ? [] : [xml('adjust-conform', { type: conform })]),
    ...(isMoved
      ? [
          xml('adjust-transform', {
            position: `${decimal(((x ?? 0) * 100) / height)} ${decimal(0 - ((y ?? 0) * 100) / height)}`,
            scale: `${decimal((scaleX ?? 1) * (placement.flipX === true ? -1 : 1))} ${decimal((scaleY ?? 1) * (placement.flipY === true ? -1 : 1))}`,
            rotation: decimal(0 - (rotation ?? 0)),
          }),
        ]
      : []),
  ];
};

const lookNodes = (document: FcpDocument, clip: PictureClip, path: string): XmlNode[] => {
  if (clip.kind === 'captions') return [];
  const opacity = still(clip.opacity, 1);
  if (opacity === undefined) document.log.kept(path, 'opacity that moves', 'other programs see it stand still');
  if ('filters' in clip && clip.filters !== undefined)
    document.log.kept(path, 'filters', 'other programs do not see them');
  if (clip.blend !== undefined && clip.blend !== 'normal')
    document.log.kept(path, `blend mode ${clip.blend}`, 'other programs see it normal');
  return [
    ...placementNodes(document, clip.placement, path),
    ...(opacity === undefined || opacity === 1 ? [] : [xml('adjust-blend', { amount: decimal(opacity) })]),
  ];
};

const volumeNode = (document: FcpDocument, gainDb: Animated | undefined, path: string): XmlNode[] => {
  const gain = still(gainDb, 0);
  if (gain === undefined) document.log.kept(path, 'gain that moves', 'other programs hear it as recorded');
  return gain === undefined || gain === 0 ? [] : [xml('adjust-volume', { amount: `${decimal(gain)}dB` })];
};

const speedNodes = (
  document: FcpDocument,
  clip: PictureClip | AudioClip,
  path: string,
): { readonly nodes: XmlNode[]; readonly localStart: number; readonly used: number } => {
  const { startFrame, durationFrames } = clip.sourceRange;
  const speed = 'speed' in clip && clip.speed !== undefined ? clip.speed : 1;
  const base = mediaStartOf(clip.metadata);
  if (speed === 1) return { nodes: [], localStart: base + startFrame, used: startFrame + durationFrames };
  if (typeof speed !== 'number') {
    document.log.kept(path, 'a speed that changes', 'other programs see it as recorded');
    return { nodes: [], localStart: base + startFrame, used: startFrame + durationFrames };
  }
  const { rate } = document.timeline;
  // Values are written as exact fractions of the speed's own decimals.
  const covered = durationFrames * Math.abs(speed);
  const time = (frames: number): string => {
    const micro = Math.round((base + frames) * 1_000_000);
    return `${BigInt(micro) * BigInt(rate.den)}/${BigInt(rate.num) * 1_000_000n}s`;
  };
  const [from, to] = speed < 0 ? [startFrame + covered, startFrame] : [startFrame, startFrame + covered];
  const points = [
    xml('timept', { time: '0s', value: time(from), interp: 'linear' }),
    xml('timept', { time: fcpTime(durationFrames, rate), value: time(to), interp: 'linear' }),
  ];
  return { nodes: [xml('timeMap', {}, points)], localStart: 0, used: Math.ceil(startFrame + covered) };
};

const ownOf = (clip: PictureClip | AudioClip): object => {
  const flat = without(clip as typeof clip & { tracks?: unknown }, ['name', 'sourceRange', 'metadata', 'tracks']);
  const notes = withoutFcp(clip.metadata);
  return { ...flat, startFrame: clip.sourceRange.startFrame, ...(notes === undefined ? {} : { metadata: notes }) };
};

/** Unknown elements of an import, by the place the DTD gives them. */
const keptNodes = (
  metadata: Metadata | undefined,
): { readonly head: XmlNode[]; readonly tail: XmlNode[]; readonly metadata: MetadataValue | undefined } => {
  const { elements } = fcpNotes(metadata);
  const values = Array.isArray(elements) ? (elements as readonly MetadataValue[]) : [];
  const nodes = values.flatMap((value) => xmlFromMetadata(value) ?? []);
  const isHead = ({ name }: XmlNode): boolean =>
    name === 'note' || name === 'conform-rate' || name.startsWith('adjust-');
  return {
    head: nodes.filter(isHead),
    tail: nodes.filter((node) => !isHead(node) && node.name !== 'metadata'),
    metadata: values.find((value) => xmlFromMetadata(value)?.name === 'metadata'),
  };
};

const keptAttributes = (metadata: Metadata | undefined): Readonly<Record<string, string>> => {
  const { attributes } = fcpNotes(metadata);
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) return {};
  return Object.fromEntries(
    Object.entries(attributes as Metadata).flatMap(([key, value]) =>
      typeof value === 'string' && /^[A-Za-z][\w-]{0,40}$/u.test(key) && key !== 'format' ? [[key, value]] : [],
    ),
  );
};

const titleNodes = (document: FcpDocument, clip: Extract<PictureClip, { kind: 'text' }>, id: string): XmlNode[] => {
  const { style } = clip;
  const scale = 1080 / document.timeline.height;
  const attributes = {
    font: style.fontFamily,
    fontSize: decimal(style.sizePx * scale),
    fontColor: fractions(style.colour),
    ...(style.fontWeight >= 600 ? { bold: 1 } : {}),
    ...(style.italic === true ? { italic: 1 } : {}),
    alignment: style.align === 'centre' ? 'center' : style.align,
    ...(style.outline === undefined
      ? {}
      : { strokeColor: fractions(style.outline.colour), strokeWidth: decimal(-style.outline.widthPx * scale) }),
    ...(style.letterSpacingPx === 0 ? {} : { kerning: decimal(style.letterSpacingPx * scale) }),
  };
  return [
    xml('text', {}, xml('text-style', { ref: id }, clip.text)),
    xml('text-style-def', { id }, xml('text-style', attributes)),
  ];
};

/** A clip that plays a file, a title, a solid; anything else is an invisible clip with our notes. */
export const writeClip = (
  document: FcpDocument,
  clip: Exclude<PictureClip, { kind: 'captions' }> | AudioClip,
  path: string,
  ref?: string,
): WrittenClip => {
  const { rate } = document.timeline;
  const { durationFrames, startFrame } = clip.sourceRange;
  const { nodes: timing, localStart, used } = speedNodes(document, clip, path);
  const kept = keptNodes(clip.metadata);
  const own = ownNode(ownOf(clip), kept.metadata);
  const common = { ...keptAttributes(clip.metadata), name: clip.name, duration: fcpTime(durationFrames, rate) };
  const made = (
    name: string,
    local: number,
    attributes: XmlNode['attributes'],
    inner: readonly XmlNode[],
    texts: readonly XmlNode[] = [],
  ): WrittenClip => ({
    localStart: local,
    element: (extra, anchored, markers) => {
      const start = local === 0 ? {} : { start: fcpTime(local, rate) };
      return xml(
        name,
        { ...common, ...attributes, ...start, ...extra },
        texts,
        kept.head.filter((node) => !inner.some((other) => other.name === node.name)),
        inner,
        anchored,
        markers,
        kept.tail,
        own,
      );
    },
  });
  switch (clip.kind) {
    case 'audio': {
      if (clip.fadeInFrames + clip.fadeOutFrames > 0 || clip.pan !== undefined)
        document.log.kept(path, 'fades and pan', 'other programs do not hear them');
      const id = assetId(document, clip.media, mediaStartOf(clip.metadata), used, { video: false, audio: true });
      // The same file may be seen elsewhere; here it is only heard.
      return made('asset-clip', localStart, { ref: id, srcEnable: 'audio' }, [
        ...timing,
        ...volumeNode(document, clip.gainDb, path),
      ]);
    }
    case 'video': {
      const isMuted = clip.sound === 'muted';
      const sound = clip.sound === 'muted' ? undefined : clip.sound;
      const id = assetId(document, clip.media, mediaStartOf(clip.metadata), used, { video: true, audio: !isMuted });
      return made('asset-clip', localStart, { ref: id, ...(isMuted ? { srcEnable: 'video' } : {}) }, [
        ...timing,
        ...lookNodes(document, clip, path),
        ...volumeNode(document, sound?.gainDb, path),
      ]);
    }
    case 'image': {
      const start = mediaStartOf(clip.metadata);
      const id = assetId(document, clip.media, start, durationFrames, { video: true, audio: false });
      return made('video', start, { ref: id }, lookNodes(document, clip, path));
    }
    case 'text': {
      const look = placementNodes(document, clip.placement, path);
      if (clip.enter !== undefined || clip.leave !== undefined || typeof clip.opacity !== 'number')
        document.log.kept(path, 'motion of a text', 'other programs see it stand still');
      const id = `ts-${clip.id.replace(/[^\w-]/gu, '-')}`;
      return made(
        'title',
        0,
        { ref: effectId(document, 'workprint-title', 'Basic Title', titleUid) },
        look,
        titleNodes(document, clip, id),
      );
    }
    case 'solid': {
      const colour = xml('param', { name: 'Color', key: '9999/10003/3/1', value: fractions(clip.colour.slice(0, 7)) });
      return made('video', 0, { ref: effectId(document, 'workprint-solid', 'Custom', solidUid) }, [
        colour,
        ...lookNodes(document, clip, path),
      ]);
    }
    case 'composition':
    case 'shape': {
      if (ref !== undefined) return made('ref-clip', startFrame, { ref }, lookNodes(document, clip, path));
      // A drawn shot and a shape have no form there.
      document.log.kept(path, `${clip.kind} clip`, 'other programs see nothing');
      return made('video', 0, { ref: 'workprint-empty' }, [xml('adjust-blend', { amount: 0 })]);
    }
  }
};
