/** Segments that show one picture from end to end: composed and sent once, repeated by the encoder's own process. */
import { type DisplayList, evaluate } from '../../../compile/compile.ts';
import { sharedDraws } from '../../../compile/shared-draws.ts';
import type { Timeline } from '../../../domain/timeline/timeline.types.ts';

const isSame = (a: DisplayList, b: DisplayList): boolean => a.length === b.length && sharedDraws(a, b) === a.length;

/** How many lines a text has is known where it is set, not here: texts that come line by line are taken to move. */
const movesByLine = ({ tracks }: Timeline): boolean => JSON.stringify(tracks).includes('"unit":"line"');

/** Whether all frames of a segment are alike. Quick to say no: few segments are still, and those that are have few draws. */
export const isStill = (timeline: Timeline): boolean => {
  const last = timeline.durationFrames - 1;
  if (last < 1) return false;
  const first = evaluate(timeline, 0);
  if (!isSame(first, evaluate(timeline, last)) || !isSame(first, evaluate(timeline, last >> 1))) return false;
  if (movesByLine(timeline)) return false;
  for (let frame = 1; frame < last; frame++) if (!isSame(first, evaluate(timeline, frame))) return false;
  return true;
};
