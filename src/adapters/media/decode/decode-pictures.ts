/** The arguments with which FFmpeg writes exactly the frames that were asked for, raw, one after the other. */

import { WorkprintError } from '../../../domain/errors.ts';
import type { MediaFacts, PictureFacts } from '../../../domain/timeline/media-facts.types.ts';
import { inputArguments } from './input-arguments.ts';
import { deinterlaceFilters, pictureFilters, type RawPixels, type Scaler } from './picture-filters.ts';
import type { Size } from './swscale-filters.ts';

export type PictureRequest = {
  /** Path of the file as the decoder sees it, inside its jail. Never a name a person gave. */
  readonly input: string;
  readonly facts: MediaFacts;
  /** Size of the raw frames; both even unless they are RGBA. */
  readonly delivered: Size;
  /** Index of the first frame in the file, from 0. */
  readonly firstFrame: number;
  readonly frameCount: number;
  /** What `facts.picture.frameTimes` holds, in microseconds; needed when it is there. */
  readonly frameTimesUs?: Float64Array;
  /** Decoder threads; 1 when many files are open at once. */
  readonly threads: number;
  /** Default `zimg`; see `scalerOf`. */
  readonly scaler?: Scaler;
  /** Where the frames go; default `pipe:1`. */
  readonly output?: string;
  /**
   * `y4m`: planes come as YUV4MPEG2, whose muxer writes them where they lie, while `raw` (the default) copies every frame first.
   * RGBA is always raw.
   */
  readonly wrapping?: 'raw' | 'y4m';
};

export type StillRequest = Omit<PictureRequest, 'firstFrame' | 'frameCount'> & { readonly frame?: number };

const pictureOf = ({ picture }: MediaFacts): PictureFacts => {
  if (!picture) throw new WorkprintError('internal', 'A picture was asked of a file that has only sound.');
  return picture;
};

/** What the raw frames of a file are: RGBA with straight alpha when it has alpha, else planes. */
export const rawPixelsOf = (facts: MediaFacts): RawPixels => (pictureOf(facts).alpha ? 'rgba' : 'yuv420p');

/** Bytes of one raw frame. */
export const rawFrameBytes = (pixels: RawPixels, { width, height }: Size): number =>
  pixels === 'rgba' ? width * height * 4 : (width * height * 3) / 2;

/** When a frame begins, in microseconds after the file's own zero. */
const frameTimeUs = ({ rate }: PictureFacts, frameTimesUs: Float64Array | undefined, frame: number): number =>
  frameTimesUs ? frameTimesUs[frame]! : (frame * rate.den * 1e6) / rate.num;

const seconds = (us: number): string => (us / 1e6).toFixed(6);

/** FFmpeg's own decoders of VP8 and VP9 leave transparency out. */
const decoderArguments = ({ alpha, codec }: PictureFacts): string[] => {
  if (!alpha || (codec !== 'vp8' && codec !== 'vp9')) return [];
  return ['-c:v', codec === 'vp8' ? 'libvpx' : 'libvpx-vp9'];
};

/** Reading begins at a key frame well before the frame; what comes too early is dropped, by its time or its number. */
const startAt = (
  request: PictureRequest,
  picture: PictureFacts,
): { readonly seek: string[]; readonly trim: string[] } => {
  const { facts, firstFrame, frameTimesUs } = request;
  if (firstFrame === 0) return { seek: [], trim: [] };
  if (picture.counted) return { seek: [], trim: [`trim=start_frame=${firstFrame}`] };
  const zeroUs = facts.zeroUs ?? 0;
  const at = frameTimeUs(picture, frameTimesUs, firstFrame);
  const before = frameTimeUs(picture, frameTimesUs, firstFrame - 1);
  const seekUs = at - (picture.leadMs ?? 1000) * 1000;
  return {
    // A GIF is drawn frame upon frame: it can only be read from its beginning.
    seek:
      seekUs > 0 && facts.kind !== 'gif'
        ? ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', seconds(zeroUs + seekUs)]
        : [],
    // Three quarters of the way to the frame: containers whose clock ticks once a frame round it up to the frame.
    trim: [`trim=start=${seconds(zeroUs + before + (at - before) * 0.75)}`],
  };
};

/**
 * FFmpeg's arguments (without the program) for `frameCount` raw frames from `firstFrame` on: one for each frame of the file, none
 * twice, none left out. Fewer come only when the file ends. Throws `internal` for a request that makes no sense.
 */
export const decodePictures = (request: PictureRequest): string[] => {
  const { facts, delivered, firstFrame, frameCount, threads, input, output = 'pipe:1', scaler = 'zimg' } = request;
  const picture = pictureOf(facts);
  const pixels = rawPixelsOf(facts);
  if (pixels === 'yuv420p' && (delivered.width % 2 !== 0 || delivered.height % 2 !== 0))
    throw new WorkprintError(
      'internal',
      `Planes of ${delivered.width} x ${delivered.height} were asked for; sides must be even.`,
    );
  if (picture.frameTimes && !request.frameTimesUs && firstFrame > 0)
    throw new WorkprintError('internal', 'Frames of a variable rate were asked for without their times.');
  const { seek, trim } = startAt(request, picture);
  const filters = [...deinterlaceFilters(picture), ...trim, ...pictureFilters(picture, delivered, pixels, scaler)];
  return [
    ...['-hide_banner', '-nostdin', '-v', 'error', '-copyts'],
    ...['-threads', String(threads), '-noautorotate', ...decoderArguments(picture)],
    ...inputArguments(facts.kind, input, seek),
    ...['-map', `0:${picture.stream}`, '-an', '-sn', '-dn'],
    ...(filters.length > 0 ? ['-vf', filters.join(',')] : []),
    ...['-fps_mode', 'passthrough', '-frames:v', String(frameCount)],
    ...(request.wrapping === 'y4m' && pixels === 'yuv420p'
      ? ['-c:v', 'wrapped_avframe', '-pix_fmt', pixels, '-f', 'yuv4mpegpipe', output]
      : ['-c:v', 'rawvideo', '-pix_fmt', pixels, '-f', 'rawvideo', output]),
  ];
};

/** As `decodePictures`, for one frame: of a still, or the poster of a film. */
export const decodeStill = ({ frame = 0, ...request }: StillRequest): string[] =>
  decodePictures({ ...request, firstFrame: frame, frameCount: 1 });
