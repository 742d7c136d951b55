/** How long a vendor asks to be left alone: Retry-After in both of its forms, and the finer one that OpenAI and Azure send beside it. */

/** Longer than this nobody waits; the gate stays shut for as long and is asked again then. */
const longestMs = 24 * 60 * 60_000;

const bounded = (ms: number): number => Math.min(longestMs, Math.max(0, Math.ceil(ms)));

/** Milliseconds from now; undefined when the vendor does not say, or nothing that can be read. `nowMs`: used where the answer has no date. */
export const readRetryAfter = (headers: Headers, nowMs: number): number | undefined => {
  const fine = headers.get('retry-after-ms');
  if (fine !== null && /^\d{1,12}(?:\.\d+)?$/.test(fine)) return bounded(Number(fine));
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) return bounded(Number(text) * 1000);
  const at = Date.parse(text);
  if (!/^[A-Z][a-z]{2}/.test(text) || Number.isNaN(at)) return undefined;
  // The vendor's own clock, where it tells: ours may be wrong.
  const theirs = Date.parse(headers.get('date') ?? '');
  return bounded(at - (Number.isNaN(theirs) ? nowMs : theirs));
};
