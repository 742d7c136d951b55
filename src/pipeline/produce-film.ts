/**
 * A script becomes a film: decide, answer, assemble, render. The order of work is written here once and serves
 * building and planning alike: a plan walks the same road until an answer is missing.
 */
import type { Build } from '../build/build.ts';
import { captionCues, cuesInFrames, endWithScene, printSrt } from '../domain/caption/caption.ts';
import type { BlobRef } from '../domain/media.ts';
import type { Cast } from '../domain/performance/performance.types.ts';
import type { Breakdown } from '../domain/screenplay/breakdown.types.ts';
import type { Aspect, FilmTiming, ShotPlan } from '../domain/shot/shot.types.ts';
import type { MasteredSound } from '../domain/sound/sound.types.ts';
import type { Timeline } from '../domain/timeline/timeline.types.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { MediaTool } from '../ports/media-tool.ts';
import type { Mixer } from '../ports/mixer.ts';
import type { PictureMaker } from '../ports/picture-maker.ts';
import type { ScoreRenderer } from '../ports/score-renderer.ts';
import type { StillModel } from '../ports/still-model.ts';
import type { VoiceModel } from '../ports/voice-model.ts';
import { assemble, creditClips, titleClips, withTitles } from './assemble/assemble.ts';
import { type FilmStills, takeStills } from './export/stills.ts';
import { animateFilm, drawFilm, type Frame } from './film-pictures.ts';
import { soundFilm, soundTracks } from './film-sound.ts';
import { type FilmWords, sayFilm } from './film-words.ts';
import { planShots, timeShots } from './plan-shots/plan-shots.ts';
import { type RenderQuality, renderFilm } from './render/render.ts';
import type { SegmentHelp } from './render/segment-step.ts';

export type FilmTools = {
  readonly blobs: BlobStore;
  readonly voice: VoiceModel;
  readonly painter: StillModel;
  readonly score: ScoreRenderer;
  readonly mixer: Mixer;
  readonly media: MediaTool;
  readonly pictures: PictureMaker;
  /** Others who render segments, where there are any. */
  readonly help?: SegmentHelp | undefined;
};

export type FilmRequest = {
  readonly breakdown: Breakdown;
  readonly cast: Cast;
  readonly aspect: Aspect;
  readonly frame: Frame;
  readonly quality: RenderQuality;
  readonly burnCaptions: boolean;
  readonly seed: string;
};

export type Film = {
  readonly video: BlobRef;
  readonly timeline: Timeline;
  readonly captions: string;
  readonly plan: ShotPlan;
  readonly timing: FilmTiming;
  readonly sound: MasteredSound;
  readonly words: FilmWords;
  readonly stills: FilmStills;
};

/** The title stands three seconds over the first picture; credits take five over black, less for a very short film. */
const titleMs = 3200;
const creditMs = (filmMs: number): number => Math.min(5000, Math.max(2800, Math.round(filmMs * 0.12)));

type Expect = (step: string, count: number) => void;

const assembleFilm = (
  request: FilmRequest,
  shots: ReturnType<typeof animateFilm>,
  timing: FilmTiming,
  words: FilmWords,
  sound: MasteredSound | undefined,
  lead: number,
  credits: number,
) => {
  const { breakdown, cast, frame, aspect } = request;
  const spoken = captionCues({ timing, breakdown, speechTimes: words.times, aspect });
  const cues = endWithScene(spoken, timing.scenes, frame.rate);
  const card = { width: frame.width, height: frame.height, framesPerSecond: frame.rate.num / frame.rate.den };
  const timeline = assemble({
    name: breakdown.title,
    rate: frame.rate,
    width: frame.width,
    height: frame.height,
    durationFrames: timing.durationFrames,
    shots,
    titles: titleClips(breakdown, card, lead),
    credits: creditClips(breakdown, cast, words.engines, card, credits),
    captions: cuesInFrames(cues, frame.rate),
    burnCaptions: request.burnCaptions,
    sound: sound ? soundTracks(timing, words, sound, frame.rate) : [],
    markers: timing.scenes.map((scene) => ({
      frame: scene.startFrame,
      name: breakdown.scenes.find((one) => one.id === scene.sceneId)?.heading ?? '',
      colour: '#f4b572',
    })),
  });
  return { timeline, captions: printSrt(cues) };
};

/** Parts heard from elsewhere: over the picture, off screen, or through a device. */
const partsFromElsewhere = (breakdown: Breakdown): Set<string> =>
  new Set(
    breakdown.scenes.flatMap((scene) =>
      scene.beats.flatMap((beat) =>
        beat.kind === 'speech' && beat.channel !== 'direct' ? beat.parts.map((part) => part.id) : [],
      ),
    ),
  );

/** Throws PlanEndsHere in plan mode where answers are missing; WorkprintError when something cannot be made. */
export const produceFilm = async (
  build: Build,
  tools: FilmTools,
  request: FilmRequest,
  expect: Expect,
): Promise<Film> => {
  const { breakdown, cast, frame } = request;
  const plan = planShots(breakdown, { seed: request.seed, aspect: request.aspect });

  // Voices and panels do not need each other; what a finished one held is given back at once.
  const saying = sayFilm(build, tools.voice, breakdown, cast, expect).finally(() => tools.voice.close());
  const drawing = drawFilm(build, tools.painter, plan, cast, frame, expect).finally(() => tools.painter.close());
  const [words, panels] = await build.all([saying, drawing]);

  const framesOf = (ms: number): number => Math.round((ms * frame.rate.num) / (frame.rate.den * 1000));
  const bare = timeShots(plan, breakdown, words.times, frame.rate);
  const filmMs = (bare.durationFrames * 1000 * frame.rate.den) / frame.rate.num;
  const room = { leadFrames: framesOf(titleMs), creditFrames: framesOf(creditMs(filmMs)) };
  const timing = withTitles(bare, room, frame.rate);
  const shots = animateFilm(plan, panels, timing, words, partsFromElsewhere(breakdown), frame);

  const mastering = soundFilm(
    build,
    tools,
    { breakdown, plan, timing, words, rate: frame.rate, seed: request.seed },
    expect,
  );
  // The picture does not wait for the sound: segments are cut from the video tracks alone.
  const silent = assembleFilm(request, shots, timing, words, undefined, room.leadFrames, room.creditFrames);
  const [video, stills] = await build.all([
    renderFilm(build, tools.media, tools.blobs, {
      timeline: silent.timeline,
      quality: request.quality,
      sound: mastering.then((sound) => sound.audio),
      help: tools.help,
      expect,
    }),
    takeStills(build, tools, silent.timeline, plan, timing),
  ]);
  const sound = await mastering;
  const { timeline, captions } = assembleFilm(request, shots, timing, words, sound, room.leadFrames, room.creditFrames);
  return { video, timeline, captions, plan, timing, sound, words, stills };
};
