/** Every shot's panel drawn, and every panel brought to life over the length its shot turned out to have. */
import type { Build } from '../build/build.ts';
import type { Cast } from '../domain/performance/performance.types.ts';
import type { PanelArt } from '../domain/shot/panel.types.ts';
import type { FilmTiming, Shot, ShotPlan, TimedShot } from '../domain/shot/shot.types.ts';
import { msFromFrames, type Rate } from '../domain/time.ts';
import type { StillModel } from '../ports/still-model.ts';
import { animatePanel, type ShotSpeech } from './animate/animate.ts';
import type { AssembledShot } from './assemble/assemble.ts';
import { drawStep } from './draw/draw.ts';
import type { FilmWords } from './film-words.ts';
import { type ShotPicture, shotTrack } from './model-pictures/model-pictures.ts';
import { panelRequestOf } from './plan-shots/plan-shots.ts';

export type Frame = { readonly width: number; readonly height: number; readonly rate: Rate };

/** Panels by shot id, of shots for which nobody else makes a picture. Shots of one set-up ask the same question and are answered once. */
export const drawFilm = async (
  build: Build,
  painter: StillModel,
  plan: ShotPlan,
  cast: Cast,
  frame: Frame,
  isDrawn: (shot: Shot) => boolean,
  expect: (step: string, count: number) => void,
): Promise<ReadonlyMap<string, PanelArt>> => {
  const step = drawStep(painter);
  const shots = plan.shots.filter(isDrawn);
  const requests = shots.map((shot) =>
    panelRequestOf(shot, { frameWidth: frame.width, frameHeight: frame.height, cast, seed: plan.seed }),
  );
  expect('draw', new Set(requests.map((request) => JSON.stringify(request))).size);
  const drawn = await build.all(requests.map((request) => build.produce(step, request)));
  return new Map(shots.map((shot, index) => [shot.id, drawn[index] as PanelArt]));
};

/** Speech heard during a shot, in the shot's own time. */
export const speechesIn = (timed: TimedShot, timing: FilmTiming, words: FilmWords, rate: Rate): ShotSpeech[] => {
  const startMs = msFromFrames(timed.startFrame, rate);
  const endMs = msFromFrames(timed.startFrame + timed.durationFrames, rate);
  return timing.speeches.flatMap((speech) => {
    const cues = words.cues.get(speech.partId);
    const isHeard = speech.startMs < endMs && speech.startMs + speech.durationMs > startMs;
    if (!cues || !isHeard) return [];
    return [
      {
        characterId: speech.characterId, // To the microsecond: where the shot lies in the film must not show in the shot.
        startMs: Math.round((speech.startMs - startMs) * 1000) / 1000,
        durationMs: speech.durationMs,
        cues,
      },
    ];
  });
};

/** `voicesFromElsewhere`: parts spoken over, off or through a device; their owner's lips stay closed if seen. */
export const animateFilm = (
  plan: ShotPlan,
  panels: ReadonlyMap<string, PanelArt>,
  pictures: ReadonlyMap<string, ShotPicture>,
  timing: FilmTiming,
  words: FilmWords,
  voicesFromElsewhere: ReadonlySet<string>,
  frame: Frame,
): AssembledShot[] =>
  plan.shots.map((shot, index) => {
    const timed = timing.shots[index] as TimedShot;
    const base = { timed, name: shot.number, sceneId: shot.sceneId };
    const picture = pictures.get(shot.id);
    if (picture) {
      const { durationFrames } = timed;
      const { rate, width, height } = frame;
      return { ...base, layers: [], track: shotTrack(picture, { shot, durationFrames, rate, width, height }) };
    }
    const heard = { ...timing, speeches: timing.speeches.filter((speech) => !voicesFromElsewhere.has(speech.partId)) };
    return {
      ...base,
      layers: animatePanel({
        shot,
        art: panels.get(shot.id) as PanelArt,
        durationFrames: timed.durationFrames,
        rate: frame.rate,
        frameWidth: frame.width,
        frameHeight: frame.height,
        speeches: speechesIn(timed, heard, words, frame.rate),
      }),
    };
  });
