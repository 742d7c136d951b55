/**
 * In what size the picture of each clip is made: decided once, on the whole timeline, so that every segment asks for the same.
 * What stands still is made in the very size it is shown in and only copied; what moves, in the largest size it is ever shown in;
 * nothing is made larger than it is, except shapes and texts, which are drawn as outlines.
 */
import type { FrameRange } from '../domain/time.ts';
import type {
  Animated,
  AudioTrack,
  ImageClip,
  Placement,
  ShapeClip,
  TextClip,
  Timeline,
  VideoClip,
  VideoItem,
  VideoTrack,
} from '../domain/timeline/timeline.types.ts';
import { valueAt } from './animate.ts';
import { evenSize, pictureFactsOf } from './layers/picture.ts';
import { hasStillSize, placePicture } from './layers/placement.ts';
import { shapeSize } from './layers/shape.ts';
import type { Size } from './scene.types.ts';

/**
 * The timeline with `compiled.delivered` on every video, image and shape whose size is known, and `drawnScale` on texts that are
 * enlarged. Doing it twice changes nothing.
 */
export const withDelivery = (timeline: Timeline): Timeline => ({
  ...timeline,
  tracks: tracksDelivered(timeline.tracks, timeline),
});

const tracksDelivered = (
  tracks: readonly (VideoTrack | AudioTrack)[],
  frame: Size,
): readonly (VideoTrack | AudioTrack)[] =>
  tracks.map((track) =>
    track.kind === 'audio' || track.hidden
      ? track
      : { ...track, items: track.items.map((item) => itemDelivered(item, frame)) },
  );

const itemDelivered = (item: VideoItem, frame: Size): VideoItem => {
  switch (item.kind) {
    case 'video':
    case 'image': {
      const facts = pictureFactsOf(item.media);
      return facts ? delivered(item, pictureSize(item, facts, frame)) : item;
    }
    case 'shape':
      return delivered(item, outlineSize(item, frame));
    case 'text': {
      const drawnScale = textScale(item);
      return drawnScale > 1 ? { ...item, compiled: { ...item.compiled, drawnScale } } : item;
    }
    case 'composition':
      return item.tracks ? { ...item, tracks: tracksDelivered(item.tracks, frame) } : item;
    default:
      return item;
  }
};

const delivered = <Clip extends VideoClip | ImageClip | ShapeClip>(clip: Clip, size: Size): Clip => ({
  ...clip,
  compiled: { ...clip.compiled, delivered: size },
});

/** Frame pixels for one of the picture's own, the most there ever are. */
type Reach = { readonly x: number; readonly y: number };

/** Looks taken between keyframes: an easing may overshoot. */
const looks = 48;

/** Frames of the clip's own time at which its size may be greatest. */
const framesToTry = (
  clip: VideoItem & { readonly sourceRange: FrameRange },
  placement: Placement,
): readonly number[] => {
  const { startFrame, durationFrames } = clip.sourceRange;
  if (hasStillSize(placement)) return [startFrame];
  const { scaleX, scaleY, crop } = placement;
  const moving = [scaleX, scaleY, crop?.left, crop?.top, crop?.right, crop?.bottom];
  const keys = moving.flatMap((value: Animated | undefined) =>
    value === undefined || typeof value === 'number' ? [] : value.map(({ frame }) => frame),
  );
  const between = Array.from({ length: looks + 1 }, (_, i) => startFrame + Math.round((i * durationFrames) / looks));
  return [...new Set([...keys, ...between])];
};

const reachOf = (
  clip: VideoClip | ImageClip | ShapeClip,
  natural: Size,
  fit: 'contain' | 'none',
  frame: Size,
): Reach => {
  const { placement = {} } = clip;
  let [x, y] = [0, 0];
  for (const local of framesToTry(clip, placement)) {
    const placed = placePicture({ natural, delivered: natural, fit }, placement, frame, local);
    if (!placed) continue;
    x = Math.max(x, placed.scaleX);
    y = Math.max(y, placed.scaleY);
  }
  return { x, y };
};

/** Letters of more pixels are larger than any frame; no text is drawn more than this many times larger than its style. */
const largestTextPx = 2000;
const mostTextScale = 8;

/** How much a placement enlarges a text, at most. */
const textScale = (clip: TextClip): number => {
  const { placement = {}, style } = clip;
  const scales = framesToTry(clip, placement).flatMap((local) =>
    [placement.scaleX ?? 1, placement.scaleY ?? 1].map((scale) => Math.abs(valueAt(scale, local))),
  );
  // Not spread into Math.max: keyframes may be a million.
  const largest = scales.reduce((most, scale) => Math.max(most, scale), 0);
  return Math.min(largest, mostTextScale, largestTextPx / style.sizePx);
};

/** Pictures are held in memory whole; beyond this even a still that is panned over loses nothing one could see. */
const mostPixels = 100_000_000;
const longestSidePx = 15_360;

const capped = ({ width, height }: Size, most = mostPixels): Size => {
  const shrink = Math.min(1, Math.sqrt(most / (width * height)), longestSidePx / Math.max(width, height));
  return shrink === 1 ? evenSize({ width, height }) : evenFloor({ width: width * shrink, height: height * shrink });
};

const evenFloor = ({ width, height }: Size): Size => ({
  width: Math.max(2, Math.floor(width / 2) * 2),
  height: Math.max(2, Math.floor(height / 2) * 2),
});

/** A length that is whole but for rounding noise is not rounded up. */
const settled = (length: number): number =>
  Math.abs(length - Math.round(length)) < 1e-3 ? Math.round(length) : length;

const pictureSize = (clip: VideoClip | ImageClip, own: Size, frame: Size): Size => {
  const { x, y } = reachOf(clip, { width: own.width, height: own.height }, 'contain', frame);
  return capped({
    width: settled(Math.min(own.width, own.width * x)),
    height: settled(Math.min(own.height, own.height * y)),
  });
};

/** Outlines are drawn in proportion: by the larger of the two scales. */
const outlineSize = (clip: ShapeClip, frame: Size): Size => {
  const natural = shapeSize(clip);
  const { x, y } = reachOf(clip, natural, 'none', frame);
  const factor = Math.max(x, y);
  if (factor === 0) return natural;
  // What is larger than the frame shows in part: beyond twice its sides the edges need not be sharper.
  const most = Math.max(4 * frame.width * frame.height, natural.width * natural.height);
  return capped({ width: settled(natural.width * factor), height: settled(natural.height * factor) }, most);
};
