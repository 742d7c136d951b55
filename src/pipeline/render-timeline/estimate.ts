/**
 * How long a render will take, learned from those this installation has done. Each past render gives a price per megapixel; the
 * likeliest and the pessimistic price are the 50th and the 90th percentile of the renders most like this one.
 */
import type { RenderRecord } from '../../ports/render-history.ts';

/** Work still to do, in frames times megapixels. */
export type RenderWork = Pick<RenderRecord, 'encoding' | 'untouched' | 'composed'>;

export type Estimate = {
  readonly p50Ms: number;
  readonly p90Ms: number;
  /** Past renders it rests on; 0: a guess. */
  readonly basis: number;
};

/** What renders here, for the first guess. */
export type RenderMachine = {
  readonly cores: number;
  /** Processes of others that want a core right now, as the load average counts them; default 0. */
  readonly load?: number;
};

/** Starting processes and writing the file, whatever the length. */
const overheadMs = 350;
/** A composed frame costs a little more than one that only passes through. */
const composedWeight = 1.15;
const mostAlike = 24;
/** Renders of up to eight times the work, or an eighth of it, are like this one. */
const nearby = Math.log(8);
/** A second at 1080p. */
const leastTelling = 60;

/** The first render also looks at its files and starts its helpers. */
const firstStartMs = 800;
/** Of one core at x264 `veryfast`: between stills (13) and clips that are decoded (31), as docs/benchmarks.md has them. */
const guessedCoreMsPerMegapixel = 24;
/** How much more other encoders want, about. */
const codecCost: Readonly<Record<string, number>> = { h264: 1, h265: 3, av1: 4, vp9: 5, prores: 1.5 };
const presetCost: Readonly<Record<string, number>> = {
  ...{ ultrafast: 0.6, superfast: 0.8, veryfast: 1, faster: 1.2, fast: 1.5, medium: 1.8, slow: 3 },
};
/** A guess may be this many times too short. */
const guessDoubt = 3;

/** Before anything was learned: an average machine with these cores, shared fairly with what else runs on it. */
const guessedMs = (wanted: number, encoding: string, { cores, load = 0 }: RenderMachine): number => {
  const [codec = '', preset = ''] = encoding.split(' ');
  // ProRes and the lossless one know no presets.
  const effort = codec === 'prores' || codec === 'ffv1' ? 1 : (presetCost[preset] ?? 1);
  const free = (cores * cores) / (cores + load);
  return firstStartMs + (wanted * guessedCoreMsPerMegapixel * (codecCost[codec] ?? 1) * effort) / free;
};

const workOf = ({ untouched, composed }: RenderWork): number => untouched + composedWeight * composed;

const percentile = (sorted: readonly number[], share: number): number => {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
};

/** `history` in any order. With nothing to do, only the overhead is left. */
export const estimateRender = (
  work: RenderWork,
  history: readonly RenderRecord[],
  machine: RenderMachine = { cores: 2 },
): Estimate => {
  const wanted = workOf(work);
  const distance = (record: RenderRecord): number => Math.abs(Math.log(workOf(record) / Math.max(wanted, 1e-6)));
  // Starting up is most of what a very small render takes: it says nothing of a large one.
  const usable = history.filter(
    (record) => workOf(record) > 0 && (workOf(record) >= leastTelling || distance(record) <= nearby || wanted === 0),
  );
  const same = usable.filter(({ encoding }) => encoding === work.encoding);
  const near = same.filter((record) => distance(record) <= nearby);
  const pool = near.length > 0 ? near : same.length > 0 ? same : usable;
  const alike = pool.toSorted((a, b) => distance(a) - distance(b)).slice(0, mostAlike);
  if (wanted === 0) return { p50Ms: overheadMs, p90Ms: 2 * overheadMs, basis: alike.length };
  if (alike.length === 0) {
    const guess = guessedMs(wanted, work.encoding, machine);
    return { p50Ms: guess, p90Ms: guessDoubt * guess, basis: 0 };
  }
  const prices = alike
    .map((record) => Math.max(0, record.tookMs - overheadMs) / workOf(record))
    .toSorted((a, b) => a - b);
  const p50Ms = overheadMs + wanted * percentile(prices, 0.5);
  // Few renders say little about bad days: until there are ten, half as long again is kept in hand.
  const slack = 1 + 0.5 * Math.max(0, 1 - alike.length / 10);
  return { p50Ms, p90Ms: Math.max(p50Ms, overheadMs + wanted * percentile(prices, 0.9)) * slack, basis: alike.length };
};

/** What is left, from the estimate made before and the pace seen since: the longer it runs, the more the pace counts. */
export const remainingMs = (estimate: Estimate, doneShare: number, elapsedMs: number): number => {
  const byEstimate = estimate.p50Ms * (1 - doneShare);
  if (doneShare <= 0) return Math.max(byEstimate, estimate.p50Ms - elapsedMs);
  const byPace = (elapsedMs * (1 - doneShare)) / doneShare;
  const trust = Math.min(1, doneShare * 4);
  return byEstimate * (1 - trust) + byPace * trust;
};
