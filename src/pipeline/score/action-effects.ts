/** Puts the sounds of action lines on the beat of their action, on the side where the person stands. */
import type { ActionBeat, Scene } from '../../domain/screenplay/breakdown.types.ts';
import type { FilmTiming, Shot, ShotPlan, TimedShot } from '../../domain/shot/shot.types.ts';
import type { EffectEvent } from '../../domain/sound/sound.ts';
import { clamp } from '../../domain/sound/sound.ts';
import { msFromFrames, type Rate } from '../../domain/time.ts';
import { type ActionRule, actionRules, denied } from './action-words.ts';
import { type SceneClock, samplesOfMs } from './scene-clock.ts';

type Found = { readonly rule: ActionRule; readonly at: number };

/** Matches in the order of the text; each stretch is read once. */
export const soundsIn = (text: string): readonly Found[] => {
  const taken: { readonly from: number; readonly to: number }[] = [];
  const found: Found[] = [];
  for (const rule of actionRules) {
    for (const match of text.matchAll(rule.words)) {
      const from = match.index;
      const to = from + match[0].length;
      if (taken.some((other) => from < other.to && to > other.from)) continue;
      if (denied.test(text.slice(Math.max(0, from - 40), from))) continue;
      taken.push({ from, to });
      found.push({ rule, at: from });
    }
  }
  const ordered = found.toSorted((a, b) => a.at - b.at);
  // `KNOCK. KNOCK. KNOCK.` is one sound, written as it is heard.
  return ordered.filter((one, i) => {
    const before = ordered[i - 1];
    return (
      before?.rule !== one.rule ||
      /[a-z]/.test(
        text
          .slice(before.at, one.at)
          .toLowerCase()
          .replace(/[^a-z]*\w+/, ''),
      )
    );
  });
};

type Stage = { readonly startMs: number; readonly lengthMs: number; readonly shot: Shot };

/** Where in the scene a shot plays an action: after whatever the shot carries before it. */
const stageOf = (shot: Shot, timed: TimedShot, beatId: string, clock: SceneClock, rate: Rate): Stage | null => {
  const shotMs = msFromFrames(timed.startFrame - clock.startFrame, rate);
  let nowMs = shotMs;
  for (const cover of shot.covers) {
    if (cover.kind === 'action' && cover.beatId === beatId) {
      const leftMs = shotMs + msFromFrames(timed.durationFrames, rate) - nowMs;
      return { startMs: nowMs, lengthMs: clamp(cover.readingMs, 300, Math.max(300, leftMs)), shot };
    }
    if (cover.kind === 'action') nowMs += cover.readingMs;
    else if (cover.kind === 'hold') nowMs += cover.holdMs;
    else nowMs = Math.max(nowMs, clock.speeches.find((speech) => speech.partId === cover.partId)?.toMs ?? nowMs);
  }
  return null;
};

/** Half as wide as the picture: sounds stay near their source without pulling the ear from the speech. */
const panOf = (beat: ActionBeat, shot: Shot, rule: ActionRule): number => {
  if (rule.far === true) return 0;
  const doer = beat.doing[0]?.characterId ?? beat.characters[0];
  const figure = shot.figures.find((one) => one.characterId === doer);
  return clamp((figure?.screenX ?? 0) * 0.5, -0.6, 0.6);
};

const mostPerBeat = 3;
const apartMs = 700;

const eventsOf = (
  beat: ActionBeat,
  stages: readonly Stage[],
  scene: Scene,
  clock: SceneClock,
): readonly EffectEvent[] => {
  const wholeMs = stages.reduce((sum, stage) => sum + stage.lengthMs, 0);
  const events: EffectEvent[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const { rule, at } of soundsIn(beat.text).slice(0, mostPerBeat)) {
    let intoMs = (at / Math.max(1, beat.text.length)) * wholeMs;
    let stage = stages[0] as Stage;
    for (const next of stages) {
      stage = next;
      if (intoMs < next.lengthMs) break;
      intoMs -= next.lengthMs;
    }
    const atMs = Math.max(lastMs + apartMs, stage.startMs + Math.min(intoMs, stage.lengthMs) + 120);
    lastMs = atMs;
    const talked = clock.speeches.some((speech) => speech.fromMs < atMs + 600 && speech.toMs > atMs);
    events.push({
      kind: rule.kind,
      seed: `${scene.locationId}/${beat.id}/${rule.kind}`,
      startSample: samplesOfMs(Math.round(atMs)),
      lengthMs: Math.round(Math.min(rule.lengthMs, Math.max(700, clock.storyEndMs - atMs))),
      gainDb: rule.gainDb - (talked ? 6 : 0),
      pan: panOf(beat, stage.shot, rule),
      interior: scene.intExt !== 'ext',
    });
  }
  return events;
};

export const actionEffects = (
  scene: Scene,
  clock: SceneClock,
  plan: ShotPlan,
  timing: FilmTiming,
  rate: Rate,
): readonly EffectEvent[] => {
  const timed = new Map(timing.shots.map((shot) => [shot.shotId, shot]));
  const shots = plan.shots.filter((shot) => shot.sceneId === scene.id);
  return scene.beats.flatMap((beat) => {
    if (beat.kind !== 'action') return [];
    const stages = shots.flatMap((shot) => {
      const at = timed.get(shot.id);
      const stage = at === undefined ? null : stageOf(shot, at, beat.id, clock, rate);
      return stage === null ? [] : [stage];
    });
    return stages.length === 0 ? [] : eventsOf(beat, stages, scene, clock);
  });
};
