/**
 * When the frames of a picture stream begin, as its demuxer tells: read from every packet, or from every decoded frame where a
 * packet is not always a frame.
 */
import { WorkprintError } from '../../../domain/errors.ts';
import type { StreamReport } from './report.types.ts';
import { type ProbeTarget, probeLines } from './run-probe.ts';

export type StreamTimes = {
  /** When each shown frame begins, in microseconds on the demuxer's clock, ascending. */
  readonly timesUs: Float64Array;
  /** When the last frame ends. */
  readonly endUs: number;
  /** See `PictureFacts.leadMs`. */
  readonly leadMs: number;
  /** The times make no sense: missing, twice the same, or running backwards. Only their number counts then. */
  readonly counted: boolean;
};

type Packet = { readonly pts: number; readonly dts: number; readonly duration: number; readonly isKey: boolean };

const usOf = (text: string | undefined, usPerTick: number): number =>
  text === undefined || text === '' || text === 'N/A' ? Number.NaN : Number(text) * usPerTick;

/** Packets in file order, without those that an edit list hides. */
const readPackets = async (
  target: ProbeTarget,
  stream: StreamReport,
  signal: AbortSignal,
): Promise<{ readonly shown: Packet[]; readonly keysUs: number[] }> => {
  const usPerTick = (stream.timeBase[0] / stream.timeBase[1]) * 1e6;
  const shown: Packet[] = [];
  const keysUs: number[] = [];
  const onLine = (line: string): void => {
    const [pts, dts, duration, flags = ''] = line.split(',');
    const packet = {
      pts: usOf(pts, usPerTick),
      dts: usOf(dts, usPerTick),
      duration: usOf(duration, usPerTick),
      isKey: flags.includes('K'),
    };
    if (packet.isKey) keysUs.push(Number.isNaN(packet.dts) ? packet.pts : packet.dts);
    if (!flags.includes('D')) shown.push(packet);
  };
  const wanted = ['-select_streams', String(stream.index), '-show_entries', 'packet=pts,dts,duration,flags'];
  await probeLines(target, wanted, onLine, signal);
  return { shown, keysUs };
};

const readFrames = async (
  target: ProbeTarget,
  stream: StreamReport,
  signal: AbortSignal,
  interval?: string,
): Promise<Float64Array> => {
  const usPerTick = (stream.timeBase[0] / stream.timeBase[1]) * 1e6;
  const times: number[] = [];
  const wanted = [
    ...['-threads', '2', '-select_streams', String(stream.index)],
    ...(interval === undefined ? [] : ['-read_intervals', interval]),
    ...['-show_entries', 'frame=best_effort_timestamp'],
  ];
  await probeLines(target, wanted, (line) => times.push(usOf(line.split(',')[0], usPerTick)), signal);
  return Float64Array.from(times);
};

/** The last frames come out when no packet is left to give them a time: they follow at the usual distance. */
const withEnd = (times: Float64Array): Float64Array => {
  const step = (times.at(1) ?? Number.NaN) - (times.at(0) ?? Number.NaN);
  let last = times.length;
  while (last > 0 && Number.isNaN(times[last - 1]!)) last--;
  if (times.length - last > 16) return times;
  return times.map((time, i) => (i < last ? time : times[last - 1]! + (i - last + 1) * step));
};

const ascend = (times: Float64Array): boolean =>
  times.every((time, i) => Number.isFinite(time) && (i === 0 || time > times[i - 1]!));

/** How far a key frame's reader must go back: the longest way between two of them, and the delay of reordering. */
const leadOf = (packets: readonly Packet[], keysUs: readonly number[], endUs: number, isIndexed: boolean): number => {
  const delay = packets.reduce((most, { pts, dts }) => (pts - dts > most ? pts - dts : most), 0);
  if (isIndexed) return Math.ceil(delay / 1000) + 100;
  const gaps = keysUs.map((key, i) => (keysUs[i + 1] ?? endUs) - key).filter((gap) => gap >= 0);
  return Math.ceil((gaps.reduce((most, gap) => Math.max(most, gap), 0) + delay) / 1000) + 500;
};

/** Readers that find a key frame at or before any time by themselves. */
const indexedKinds = ['mp4', 'matroska'];
/** Codecs with packets that show nothing, or that show what an earlier packet said again; a container that times only some. */
const framesHide = ({ kind }: ProbeTarget, { codec }: StreamReport): boolean =>
  kind === 'mpeg' ||
  codec === 'vp8' ||
  codec === 'theora' ||
  codec.startsWith('vp6') ||
  (kind === 'avi' && codec.includes('mpeg4'));

/**
 * Recordings of broadcasts begin anywhere: what stands before the first whole picture is never shown. The first frames that
 * decode tell which packets those are.
 */
const withoutOpening = async (
  target: ProbeTarget,
  stream: StreamReport,
  times: Float64Array,
  signal: AbortSignal,
): Promise<Float64Array> => {
  const decoded = await readFrames(target, stream, signal, '%+#120');
  const first = decoded.find((time) => !Number.isNaN(time));
  return first === undefined ? times : times.filter((time) => !(time < first - 1));
};

/** When the last packet shown ends. */
const endOf = (shown: readonly Packet[], last: number): number => {
  const durations = shown.map(({ duration }) => duration).filter((duration) => duration > 0);
  const own = shown.find(({ pts }) => pts === last)?.duration ?? Number.NaN;
  return last + (own > 0 ? own : (durations[durations.length >> 1] ?? 0));
};

const shownTimes = async (
  target: ProbeTarget,
  stream: StreamReport,
  shown: readonly Packet[],
  signal: AbortSignal,
): Promise<Float64Array> => {
  if (framesHide(target, stream)) return withEnd(await readFrames(target, stream, signal));
  const presented = shown.map(({ pts, dts }) => (Number.isNaN(pts) && stream.reorderedFrames === 0 ? dts : pts));
  const times = Float64Array.from(presented).sort();
  return target.kind === 'mpegts' ? withoutOpening(target, stream, times, signal) : times;
};

/** Reads the whole file once. Throws `media-too-large`, `media-refused` when it holds no frame, and as `startJailed`. */
export const readStreamTimes = async (
  target: ProbeTarget,
  stream: StreamReport,
  signal: AbortSignal,
): Promise<StreamTimes> => {
  const { shown, keysUs } = await readPackets(target, stream, signal);
  const timesUs = await shownTimes(target, stream, shown, signal);
  if (timesUs.length === 0)
    throw new WorkprintError('media-refused', 'It holds no picture that can be shown. Convert it to MP4 (H.264).');
  const endUs = endOf(shown, timesUs.at(-1) ?? 0);
  const dts = Float64Array.from(shown.flatMap((packet) => (Number.isNaN(packet.dts) ? [] : [packet.dts])));
  // Packets of AVI carry no times, and those of a programme stream not all: how a picture is stamped depends on the decoder.
  const isUnsure =
    target.kind === 'mpeg' ||
    (target.kind === 'mpegts' && !ascend(dts)) ||
    (target.kind === 'avi' && stream.reorderedFrames > 0);
  return {
    timesUs,
    endUs,
    leadMs: leadOf(shown, keysUs, endUs, indexedKinds.includes(target.kind)),
    counted: isUnsure || !ascend(timesUs),
  };
};
