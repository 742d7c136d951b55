/** A finished film in numbers, as the command line prints them and a job keeps them. */
import type { BuildEntry } from '../../build/build.ts';
import { msFromFrames } from '../../domain/time.ts';
import type { Film } from '../produce-film.ts';

/** Length, shots, voices, loudness, what was made and what it cost. */
export const filmFacts = (film: Film, entries: readonly BuildEntry[]) => ({
  durationMs: Math.round(msFromFrames(film.timeline.durationFrames, film.timeline.rate)),
  frames: film.timeline.durationFrames,
  shots: film.plan.shots.length,
  voices: film.words.engines,
  integratedLufs: film.sound.integratedLufs,
  truePeakDbtp: film.sound.truePeakDbtp,
  made: entries.filter((entry) => entry.state === 'made').length,
  cached: entries.filter((entry) => entry.state === 'cached').length,
  costMicros: entries.reduce((sum, entry) => sum + entry.costMicros, 0),
});
