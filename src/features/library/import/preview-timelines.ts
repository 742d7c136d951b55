/** Timelines that show one asset, so that a thumbnail is drawn by the same compositor as the film: upright, in the right colours, with alpha. */
import { withDelivery } from '../../../compile/compile.ts';
import type { BlobRef } from '../../../domain/media.ts';
import type { MediaFacts, PictureFacts } from '../../../domain/timeline/media-facts.types.ts';
import { type Timeline, timelineSchema, type VideoItem } from '../../../domain/timeline/timeline.types.ts';
import type { TakenMedia } from '../../../ports/media-library.ts';

export type PreviewSize = { readonly width: number; readonly height: number };

const least = 16;
const even = (pixels: number): number => Math.max(least, Math.round(pixels / 2) * 2);

/** The size of a picture in a box of `longestPx` a side; even, and never larger than it is. */
export const previewSize = (
  { width, height }: Pick<PictureFacts, 'width' | 'height'>,
  longestPx: number,
): PreviewSize => {
  const scale = Math.min(1, longestPx / Math.max(width, height));
  return { width: even(width * scale), height: even(height * scale) };
};

const stack = (item: VideoItem, facts: Pick<Timeline, 'rate' | 'durationFrames'>, size: PreviewSize): Timeline =>
  withDelivery({
    ...{ schema: timelineSchema, name: 'preview', background: '#000000', markers: [], ...facts, ...size },
    tracks: [{ kind: 'video', id: 'track', name: '', items: [item] }],
  });

/** A film or a picture, filling the frame. */
export const mediaPreview = (media: TakenMedia, picture: PictureFacts, size: PreviewSize): Timeline => {
  const durationFrames = Math.max(1, picture.frames);
  const clip = {
    id: 'clip',
    name: '',
    sourceRange: { startFrame: 0, durationFrames },
    media,
    placement: { fit: 'contain' },
  } as const;
  const item: VideoItem = isMoving(media.facts)
    ? { ...clip, kind: 'video', sound: 'muted' }
    : { ...clip, kind: 'image' };
  return stack(item, { rate: picture.rate, durationFrames }, size);
};

/** It has more than one frame. */
export const isMoving = ({ picture, durationMs }: MediaFacts): boolean =>
  picture !== undefined && (picture.frames > 1 || durationMs > 0);

const specimenText = 'Aa Bb Gg Qq Rr 0123\nThe quick brown fox jumps\nover the lazy dog. ¿Ñ ß é ø?';
const specimenSize: PreviewSize = { width: 640, height: 320 };

/** A few words in a font, dark on light. `font` holds bytes that may be drawn with. */
export const fontPreview = (font: BlobRef): Timeline => {
  const { width, height } = specimenSize;
  const duration = { startFrame: 0, durationFrames: 1 };
  const timeline = stack(
    {
      ...{ kind: 'text', id: 'words', name: '', sourceRange: duration, text: specimenText, opacity: 1 },
      style: {
        ...{
          fontFamily: 'specimen',
          fontWeight: 400,
          sizePx: 52,
          lineHeight: 1.35,
          letterSpacingPx: 0,
          colour: '#1a1a1a',
        },
        ...{
          align: 'centre',
          verticalAlign: 'middle',
          boxX: 16,
          boxY: 16,
          boxWidth: width - 32,
          boxHeight: height - 32,
        },
      },
    },
    { rate: { num: 25, den: 1 }, durationFrames: 1 },
    specimenSize,
  );
  return { ...timeline, background: '#f4f1ec', fonts: [{ family: 'specimen', media: { kind: 'blob', blob: font } }] };
};
