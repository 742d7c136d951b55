/** Where music enters a scene and where it leaves: after the first line or on an image, never on a cut into speech. */
import { seededRandom } from '../../domain/random.ts';
import type { Scene } from '../../domain/screenplay/breakdown.types.ts';
import type { CueRole } from '../../domain/sound/sound.ts';
import type { SceneClock } from './scene-clock.ts';

/** Milliseconds from the scene's first frame. */
export type CueWindow = { readonly startMs: number; readonly endMs: number };

/** Nothing plays this long before the line that matters most. */
export const hushMs = 2200;

const shortestCueMs = 6000;
const shortestPromisedCueMs = 3200;
/** An opening this long without speech is an image; music may enter on it. */
const imageMs = 2000;
/** Notes die away this long before a cue's silence is silence. */
const decayMs = 1600;

/** Every scene is heard with music but a quiet, neutral one now and then: silence is a cue too. */
const staysSilent = (scene: Scene, role: CueRole, seed: string): boolean =>
  role === 'scene' &&
  (scene.mood === 'neutral' || scene.mood === 'comic') &&
  scene.tension < 0.4 &&
  seededRandom(seed, 'no music', scene.id)() < 0.4;

/** Moves off a cut, so that a cue never starts exactly on one. */
const offCuts = (ms: number, cutsMs: readonly number[]): number =>
  cutsMs.some((cut) => Math.abs(cut - ms) < 150) ? ms + 220 : ms;

/** How a scene carries its music: all of it, its opening until the talk is under way, or its talk until the end. */
type Arc = 'whole' | 'opening' | 'closing';

/** Only the scenes that carry the film, short ones and wordless ones are played through. */
const arcOf = (scene: Scene, clock: SceneClock, role: CueRole, seed: string): Arc => {
  if (role !== 'scene' || clock.storyEndMs < 18_000 || clock.speeches.length < 3) return 'whole';
  return seededRandom(seed, 'arc', scene.id)() < 0.45 ? 'opening' : 'closing';
};

/** An opening ends in the first pause after its first half minute or half the scene, whichever is sooner. */
const openingEndMs = (clock: SceneClock): number => {
  const earliest = Math.min(30_000, clock.storyEndMs * 0.5);
  const line = clock.speeches.find((speech) => speech.toMs > earliest);
  return Math.min((line?.toMs ?? clock.storyEndMs) + 400, clock.storyEndMs - 250);
};

/** When the first note may sound. */
const entryMs = (clock: SceneClock, scene: Scene, arc: Arc, seed: string): number => {
  const first = clock.speeches[0];
  const image = 350 + 350 * seededRandom(seed, 'entry', scene.id)();
  if (first === undefined || (first.fromMs >= imageMs && arc !== 'closing')) return offCuts(image, clock.cutsMs);
  // After the first line; better in the first pause long enough to be noticed, among the first few.
  const early = clock.speeches.slice(0, 3);
  const paused = early.find(
    (line, i) => (clock.speeches[i + 1]?.fromMs ?? Number.POSITIVE_INFINITY) - line.toMs >= 600,
  );
  return offCuts((paused ?? first).toMs + 200, clock.cutsMs);
};

/** Long scenes are not scored from end to end: music plays for half a minute or more, then leaves the room to the people. */
const withRests = (window: CueWindow, scene: Scene, seed: string): readonly CueWindow[] => {
  const random = seededRandom(seed, 'rests', scene.id);
  const windows: CueWindow[] = [];
  let { startMs } = window;
  while (window.endMs - startMs > 62_000) {
    const endMs = startMs + 30_000 + 16_000 * random();
    windows.push({ startMs, endMs });
    startMs = endMs + 14_000 + 10_000 * random();
  }
  windows.push({ startMs, endMs: window.endMs });
  return windows;
};

/** Parts a window so that the hushed line is preceded by silence and followed by what the silence was for. */
const hushed = (window: CueWindow, clock: SceneClock, hushedPartId: string | null): readonly CueWindow[] => {
  const line = clock.speeches.find((speech) => speech.partId === hushedPartId);
  if (line === undefined || line.fromMs - hushMs > window.endMs || line.toMs < window.startMs) return [window];
  const before = { startMs: window.startMs, endMs: line.fromMs - hushMs - decayMs };
  const after = { startMs: Math.max(window.startMs, offCuts(line.toMs + 350, clock.cutsMs)), endMs: window.endMs };
  return [before, after];
};

export const spotCues = (
  scene: Scene,
  clock: SceneClock,
  role: CueRole,
  hushedPartId: string | null,
  seed: string,
): readonly CueWindow[] => {
  if (staysSilent(scene, role, seed)) return [];
  const arc = arcOf(scene, clock, role, seed);
  // The last cue plays on under the credits; any other leaves its scene with only its tail.
  const last = role === 'last-image' || clock.bodyEndMs > clock.storyEndMs;
  const endMs = last ? clock.bodyEndMs - 2600 : arc === 'opening' ? openingEndMs(clock) : clock.storyEndMs - 250;
  const whole = { startMs: entryMs(clock, scene, arc, seed), endMs };
  const shortest = role === 'scene' ? shortestCueMs : shortestPromisedCueMs;
  return hushed(whole, clock, hushedPartId)
    .flatMap((window) => withRests(window, scene, seed))
    .filter((window) => window.endMs - window.startMs >= shortest)
    .map((window) => ({ startMs: Math.round(window.startMs), endMs: Math.round(window.endMs) }));
};
