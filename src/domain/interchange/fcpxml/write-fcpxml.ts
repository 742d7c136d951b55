/** A timeline as FCPXML 1.10: the lowest picture track is the main line, everything else hangs on it in lanes. */
import { without } from '../../timeline/schema/objects.ts';
import type {
  AudioTrack,
  CaptionsClip,
  PictureClip,
  Transition,
  VideoItem,
  VideoTrack,
} from '../../timeline/timeline.types.ts';
import type { Exporter } from '../interchange.types.ts';
import { framesOfItems } from '../shared/lay-out.ts';
import { canDrop } from '../shared/timecode.ts';
import { dropFrameOf, startTimecodeOf } from '../shared/timecode-notes.ts';
import { printXml, type XmlNode, xml } from '../xml/write-xml.ts';
import { captionNotes } from './caption-notes.ts';
import {
  effectId,
  type FcpDocument,
  fcpDocument,
  formatRef,
  nestedId,
  ownNode,
  resourcesNode,
  withoutFcp,
} from './fcpxml-document.ts';
import { fcpTime } from './fcpxml-time.ts';
import { type WrittenClip, writeClip } from './write-fcpxml-clip.ts';

const dissolveUid = 'FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265';

/** Something that hangs on the main line. */
type Anchored = { readonly start: number; element(offset: string, lane: number): XmlNode; readonly lane: number };
type Marked = { readonly frame: number; element(start: string): XmlNode };
type Line = { readonly begins: number; readonly anchored: readonly Anchored[]; readonly markers: readonly Marked[] };

type PlainClip = Exclude<PictureClip, CaptionsClip>;

const written = (document: FcpDocument, clip: PlainClip, path: string): WrittenClip => {
  if (clip.kind !== 'composition' || clip.tracks === undefined) return writeClip(document, clip, path);
  const sequence = sequenceNode(document, clip.tracks, `${path}.tracks`, 0);
  return writeClip(document, clip, path, nestedId(document, clip.name, sequence));
};

const transitionNode = (document: FcpDocument, transition: Transition, cut: number, path: string): XmlNode => {
  const { rate } = document.timeline;
  const { inFrames, outFrames, metadata } = transition;
  const own = without(transition, ['kind', 'inFrames', 'outFrames', 'metadata']);
  if (own.type !== 'dissolve') document.log.kept(path, `transition “${own.type}”`, 'other programs see a dissolve');
  const notes = withoutFcp(metadata);
  const effect = effectId(document, 'workprint-dissolve', 'Cross Dissolve', dissolveUid);
  return xml(
    'transition',
    { name: 'Cross Dissolve', offset: fcpTime(cut - inFrames, rate), duration: fcpTime(inFrames + outFrames, rate) },
    xml('filter-video', { ref: effect, name: 'Cross Dissolve' }),
    ownNode({ ...own, ...(notes === undefined ? {} : { metadata: notes }) }, undefined),
  );
};

/** Captions as elements of their own, one a cue. */
const captionsOf = (
  document: FcpDocument,
  clip: CaptionsClip,
  start: number,
  lane: number,
  path: string,
): Anchored[] => {
  const { rate } = document.timeline;
  // Only the sequence itself has room for a note about its captions.
  if (/\.tracks\[/u.test(path))
    document.log.approximated(path, 'captions', 'their words and times, without their look');
  else document.log.kept(path, 'the look of captions and the times of words', 'other programs see words and times');
  const shift = start - clip.sourceRange.startFrame;
  const end = start + clip.sourceRange.durationFrames;
  return clip.cues.flatMap((cue, index): Anchored[] => {
    const [from, to] = [Math.max(start, cue.from + shift), Math.min(end, cue.to + shift)];
    if (to <= from) return [];
    const id = `ts-${clip.id.replace(/[^\w-]/gu, '-')}-${index + 1}`;
    return [
      {
        start: from,
        lane,
        element: (offset, used) =>
          xml(
            'caption',
            {
              lane: used,
              offset,
              name: cue.text.split('\n')[0] ?? '',
              duration: fcpTime(to - from, rate),
              role: 'iTT?captionFormat=ITT.en',
            },
            xml('text', { placement: 'bottom' }, xml('text-style', { ref: id }, cue.text)),
            xml(
              'text-style-def',
              { id },
              xml('text-style', { font: '.SF NS Text', fontSize: 13, fontColor: '1 1 1 1' }),
            ),
          ),
      },
    ];
  });
};

/** Items of a track in a line that begins at `begins` frames of its owner's time; what hangs on them goes inside. */
const lineNodes = (
  document: FcpDocument,
  items: readonly VideoItem[],
  path: string,
  { begins, anchored, markers }: Line,
  total: number,
): XmlNode[] => {
  const { rate } = document.timeline;
  const nodes: XmlNode[] = [];
  let frame = 0;
  const inside = (localStart: number, length: number, isLast: boolean): readonly [XmlNode[], XmlNode[]] => {
    const isHere = ({ start }: { readonly start: number }): boolean =>
      start >= frame && (isLast || start < frame + length);
    const local = (at: number): string => fcpTime(localStart + at - frame, rate);
    return [
      anchored.filter(isHere).map((entry) => entry.element(local(entry.start), entry.lane)),
      markers.filter((marker) => isHere({ start: marker.frame })).map((marker) => marker.element(local(marker.frame))),
    ];
  };
  const gap = (length: number, isLast: boolean): XmlNode => {
    const [hung, marked] = inside(0, length, isLast);
    return xml(
      'gap',
      { name: 'Gap', offset: fcpTime(begins + frame, rate), start: '0s', duration: fcpTime(length, rate) },
      hung,
      marked,
    );
  };
  items.forEach((item, index) => {
    const place = `${path}.items[${index}]`;
    if (item.kind === 'transition') {
      nodes.push(transitionNode(document, item, begins + frame, place));
      return;
    }
    const length = item.sourceRange.durationFrames;
    const isLast = frame + length >= total;
    if (item.kind === 'gap' || item.kind === 'captions') nodes.push(gap(length, isLast));
    else {
      const clip = written(document, item, place);
      const [hung, marked] = inside(clip.localStart, length, isLast);
      nodes.push(clip.element({ offset: fcpTime(begins + frame, rate) }, hung, marked));
    }
    frame += length;
  });
  if (frame < total) nodes.push(gap(total - frame, true));
  return nodes;
};

/** A track above the main line: as a line of its own when clips are joined by transitions, otherwise clip by clip. */
const anchoredPictures = (document: FcpDocument, track: VideoTrack, lane: number, path: string): Anchored[] => {
  const { rate } = document.timeline;
  const captions: Anchored[] = [];
  const clips: Anchored[] = [];
  let frame = 0;
  track.items.forEach((item, index) => {
    const place = `${path}.items[${index}]`;
    if (item.kind === 'transition') return;
    const start = frame;
    frame += item.sourceRange.durationFrames;
    if (item.kind === 'captions') captions.push(...captionsOf(document, item, start, lane, place));
    else if (item.kind !== 'gap' && !hasTransitions(track)) {
      const clip = written(document, item, place);
      clips.push({ start, lane, element: (offset, used) => clip.element({ lane: used, offset }, [], []) });
    }
  });
  if (!hasTransitions(track)) return [...clips, ...captions];
  const line = lineNodes(
    document,
    track.items,
    path,
    { begins: 0, anchored: [], markers: [] },
    framesOfItems(track.items),
  );
  return [
    {
      start: 0,
      lane,
      element: (offset, used) =>
        xml('spine', { lane: used, offset, name: track.name, duration: fcpTime(frame, rate) }, line),
    },
    ...captions,
  ];
};

const hasTransitions = (track: VideoTrack): boolean => track.items.some(({ kind }) => kind === 'transition');

const anchoredSounds = (document: FcpDocument, track: AudioTrack, lane: number, path: string): Anchored[] => {
  if (track.gainDb !== undefined || track.duck !== undefined) document.log.dropped(path, 'gain and ducking of a track');
  let frame = 0;
  return track.items.flatMap((item, index): Anchored[] => {
    const place = `${path}.items[${index}]`;
    if (item.kind === 'transition') {
      document.log.dropped(place, 'a crossfade of sounds');
      return [];
    }
    const start = frame;
    frame += item.sourceRange.durationFrames;
    if (item.kind === 'gap') return [];
    const clip = writeClip(document, item, place);
    return [{ start, lane, element: (offset, used) => clip.element({ lane: used, offset }, [], []) }];
  });
};

const sequenceNode = (
  document: FcpDocument,
  tracks: readonly (VideoTrack | AudioTrack)[],
  path: string,
  begins: number,
  markers: readonly Marked[] = [],
  rest: readonly XmlNode[] = [],
): XmlNode => {
  const { rate } = document.timeline;
  const shown = tracks
    .map((track, index) => ({ track, path: `${path}[${index}]` }))
    .filter(({ track, path: place }) => {
      const isOff = track.kind === 'video' ? track.hidden === true : track.muted === true;
      if (isOff) document.log.dropped(place, track.kind === 'video' ? 'a hidden track' : 'a muted track');
      return !isOff;
    });
  const pictures = shown.flatMap((entry) =>
    entry.track.kind === 'video' ? [{ track: entry.track, path: entry.path }] : [],
  );
  const sounds = shown.flatMap((entry) =>
    entry.track.kind === 'audio' ? [{ track: entry.track, path: entry.path }] : [],
  );
  const [main, ...upper] = pictures;
  const anchored: Anchored[] = [
    ...(main === undefined ? [] : mainCaptions(document, main.track, main.path)),
    ...upper.flatMap((entry, index) => anchoredPictures(document, entry.track, index + 1, entry.path)),
    ...sounds.flatMap((entry, index) => anchoredSounds(document, entry.track, -1 - index, entry.path)),
  ];
  const total = Math.max(1, ...tracks.map(({ items }) => framesOfItems(items)));
  const isDropped = canDrop(rate) && dropFrameOf(document.timeline.metadata) === true;
  const line = lineNodes(document, main?.track.items ?? [], main?.path ?? path, { begins, anchored, markers }, total);
  return xml(
    'sequence',
    {
      format: formatRef,
      duration: fcpTime(total, rate),
      tcStart: fcpTime(begins, rate),
      tcFormat: isDropped ? 'DF' : 'NDF',
    },
    xml('spine', {}, line),
    rest as XmlNode[],
  );
};

/** Captions on the main line hang above it. */
const mainCaptions = (document: FcpDocument, track: VideoTrack, path: string): Anchored[] => {
  let frame = 0;
  return track.items.flatMap((item, index) => {
    if (item.kind === 'transition') return [];
    const start = frame;
    frame += item.sourceRange.durationFrames;
    return item.kind === 'captions' ? captionsOf(document, item, start, 1, `${path}.items[${index}]`) : [];
  });
};

const markersOf = (document: FcpDocument): Marked[] =>
  document.timeline.markers.map((marker) => {
    if (marker.colour !== '#0000ff')
      document.log.approximated('markers', `marker colour ${marker.colour}`, 'a marker of the usual colour');
    const frames = Math.max(1, marker.durationFrames ?? 1);
    return {
      frame: marker.frame,
      element: (start) =>
        xml('marker', {
          start,
          duration: fcpTime(frames, document.timeline.rate),
          value: marker.name,
          ...(marker.comment === undefined ? {} : { note: marker.comment }),
        }),
    };
  });

/** Writes an FCPXML document. */
export const exportFcpxml: Exporter = (timeline) => {
  const document = fcpDocument(timeline);
  document.effects.set(
    'workprint-empty',
    xml('effect', {
      id: 'workprint-empty',
      name: 'Custom',
      uid: '.../Generators.localized/Solids.localized/Custom.localized/Custom.motn',
    }),
  );
  const begins = startTimecodeOf(timeline.metadata);
  const { name, tracks, metadata } = timeline;
  const measured = ['schema', 'name', 'rate', 'width', 'height', 'tracks', 'markers', 'metadata'] as const;
  const rest = without(timeline, measured);
  const notes = withoutFcp(metadata);
  const captions = captionNotes(timeline);
  const own = ownNode(
    { ...rest, ...(captions.length > 0 ? { captions } : {}), ...(notes === undefined ? {} : { metadata: notes }) },
    undefined,
  );
  const sequence = sequenceNode(document, tracks, 'tracks', begins, markersOf(document), [own]);
  const project = xml('project', { name }, sequence);
  const root = xml(
    'fcpxml',
    { version: '1.10' },
    resourcesNode(document),
    xml('library', {}, xml('event', { name }, project)),
  );
  return {
    text: `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n\n${printXml(root)}\n`,
    losses: document.log.losses,
  };
};
