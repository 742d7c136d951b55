/** All facts of a file whose kind is known: our own readers' notes, completed by ffprobe in the jail. */
import { WorkprintError } from '../../../domain/errors.ts';
import { limits } from '../../../domain/limits.ts';
import { isStillKind } from '../../../domain/media/demuxers.ts';
import { frameClockOf, reduced } from '../../../domain/media/frame-clock.ts';
import { isoTimes } from '../../../domain/media/iso-times.ts';
import type { MediaFacts, PictureFacts, SoundFacts } from '../../../domain/timeline/media-facts.types.ts';
import { checkPixels, type HeaderNotes } from '../take-in/check-header.ts';
import { entryDelayMs } from './entry-delay.ts';
import { readStreamTimes, type StreamTimes } from './packet-clock.ts';
import { parsePeakNits, parseReport } from './parse-report.ts';
import { pictureFactsOf, pictureStreamOf } from './picture-facts.ts';
import type { FileReport, StreamReport } from './report.types.ts';
import { type ProbeTarget, probeJson } from './run-probe.ts';
import { isSound, soundFactsOf } from './sound-facts.ts';

const wantedEntries = [
  'stream=index,codec_type,codec_name,width,height,pix_fmt,bits_per_raw_sample,sample_aspect_ratio,field_order,color_range,' +
    'color_space,color_transfer,color_primaries,chroma_location,r_frame_rate,avg_frame_rate,time_base,start_time,duration,' +
    'has_b_frames,channels,sample_rate',
  'stream_disposition=default,attached_pic,timed_thumbnails',
  'stream_tags=alpha_mode,ALPHA_MODE,DURATION,DURATION-eng',
  'stream_side_data=displaymatrix',
  'format=start_time,duration',
].join(':');

/** Facts, and the times of the frames when they are not even: the caller keeps them as a blob. */
export type ProbedMedia = { readonly facts: MediaFacts; readonly frameTimesUs?: Float64Array };

const stillRate = { num: 25, den: 1 };

const timesOf = async (
  target: ProbeTarget,
  stream: StreamReport,
  { movie }: HeaderNotes,
  signal: AbortSignal,
): Promise<StreamTimes> => {
  const track = movie?.tracks[stream.index];
  const times = movie && track?.handler === 'vide' ? isoTimes(movie, track) : undefined;
  if (!times) return readStreamTimes(target, stream, signal);
  return {
    timesUs: times.timesUs,
    endUs: times.endUs,
    leadMs: Math.ceil(times.delayUs / 1000) + 100,
    counted: false,
  };
};

const peakOf = async (target: ProbeTarget, stream: StreamReport, signal: AbortSignal): Promise<number | undefined> => {
  if (stream.colourTransfer !== 'smpte2084') return undefined;
  const first = [
    '-select_streams',
    String(stream.index),
    '-read_intervals',
    '%+#1',
    '-show_entries',
    'frame_side_data',
  ];
  return parsePeakNits(await probeJson(target, first, signal));
};

const checkStream = (stream: StreamReport): void => {
  if (stream.codec === '' || stream.pixelFormat === '' || stream.width < 1 || stream.height < 1)
    throw new WorkprintError(
      'media-refused',
      `Its picture (${stream.codec || 'of an unknown coding'}) cannot be decoded here. Convert it to MP4 (H.264).`,
    );
  checkPixels(stream.width, stream.height);
};

/** Sound coders put up to a tenth of a second of nothing in front, and reordered frames come as much later. */
const longestDelayUs = 200_000;

/** The file's own zero in µs, as `MediaFacts.zeroUs` defines it. */
const zeroOf = (pictureUs: number | undefined, soundsUs: readonly number[]): number => {
  const first = Math.min(...soundsUs, pictureUs ?? Number.POSITIVE_INFINITY);
  if (pictureUs === undefined) return Number.isFinite(first) ? first : 0;
  return pictureUs - first < longestDelayUs ? pictureUs : first;
};

const hintOf = ({ realRate, meanRate }: StreamReport): { readonly num: number; readonly den: number } => {
  const [num, den] = [realRate, meanRate].find(([n, d]) => n > 0 && n / d <= 1000) ?? [25, 1];
  return reduced(num, den);
};

type Moving = { readonly picture: PictureFacts; readonly times: StreamTimes; readonly steady: boolean };

const movingPicture = async (
  target: ProbeTarget,
  stream: StreamReport,
  notes: HeaderNotes,
  signal: AbortSignal,
): Promise<Moving> => {
  const times = await timesOf(target, stream, notes, signal);
  const tickUs = (stream.timeBase[0] / stream.timeBase[1]) * 1e6;
  const { rate, steady } = times.counted
    ? { rate: hintOf(stream), steady: true }
    : frameClockOf(times.timesUs, tickUs, hintOf(stream));
  const delayMs = times.counted ? 0 : await entryDelayMs(target, stream, times.timesUs, signal);
  const clock = {
    frames: times.timesUs.length,
    rate,
    leadMs: times.leadMs + delayMs,
    ...(times.counted ? { counted: true as const } : {}),
  };
  const peakNits = await peakOf(target, stream, signal);
  return { picture: pictureFactsOf(target.kind, stream, clock, notes.still, peakNits), times, steady };
};

const soundsOf = async (
  target: ProbeTarget,
  report: FileReport,
  { soundSeconds }: HeaderNotes,
  signal: AbortSignal,
): Promise<SoundFacts[]> => {
  const sounds: SoundFacts[] = [];
  for (const stream of report.streams.filter(isSound)) {
    const facts = await soundFactsOf(target, report, stream, signal);
    const isPcm = facts.codec.startsWith('pcm_');
    sounds.push(soundSeconds !== undefined && isPcm ? { ...facts, durationMs: soundSeconds * 1000 } : facts);
  }
  return sounds;
};

const filmFacts = async (
  target: ProbeTarget,
  report: FileReport,
  notes: HeaderNotes,
  signal: AbortSignal,
): Promise<ProbedMedia> => {
  const stream = pictureStreamOf(report.streams);
  if (stream) checkStream(stream);
  const moving = stream && (await movingPicture(target, stream, notes, signal));
  const sounds = await soundsOf(target, report, notes, signal);
  if (!moving && sounds.length === 0)
    throw new WorkprintError('media-refused', 'It holds neither a picture nor sound that can be read.');
  const frameUs = moving ? (moving.picture.rate.den * 1e6) / moving.picture.rate.num : 0;
  const pictureUs = moving?.times.counted ? undefined : moving?.times.timesUs[0];
  const zeroUs = Math.round(
    zeroOf(
      pictureUs,
      sounds.map(({ startMs }) => startMs * 1000),
    ),
  );
  const pictureMs = moving
    ? moving.times.counted
      ? (moving.picture.frames * frameUs) / 1000
      : (moving.times.endUs - zeroUs) / 1000
    : 0;
  const ownSounds = sounds.map((sound) => ({ ...sound, startMs: sound.startMs - zeroUs / 1000 }));
  const durationMs = Math.max(pictureMs, ...ownSounds.map((sound) => sound.startMs + sound.durationMs));
  if (durationMs > limits.mediaMs)
    throw new WorkprintError(
      'media-too-large',
      `It is ${Math.round(durationMs / 3_600_000)} hours long; at most 24 are allowed. Cut it into shorter files.`,
    );
  const facts: MediaFacts = {
    kind: target.kind,
    durationMs,
    ...(zeroUs === 0 ? {} : { zeroUs }),
    ...(moving ? { picture: moving.picture } : {}),
    sounds: ownSounds,
  };
  const isPlain = !moving || moving.times.counted || (moving.steady && Math.abs((pictureUs ?? 0) - zeroUs) <= 1);
  return isPlain ? { facts } : { facts, frameTimesUs: moving.times.timesUs.map((time) => time - zeroUs) };
};

/**
 * Asks ffprobe, and makes facts of its answer. Throws `media-refused`, `media-too-large`, and as `startJailed`, without naming
 * the file.
 */
export const probeMedia = async (
  target: ProbeTarget,
  notes: HeaderNotes,
  signal: AbortSignal,
): Promise<ProbedMedia> => {
  const report = parseReport(await probeJson(target, ['-show_entries', wantedEntries], signal));
  if (!isStillKind(target.kind)) return filmFacts(target, report, notes, signal);
  const stream = report.streams.find(({ type }) => type === 'video');
  if (!stream) throw new WorkprintError('media-refused', 'It holds no picture that can be read.');
  checkStream(stream);
  const picture = pictureFactsOf(target.kind, stream, { frames: 1, rate: stillRate }, notes.still, undefined);
  return { facts: { kind: target.kind, durationMs: 0, picture, sounds: [] } };
};
