/** When a delivery is tried again, and when a webhook is given up. */

const minute = 60_000;
const hour = 60 * minute;

/** Waits after each failed try: six tries, the last about 22 hours after the first. */
const waitsMs = [minute, 10 * minute, hour, 5 * hour, 16 * hour] as const;
/** Spread over this much of the wait, so that a receiver that comes back is not met by all at once. */
const spread = 0.03;

/** Tries of one delivery. */
export const mostTries = waitsMs.length + 1;
/** No try is due later than this after the first: a courier that comes late still makes it within the day. */
const lastTryMs = 23.5 * hour;

/** A webhook at which nothing has arrived for so long is switched off. */
export const givenUpAfterMs = 5 * 24 * hour;

/**
 * How long to wait after this try (from 1) failed; undefined: it was the last. `ageMs` is the time since the first try was due, `chance` lies in [0, 1),
 * and a receiver's own wish (`Retry-After`) counts when it is the longer.
 */
export const waitAfter = (attempt: number, ageMs: number, chance: number, retryAfterMs = 0): number | undefined => {
  const wait = waitsMs[attempt - 1];
  if (wait === undefined) return undefined;
  const leftMs = lastTryMs - ageMs;
  // Tries that came late shorten the last wait; a receiver that wants to be left alone for longer is left alone.
  if (leftMs < minute || retryAfterMs > leftMs) return undefined;
  return Math.min(leftMs, Math.max(Math.round(wait * (1 + spread * chance)), retryAfterMs));
};

/** `Retry-After` in milliseconds, from seconds or a date; 0 for what says nothing. */
export const readRetryAfter = (text: string | undefined, nowMs: number): number => {
  if (text === undefined) return 0;
  const isDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(text);
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : isDate ? Date.parse(text) - nowMs : 0;
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
};
