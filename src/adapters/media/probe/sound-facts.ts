/** The sound tracks of a file, in its order. */
import type { MediaKind, SoundFacts } from '../../../domain/timeline/media-facts.types.ts';
import type { FileReport, StreamReport } from './report.types.ts';
import { type ProbeTarget, probeLines } from './run-probe.ts';

/** Files without a header that says how long they are: FFmpeg guesses by the bit rate. */
const kindsThatGuess: readonly MediaKind[] = ['mp3', 'aac', 'mpegts', 'mpeg'];

/** When the last packet ends, in seconds; undefined when there is none. */
const endOfPackets = async (
  target: ProbeTarget,
  { index }: StreamReport,
  signal: AbortSignal,
): Promise<number | undefined> => {
  let end: number | undefined;
  const wanted = ['-select_streams', String(index), '-show_entries', 'packet=pts_time,duration_time'];
  const onLine = (line: string): void => {
    const [pts, duration] = line.split(',').map(Number);
    if (pts !== undefined && Number.isFinite(pts)) end = Math.max(end ?? pts, pts + (duration || 0));
  };
  // A packet is a fortieth of a second or so; a day of them is far more than the limit of frames.
  await probeLines(target, wanted, onLine, signal, 5_000_000);
  return end;
};

export const isSound = ({ type, codec, channels, sampleRateHz }: StreamReport): boolean =>
  type === 'audio' && codec !== '' && channels > 0 && sampleRateHz > 0;

/**
 * In Matroska an Opus track begins 6.5 ms before zero, which its decoder then leaves out: what is heard begins at zero.
 */
const audibleStart = (kind: MediaKind, { codec, start }: StreamReport, fileStart: number): number => {
  const told = start ?? fileStart;
  return kind === 'matroska' && codec === 'opus' && told < 0 ? 0 : told;
};

/** Facts of one track; its start is still on the demuxer's clock, in milliseconds. */
export const soundFactsOf = async (
  target: ProbeTarget,
  file: FileReport,
  stream: StreamReport,
  signal: AbortSignal,
): Promise<SoundFacts> => {
  const start = audibleStart(target.kind, stream, file.start ?? 0);
  const told = stream.duration ?? (file.duration === undefined ? 0 : file.duration - (start - (file.start ?? 0)));
  const isUnknown = kindsThatGuess.includes(target.kind) || told <= 0 || stream.duration === undefined;
  const end = isUnknown ? await endOfPackets(target, stream, signal) : undefined;
  return {
    stream: stream.index,
    codec: stream.codec,
    channels: stream.channels,
    sampleRateHz: stream.sampleRateHz,
    startMs: start * 1000,
    durationMs: Math.max(0, (end === undefined ? told : end - start) * 1000),
  };
};
