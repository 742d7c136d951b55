/** What a `Range` header asks for (RFC 9110, section 14). */
import type { ByteRange } from '../../ports/object-store.ts';

/** More pieces than this ask for trouble, not for a film; the whole is given instead, as the standard allows. */
const mostRanges = 16;

/**
 * The pieces of `size` bytes that are asked for, in the order asked; empty when none of them exists (416). Undefined: no ranges, or none that
 * should be honoured, so the whole is served.
 */
export const parseRanges = (header: string | undefined, size: number): readonly ByteRange[] | undefined => {
  const [, list] = /^bytes=([\d\s,-]{1,500})$/.exec(header ?? '') ?? [];
  if (list === undefined) return undefined;
  const ranges: ByteRange[] = [];
  const parts = list.split(',').map((part) => part.trim());
  if (parts.length > mostRanges) return undefined;
  for (const part of parts) {
    const [, from, to] = /^(\d{0,15})-(\d{0,15})$/.exec(part) ?? [];
    if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
    if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
    const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
    const last = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
    if (first <= last && !(from === '' && Number(to) === 0)) ranges.push({ first, last });
  }
  const asked = ranges.reduce((sum, { first, last }) => sum + last + 1 - first, 0);
  // The same bytes over and over: a small request for a large answer.
  return ranges.length > 1 && asked > size ? undefined : ranges;
};
