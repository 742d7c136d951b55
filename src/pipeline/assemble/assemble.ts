/** Lays everything that was answered on one timeline: shots, titles, captions, sound. Pure. */
import type { Rate } from '../../domain/time.ts';
import {
  type AudioTrack,
  type CaptionCue,
  type Marker,
  type TextClip,
  type TextStyle,
  type Timeline,
  timelineSchema,
  type VideoItem,
  type VideoTrack,
} from '../../domain/timeline/timeline.types.ts';
import { type AssembledShot, pictureItems } from './picture-track.ts';

export { type AssembledShot, pictureItems } from './picture-track.ts';
export { creditClips, type MadeBy, titleClips } from './title-cards.ts';
export { type TitleRoom, withTitles } from './with-titles.ts';

export type AssembleRequest = {
  readonly name: string;
  readonly rate: Rate;
  readonly width: number;
  readonly height: number;
  readonly durationFrames: number;
  readonly shots: readonly AssembledShot[];
  readonly titles: readonly TextClip[];
  readonly credits: readonly TextClip[];
  readonly captions: readonly CaptionCue[];
  readonly burnCaptions: boolean;
  readonly sound: readonly AudioTrack[];
  readonly markers: readonly Marker[];
};

const gap = (durationFrames: number): VideoItem => ({ kind: 'gap', sourceRange: { startFrame: 0, durationFrames } });

/** White with a soft dark edge, low in the frame, sized to be read on a phone. */
const captionStyle = (width: number, height: number): TextStyle => {
  const isTall = height > width;
  const size = Math.round(isTall ? width * 0.054 : Math.min(height * 0.044, width * 0.04));
  const bottom = isTall ? 0.8 : 0.945;
  return {
    fontFamily: 'Inter',
    fontWeight: 600,
    sizePx: size,
    lineHeight: 1.28,
    letterSpacingPx: 0,
    colour: '#ffffff',
    align: 'centre',
    boxX: Math.round(width * 0.07),
    boxY: Math.round(height * (bottom - 0.22)),
    boxWidth: Math.round(width * 0.86),
    boxHeight: Math.round(height * 0.22),
    verticalAlign: 'bottom',
    outline: { colour: '#0a0a0acc', widthPx: Math.max(1, Math.round(size * 0.09)) },
    shadow: { colour: '#000000a0', blurPx: Math.round(size * 0.25), offsetY: Math.round(size * 0.06) },
  };
};

const textTrack = (
  id: string,
  name: string,
  titles: TextClip | undefined,
  credits: TextClip | undefined,
  total: number,
): VideoTrack => {
  const lead = titles?.sourceRange.durationFrames ?? 0;
  const tail = credits?.sourceRange.durationFrames ?? 0;
  const items: VideoItem[] = [];
  if (titles) items.push(titles);
  if (total - lead - tail > 0) items.push(gap(total - lead - tail));
  if (credits) items.push(credits);
  return { kind: 'video', id, name, items };
};

const textTracks = (request: AssembleRequest): VideoTrack[] =>
  Array.from({ length: Math.max(request.titles.length, request.credits.length) }, (_, index) =>
    textTrack(
      `titles-${index + 1}`,
      `Titles ${index + 1}`,
      request.titles[index],
      request.credits[index],
      request.durationFrames,
    ),
  );

export const assemble = (request: AssembleRequest): Timeline => {
  const { durationFrames, width, height } = request;
  const last = request.shots.at(-1)?.timed;
  const pictureEnd = last ? last.startFrame + last.durationFrames : 0;
  const picture = pictureItems(request.shots);
  if (durationFrames > pictureEnd) picture.push(gap(durationFrames - pictureEnd));
  const captions: VideoTrack = {
    kind: 'video',
    id: 'captions',
    name: 'Captions',
    items: [
      {
        kind: 'captions',
        id: 'captions',
        name: 'Captions',
        sourceRange: { startFrame: 0, durationFrames },
        cues: request.captions,
        style: captionStyle(width, height),
        burn: request.burnCaptions,
      },
    ],
  };
  return {
    schema: timelineSchema,
    name: request.name,
    rate: request.rate,
    width,
    height,
    background: '#000000',
    durationFrames,
    tracks: [
      { kind: 'video', id: 'picture', name: 'Picture', items: picture },
      ...textTracks(request),
      captions,
      ...request.sound,
    ],
    markers: request.markers,
  };
};
