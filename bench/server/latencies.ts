/** How long things took, in buckets that are one percent wide: exact enough for any percentile, however many there are. */

export type Latencies = {
  add(ms: number): void;
  readonly count: number;
  readonly max: number;
  /** The time within which this share (0 to 1) was answered; 0 when there was nothing. */
  within(share: number): number;
};

const growth = Math.log(1.01);
/** Everything below a microsecond is one bucket. */
const leastMs = 0.001;
const buckets = Math.ceil(Math.log(3_600_000 / leastMs) / growth) + 1;

/** Empty. */
export const createLatencies = (): Latencies => {
  const counts = new Uint32Array(buckets);
  let count = 0;
  let max = 0;
  return {
    add: (ms) => {
      const at = ms <= leastMs ? 0 : Math.min(buckets - 1, Math.ceil(Math.log(ms / leastMs) / growth));
      counts[at] = (counts[at] ?? 0) + 1;
      count++;
      if (ms > max) max = ms;
    },
    get count() {
      return count;
    },
    get max() {
      return max;
    },
    within: (share) => {
      const wanted = Math.ceil(count * share);
      let seen = 0;
      for (let at = 0; at < buckets; at++) {
        seen += counts[at] ?? 0;
        if (seen >= wanted && seen > 0) return Math.min(max, leastMs * Math.exp(at * growth));
      }
      return 0;
    },
  };
};
