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

/** Starting processes and writing the file, whatever the length. */
const overheadMs = 350;
/** Two cores with x264 `veryfast`, before anything is known: see docs/benchmarks.md. */
const guessedMsPerMegapixel = 6;
/** A composed frame costs a little more than one that only passes through. */
const composedWeight = 1.15;
const mostAlike = 24;
/** Renders of up to eight times the work, or an eighth of it, are like this one. */
const nearby = Math.log(8);
/** A second at 1080p. */
const leastTelling = 60;

const workOf = ({ untouched, composed }: RenderWork): number => untouched + composedWeight * composed;

const percentile = (sorted: readonly number[], share: number): number => {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
};

/** `history` in any order. With nothing to do, only the overhead is left. */
export const estimateRender = (work: RenderWork, history: readonly RenderRecord[]): Estimate => {
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
    const guess = overheadMs + wanted * guessedMsPerMegapixel;
    return { p50Ms: guess, p90Ms: 2 * guess, basis: 0 };
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
