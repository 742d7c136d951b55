/**
 * Lays the plan on time. Speech is measured, silence is directed, action is given the time a viewer needs.
 * Shots are whole frames, end to end. Into a dissolve of n frames: next.startFrame = previous end - n; nobody speaks in it.
 */
import { WorkprintError } from '../../domain/errors.ts';
import type { SpokenWord } from '../../domain/performance/performance.types.ts';
import type { Breakdown, SpeechBeat, SpeechPart } from '../../domain/screenplay/breakdown.types.ts';
import type {
  FilmTiming,
  PlacedSpeech,
  Shot,
  ShotCover,
  ShotPlan,
  TimedScene,
  TimedShot,
} from '../../domain/shot/shot.types.ts';
import { framesCoveringMs, framesFromMs, msFromFrames, type Rate } from '../../domain/time.ts';
import {
  afterCutMs,
  beforeCutMs,
  dualDelayMs,
  isBrokenOff,
  leadAfterAction,
  overlapMs,
  pauseBefore,
} from './pauses.ts';

export type SpeechTime = { readonly durationMs: number; readonly words: readonly SpokenWord[] };

export type TimingOptions = {
  /** Stretches (>1) or tightens action and holds; speech is never changed. Default 1. */
  readonly actionPace?: number;
};

const dissolveMs = 800;
const fadeMs = 1000;
/** A last line of a scene rings out before the next scene; a smash cut does not wait. */
const sceneTailMs = 450;
const shortestShotMs = 700;

type Spoken = { readonly part: SpeechPart; readonly beat: SpeechBeat; readonly sceneId: string };
type SpeechCover = Extract<ShotCover, { kind: 'speech' }>;

const spokenParts = (breakdown: Breakdown): Map<string, Spoken> => {
  const parts = new Map<string, Spoken>();
  for (const scene of breakdown.scenes) {
    for (const beat of scene.beats) {
      if (beat.kind === 'speech') for (const part of beat.parts) parts.set(part.id, { part, beat, sceneId: scene.id });
    }
  }
  return parts;
};

/** Milliseconds from the start of the part's audio to the cut after `sentence` sentences: the middle of the silence there. */
export const sentenceEndMs = (part: SpeechPart, time: SpeechTime, sentence: number): number => {
  if (sentence >= part.sentences.length) return time.durationMs;
  const offset = part.sentences[sentence - 1]?.end ?? 0;
  const next = time.words.findIndex((word) => word.start >= offset);
  const [before, after] = [time.words[next - 1], time.words[next]];
  if (before !== undefined && after !== undefined) return (before.endMs + after.startMs) / 2;
  return (time.durationMs * offset) / Math.max(1, part.text.length);
};

/** What has been laid so far. Times are milliseconds from the start of the film. */
type Tape = {
  readonly parts: ReadonlyMap<string, Spoken>;
  readonly times: ReadonlyMap<string, SpeechTime>;
  readonly placed: Map<string, PlacedSpeech>;
  /** The part heard last, while nothing but speech has followed it. */
  last: Spoken | undefined;
  /** When the next thing may happen. */
  nowMs: number;
  /** No line may start before this in the shot being laid. */
  speechFromMs: number;
};

const timeOf = (tape: Tape, partId: string): SpeechTime => {
  const time = tape.times.get(partId);
  if (time === undefined)
    throw new WorkprintError(
      'internal',
      `The line "${partId}" has no recorded speech; every part must be spoken before shots are timed.`,
    );
  return time;
};

const endOf = (speech: PlacedSpeech): number => speech.startMs + speech.durationMs;

const startOf = (tape: Tape, spoken: Spoken): number => {
  const { part, beat } = spoken;
  const last = tape.last;
  const lastPlaced = last === undefined ? undefined : tape.placed.get(last.part.id);
  if (last === undefined || lastPlaced === undefined)
    return Math.max(tape.nowMs + leadAfterAction(part), tape.speechFromMs);
  if (beat.dual === 'right' && last.beat.dual === 'left') {
    const opening = tape.placed.get(last.beat.parts[0]?.id ?? '') ?? lastPlaced;
    return opening.startMs + dualDelayMs;
  }
  const followsSelf = last.beat.characterId === beat.characterId;
  if (!followsSelf && isBrokenOff(last.part.text)) return Math.max(endOf(lastPlaced) - overlapMs, 0);
  return Math.max(endOf(lastPlaced) + pauseBefore(part, followsSelf), tape.speechFromMs);
};

const laySpeech = (tape: Tape, cover: SpeechCover): void => {
  const spoken = tape.parts.get(cover.partId);
  if (spoken === undefined)
    throw new WorkprintError('internal', `A shot covers the line "${cover.partId}", which is not in the script.`);
  const time = timeOf(tape, cover.partId);
  let placed = tape.placed.get(cover.partId);
  if (placed === undefined) {
    const startMs = Math.round(startOf(tape, spoken));
    placed = {
      partId: cover.partId,
      beatId: spoken.beat.id,
      sceneId: spoken.sceneId,
      characterId: spoken.beat.characterId,
      startMs,
      durationMs: time.durationMs,
    };
    tape.placed.set(cover.partId, placed);
  }
  const endMs = placed.startMs + sentenceEndMs(spoken.part, time, cover.toSentence);
  tape.nowMs = spoken.beat.dual === 'right' ? Math.max(tape.nowMs, endMs) : endMs;
  tape.last = spoken;
};

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
