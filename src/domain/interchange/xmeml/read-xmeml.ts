/**
 * Final Cut Pro 7's XML (xmeml), as Premiere and Resolve write it too, to a timeline. Clips say where they lie in frames; a start or end
 * of -1 means that a transition reaches over it.
 */
import type { Rate } from '../../time.ts';
import type { AudioItem, AudioTrack, Marker, Metadata, VideoItem, VideoTrack } from '../../timeline/timeline.types.ts';
import type { Importer } from '../interchange.types.ts';
import { importFailed, importLimits } from '../shared/import-failure.ts';
import { finishImport, frameSize, importGround } from '../shared/import-ground.ts';
import { gapOf } from '../shared/lay-out.ts';
import { childOf, childrenOf, readXml, textAt, type XmlElement } from '../xml/read-xml.ts';
import { clipItem, generatorItem, soundItem } from './xmeml-clips.ts';
import { filesOf, rateOf, type XmemlScene } from './xmeml-scene.ts';

type Item = VideoItem | AudioItem;
type Transition = { readonly element: XmlElement; readonly start: number; readonly end: number; readonly cut: number };
type Placed = { readonly element: XmlElement; readonly start: number; readonly end: number; readonly head: number };

const wholeAt = (scene: XmemlScene, element: XmlElement, name: string): number | undefined => {
  const text = textAt(element, name);
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || Math.abs(value) > importLimits.frames)
    throw importFailed(scene.ground.name, `${element.path}/${name}`, `“${text.slice(0, 30)}” is no number of frames`);
  return Math.round(value);
};

const transitionsOf = (scene: XmemlScene, track: XmlElement): Transition[] =>
  childrenOf(track, 'transitionitem').map((element) => {
    const start = wholeAt(scene, element, 'start') ?? 0;
    const end = Math.max(start, wholeAt(scene, element, 'end') ?? start);
    const alignment = textAt(element, 'alignment') ?? 'center';
    const cut = /^start/u.test(alignment) ? start : /^end/u.test(alignment) ? end : Math.round((start + end) / 2);
    return { element, start, end, cut };
  });

/** Clips in the order of the file; where a transition hides an end, the cut is the transition's. */
const placedOf = (scene: XmemlScene, track: XmlElement, transitions: readonly Transition[]): Placed[] => {
  const placed: Placed[] = [];
  let before: Transition | undefined;
  const children = childrenOf(track);
  children.forEach((element, index) => {
    if (element.name === 'transitionitem') before = transitions.find((transition) => transition.element === element);
    if (element.name !== 'clipitem' && element.name !== 'generatoritem') return;
    const next =
      children[index + 1]?.name === 'transitionitem'
        ? transitions.find((transition) => transition.element === children[index + 1])
        : undefined;
    const [start, end] = [wholeAt(scene, element, 'start'), wholeAt(scene, element, 'end')];
    const from = start === undefined || start < 0 ? (before?.cut ?? placed.at(-1)?.end ?? 0) : start;
    const length = Math.max(0, (wholeAt(scene, element, 'out') ?? 0) - (wholeAt(scene, element, 'in') ?? 0));
    const to = end === undefined || end < 0 ? (next?.cut ?? from + length) : end;
    // The in point is where the transition begins: what lies before the cut is a handle.
    const head = start !== undefined && start < 0 && before !== undefined ? from - before.start : 0;
    if (to > from) placed.push({ element, start: from, end: to, head });
    else scene.ground.log.dropped(element.path, 'a clip that lasts no time');
    before = undefined;
  });
  return placed.toSorted((a, b) => a.start - b.start);
};

const isAudioTransition = (items: 'audio' | 'video'): boolean => items === 'audio';

const transitionItem = (scene: XmemlScene, { element, start, end, cut }: Transition, kind: 'audio' | 'video'): Item => {
  const name = textAt(childOf(element, 'effect'), 'name') ?? 'Cross Dissolve';
  const times = { inFrames: cut - start, outFrames: end - cut };
  if (isAudioTransition(kind)) return { kind: 'transition', type: 'crossfade', ...times };
  const types = [
    [/dip to|fade (?:in|out)|fade to/iu, 'dip'],
    [/wipe|band|inset/iu, 'wipe'],
    [/iris|circle|star/iu, 'iris'],
    [/clock/iu, 'clock'],
    [/push/iu, 'push'],
    [/slide/iu, 'slide'],
    [/zoom/iu, 'zoom'],
  ] as const;
  const type = types.find(([pattern]) => pattern.test(name))?.[1] ?? 'dissolve';
  if (!/^cross dissolve$/iu.test(name))
    scene.ground.log.approximated(element.path, `transition “${name}”`, `a ${type} in its place`);
  return { kind: 'transition', type, ...times };
};

const itemsOf = (scene: XmemlScene, track: XmlElement, kind: 'audio' | 'video'): Item[] => {
  const transitions = transitionsOf(scene, track);
  const items: Item[] = [];
  let frame = 0;
  const waiting = [...transitions].toSorted((a, b) => a.cut - b.cut);
  const settle = (until: number): void => {
    while (waiting[0] !== undefined && waiting[0].cut <= until)
      items.push(transitionItem(scene, waiting.shift() as Transition, kind));
  };
  for (const { element, start, end, head } of placedOf(scene, track, transitions)) {
    const from = Math.max(frame, start);
    if (from > start)
      scene.ground.log.approximated(element.path, 'a clip under the one before it', 'it begins where that one ends');
    if (end <= from) continue;
    if (from > frame) {
      settle(frame);
      items.push(gapOf(from - frame));
    }
    settle(from);
    const at = { start: from, length: end - from, head: head + from - start };
    const made =
      kind === 'audio'
        ? soundItem(scene, element, at)
        : element.name === 'generatoritem'
          ? generatorItem(scene, element, at)
          : clipItem(scene, element, at, readSequence);
    items.push(made ?? gapOf(end - from));
    frame = end;
  }
  settle(Number.POSITIVE_INFINITY);
  return items;
};

const isOff = (track: XmlElement): boolean => textAt(track, 'enabled')?.toUpperCase() === 'FALSE';

const tracksOf = (scene: XmemlScene, sequence: XmlElement): (VideoTrack | AudioTrack)[] => {
  const media = childOf(sequence, 'media');
  const [video, audio] = [childOf(media, 'video'), childOf(media, 'audio')];
  const pictures = (video === undefined ? [] : childrenOf(video, 'track')).map(
    (track, index): VideoTrack => ({
      kind: 'video',
      id: `V${index + 1}`,
      name: `V${index + 1}`,
      ...(isOff(track) ? { hidden: true } : {}),
      items: itemsOf(scene, track, 'video') as VideoItem[],
    }),
  );
  const sounds = (audio === undefined ? [] : childrenOf(audio, 'track')).map(
    (track, index): AudioTrack => ({
      kind: 'audio',
      id: `A${index + 1}`,
      name: `A${index + 1}`,
      ...(isOff(track) ? { muted: true } : {}),
      items: itemsOf(scene, track, 'audio') as AudioItem[],
    }),
  );
  return [...pictures, ...sounds].filter(({ items }) => items.length > 0);
};

/** The tracks of a sequence, which may stand inside another. */
function readSequence(scene: XmemlScene, sequence: XmlElement): (VideoTrack | AudioTrack)[] {
  if (scene.depth > 6) throw importFailed(scene.ground.name, sequence.path, 'sequences are nested deeper than 6');
  return tracksOf({ ...scene, depth: scene.depth + 1, heard: new Set() }, sequence);
}

const markersOf = (scene: XmemlScene, sequence: XmlElement): Marker[] =>
  childrenOf(sequence, 'marker').map((marker) => {
    const [from, to] = [wholeAt(scene, marker, 'in') ?? 0, wholeAt(scene, marker, 'out') ?? -1];
    const comment = textAt(marker, 'comment');
    return {
      frame: Math.max(0, from),
      name: textAt(marker, 'name') ?? '',
      colour: '#00ff00',
      ...(to > from ? { durationFrames: to - from } : {}),
      ...(comment ? { comment } : {}),
    };
  });

/** The first sequence, in whatever project and bin it stands. */
const findSequences = (element: XmlElement): XmlElement[] =>
  childrenOf(element).flatMap((child) =>
    child.name === 'sequence'
      ? [child]
      : ['project', 'bin', 'children'].includes(child.name)
        ? findSequences(child)
        : [],
  );

const standard: Rate = { num: 25, den: 1 };

/** Reads an xmeml document. */
export const importXmeml: Importer = (text, name, options) => {
  const ground = importGround(name, options);
  const root = readXml(text, name, 'xmeml');
  const [sequence, ...others] = findSequences(root);
  if (sequence === undefined)
    throw importFailed(name, 'xmeml', 'there is no sequence; a project or a bin with one was expected');
  for (const other of others) ground.log.dropped(other.path, 'another sequence', 'convert it on its own');
  const own = rateOf(sequence);
  if (own === undefined && options.rate === undefined)
    ground.log.approximated(sequence.path, 'a sequence without a frame rate', '25 frames a second stand in');
  const rate = options.rate ?? own ?? standard;
  const characteristics = childOf(
    childOf(childOf(childOf(sequence, 'media'), 'video'), 'format'),
    'samplecharacteristics',
  );
  const side = (key: string): number | undefined => {
    const value = Number(textAt(characteristics, key));
    return value >= 16 && value <= 7680 ? value : undefined;
  };
  const size = frameSize(options, { width: side('width'), height: side('height') }, ground.log);
  const hasSound = (childOf(childOf(sequence, 'media'), 'audio')?.children.length ?? 0) > 0;
  const scene: XmemlScene = {
    ground,
    rate,
    own: own ?? rate,
    ...size,
    files: filesOf(root),
    hasSound,
    heard: new Set(),
    depth: 0,
  };
  const tracks = tracksOf(scene, sequence);
  const timecode = textAt(childOf(sequence, 'timecode'), 'string');
  const metadata: Metadata = { ...(timecode === undefined ? {} : { xmeml: { timecode } }) };
  return finishImport(ground, 'xmeml', rate, size, tracks, {
    name: textAt(sequence, 'name') || name.replace(/\.[a-z0-9]+$/iu, ''),
    markers: markersOf(scene, sequence),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  });
};
