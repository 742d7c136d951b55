/**
 * CMX3600 edit decision lists to a timeline. A list knows timecodes, reels and channels, but neither its frame rate nor where a reel
 * begins: both are said in the options, or taken from what the timecodes show and reported.
 */
import type { Rate } from '../../time.ts';
import type {
  AudioClip,
  AudioItem,
  AudioTrack,
  Marker,
  MediaReference,
  Metadata,
  Transition,
  VideoClip,
  VideoItem,
  VideoTrack,
} from '../../timeline/timeline.types.ts';
import type { Importer } from '../interchange.types.ts';
import { plainAudio } from '../shared/gain.ts';
import { importFailed } from '../shared/import-failure.ts';
import { finishImport, frameSize, type ImportGround, importGround } from '../shared/import-ground.ts';
import { gapOf } from '../shared/lay-out.ts';
import { looksLikeStill, mediaFromLocation } from '../shared/media-from-location.ts';
import { canDrop, framesFromTimecode, looksDropped, nominalFps } from '../shared/timecode.ts';
import { mediaStartNote, startTimecodeNote } from '../shared/timecode-notes.ts';
import { type EdlEvent, type EdlList, readEdlLines } from './edl-lines.ts';
import { hourBefore } from './full-hours.ts';
import { wipeOfPattern } from './wipe-patterns.ts';

type Timed = {
  readonly event: EdlEvent;
  readonly sourceIn: number;
  readonly sourceOut: number;
  readonly recordIn: number;
  readonly recordOut: number;
};

/** A comment of ours at the head of a list, which has no word for its rate. */
const rateNote = /^\*\s*FRAME RATE:\s*([1-9]\d{0,5})(?:\/([1-9]\d{0,4}))?$/iu;

/** The rate that the timecodes allow: drop-frame is NTSC, otherwise the lowest usual rate whose frames reach the highest number. */
const rateOf = (ground: ImportGround, list: EdlList): Rate => {
  if (ground.options.rate !== undefined) return ground.options.rate;
  const said = list.heading.map((text) => rateNote.exec(text)).find((found) => found !== null);
  if (said) return { num: Number(said[1]), den: Number(said[2] ?? 1) };
  const texts = list.events.flatMap(({ times }) => times);
  const highest = Math.max(0, ...texts.map((text) => Number(/(\d+)$/u.exec(text)?.[1] ?? 0)));
  const isDrop = list.events.some(({ drop, times }) => drop || times.some(looksDropped));
  if (isDrop) return { num: highest >= 30 ? 60_000 : 30_000, den: 1001 };
  const fps = [24, 25, 30, 50, 60, 120].find((rate) => highest < rate) ?? 120;
  ground.log.approximated(
    'frame rate',
    'a list without a frame rate',
    `its timecodes fit ${fps}; say --fps if it is another`,
  );
  return { num: fps, den: 1 };
};

/** A comment of ours: the timecode of the first frame, where that is no full hour. */
const startNote = /^\*\s*START TIMECODE:\s*(\S+)$/iu;

/** The timecode at which the timeline begins: as said, or the full hour before the first event. */
const startOf = (list: EdlList, rate: Rate, firstFrame: number): number => {
  const said = list.heading.map((text) => startNote.exec(text)?.[1]).find((found) => found !== undefined);
  const frame = said === undefined ? undefined : framesFromTimecode(said, rate, canDrop(rate) && looksDropped(said));
  return typeof frame === 'number' && frame <= firstFrame ? frame : hourBefore(firstFrame, rate);
};

const timesOf = (ground: ImportGround, rate: Rate, event: EdlEvent): Timed => {
  const frames = event.times.map((text) => {
    const value = framesFromTimecode(text, rate, canDrop(rate) && (event.drop || looksDropped(text)));
    if (typeof value === 'string') throw importFailed(ground.name, `line ${event.line}`, value);
    return value;
  });
  const [sourceIn, sourceOut, recordIn, recordOut] = frames as [number, number, number, number];
  if (recordOut < recordIn)
    throw importFailed(
      ground.name,
      `line ${event.line}`,
      'the record out is before the record in; an event ends after it begins',
    );
  return { event, sourceIn, sourceOut, recordIn, recordOut };
};

const commentOf = (event: EdlEvent, key: string): string | undefined => {
  const start = new RegExp(`^\\*?\\s*${key}\\s*:\\s*(.+)$`, 'iu');
  return event.comments.map((comment) => start.exec(comment)?.[1]?.trim()).find((found) => found !== undefined);
};

/** The second event of a dissolve is named by TO CLIP NAME, where the first one has both. */
const clipNameOf = (events: readonly EdlEvent[], index: number): string | undefined => {
  const event = events[index] as EdlEvent;
  const isTo = event.kind !== 'C';
  const own = isTo
    ? (commentOf(event, 'TO CLIP NAME') ?? commentOf(event, 'FROM CLIP NAME'))
    : commentOf(event, 'FROM CLIP NAME');
  if (own !== undefined) return own;
  // Comments of a pair follow its second event.
  const next = events[index + 1];
  return !isTo && next?.number === event.number ? commentOf(next, 'FROM CLIP NAME') : undefined;
};

const mediaOf = (event: EdlEvent, clipName: string | undefined): MediaReference => {
  const file = commentOf(event, 'SOURCE FILE') ?? clipName;
  if (file !== undefined && /\.[a-z0-9]{2,5}$/iu.test(file)) return mediaFromLocation(file);
  return { kind: 'missing', name: file ?? event.reel };
};

type Scene = {
  readonly ground: ImportGround;
  readonly rate: Rate;
  readonly recordStart: number;
  readonly sourceStarts: ReadonlyMap<string, number>;
  readonly events: readonly EdlEvent[];
  readonly hasSoundChannels: boolean;
};

const speedOf = (scene: Scene, timed: Timed): number => {
  const { motion } = timed.event;
  if (motion !== undefined) {
    // Written with two or three digits: what is that near to a simple ratio of the rate means it.
    const exact = (motion.fps * scene.rate.den) / scene.rate.num;
    const nominal = motion.fps / nominalFps(scene.rate);
    return (
      [nominal, exact].find((value) => Math.abs(value * 8 - Math.round(value * 8)) < 1e-6) ??
      Math.round(exact * 1e6) / 1e6
    );
  }
  return 1;
};

/** Channels of sound of an event, lowest first. */
const soundsOf = ({ channels }: EdlEvent): readonly string[] =>
  channels.filter((channel) => channel.startsWith('A')).toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));

/** Where an event is seen and heard: its channels of sound are those of one sound, which is heard once, on the lowest of them. */
const channelsOf = (event: EdlEvent): readonly string[] => [
  ...event.channels.filter((channel) => !channel.startsWith('A')),
  ...soundsOf(event).slice(0, 1),
];

const notesOf = (scene: Scene, timed: Timed, sourceStart: number): Metadata => {
  const known = /^\*?\s*(?:FROM CLIP NAME|TO CLIP NAME|SOURCE FILE|MEDIA START|LOC)\s*:/iu;
  const others = timed.event.comments.filter((comment) => !known.test(comment));
  const notes: Metadata = {
    reel: timed.event.reel,
    ...(others.length > 0 ? { comments: others } : {}),
  };
  for (const comment of others) scene.ground.log.kept(`line ${timed.event.line}`, `comment “${comment.slice(0, 40)}”`);
  return { ...mediaStartNote(sourceStart), edl: notes };
};

type Made = {
  readonly start: number;
  readonly length: number;
  readonly item: VideoClip | AudioClip | VideoItem | undefined;
  readonly timed: Timed;
};

/** Where the material begins, as a comment of ours says; what cannot be is left unsaid. */
const saidStart = ({ rate }: Scene, { event, sourceIn }: Timed): number | undefined => {
  const said = commentOf(event, 'MEDIA START');
  const frame = said === undefined ? undefined : framesFromTimecode(said, rate, canDrop(rate) && looksDropped(said));
  return typeof frame === 'number' && frame <= sourceIn ? frame : undefined;
};

const clipOf = (scene: Scene, timed: Timed, channel: string): Made => {
  const { event } = timed;
  const length = timed.recordOut - timed.recordIn;
  const start = timed.recordIn - scene.recordStart;
  if (/^(?:BL|BLK|BLACK)$/iu.test(event.reel)) return { start, length, item: undefined, timed };
  const clipName = clipNameOf(scene.events, scene.events.indexOf(event));
  const media = mediaOf(event, clipName);
  const sourceStart = saidStart(scene, timed) ?? scene.sourceStarts.get(event.reel) ?? 0;
  const speed = speedOf(scene, timed);
  const sourceLength = timed.sourceOut - timed.sourceIn;
  if (event.motion === undefined && sourceLength !== length && sourceLength > 0)
    scene.ground.log.approximated(
      `line ${event.line}`,
      'a source and a record of different lengths',
      'the source plays at its own speed',
    );
  const base = {
    id: scene.ground.freshId('clip'),
    name: clipName ?? event.reel,
    sourceRange: { startFrame: timed.sourceIn - sourceStart, durationFrames: length },
    metadata: notesOf(scene, timed, sourceStart),
  };
  if (channel.startsWith('A')) {
    if (speed <= 0)
      scene.ground.log.approximated(`line ${event.line}`, 'a sound backwards or frozen', 'it plays forwards');
    const channels = soundsOf(event);
    if (channels.length > 1)
      scene.ground.log.kept(`line ${event.line}`, `channels ${channels.join(' and ')}`, 'they are those of one sound');
    const item: AudioClip = {
      ...base,
      ...(channels.length > 1
        ? { metadata: { ...base.metadata, edl: { ...(base.metadata.edl as Metadata), channels } } }
        : {}),
      ...plainAudio,
      media,
      ...(Math.abs(speed) === 1 || speed === 0 ? {} : { speed: Math.abs(speed) }),
    };
    return { start, length, item, timed };
  }
  if (looksLikeStill(media)) return { start, length, item: { ...base, kind: 'image', media }, timed };
  const item: VideoClip = {
    ...base,
    kind: 'video',
    media,
    ...(speed === 1 ? {} : { speed }),
    ...(scene.hasSoundChannels ? { sound: 'muted' } : {}),
  };
  return { start, length, item, timed };
};

const transitionOf = (
  scene: Scene,
  { event }: Timed,
  isAudio: boolean,
): Transition | (AudioItem & { kind: 'transition' }) | undefined => {
  const outFrames = event.transitionFrames;
  if (outFrames === 0 || event.kind === 'C' || event.kind === 'K') return undefined;
  if (isAudio) return { kind: 'transition', type: 'crossfade', inFrames: 0, outFrames };
  if (event.kind === 'D') return { kind: 'transition', type: 'dissolve', inFrames: 0, outFrames };
  const { exact, ...wipe } = wipeOfPattern(Number(event.pattern));
  if (!exact)
    scene.ground.log.approximated(`line ${event.line}`, `wipe pattern ${event.pattern}`, `a ${wipe.type} in its place`);
  return { kind: 'transition', ...wipe, inFrames: 0, outFrames, metadata: { edl: { wipe: event.pattern } } };
};

/** Items of one channel; what overlaps is cut at the beginning of the later event, as a tape would be. */
const itemsOf = (scene: Scene, made: readonly Made[], isAudio: boolean): (VideoItem | AudioItem)[] => {
  const items: (VideoItem | AudioItem)[] = [];
  let frame = 0;
  const sorted = made.filter(({ length }) => length > 0).toSorted((a, b) => a.start - b.start);
  sorted.forEach((entry, index) => {
    const next = sorted[index + 1];
    const end = Math.min(entry.start + entry.length, next?.start ?? Number.POSITIVE_INFINITY);
    if (end < entry.start + entry.length)
      scene.ground.log.approximated(
        `line ${entry.timed.event.line}`,
        'an event under a later one',
        'cut where the later one begins',
      );
    if (end <= entry.start) return;
    if (entry.start > frame) items.push(gapOf(entry.start - frame));
    const transition = transitionOf(scene, entry.timed, isAudio);
    if (transition !== undefined) items.push(transition);
    const { item } = entry;
    const length = end - entry.start;
    if (item === undefined || item.kind === 'transition') items.push(gapOf(length));
    else items.push({ ...item, sourceRange: { ...item.sourceRange, durationFrames: length } } as VideoItem);
    frame = end;
  });
  return items;
};

const markersOf = (scene: Scene, timed: readonly Timed[]): Marker[] =>
  timed.flatMap(({ event }) =>
    event.comments.flatMap((comment): Marker[] => {
      const found = /^\*\s*LOC\s*:\s*(\S+)\s+(\w+)\s*(.*)$/iu.exec(comment);
      if (found === null) return [];
      const text = found[1] as string;
      const frame = framesFromTimecode(text, scene.rate, canDrop(scene.rate) && (event.drop || looksDropped(text)));
      if (typeof frame === 'string') {
        scene.ground.log.dropped(`line ${event.line}`, 'a locator whose timecode does not exist');
        return [];
      }
      const colours: Readonly<Record<string, string>> = {
        RED: '#ff0000',
        GREEN: '#00ff00',
        BLUE: '#0000ff',
        YELLOW: '#ffff00',
        CYAN: '#00ffff',
        MAGENTA: '#ff00ff',
        WHITE: '#ffffff',
        BLACK: '#000000',
      };
      const colour = colours[(found[2] as string).toUpperCase()] ?? '#ff0000';
      return [{ frame: Math.max(0, frame - scene.recordStart), name: (found[3] as string).trim(), colour }];
    }),
  );

const channelTracks = (scene: Scene, timed: readonly Timed[]): (VideoTrack | AudioTrack)[] => {
  const channels = [...new Set(timed.flatMap(({ event }) => channelsOf(event)))];
  const order = (channel: string): number => (channel.startsWith('V') ? 0 : 1000) + Number(channel.slice(1) || 0);
  const isKeyed = (entry: Timed): boolean => entry.event.kind === 'K' && entry.event.pattern !== 'B';
  return channels
    .toSorted((a, b) => order(a) - order(b))
    .flatMap((channel): (VideoTrack | AudioTrack)[] => {
      const isAudio = channel.startsWith('A');
      const all = timed.filter(({ event }) => channelsOf(event).includes(channel));
      const keyed = all.filter(isKeyed);
      for (const { event } of keyed)
        scene.ground.log.approximated(`line ${event.line}`, 'a key', 'its foreground lies on a track above, opaque');
      const track = (entries: readonly Timed[], id: string): VideoTrack | AudioTrack =>
        ({
          kind: isAudio ? 'audio' : 'video',
          id,
          name: id,
          items: itemsOf(
            scene,
            entries.map((entry) => clipOf(scene, entry, channel)),
            isAudio,
          ),
        }) as VideoTrack | AudioTrack;
      const plain = track(
        all.filter((entry) => !isKeyed(entry)),
        channel,
      );
      return keyed.length > 0 ? [plain, track(keyed, `${channel} key`)] : [plain];
    });
};

/** Reads an EDL. */
export const importEdl: Importer = (text, name, options) => {
  const ground = importGround(name, options);
  const list = readEdlLines(text);
  if (list.events.length === 0) {
    const first = list.strange[0];
    throw importFailed(
      name,
      `line ${first?.line ?? 1}`,
      'there is no event like “001  AX  V  C  00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00”',
    );
  }
  for (const { line, text: strange } of list.strange)
    ground.log.dropped(`line ${line}`, `a line that cannot be read: “${strange.slice(0, 60)}”`);
  const rate = rateOf(ground, list);
  const timed = list.events.map((event) => timesOf(ground, rate, event));
  const recordStart = startOf(list, rate, Math.min(...timed.map(({ recordIn }) => recordIn)));
  const sourceStarts = new Map<string, number>();
  for (const { event, sourceIn } of timed) {
    const known = sourceStarts.get(event.reel);
    const start = hourBefore(sourceIn, rate);
    if (known === undefined || start < known) sourceStarts.set(event.reel, start);
  }
  for (const [reel, start] of sourceStarts)
    if (start > 0)
      ground.log.approximated(`reel ${reel}`, 'source timecode', 'the material is taken to begin at the full hour');
  const hasSoundChannels = timed.some(({ event }) => event.channels.some((channel) => channel.startsWith('A')));
  const scene: Scene = { ground, rate, recordStart, sourceStarts, events: list.events, hasSoundChannels };
  const heading = list.heading.filter((line) => !rateNote.test(line) && !startNote.test(line));
  const notes: Metadata = {
    ...startTimecodeNote(recordStart),
    ...(canDrop(rate)
      ? { dropFrame: list.firstDrop === true || list.events.some(({ times }) => times.some(looksDropped)) }
      : {}),
    ...(heading.length > 0 ? { edl: { heading } } : {}),
  };
  return finishImport(ground, 'edl', rate, frameSize(options), channelTracks(scene, timed), {
    name: list.title || name.replace(/\.[a-z]+$/iu, ''),
    markers: markersOf(scene, timed),
    ...(Object.keys(notes).length > 0 ? { metadata: notes } : {}),
  });
};
