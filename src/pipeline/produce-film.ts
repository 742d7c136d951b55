/**
 * A script becomes a film: decide, answer, assemble, render. The order of work is written here once and serves
 * building and planning alike: a plan walks the same road until an answer is missing.
 */
import type { Build } from '../build/build.ts';
import { captionCues, cuesInFrames, endWithScene, printSrt } from '../domain/caption/caption.ts';
import type { BlobRef } from '../domain/media.ts';
import type { Cast } from '../domain/performance/performance.types.ts';
import type { Breakdown } from '../domain/screenplay/breakdown.types.ts';
import type { Aspect, FilmTiming, Shot, ShotPlan } from '../domain/shot/shot.types.ts';
import type { MasteredSound } from '../domain/sound/sound.types.ts';
import type { Timeline } from '../domain/timeline/timeline.types.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { MediaTool } from '../ports/media-tool.ts';
import type { Mixer } from '../ports/mixer.ts';
import type { PictureMaker } from '../ports/picture-maker.ts';
import type { ScoreRenderer } from '../ports/score-renderer.ts';
import type { StillModel } from '../ports/still-model.ts';
import type { VoiceFinisher } from '../ports/voice-finisher.ts';
import type { VoiceModel } from '../ports/voice-model.ts';
import { assemble, creditClips, type MadeBy, titleClips, withTitles } from './assemble/assemble.ts';
import { type FilmStills, takeStills } from './export/stills.ts';
import { type FilmModels, noModels } from './film-models/film-models.ts';
import {
  decideWithModels,
  isModelled,
  type ModelsMatter,
  picturesOf,
  sketchedWords,
  syncedPictures,
  unlessPlanEnds,
} from './film-models/film-with-models.ts';
import { animateFilm, drawFilm, type Frame } from './film-pictures.ts';
import { soundFilm, soundTracks } from './film-sound.ts';
import { type FilmWords, ownSpeaker, sayFilm } from './film-words.ts';
import type { ModelPictures, ModelTools, PictureAccount } from './model-pictures/model-pictures.ts';
import { plannedLengths } from './model-pictures/planned-lengths.ts';
import { castForModels, modelSpeaker } from './model-voices/model-voices.ts';
import { planShots, timeShots } from './plan-shots/plan-shots.ts';
import { estimateSpokenMs } from './plan-shots/sentences.ts';
import { type RenderQuality, renderFilm } from './render/render.ts';
import type { SegmentHelp } from './render/segment-step.ts';
import { linesToSpeak } from './speak/speak.ts';

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
  /** The desk and what works with it; absent: no model is asked. */
  readonly models?: (ModelTools & { readonly finisher: VoiceFinisher }) | undefined;
};

export type FilmRequest = {
  readonly breakdown: Breakdown;
  readonly cast: Cast;
  readonly aspect: Aspect;
  readonly frame: Frame;
  readonly quality: RenderQuality;
  readonly burnCaptions: boolean;
  readonly seed: string;
  /** Which models make what of it; absent: this machine makes all. */
  readonly asked?: ModelsMatter | undefined;
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
  /** Who is in it and who speaks, as it was made. */
  readonly cast: Cast;
  readonly breakdown: Breakdown;
  /** Pictures that models made. */
  readonly accounts: readonly PictureAccount[];
  /** Plain sentences about what models said and how it was taken. */
  readonly notes: readonly string[];
};

/** The title stands three seconds over the first picture; credits take five over black, less for a very short film. */
const titleMs = 3200;
const creditMs = (filmMs: number): number => Math.min(5000, Math.max(2800, Math.round(filmMs * 0.12)));

type Expect = (step: string, count: number) => void;

const noMatter: ModelsMatter = { models: noModels, script: [], pictures: new Map() };

const assembleFilm = (
  request: FilmRequest,
  shots: ReturnType<typeof animateFilm>,
  timing: FilmTiming,
  words: FilmWords,
  by: MadeBy,
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
    credits: creditClips(breakdown, cast, by, card, credits),
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

/** Who speaks: the voice of this machine, or a vendor's. */
const speakerOf = (build: Build, tools: FilmTools, { asked, cast, breakdown }: FilmRequest) => {
  const voices = asked?.models.voices;
  if (!voices || !tools.models) return { speaker: ownSpeaker(build, tools.voice), cast };
  return { speaker: modelSpeaker(build, tools.models, voices), cast: castForModels(cast, breakdown, voices) };
};

/** Shots as the rules plan them, with what models say of them, and which of them this machine draws. */
const decide = async (build: Build, { models: tools }: FilmTools, request: FilmRequest, expect: Expect) => {
  const { breakdown, seed, aspect } = request;
  const { models, script } = request.asked ?? noMatter;
  const planned = { breakdown, plan: planShots(breakdown, { seed, aspect }), models, script };
  const decided = await decideWithModels(build, tools, planned, expect);
  const isDrawn = (shot: Shot): boolean => tools === undefined || !isModelled(models, shot);
  return { ...decided, isDrawn };
};

const modelsOf = ({ still, clip, lipsync }: PictureAccount): readonly string[] =>
  [still?.served, clip, lipsync].flatMap((served) => (served ? [served.model] : []));

/** Throws PlanEndsHere in plan mode where answers are missing; WorkprintError when something cannot be made. */
export const produceFilm = async (
  build: Build,
  tools: FilmTools,
  request: FilmRequest,
  expect: Expect,
): Promise<Film> => {
  const { frame } = request;
  const { models, pictures } = request.asked ?? noMatter;
  const { speaker, cast } = speakerOf(build, tools, request);

  // Voices and pictures do not need each other; what a finished one held is given back at once.
  const saying = sayFilm(build, speaker, request.breakdown, cast, expect).finally(() => tools.voice.close());
  const deciding = decide(build, tools, request, expect);
  const drawing = deciding
    .then(({ plan, isDrawn }) => drawFilm(build, tools.painter, plan, request.cast, frame, isDrawn, expect))
    .finally(() => tools.painter.close());
  const picturing = deciding.then(({ plan, pictured }) => {
    const matter = {
      plan,
      breakdown: pictured,
      cast: request.cast,
      models,
      pictures,
      aspect: request.aspect,
      rate: frame.rate,
    };
    return picturesOf(build, tools.models, matter, expect);
  });
  const syncing = syncLips(build, tools, request, models, { saying, deciding, picturing }, expect);
  const [words, { plan, breakdown, notes, isDrawn }, panels, made] = await build.all([
    saying,
    deciding,
    drawing,
    syncing,
  ]);

  const framesOf = (ms: number): number => Math.round((ms * frame.rate.num) / (frame.rate.den * 1000));
  const bare = timeShots(plan, breakdown, words.times, frame.rate);
  const filmMs = (bare.durationFrames * 1000 * frame.rate.den) / frame.rate.num;
  const room = { leadFrames: framesOf(titleMs), creditFrames: framesOf(creditMs(filmMs)) };
  const timing = withTitles(bare, room, frame.rate);
  const heard = partsFromElsewhere(breakdown);
  const shots = animateFilm(plan, panels, made.pictures, timing, words, heard, frame);

  const mastering = soundFilm(
    build,
    tools,
    { breakdown, plan, timing, words, rate: frame.rate, seed: request.seed },
    expect,
  );
  const final = { ...request, breakdown, cast };
  const by: MadeBy = {
    voices: words.engines,
    pictures: [...new Set(made.accounts.flatMap(modelsOf))],
    isDrawn: plan.shots.some((shot) => isDrawn(shot) && shot.figures.length > 0),
  };
  // The picture does not wait for the sound: segments are cut from the video tracks alone.
  const silent = assembleFilm(final, shots, timing, words, by, undefined, room.leadFrames, room.creditFrames);
  const [video, stills] = await build.all([
    renderFilm(build, tools.media, tools.blobs, {
      timeline: silent.timeline,
      ...{ quality: request.quality, isDrawn: plan.shots.every(isDrawn) },
      sound: mastering.then((sound) => sound.audio),
      help: tools.help,
      expect,
    }),
    takeStills(build, tools, silent.timeline, plan, timing),
  ]);
  const sound = await mastering;
  const { timeline, captions } = assembleFilm(
    final,
    shots,
    timing,
    words,
    by,
    sound,
    room.leadFrames,
    room.creditFrames,
  );
  const { accounts } = made;
  const told = [...notes, ...made.notes];
  return { video, timeline, captions, plan, timing, sound, words, stills, cast, breakdown, accounts, notes: told };
};

type Said = Pick<FilmWords, 'utterances' | 'times'>;

/** Lips that follow the voice, where models were asked for them. A plan in which nobody has spoken yet goes by how long lines usually are. */
const syncLips = async (
  build: Build,
  tools: FilmTools,
  { frame, breakdown, cast }: FilmRequest,
  models: FilmModels,
  {
    saying,
    deciding,
    picturing,
  }: {
    readonly saying: Promise<FilmWords>;
    readonly deciding: ReturnType<typeof decide>;
    readonly picturing: Promise<ModelPictures>;
  },
  expect: Expect,
): Promise<ModelPictures> => {
  const [{ plan }, made] = await Promise.all([deciding, picturing]);
  if (!models.lipsync || !tools.models) return made;
  const usual = (): Said => {
    const times = sketchedWords(breakdown, estimateSpokenMs);
    const spoken = new Set(linesToSpeak(breakdown, cast).map(({ part }) => part.id));
    return { utterances: new Map([...times].filter(([id]) => spoken.has(id))), times };
  };
  const { utterances, times } = await unlessPlanEnds<Said>(saying, usual);
  const timing = timeShots(plan, breakdown, times, frame.rate);
  const orderedMs = plannedLengths(plan, breakdown, frame.rate);
  const heard = { utterances, timing };
  return syncedPictures(build, tools.models, models, made, heard, { plan, orderedMs, rate: frame.rate }, expect);
};
