/**
 * How long a request waits for its video (B2). The caller may say: `wait` in the body, or the header `Prefer` of RFC 7240. Who says nothing
 * waits while the estimate is within the budget of quick videos.
 */
export type Waiting = {
  readonly ms: number;
  /** The caller said so: no estimate ends the waiting early. */
  readonly isForced: boolean;
  /** The preference that was followed, for the header `Preference-Applied`. */
  readonly applied?: string;
};

/** Longest wait that `Prefer` may ask for; `wait` is limited by its schema. */
const mostSeconds = 300;

/** Preferences by name, the first of each; values without their quotes. */
const preferencesOf = (header: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const part of header.slice(0, 1000).split(',')) {
    const [name = '', value = ''] = (part.split(';')[0] ?? '').split('=');
    const key = name.trim().toLowerCase();
    if (key !== '' && !found.has(key)) found.set(key, value.trim().replace(/^"(.*)"$/, '$1'));
  }
  return found;
};

/** `wait` in seconds from the body; `prefer` the header as it came. */
export const waitingFor = (wait: number | undefined, prefer: string | undefined, quickMs: number): Waiting => {
  if (wait !== undefined) return { ms: wait * 1000, isForced: true };
  const preferences = preferencesOf(prefer ?? '');
  const seconds = preferences.get('wait');
  // Both together mean: wait so long, then answer with the job.
  if (seconds !== undefined && /^\d{1,6}$/.test(seconds))
    return { ms: Math.min(Number(seconds), mostSeconds) * 1000, isForced: true, applied: `wait=${seconds}` };
  if (preferences.has('respond-async')) return { ms: 0, isForced: true, applied: 'respond-async' };
  return { ms: quickMs, isForced: false };
};

/** Whether it is worth waiting for what likely takes `etaMs` more. Nobody knows: it is. */
export const isWorthIt = ({ ms, isForced }: Waiting, etaMs: number | undefined): boolean =>
  ms > 0 && (isForced || etaMs === undefined || etaMs <= ms);
