/**
 * Door of the score: decides, without touching a sample, all that is heard besides speech, and how it is mixed.
 *   planScore → cues to play (each depends on its own scene alone), beds, effects
 *   planSceneMixes → one stem per scene, counted from the scene's own first sample
 *   planMaster → the stems on the film's time
 */
import type { Breakdown, Scene } from '../../domain/screenplay/breakdown.types.ts';
import type { FilmTiming, ShotPlan } from '../../domain/shot/shot.types.ts';
import type { AmbienceRecipe, CueRole, CueScore, EffectEvent } from '../../domain/sound/sound.ts';
import { composeCue } from '../../domain/sound/sound.ts';
import type { Rate } from '../../domain/time.ts';
import { actionEffects } from './action-effects.ts';
import { placeSound } from './place-sound.ts';
import { type SceneClock, sceneClocks } from './scene-clock.ts';
import { type CueWindow, spotCues } from './spot-cues.ts';
import { type StoryPoints, storyPoints } from './story-points.ts';

export { type PlannedSceneMix, planMaster, planSceneMixes } from './mix-plan.ts';

export type ScoreRequest = {
  readonly breakdown: Breakdown;
  readonly plan: ShotPlan;
  /** With titles and credits already in it: they are part of the first and the last scene's sound. */
  readonly timing: FilmTiming;
  readonly rate: Rate;
  /** The film's seed; with the title it decides key, motif and every small choice. */
  readonly seed: string;
};

export type PlannedCue = {
  readonly id: string;
  /** From the scene's first frame. */
  readonly startMs: number;
  /** Loudness in the film where nobody speaks. */
  readonly lufs: number;
  readonly role: CueRole;
  /** What is played, and the key its sound is kept under. */
  readonly score: CueScore;
};

export type SceneSound = {
  readonly clock: SceneClock;
  readonly scene: Scene;
  readonly cues: readonly PlannedCue[];
  readonly ambience: AmbienceRecipe;
  readonly effects: readonly EffectEvent[];
};

export type ScorePlan = {
  readonly scenes: readonly SceneSound[];
  readonly points: StoryPoints;
  /** True when anyone is heard in the film. */
  readonly hasSpeech: boolean;
};

/** What a scene is to the film; a film of one scene ends with it. */
const sceneRole = (scene: Scene, points: StoryPoints): CueRole => {
  if (scene.id === points.lastSceneId) return 'last-image';
  if (scene.id === points.firstSceneId) return 'first-image';
  return scene.id === points.turnSceneId ? 'turn' : 'scene';
};

/** What a cue is to its scene: the film's first opens it, the film's last closes it. */
const cueRole = (scene: Scene, points: StoryPoints, index: number, count: number): CueRole => {
  if (scene.id === points.lastSceneId && index === count - 1) return 'last-image';
  if (scene.id === points.firstSceneId && index === 0) return 'first-image';
  return scene.id === points.turnSceneId && index === 0 ? 'turn' : 'scene';
};

/** Whose scene it is: who says most in it, else who is seen first. */
const leadOf = (scene: Scene, breakdown: Breakdown): string | null => {
  const people = new Set(breakdown.characters.filter((one) => !one.isThing && !one.isVoiceOnly).map((one) => one.id));
  const words = new Map<string, number>();
  for (const beat of scene.beats) {
    if (beat.kind !== 'speech' || !people.has(beat.characterId)) continue;
    const said = beat.parts.reduce((sum, part) => sum + part.text.split(/\s+/).length, 0);
    words.set(beat.characterId, (words.get(beat.characterId) ?? 0) + said);
  }
  const most = [...words].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en'))[0];
  return most?.[0] ?? scene.present.find((id) => people.has(id)) ?? null;
};

/** In gaps music lies about 10 dB under lines (louder, it would count as programme and push the whole film up); alone in a scene it comes nearer; a silent film is carried by it. */
const cueLufs = (scene: Scene, clock: SceneClock, hasSpeech: boolean): number => {
  if (!hasSpeech) return -16;
  if (clock.speeches.length === 0) return -20 + scene.tension;
  return -25 + 2 * scene.tension;
};

/** Positions and seeds inside a cue count from the cue, so that it survives everything that happens elsewhere. */
const composeFor = (
  window: CueWindow,
  index: number,
  scene: Scene,
  clock: SceneClock,
  role: CueRole,
  request: ScoreRequest,
): CueScore => {
  const { startMs, endMs } = window;
  const within = (ms: number): boolean => ms > startMs && ms < endMs;
  return composeCue({
    filmSeed: `${request.breakdown.seed}/${request.seed}`,
    cueSeed: `${scene.id}/${index}`,
    role,
    mood: scene.mood,
    tension: Math.round(scene.tension * 20) / 20,
    durationMs: endMs - startMs,
    cutsMs: clock.cutsMs.filter(within).map((cut) => Math.round(cut - startMs)),
    speech: clock.speeches
      .filter((line) => line.toMs > startMs && line.fromMs < endMs)
      .map((line) => ({ startMs: Math.round(line.fromMs - startMs), endMs: Math.round(line.toMs - startMs) })),
    leadId: leadOf(scene, request.breakdown),
  });
};

export const planScore = (request: ScoreRequest): ScorePlan => {
  const { breakdown, plan, timing, rate, seed } = request;
  const points = storyPoints(breakdown);
  const hasSpeech = timing.speeches.length > 0;
  const byId = new Map(breakdown.scenes.map((scene) => [scene.id, scene]));
  const scenes = sceneClocks(breakdown.scenes, plan, timing, rate).map((clock): SceneSound => {
    const scene = byId.get(clock.sceneId) as Scene;
    const role = sceneRole(scene, points);
    const windows = spotCues(scene, clock, role, points.hushedPartId, `${breakdown.seed}/${seed}`);
    const cues = windows.map((window, index) => ({
      id: `${scene.id}/${index}`,
      startMs: window.startMs,
      lufs: cueLufs(scene, clock, hasSpeech),
      role: cueRole(scene, points, index, windows.length),
      score: composeFor(window, index, scene, clock, cueRole(scene, points, index, windows.length), request),
    }));
    return {
      clock,
      scene,
      cues,
      ambience: placeSound(scene, breakdown),
      effects: actionEffects(scene, clock, plan, timing, rate),
    };
  });
  return { scenes, points, hasSpeech };
};
