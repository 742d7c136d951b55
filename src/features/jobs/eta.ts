/** How long the rest takes, from how fast it went lately. */

type Sample = { readonly atMs: number; readonly done: number };

const windowMs = 30_000;
const leastMs = 1000;
const sampleEveryMs = 200;

/**
 * Takes reports (work done of work to do, and when) and gives the milliseconds that are left, undefined while it is too early to say.
 * The pace is that of the last half minute: what came from the cache at the start says nothing about the rest.
 */
export const createEta = (): ((done: number, total: number, atMs: number) => number | undefined) => {
  const samples: Sample[] = [];
  return (done, total, atMs) => {
    const last = samples.at(-1);
    if (last && done < last.done) samples.length = 0; // it began anew
    if (samples.length === 0 || atMs - (samples.at(-1)?.atMs ?? 0) >= sampleEveryMs) samples.push({ atMs, done });
    while (samples.length > 2 && (samples[1]?.atMs ?? atMs) < atMs - windowMs) samples.shift();
    const first = samples[0] ?? { atMs, done };
    const tookMs = atMs - first.atMs;
    const made = done - first.done;
    if (done >= total) return 0;
    if (tookMs < leastMs || made <= 0) return undefined;
    return Math.round(((total - done) * tookMs) / made);
  };
};
