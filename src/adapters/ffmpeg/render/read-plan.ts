/**
 * Which frames of which videos a segment shows, put into stretches that one decoder can read: forward ones stream, ones that
 * run backward or to and fro are read forward and kept. Pure.
 */
import type { DisplayList, PictureSource } from '../../../compile/compile.ts';
import type { PictureFacts } from '../../../domain/timeline/media-facts.types.ts';
import type { MediaReference } from '../../../domain/timeline/timeline.types.ts';

export type VideoSource = PictureSource & { readonly kind: 'video' };

/** A video as one frame shows it. */
export type VideoUse = {
  readonly source: VideoSource;
  /** As delivered, even pixels. */
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
};

/** Frames of one video, read by one decoder from `lowest` on. */
export type Stretch = {
  readonly reader: string;
  readonly media: MediaReference;
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
  /** Frames of the segment, first and last, in which it is shown. */
  readonly firstFrame: number;
  lastFrame: number;
  lowest: number;
  highest: number;
  /** Not in ascending order: all of `wanted` is kept in memory. */
  isKept: boolean;
  /** Indexes of the video's frames that are shown. */
  readonly wanted: Set<number>;
};

/** Where one video frame is found: the stretch, and its index in the video. */
export type Place = { readonly stretch: Stretch; readonly index: number };

export type ReadPlan = {
  /** In the order of their first frames. */
  readonly stretches: readonly Stretch[];
  /** What a reader shows in a frame of the segment. */
  placeOf(frame: number, reader: string): Place | undefined;
};

/** Memory for the frames of one stretch that is kept. */
const keptBytes = 96 * 1024 * 1024;

/** Reading and dropping this many frames costs as much as opening the file again and decoding from its last key frame. */
export const longestSkip = 96;

/** All videos of a list, those inside mixes and groups too, each reader once. */
export const videosOf = (list: DisplayList): readonly VideoUse[] => {
  const found = new Map<string, VideoUse>();
  const visit = (draws: DisplayList): void => {
    for (const draw of draws) {
      if (draw.kind === 'mix') {
        visit(draw.from);
        visit(draw.to);
      } else if (draw.kind === 'layer' && draw.source.kind === 'group') visit(draw.source.draws);
      else if (draw.kind === 'layer' && draw.source.kind === 'video') {
        const { source, width, height, opaque } = draw;
        found.set(source.reader, { source, width, height, alpha: !opaque });
      }
    }
  };
  visit(list);
  return [...found.values()];
};

/** A frame is shown from a millisecond before its time on: times of files are rounded to milliseconds at worst. */
const earlyUs = 1000;

/** Index of the frame shown at a time: the last that begins at or before it, the first if none does. */
export const frameIndexAt = (timeUs: number, facts: PictureFacts, frameTimesUs: Float64Array | undefined): number => {
  const at = timeUs + earlyUs;
  if (frameTimesUs === undefined) {
    const { num, den } = facts.rate;
    return Math.max(0, Math.min(facts.frames - 1, Math.floor((at * num) / (den * 1e6))));
  }
  let low = 0;
  let high = frameTimesUs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frameTimesUs[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
};

/** `lists` are the display lists of the segment's frames; `indexOf` tells the frame of the video that a source shows. */
export const planReads = (lists: readonly DisplayList[], indexOf: (source: VideoSource) => number): ReadPlan => {
  const stretches: Stretch[] = [];
  const open = new Map<string, Stretch>();
  const last = new Map<string, number>();
  const places = lists.map((list, frame) => {
    const here = new Map<string, Place>();
    for (const use of videosOf(list)) {
      const { reader } = use.source;
      const index = indexOf(use.source);
      let stretch = open.get(reader);
      if (stretch === undefined || !extend(stretch, use, index, last.get(reader) ?? index)) {
        stretch = begin(use, index, frame);
        stretches.push(stretch);
        open.set(reader, stretch);
      }
      stretch.lastFrame = frame;
      last.set(reader, index);
      here.set(reader, { stretch, index });
    }
    return here;
  });
  return { stretches, placeOf: (frame, reader) => places[frame]?.get(reader) };
};

const begin = ({ source, width, height, alpha }: VideoUse, index: number, frame: number): Stretch => ({
  ...{ reader: source.reader, media: source.media, width, height, alpha },
  ...{ firstFrame: frame, lastFrame: frame, lowest: index, highest: index, isKept: false, wanted: new Set([index]) },
});

/** Puts the index into the stretch if its decoder can give it. */
const extend = (stretch: Stretch, use: VideoUse, index: number, before: number): boolean => {
  if (use.width !== stretch.width || use.height !== stretch.height || use.alpha !== stretch.alpha) return false;
  const skipped = index > stretch.highest ? index - stretch.highest : stretch.lowest - index;
  if (skipped > longestSkip) return false;
  const isForward = index >= before && !stretch.isKept;
  if (!isForward) {
    const count = stretch.wanted.size + (stretch.wanted.has(index) ? 0 : 1);
    // A stretch that streamed too far to be kept ends here; so does one whose memory is full.
    if (count * use.width * use.height * (use.alpha ? 2.5 : 1.5) > keptBytes) return false;
    stretch.isKept = true;
  }
  stretch.wanted.add(index);
  stretch.lowest = Math.min(stretch.lowest, index);
  stretch.highest = Math.max(stretch.highest, index);
  return true;
};
