/** Lays speech, cues, beds and effects of each scene on its stem, and the stems on the film. */
import type { BlobRef } from '../../domain/media.ts';
import type { TransitionKind } from '../../domain/screenplay/breakdown.types.ts';
import type { FilmTiming } from '../../domain/shot/shot.types.ts';
import { clamp, type MasterMix, type MusicSilence, type SceneMix, soundRateHz } from '../../domain/sound/sound.ts';
import { type Rate } from '../../domain/time.ts';
import { type SceneClock, samplesOfFrames, samplesOfMs } from './scene-clock.ts';
import type { SceneSound, ScorePlan } from './score.ts';
import { hushMs } from './spot-cues.ts';

export type PlannedSceneMix = {
  readonly sceneId: string;
  /** First sample of the scene in the film; the stem's positions count from here. */
  readonly sceneSample: number;
  /** What the mixer is given, and the key the stem is kept under. */
  readonly mix: SceneMix;
};

type Edge = { readonly crossMs: number; readonly hard: boolean };

/** How two beds meet (sound direction): hard on a smash cut, 500-800 ms on a dissolve, 300-500 ms within a place. */
const edgeBetween = (before: SceneSound | undefined, after: SceneSound | undefined, rate: Rate): Edge => {
  if (before === undefined || after === undefined) return { crossMs: 0, hard: false };
  const kind: TransitionKind = after.scene.transitionIn;
  const overlapMs = (after.clock.overlapBeforeFrames * 1000 * rate.den) / rate.num;
  if (kind === 'smash-cut') return { crossMs: 12, hard: true };
  if (kind === 'dissolve' || overlapMs > 0) return { crossMs: clamp(overlapMs, 500, 800), hard: false };
  if (kind === 'fade-in' || before.scene.transitionOut === 'fade-out') return { crossMs: 900, hard: false };
  return { crossMs: before.ambience.place === after.ambience.place ? 400 : 140, hard: false };
};

const ambienceOf = (sound: SceneSound, before: Edge | null, after: Edge | null, rate: Rate): SceneMix['ambience'] => {
  const { clock, scene } = sound;
  const bodyStart = samplesOfFrames(clock.bodyStartFrames, rate);
  const bodyEnd = samplesOfFrames(clock.bodyEndFrames, rate);
  const headMs = scene.transitionIn === 'fade-in' ? 1400 : 350;
  const fadeInSamples = samplesOfMs(before?.crossMs ?? headMs);
  // Under the credits the last place goes on for a while and is gone when they are.
  const creditsSamples = bodyEnd - samplesOfFrames(clock.storyEndFrames, rate);
  const fadeOutSamples = after === null ? Math.max(creditsSamples, samplesOfMs(900)) : samplesOfMs(after.crossMs);
  return [
    {
      recipe: sound.ambience,
      take: sound.scene.id,
      startSample: bodyStart - (before === null ? 0 : Math.floor(fadeInSamples / 2)),
      endSample: bodyEnd + (after === null ? 0 : Math.ceil(fadeOutSamples / 2)),
      fadeInSamples,
      fadeOutSamples,
      gainDb: 0,
    },
  ];
};

/** Where music must not sound: before the hushed line, wherever its tail comes from, and across a smash cut. */
const silencesOf = (
  sound: SceneSound,
  next: SceneSound | undefined,
  after: Edge | null,
  hushedPartId: string | null,
  rate: Rate,
): readonly MusicSilence[] => {
  const silences: MusicSilence[] = [];
  const hush = (clock: SceneClock, shiftSamples: number): void => {
    const line = clock.speeches.find((speech) => speech.partId === hushedPartId);
    if (line === undefined) return;
    const endSample = samplesOfMs(line.fromMs) + shiftSamples;
    silences.push({ startSample: endSample - samplesOfMs(hushMs - 100), endSample, fadeSamples: samplesOfMs(900) });
  };
  hush(sound.clock, 0);
  // A tail may reach a hush early in the next scene; what happens later there must not touch this stem.
  if (next !== undefined && hushStartsEarly(next.clock, hushedPartId))
    hush(next.clock, samplesOfFrames(next.clock.startFrame - sound.clock.startFrame, rate));
  if (after?.hard === true) {
    const cut = samplesOfFrames(sound.clock.bodyEndFrames, rate);
    silences.push({ startSample: cut, endSample: cut + soundRateHz * 60, fadeSamples: samplesOfMs(14) });
  }
  return silences;
};

/** Tails last 3.5 s and a hush fades for one more. */
const hushStartsEarly = (clock: SceneClock, hushedPartId: string | null): boolean =>
  clock.speeches.some((line) => line.partId === hushedPartId && line.fromMs - hushMs < 5000);

const mixOf = (
  sound: SceneSound,
  before: Edge | null,
  after: Edge | null,
  silences: readonly MusicSilence[],
  voices: ReadonlyMap<string, BlobRef>,
  cueAudio: ReadonlyMap<string, BlobRef>,
  rate: Rate,
): SceneMix => {
  const ambience = ambienceOf(sound, before, after, rate);
  const speeches = sound.clock.speeches.flatMap((line) => {
    const audio = voices.get(line.partId);
    if (audio === undefined) return [];
    return [{ audio, startSample: samplesOfMs(line.fromMs), durationSamples: samplesOfMs(line.durationMs) }];
  });
  const music = sound.cues.flatMap((cue) => {
    const audio = cueAudio.get(cue.id);
    return audio === undefined ? [] : [{ audio, startSample: samplesOfMs(cue.startMs), lufs: cue.lufs }];
  });
  const bodyEnd = samplesOfFrames(sound.clock.bodyEndFrames, rate);
  const reach = [
    ...ambience.map((stretch) => stretch.endSample),
    ...speeches.map((line) => line.startSample + line.durationSamples + soundRateHz / 10),
    ...sound.cues.map((cue) => samplesOfMs(cue.startMs + cue.score.durationMs + cue.score.tailMs)),
    ...sound.effects.map((effect) => effect.startSample + soundRateHz * 4),
  ];
  // A smash cut ends everything but a voice that is still speaking.
  const limit =
    after?.hard === true
      ? Math.max(bodyEnd + samplesOfMs(20), ...speeches.map((line) => line.startSample + line.durationSamples))
      : Number.POSITIVE_INFINITY;
  return {
    fromSample: Math.min(0, ...ambience.map((stretch) => stretch.startSample)),
    toSample: Math.min(limit, Math.max(bodyEnd, ...reach)),
    ambience,
    speeches,
    music,
    effects: sound.effects,
    musicSilences: silences,
  };
};

/**
 * One mix per scene. `voices` are recordings by part id, `cueAudio` rendered cues by cue id; parts and cues without a
 * recording are silent.
 */
export const planSceneMixes = (
  score: ScorePlan,
  rate: Rate,
  voices: ReadonlyMap<string, BlobRef>,
  cueAudio: ReadonlyMap<string, BlobRef>,
): readonly PlannedSceneMix[] =>
  score.scenes.map((sound, index) => {
    const previous = score.scenes[index - 1];
    const next = score.scenes[index + 1];
    const before = previous === undefined ? null : edgeBetween(previous, sound, rate);
    const after = next === undefined ? null : edgeBetween(sound, next, rate);
    const silences = silencesOf(sound, next, after, score.points.hushedPartId, rate);
    return {
      sceneId: sound.scene.id,
      sceneSample: samplesOfFrames(sound.clock.startFrame, rate),
      mix: mixOf(sound, before, after, silences, voices, cueAudio, rate),
    };
  });

/** The master of a film from its stems (`stemAudio` by scene id). Any film ends in a short fade, whatever it holds. */
export const planMaster = (
  score: ScorePlan,
  mixes: readonly PlannedSceneMix[],
  stemAudio: ReadonlyMap<string, BlobRef>,
  timing: FilmTiming,
  rate: Rate,
): MasterMix => {
  const hasMusic = score.scenes.some((sound) => sound.cues.length > 0);
  const durationSamples = samplesOfFrames(timing.durationFrames, rate);
  return {
    stems: mixes.flatMap(({ sceneId, sceneSample, mix }) => {
      const audio = stemAudio.get(sceneId);
      return audio === undefined ? [] : [{ audio, startSample: sceneSample + mix.fromSample }];
    }),
    durationSamples,
    anchor: score.hasSpeech || hasMusic ? 'programme' : 'bed',
    fadeInSamples: Math.min(samplesOfMs(30), Math.floor(durationSamples / 4)),
    fadeOutSamples: Math.min(samplesOfMs(900), Math.floor(durationSamples / 4)),
  };
};
