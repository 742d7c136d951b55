/**
 * How long shots will be, said before anybody has spoken: from the number of words alone. Clips are ordered by it, so that they are priced before anything is spent, and
 * stay as they are when a voice turns out a little shorter; the film is cut by the real times.
 */
import type { Breakdown } from '../../domain/screenplay/breakdown.types.ts';
import type { ShotPlan } from '../../domain/shot/shot.types.ts';
import { msFromFrames, type Rate } from '../../domain/time.ts';
import { timeShots } from '../plan-shots/plan-shots.ts';
import { estimateSpokenMs } from '../plan-shots/sentences.ts';

/** A clip that is a little too long is cut; one that is too short has to be slowed down. */
const spare = 1.1;

/** Milliseconds to order for each shot, by its id. */
export const plannedLengths = (plan: ShotPlan, breakdown: Breakdown, rate: Rate): ReadonlyMap<string, number> => {
  const parts = breakdown.scenes.flatMap(({ beats }) =>
    beats.flatMap((beat) => (beat.kind === 'speech' ? beat.parts : [])),
  );
  const times = new Map(parts.map(({ id, text }) => [id, { durationMs: estimateSpokenMs(text), words: [] }]));
  const timing = timeShots(plan, breakdown, times, rate);
  return new Map(
    timing.shots.map(({ shotId, durationFrames }) => [shotId, Math.ceil(msFromFrames(durationFrames, rate) * spare)]),
  );
};
