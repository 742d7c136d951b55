/**
 * Lays the plan on time. Speech is measured, silence is directed, action is given the time a viewer needs.
 * Shots are whole frames, end to end. Into a dissolve of n frames: next.startFrame = previous end - n; nobody speaks in it.
 */
import type { Breakdown } from '../../domain/screenplay/breakdown.types.ts';
import type { FilmTiming, Shot, ShotCover, ShotPlan, TimedScene, TimedShot } from '../../domain/shot/shot.types.ts';
import { framesCoveringMs, framesFromMs, msFromFrames, type Rate } from '../../domain/time.ts';
import { laySpeech, type SpeechTime, spokenParts, type Tape } from './lay-speech.ts';
import { afterCutMs, beforeCutMs, isBrokenOff, overlapMs } from './pauses.ts';

export type { SpeechTime } from './lay-speech.ts';

export type TimingOptions = {
  /** Stretches (>1) or tightens action and holds; speech is never changed. Default 1. */
  readonly actionPace?: number;
};

const dissolveMs = 800;
const fadeMs = 1000;
/** A last line of a scene rings out before the next scene; a smash cut does not wait. */
const sceneTailMs = 450;
const shortestShotMs = 700;

const layCover = (tape: Tape, cover: ShotCover, pace: number): void => {
  if (cover.kind === 'speech') return laySpeech(tape, cover);
  tape.nowMs += (cover.kind === 'action' ? cover.readingMs : cover.holdMs) * pace;
  tape.last = undefined;
};

/** Whether the shot ends in the middle of a part, which goes on over the cut. */
const endsInside = (tape: Tape, shot: Shot): boolean => {
  const cover = shot.covers.at(-1);
  if (cover?.kind !== 'speech') return false;
  return cover.toSentence < (tape.parts.get(cover.partId)?.part.sentences.length ?? 0);
};

type Ending = { readonly endMs: number; readonly isExact: boolean };

/** Where the shot ends before transitions are added. */
const endingOf = (tape: Tape, shot: Shot, next: Shot | undefined): Ending => {
  if (endsInside(tape, shot)) return { endMs: tape.nowMs, isExact: true };
  if (shot.covers.at(-1)?.kind !== 'speech') return { endMs: tape.nowMs, isExact: false };
  const following = next?.covers[0];
  const isInterrupted =
    tape.last !== undefined &&
    isBrokenOff(tape.last.part.text) &&
    next?.sceneId === shot.sceneId &&
    following?.kind === 'speech' &&
    tape.parts.get(following.partId)?.beat.characterId !== tape.last.beat.characterId;
  if (isInterrupted) return { endMs: tape.nowMs - overlapMs, isExact: true };
  const changesScene = next === undefined || next.sceneId !== shot.sceneId;
  const isAbrupt = next?.transitionIn === 'smash-cut';
  return { endMs: tape.nowMs + (changesScene && !isAbrupt ? sceneTailMs : beforeCutMs), isExact: false };
};

const framesIn = (shot: Shot, isFirst: boolean, rate: Rate): number => {
  if (shot.transitionIn === 'fade-in') return framesFromMs(fadeMs, rate);
  return shot.transitionIn === 'dissolve' && !isFirst ? framesFromMs(dissolveMs, rate) : 0;
};

/** Frames at the end that belong to the way out: shared with the next shot, or faded to black. */
const framesOut = (shot: Shot, next: Shot | undefined, rate: Rate): number => {
  if (next?.transitionIn === 'dissolve') return framesFromMs(dissolveMs, rate);
  return shot.transitionOut === 'fade-out' ? framesFromMs(fadeMs, rate) : 0;
};

const sceneRanges = (plan: ShotPlan, timed: readonly TimedShot[]): TimedScene[] => {
  const scenes = new Map<string, { startFrame: number; endFrame: number }>();
  plan.shots.forEach(({ sceneId }, index) => {
    const { startFrame, durationFrames } = timed[index] as TimedShot;
    const known = scenes.get(sceneId);
    scenes.set(sceneId, { startFrame: known?.startFrame ?? startFrame, endFrame: startFrame + durationFrames });
  });
  return [...scenes].map(([sceneId, { startFrame, endFrame }]) => ({
    sceneId,
    startFrame,
    durationFrames: endFrame - startFrame,
  }));
};

/**
 * Times every shot and line. `speechTimes` holds the real length and words of every part (throws `internal` when one is
 * missing). `durationFrames` of the film is the end of its last shot; titles and credits are not in it.
 */
export const timeShots = (
  plan: ShotPlan,
  breakdown: Breakdown,
  speechTimes: ReadonlyMap<string, SpeechTime>,
  rate: Rate,
  options: TimingOptions = {},
): FilmTiming => {
  const pace = options.actionPace ?? 1;
  const tape: Tape = {
    parts: spokenParts(breakdown),
    times: speechTimes,
    placed: new Map(),
    last: undefined,
    nowMs: 0,
    speechFromMs: 0,
  };
  const shots: TimedShot[] = [];
  let endFrame = 0;
  plan.shots.forEach((shot, index) => {
    const next = plan.shots[index + 1];
    const inFrames = framesIn(shot, index === 0, rate);
    const outFrames = framesOut(shot, next, rate);
    const startFrame = shot.transitionIn === 'dissolve' ? endFrame - inFrames : endFrame;
    const startMs = msFromFrames(startFrame, rate);
    if (plan.shots[index - 1]?.sceneId !== shot.sceneId) tape.last = undefined;
    tape.nowMs = Math.max(startMs, 0) + (shot.transitionIn === 'dissolve' ? msFromFrames(inFrames, rate) : 0);
    tape.speechFromMs = startMs + msFromFrames(inFrames, rate) + afterCutMs;
    for (const cover of shot.covers) layCover(tape, cover, pace);
    const { endMs, isExact } = endingOf(tape, shot, next);
    const bodyEnd = isExact
      ? framesFromMs(endMs, rate)
      : framesCoveringMs(Math.max(endMs, startMs + shortestShotMs), rate);
    endFrame = Math.max(bodyEnd, startFrame + inFrames + 1) + outFrames;
    shots.push({
      shotId: shot.id,
      startFrame,
      durationFrames: endFrame - startFrame,
      transitionInFrames: inFrames,
      transitionOutFrames: outFrames,
    });
  });
  return { shots, speeches: [...tape.placed.values()], scenes: sceneRanges(plan, shots), durationFrames: endFrame };
};
