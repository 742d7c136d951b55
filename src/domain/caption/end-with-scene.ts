/** A caption may linger for the eye's sake, but not over a cut into another scene: it would speak to the wrong picture. */
import type { TimedScene } from '../shot/shot.types.ts';
import { msFromFrames, type Rate } from '../time.ts';
import type { Cue } from './caption-cues.ts';

/** Still long enough to be noticed, in milliseconds. */
const leastMs = 500;

/** Cues that end with the scene they begin in, where that leaves them at least half a second. */
export const endWithScene = (cues: readonly Cue[], scenes: readonly TimedScene[], rate: Rate): Cue[] => {
  const ends = scenes.map((scene) => ({
    startMs: msFromFrames(scene.startFrame, rate),
    endMs: msFromFrames(scene.startFrame + scene.durationFrames, rate),
  }));
  return cues.map((cue) => {
    // The last scene that had begun: a dissolve belongs to both.
    const own = ends.findLast((scene) => scene.startMs <= cue.startMs);
    const isCut = own !== undefined && cue.endMs > own.endMs && own.endMs - cue.startMs >= leastMs;
    return isCut ? { ...cue, endMs: own.endMs } : cue;
  });
};
