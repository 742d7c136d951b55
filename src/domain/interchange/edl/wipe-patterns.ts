/** SMPTE wipe patterns (ST 258) by number, as far as we have the shape, and back. */
import type { Transition } from '../../timeline/timeline.types.ts';

type Wipe = Pick<Transition, 'type' | 'direction'>;

const patterns: Readonly<Record<number, Wipe>> = {
  1: { type: 'wipe', direction: 'right' },
  2: { type: 'wipe', direction: 'down' },
  101: { type: 'iris' },
  119: { type: 'iris' },
  201: { type: 'clock' },
};

/** The transition of a pattern; `exact` is false for those that only come near. */
export const wipeOfPattern = (pattern: number): Wipe & { readonly exact: boolean } => {
  const known = Object.hasOwn(patterns, pattern) ? patterns[pattern] : undefined;
  if (known !== undefined) return { ...known, exact: true };
  const type = pattern >= 101 && pattern < 200 ? 'iris' : pattern >= 201 && pattern < 300 ? 'clock' : 'wipe';
  return { type, ...(type === 'wipe' ? { direction: 'right' as const } : {}), exact: false };
};

/** The pattern of a transition, three digits; undefined for what is no wipe. */
export const patternOfWipe = ({
  type,
  direction,
}: Wipe): { readonly pattern: string; readonly exact: boolean } | undefined => {
  if (type !== 'wipe' && type !== 'iris' && type !== 'clock') return undefined;
  const found = Object.entries(patterns).find(
    ([, wipe]) => wipe.type === type && (type !== 'wipe' || wipe.direction === (direction ?? 'left')),
  );
  return { pattern: (found?.[0] ?? '1').padStart(3, '0'), exact: found !== undefined };
};
