/** A picture stream as the compositor knows it: how it lies, how large it is shown, what its colours mean. */
import type { Orientation } from '../../../domain/media/orientation.ts';
import { orientationOfMatrix, upright } from '../../../domain/media/orientation.ts';
import type { ColourFacts, MediaKind, PictureFacts } from '../../../domain/timeline/media-facts.types.ts';
import { bitDepthOf, colourFactsOf, formatHasAlpha } from './colour-facts.ts';
import type { StreamReport } from './report.types.ts';

/** What a file's own header says of a still, and ffprobe does not. */
export type StillNotes = {
  readonly orientation?: Orientation;
  readonly alpha?: boolean;
  /** Of its colour profile. */
  readonly primaries?: ColourFacts['primaries'];
};

/** The picture of a file: the one marked as default, else the first; covers and thumbnails are none. */
export const pictureStreamOf = (streams: readonly StreamReport[]): StreamReport | undefined => {
  const pictures = streams.filter(({ type, isAttachedPicture }) => type === 'video' && !isAttachedPicture);
  return pictures.find(({ isDefault }) => isDefault) ?? pictures[0];
};

/** Pixels wider or higher than this are a mistake of whoever wrote the file. */
const mostAspect = 8;

/** Width with square pixels; lines are never made up, columns are. */
const squareWidth = ({ width, sampleAspect: [num, den] }: StreamReport): number => {
  const aspect = num > 0 ? num / den : 1;
  return aspect > mostAspect || aspect < 1 / mostAspect ? width : Math.max(1, Math.round(width * aspect));
};

const orientationOf = ({ displayMatrix }: StreamReport, notes: StillNotes): Orientation => {
  if (notes.orientation) return notes.orientation;
  if (!displayMatrix) return upright;
  const [a = 0, b = 0, , c = 0, d = 0] = displayMatrix;
  return orientationOfMatrix(a, b, c, d);
};

const isInterlaced = ({ fieldOrder }: StreamReport): boolean => ['tt', 'bb', 'tb', 'bt'].includes(fieldOrder);

/** VP8 and VP9 keep transparency beside the picture, where FFmpeg's own decoders do not see it. */
const hasAlpha = (stream: StreamReport, notes: StillNotes): boolean =>
  notes.alpha ?? (stream.hasAlphaMode || formatHasAlpha(stream.pixelFormat));

export type PictureClock = Pick<PictureFacts, 'frames' | 'rate' | 'leadMs' | 'counted'>;

/** All but the times of variable frames, which are kept as a blob. */
export const pictureFactsOf = (
  kind: MediaKind,
  stream: StreamReport,
  clock: PictureClock,
  notes: StillNotes,
  peakNits: number | undefined,
): PictureFacts => {
  const { mirrored, rotation } = orientationOf(stream, notes);
  const isSideways = rotation === 90 || rotation === 270;
  const [across, down] = [squareWidth(stream), stream.height];
  return {
    stream: stream.index,
    codec: stream.codec,
    width: isSideways ? down : across,
    height: isSideways ? across : down,
    codedWidth: stream.width,
    codedHeight: stream.height,
    pixelFormat: stream.pixelFormat,
    bitDepth: bitDepthOf(stream.pixelFormat, stream.bitsPerRawSample),
    alpha: hasAlpha(stream, notes),
    rotation,
    mirrored,
    colour: { ...colourFactsOf(stream, peakNits), ...(notes.primaries ? { primaries: notes.primaries } : {}) },
    interlaced: kind !== 'gif' && isInterlaced(stream),
    ...clock,
  };
};
