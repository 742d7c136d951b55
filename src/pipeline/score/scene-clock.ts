/** A scene's own clock: everything the sound of a scene hangs on, counted from the scene's first frame. */
import type { Scene } from '../../domain/screenplay/breakdown.types.ts';
import type { FilmTiming, PlacedSpeech, ShotPlan, TimedScene } from '../../domain/shot/shot.types.ts';
import { soundRateHz } from '../../domain/sound/sound.ts';
import { msFromFrames, type Rate, samplesFromFrames } from '../../domain/time.ts';

export type SceneClock = {
  readonly sceneId: string;
  readonly startFrame: number;
  /** Frames from the scene's first to where its own sound gives way to the next scene's; the last one keeps the credits. */
  readonly bodyStartFrames: number;
  readonly bodyEndFrames: number;
  /** Where the story ends inside the body: before the credits in the last scene, else the body's end. */
  readonly storyEndFrames: number;
  readonly storyEndMs: number;
  readonly bodyEndMs: number;
  /** Picture cuts inside the scene, ascending. */
  readonly cutsMs: readonly number[];
  readonly speeches: readonly (PlacedSpeech & { readonly fromMs: number; readonly toMs: number })[];
  /** Frames shared with the scene before and the scene after by a dissolve. */
  readonly overlapBeforeFrames: number;
  readonly overlapAfterFrames: number;
};

/** Milliseconds are kept to the hundredth: a scene that moves in the film must not change by float noise. */
const steady = (ms: number): number => Math.round(ms * 100 + 1e-4) / 100;

/** Whole samples of a number of frames, wherever they lie in the film. */
export const samplesOfFrames = (frames: number, rate: Rate): number => samplesFromFrames(frames, rate, soundRateHz);
export const samplesOfMs = (ms: number): number => Math.round((ms * soundRateHz) / 1000);

export const sceneClocks = (
  scenes: readonly Scene[],
  plan: ShotPlan,
  timing: FilmTiming,
  rate: Rate,
): readonly SceneClock[] => {
  const known = new Set(scenes.map((scene) => scene.id));
  const timed = timing.scenes
    .filter((scene) => known.has(scene.sceneId))
    .toSorted((a, b) => a.startFrame - b.startFrame);
  return timed.map((scene, index) => clockOf(scene, timed[index - 1], timed[index + 1], plan, timing, rate));
};

const endOf = (scene: TimedScene): number => scene.startFrame + scene.durationFrames;

const clockOf = (
  scene: TimedScene,
  before: TimedScene | undefined,
  after: TimedScene | undefined,
  plan: ShotPlan,
  timing: FilmTiming,
  rate: Rate,
): SceneClock => {
  const overlapBeforeFrames = before === undefined ? 0 : Math.max(0, endOf(before) - scene.startFrame);
  const overlapAfterFrames = after === undefined ? 0 : Math.max(0, endOf(scene) - after.startFrame);
  const bodyStartFrames = before === undefined ? 0 - scene.startFrame : Math.floor(overlapBeforeFrames / 2);
  const ownEnd = scene.durationFrames - Math.ceil(overlapAfterFrames / 2);
  // A hole between scenes belongs to the one before it; what follows the last scene (credits) belongs to the last.
  const bodyEndFrames =
    after === undefined
      ? timing.durationFrames - scene.startFrame
      : Math.max(ownEnd, after.startFrame - scene.startFrame + Math.floor(overlapAfterFrames / 2));
  const inScene = new Set(plan.shots.filter((shot) => shot.sceneId === scene.sceneId).map((shot) => shot.id));
  const startMs = msFromFrames(scene.startFrame, rate);
  return {
    sceneId: scene.sceneId,
    startFrame: scene.startFrame,
    bodyStartFrames,
    bodyEndFrames,
    storyEndFrames: Math.min(bodyEndFrames, scene.durationFrames),
    storyEndMs: steady(msFromFrames(Math.min(bodyEndFrames, scene.durationFrames), rate)),
    bodyEndMs: steady(msFromFrames(bodyEndFrames, rate)),
    cutsMs: timing.shots
      .filter((shot) => inScene.has(shot.shotId) && shot.startFrame > scene.startFrame)
      .map((shot) => steady(msFromFrames(shot.startFrame - scene.startFrame, rate)))
      .toSorted((a, b) => a - b),
    speeches: timing.speeches
      .filter((speech) => speech.sceneId === scene.sceneId)
      .map((speech) => {
        const fromMs = steady(speech.startMs - startMs);
        return { ...speech, fromMs, toMs: steady(fromMs + speech.durationMs) };
      })
      .toSorted((a, b) => a.fromMs - b.fromMs),
    overlapBeforeFrames,
    overlapAfterFrames,
  };
};
