/** A timeline as a CMX3600 list: one picture track and up to four of sound, cuts, dissolves, wipes and speeds. */
import type {
  AudioClip,
  AudioTrack,
  AudioTransition,
  Metadata,
  PictureClip,
  Timeline,
  Transition,
  VideoTrack,
} from '../../timeline/timeline.types.ts';
import type { Exporter } from '../interchange.types.ts';
import { otioColour } from '../otio/otio-colours.ts';
import { type LossLog, lossLog } from '../shared/loss-log.ts';
import { nameOfMedia } from '../shared/media-from-location.ts';
import { canDrop, nominalFps, timecodeFromFrames } from '../shared/timecode.ts';
import { dropFrameOf, mediaStartOf, startTimecodeOf } from '../shared/timecode-notes.ts';
import { hourBefore } from './full-hours.ts';
import { patternOfWipe } from './wipe-patterns.ts';

type Filmed = Extract<PictureClip, { kind: 'video' | 'image' }> | AudioClip;
type Scene = {
  readonly timeline: Timeline;
  readonly log: LossLog;
  readonly drop: boolean;
  readonly recordStart: number;
  readonly lines: string[];
  number: number;
};
/** A stretch of a track with the transition that leads into it. */
type Stretch = {
  readonly clip: Filmed | undefined;
  readonly start: number;
  readonly length: number;
  readonly transition: Transition | AudioTransition | undefined;
  readonly path: string;
};

const edlNotes = (metadata: Metadata | undefined): Metadata => {
  const edl = metadata?.edl;
  return typeof edl === 'object' && edl !== null && !Array.isArray(edl) ? (edl as Metadata) : {};
};

const line = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

const isFilmed = (clip: { readonly kind: string }): clip is Filmed => ['video', 'image', 'audio'].includes(clip.kind);

const sayLost = (scene: Scene, clip: PictureClip | AudioClip, path: string): void => {
  const plain = new Set([
    'kind',
    'id',
    'name',
    'sourceRange',
    'metadata',
    'media',
    'speed',
    'gainDb',
    'fadeInFrames',
    'fadeOutFrames',
    'sound',
  ]);
  const lost = Object.keys(clip).filter((key) => !plain.has(key));
  if (clip.kind === 'audio' && (clip.gainDb !== 0 || clip.fadeInFrames + clip.fadeOutFrames > 0))
    lost.push('gain and fades');
  if ('speed' in clip && clip.speed !== undefined && typeof clip.speed !== 'number') lost.push('speed ramp');
  if (lost.length > 0) scene.log.dropped(path, lost.join(', '), 'a list holds cuts, speeds and simple transitions');
  if (clip.kind === 'video' && clip.sound !== 'muted')
    scene.log.dropped(path, 'sound of a picture clip', 'put it on a sound track to have it listed');
};

const stretchesOf = (scene: Scene, track: VideoTrack | AudioTrack, path: string): Stretch[] => {
  const found: Stretch[] = [];
  let frame = 0;
  let transition: Transition | AudioTransition | undefined;
  track.items.forEach((item, index) => {
    const place = `${path}.items[${index}]`;
    if (item.kind === 'transition') {
      transition = item;
      return;
    }
    const { durationFrames: length } = item.sourceRange;
    const filmed = item.kind !== 'gap' && isFilmed(item) ? item : undefined;
    if (item.kind !== 'gap' && filmed === undefined)
      scene.log.dropped(place, `${item.kind} clip`, 'black in its place');
    if (filmed !== undefined) sayLost(scene, filmed, place);
    found.push({ clip: filmed, start: frame, length, transition, path: place });
    transition = undefined;
    frame += length;
  });
  if (transition !== undefined)
    found.push({
      clip: undefined,
      start: frame,
      length: transition.outFrames,
      transition,
      path: `${path}.items[${track.items.length - 1}]`,
    });
  return found;
};

const reelOf = (clip: Filmed | undefined): string => {
  if (clip === undefined) return 'BL';
  const { reel } = edlNotes(clip.metadata);
  if (typeof reel === 'string' && reel.trim() !== '') return line(reel);
  const plain = nameOfMedia(clip.media)
    .replace(/\.[a-z0-9]+$/iu, '')
    .replace(/[^A-Za-z0-9_-]/gu, '')
    .slice(0, 8)
    .toUpperCase();
  return plain === '' || /^\d+$/u.test(plain) ? 'AX' : plain;
};

const speedOf = (clip: Filmed | undefined): number =>
  clip !== undefined && 'speed' in clip && typeof clip.speed === 'number' ? clip.speed : 1;

/** Source timecodes of a stretch of a clip, `offset` frames after its beginning. */
const sourceTimes = (
  scene: Scene,
  clip: Filmed | undefined,
  offset: number,
  length: number,
): readonly [string, string] => {
  const { rate } = scene.timeline;
  const base = mediaStartOf(clip?.metadata);
  const speed = Math.abs(speedOf(clip));
  const start = clip === undefined ? 0 : Math.max(0, base + clip.sourceRange.startFrame + Math.round(offset * speed));
  const covered = speed === 0 ? 1 : Math.round(length * speed);
  return [
    timecodeFromFrames(start, rate, scene.drop),
    timecodeFromFrames(start + (length === 0 ? 0 : covered), rate, scene.drop),
  ];
};

const pad = (value: number): string => String(value).padStart(3, '0');

const row = (
  scene: Scene,
  clip: Filmed | undefined,
  channel: string,
  kind: string,
  frames: number | undefined,
  offset: number,
  from: number,
  to: number,
): string => {
  const { rate } = scene.timeline;
  const source = sourceTimes(scene, clip, offset, to - from);
  const record = [from, to].map((frame) => timecodeFromFrames(scene.recordStart + frame, rate, scene.drop));
  const head = `${pad(scene.number)}  ${reelOf(clip).padEnd(8)} ${channel.padEnd(5)} ${kind.padEnd(4)} ${frames === undefined ? '   ' : pad(frames)}`;
  return `${head} ${[...source, ...record].join(' ')}`;
};

/** Both channels of a sound that came with both, as far as it lies on the first track. */
const channelWord = (clip: Filmed | undefined, channel: string): string => {
  const { channels } = edlNotes(clip?.metadata);
  return channel === 'A' && JSON.stringify(channels) === '["A1","A2"]' ? 'AA' : channel;
};

const motionLine = (scene: Scene, clip: Filmed | undefined, offset: number): string[] => {
  const speed = speedOf(clip);
  if (speed === 1 || clip === undefined) return [];
  const fps = (speed * nominalFps(scene.timeline.rate)).toFixed(3);
  return [
    `M2   ${reelOf(clip).padEnd(8)} ${fps.padStart(8, speed < 0 ? ' ' : '0')}                ${sourceTimes(scene, clip, offset, 1)[0]}`,
  ];
};

/** Where the material begins, when nobody would take it to begin there. */
const mediaStart = ({ timeline: { rate }, drop }: Scene, { metadata, sourceRange }: Filmed): string[] => {
  const start = mediaStartOf(metadata);
  const isPlain = start === hourBefore(start + sourceRange.startFrame, rate);
  return isPlain ? [] : [`* MEDIA START: ${timecodeFromFrames(start, rate, drop)}`];
};

const comments = (scene: Scene, clip: Filmed | undefined, word: 'FROM' | 'TO'): string[] => {
  if (clip === undefined) return [];
  const { comments: kept } = edlNotes(clip.metadata);
  const location =
    clip.media.kind === 'file' ? clip.media.path : clip.media.kind === 'url' ? clip.media.url : undefined;
  return [
    `* ${word} CLIP NAME: ${line(clip.name || nameOfMedia(clip.media))}`,
    ...(location === undefined || location === clip.name ? [] : [`* SOURCE FILE: ${line(location)}`]),
    ...mediaStart(scene, clip),
    ...(Array.isArray(kept) ? kept.filter((comment) => typeof comment === 'string').map(line) : []),
  ];
};

const transitionWord = (scene: Scene, { transition, path }: Stretch): string => {
  if (transition === undefined) return 'C';
  if (transition.type === 'crossfade' || transition.type === 'dissolve') return 'D';
  const wipe = patternOfWipe(transition as Transition);
  if (wipe?.exact !== true)
    scene.log.approximated(
      path,
      `transition “${transition.type}”`,
      wipe === undefined ? 'a dissolve in its place' : 'a plain wipe in its place',
    );
  const kept = edlNotes(transition.metadata).wipe;
  if (wipe === undefined) return 'D';
  return `W${typeof kept === 'string' && /^\d{1,3}$/u.test(kept) ? kept.padStart(3, '0') : wipe.pattern}`;
};

/** The edit point of a transition is where it begins; a list cannot put it elsewhere. */
const leadIn = (stretch: Stretch | undefined): number => stretch?.transition?.inFrames ?? 0;

const writeStretch = (
  scene: Scene,
  stretch: Stretch,
  before: Stretch | undefined,
  next: Stretch | undefined,
  track: string,
): void => {
  const channel = channelWord(stretch.clip, track);
  const [head, tail] = [leadIn(stretch), leadIn(next)];
  const [from, to] = [stretch.start - head, stretch.start + stretch.length - tail];
  if (stretch.clip === undefined && stretch.transition === undefined) return;
  scene.number++;
  const { transition } = stretch;
  if (transition === undefined) {
    scene.lines.push(
      row(scene, stretch.clip, channel, 'C', undefined, 0, from, to),
      ...motionLine(scene, stretch.clip, 0),
      ...comments(scene, stretch.clip, 'FROM'),
    );
    return;
  }
  const frames = transition.inFrames + transition.outFrames;
  const cut = before === undefined ? 0 : before.length - head;
  scene.lines.push(
    row(scene, before?.clip, channel, 'C', undefined, cut, from, from),
    row(scene, stretch.clip, channel, transitionWord(scene, stretch), frames, -head, from, to),
    ...motionLine(scene, stretch.clip, -head),
    ...comments(scene, stretch.clip, 'TO'),
  );
};

const chosenTracks = (
  scene: Scene,
): { readonly track: VideoTrack | AudioTrack; readonly channel: string; readonly path: string }[] => {
  const all = scene.timeline.tracks.map((track, index) => ({ track, path: `tracks[${index}]` }));
  const hasClips = ({ track }: { readonly track: VideoTrack | AudioTrack }): boolean =>
    track.items.some((item) => isFilmed(item));
  const pictures = all.filter((entry) => entry.track.kind === 'video');
  const picture = pictures.find(hasClips) ?? pictures[0];
  for (const entry of pictures)
    if (entry !== picture) scene.log.dropped(entry.path, 'picture track', 'a list holds one track of pictures');
  const sounds = all.filter((entry) => entry.track.kind === 'audio' && hasClips(entry));
  for (const entry of sounds.slice(4))
    scene.log.dropped(entry.path, 'sound track', 'a list holds four channels of sound');
  return [
    ...(picture === undefined ? [] : [{ ...picture, channel: 'V' }]),
    ...sounds.slice(0, 4).map((entry, index) => ({ ...entry, channel: index === 0 ? 'A' : `A${index + 1}` })),
  ];
};

/** The timecode of the first frame, when the first event alone would not tell it. */
const startNote = ({ timeline, drop, recordStart }: Scene): string[] => {
  const firsts = timeline.tracks.flatMap(({ items: [first] }) => {
    if (first === undefined || first.kind === 'transition') return [];
    return first.kind === 'gap' ? [first.sourceRange.durationFrames] : [0];
  });
  const first = recordStart + Math.min(...firsts, Number.MAX_SAFE_INTEGER - recordStart);
  const isPlain = hourBefore(first, timeline.rate) === recordStart;
  return isPlain ? [] : [`* START TIMECODE: ${timecodeFromFrames(recordStart, timeline.rate, drop)}`];
};

/** Writes an EDL. */
export const exportEdl: Exporter = (timeline) => {
  const notes = edlNotes(timeline.metadata);
  const drop = canDrop(timeline.rate) && dropFrameOf(timeline.metadata) !== false;
  const recordStart = startTimecodeOf(timeline.metadata);
  const scene: Scene = { timeline, log: lossLog(), drop, recordStart, lines: [], number: 0 };
  const heading = Array.isArray(notes.heading)
    ? notes.heading.filter((text) => typeof text === 'string').map(line)
    : [];
  scene.lines.push(
    `TITLE: ${line(timeline.name)}`,
    `FCM: ${drop ? 'DROP FRAME' : 'NON-DROP FRAME'}`,
    `* FRAME RATE: ${timeline.rate.num}${timeline.rate.den === 1 ? '' : `/${timeline.rate.den}`}`,
    ...startNote(scene),
    ...heading,
    '',
  );
  for (const { track, channel, path } of chosenTracks(scene)) {
    const stretches = stretchesOf(scene, track, path);
    stretches.forEach((stretch, index) =>
      writeStretch(scene, stretch, stretches[index - 1], stretches[index + 1], channel),
    );
  }
  for (const marker of timeline.markers)
    scene.lines.push(
      `* LOC: ${timecodeFromFrames(recordStart + marker.frame, timeline.rate, drop)} ${otioColour(marker.colour).name.padEnd(7)} ${line(marker.name)}`,
    );
  return { text: `${scene.lines.join('\n')}\n`, losses: scene.log.losses };
};
