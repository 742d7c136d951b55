/** What a film asks of models, in the order in which one thing needs the other; everything that is not asked for is left as it was. */
import type { Build } from '../../build/build.ts';
import { PlanEndsHere } from '../../build/build.ts';
import type { Utterance } from '../../domain/performance/performance.types.ts';
import type { Breakdown } from '../../domain/screenplay/breakdown.types.ts';
import type { FilmTiming, Shot, ShotPlan } from '../../domain/shot/shot.types.ts';
import { msFromFrames, type Rate } from '../../domain/time.ts';
import { directShots } from '../direct-shots/direct-shots.ts';
import type { IdentityPictures } from '../model-pictures/identity.ts';
import {
  type ModelPictures,
  type ModelTools,
  makePictures,
  type PictureMatter,
  type ShotPicture,
  syncPictures,
} from '../model-pictures/model-pictures.ts';
import type { SyncWish } from '../model-pictures/synced-clips.ts';
import { sketchedFile } from '../paid/paid-step.ts';
import { withLooks, withStories } from '../read-scenes/apply-readings.ts';
import { readScenes } from '../read-scenes/read-scenes.ts';
import type { FilmModels } from './film-models.types.ts';

/** What a film needs beside its script when models are asked. */
export type ModelsMatter = {
  readonly models: FilmModels;
  /** The lines of the script file, which readings cite. */
  readonly script: readonly string[];
  readonly pictures: IdentityPictures;
};

type Expect = (step: string, count: number) => void;

/** Whether models make the picture of this shot. Words on screen stay drawn. */
export const isModelled = ({ stills, clips }: FilmModels, shot: Shot): boolean =>
  (stills !== undefined || clips !== undefined) && shot.card === undefined && shot.framing !== 'card';

export type Decided = {
  /** With the model's words on looks: what pictures are made from. */
  readonly pictured: Breakdown;
  /** With its summaries and moods besides: for everything else. */
  readonly breakdown: Breakdown;
  readonly plan: ShotPlan;
  readonly notes: readonly string[];
};

/** What models say of the script and the shots, laid over what the rules decided. */
export const decideWithModels = async (
  build: Build,
  tools: ModelTools | undefined,
  { breakdown, plan, models, script }: Pick<Decided, 'breakdown' | 'plan'> & Pick<ModelsMatter, 'models' | 'script'>,
  expect: Expect,
): Promise<Decided> => {
  if (!tools) return { pictured: breakdown, breakdown, plan, notes: [] };
  const reading = models.analysis && readScenes(build, tools, models.analysis, breakdown, script, expect);
  const directing = models.shots && directShots(build, tools, models.shots, { plan, breakdown, script }, expect);
  const [read, directed] = await Promise.all([reading, directing]);
  const pictured = withLooks(breakdown, read?.looks ?? []);
  return {
    pictured,
    breakdown: withStories(pictured, read?.stories ?? []),
    plan: directed?.plan ?? plan,
    notes: [...(read?.notes ?? []), ...(directed?.notes ?? [])],
  };
};

/** Stills and clips; nothing where none were asked for. */
export const picturesOf = async (
  build: Build,
  tools: ModelTools | undefined,
  matter: PictureMatter,
  expect: Expect,
): Promise<ModelPictures> =>
  tools && (matter.models.stills || matter.models.clips)
    ? makePictures(build, tools, matter, expect)
    : { pictures: new Map(), accounts: [], notes: [] };

type Heard = { readonly utterances: ReadonlyMap<string, Utterance>; readonly timing: FilmTiming };

const shapeOf = ({ kind, media }: ShotPicture) => {
  const { width, height, rate } = media.facts.picture ?? {};
  return {
    ...(width !== undefined && height !== undefined && { width, height }),
    ...(kind === 'video' && rate && { fps: rate.num / rate.den }),
  };
};

/** Shots in which a mouth that speaks is seen, with their lines. A still is given as many seconds as its shot. */
const syncWishes = (
  plan: ShotPlan,
  { pictures }: ModelPictures,
  { utterances, timing }: Heard,
  orderedMs: ReadonlyMap<string, number>,
  rate: Rate,
): readonly SyncWish[] =>
  plan.shots.flatMap((shot, index): readonly SyncWish[] => {
    const picture = pictures.get(shot.id);
    const timed = timing.shots[index];
    const seen = new Set(
      shot.covers.flatMap((cover) => (cover.kind === 'speech' && cover.onScreen ? [cover.partId] : [])),
    );
    if (!picture || !timed || seen.size === 0) return [];
    const startMs = msFromFrames(timed.startFrame, rate);
    const lines = timing.speeches
      .filter(({ partId }) => seen.has(partId))
      .flatMap(({ partId, startMs: at }) => {
        const utterance = utterances.get(partId);
        return utterance ? [{ audio: utterance.audio, startMs: Math.round(at - startMs) }] : [];
      });
    if (lines.length === 0) return [];
    // As long as was ordered, not as what came turned out: known, and priced, before anybody speaks. Whole seconds, as vendors bill.
    const seconds = Math.max(1, Math.ceil((orderedMs.get(shot.id) ?? 0) / 1000));
    return [
      {
        ...{ shotId: shot.id, number: shot.number, lines, seconds },
        face: { kind: picture.kind, media: picture.media.blob, ...shapeOf(picture) },
      },
    ];
  });

/** The pictures with synchronised lips, where they were asked for. In a plan, lines that are not spoken yet are as long as such lines are. */
export const syncedPictures = async (
  build: Build,
  tools: ModelTools | undefined,
  models: FilmModels,
  made: ModelPictures,
  heard: Heard,
  {
    plan,
    orderedMs,
    rate,
  }: { readonly plan: ShotPlan; readonly orderedMs: ReadonlyMap<string, number>; readonly rate: Rate },
  expect: Expect,
): Promise<ModelPictures> =>
  tools && models.lipsync
    ? syncPictures(build, tools, models, made, syncWishes(plan, made, heard, orderedMs, rate), expect)
    : made;

/** Every line as long as such lines are, for plans in which nobody has spoken yet. */
export const sketchedWords = (
  breakdown: Breakdown,
  spokenMs: (text: string) => number,
): ReadonlyMap<string, Utterance> =>
  new Map(
    breakdown.scenes.flatMap(({ beats }) =>
      beats.flatMap((beat) =>
        beat.kind === 'speech'
          ? beat.parts.map(
              ({ id, text }) =>
                [
                  id,
                  {
                    audio: sketchedFile('audio/wav'),
                    durationMs: spokenMs(text),
                    words: [],
                    phonemes: [],
                    engine: 'planned',
                  },
                ] as const,
            )
          : [],
      ),
    ),
  );

/** In a plan what is missing ends only what hangs on it; everything else is an error. */
export const unlessPlanEnds = async <T>(work: Promise<T>, otherwise: () => T): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof PlanEndsHere)) throw error;
    return otherwise();
  }
};
