/** What two frames have in common: the draws they begin with. */
import type { DisplayList } from './display-list.types.ts';

/** How many draws two lists begin with in common. */
export const sharedDraws = (a: DisplayList, b: DisplayList): number => {
  const most = Math.min(a.length, b.length);
  let n = 0;
  while (n < most && isSame(a[n], b[n])) n++;
  return n;
};

/** Equality of plain data. */
const isSame = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return (
    keys.length === others.length &&
    keys.every((key) => isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
};
