/** Where a list leaves the beginning unsaid: timecode usually begins at a full hour. */
import type { Rate } from '../../time.ts';

/** The full hour of timecode at or before a frame: what lies before it is not on the tape. */
export const hourBefore = (frame: number, rate: Rate): number => {
  const hour = Math.round((3600 * rate.num) / rate.den);
  return Math.floor(frame / hour) * hour;
};
