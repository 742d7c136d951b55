/**
 * How long after what its container calls a key frame a film shows anything. Streams for low delay refresh their picture bit by
 * bit: what is marked there is only where the mending begins, and a decoder shows nothing until it is done.
 */
import type { StreamReport } from './report.types.ts';
import { type ProbeTarget, probeLines } from './run-probe.ts';

/** Films too short to need entering. */
const fewFrames = 60;
/** Packets looked at: mending takes about a second. */
const packetsTried = 40;
/** Who mends for longer has done so within this time, or nobody could join the stream. */
const longestMs = 10_000;
/** Readers with an index, which enter exactly at a key frame. */
const indexedKinds = ['mp4', 'matroska'];

/**
 * Enters at the end of `timesUs` (on the demuxer's clock) and sees what comes out first. 0 when that is the key frame itself, as in
 * nearly every film; milliseconds otherwise.
 */
export const entryDelayMs = async (
  target: ProbeTarget,
  stream: StreamReport,
  timesUs: Float64Array,
  signal: AbortSignal,
): Promise<number> => {
  if (stream.codec !== 'h264' || timesUs.length < fewFrames || !indexedKinds.includes(target.kind)) return 0;
  const usPerTick = (stream.timeBase[0] / stream.timeBase[1]) * 1e6;
  let entered: number | undefined;
  let shown: number | undefined;
  const wanted = [
    ...['-select_streams', String(stream.index)],
    ...['-read_intervals', `${((timesUs.at(-1) ?? 0) / 1e6).toFixed(6)}%+#${packetsTried}`],
    ...['-show_entries', 'packet=pts,flags:frame=best_effort_timestamp'],
  ];
  // Packets have two fields, frames one; ffprobe tells them in the order it meets them.
  const onLine = (line: string): void => {
    const [time, flags] = line.split(',');
    if (flags?.includes('K')) entered ??= Number(time) * usPerTick;
    else if (flags === undefined || flags === '') shown ??= Number(time) * usPerTick;
  };
  await probeLines(target, wanted, onLine, signal);
  if (entered === undefined) return 0;
  if (shown === undefined) return longestMs;
  // What an edit list hides comes out of no decoder. Twice: it takes longer at one place than at another.
  const delayUs = shown - Math.max(entered, timesUs[0] ?? 0);
  return delayUs > 1 ? Math.ceil((2 * delayUs) / 1000) : 0;
};
