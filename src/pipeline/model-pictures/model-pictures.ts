/**
 * The pictures of a film that models make: stills of every set-up, clips of every shot, lips that follow the voice. Shots that show only words stay drawn.
 * Each hangs on its own shot alone, so a changed line makes again only what shows it.
 */
import type { Build } from '../../build/build.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { Cast } from '../../domain/performance/performance.types.ts';
import { briefOf, type ShotBrief } from '../../domain/prompt/prompt.ts';
import type { Breakdown } from '../../domain/screenplay/breakdown.types.ts';
import type { Aspect, Shot, ShotPlan } from '../../domain/shot/shot.types.ts';
import type { Rate } from '../../domain/time.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { LikenessMeter } from '../../ports/likeness.ts';
import type { MediaLibrary } from '../../ports/media-library.ts';
import type { Served } from '../../ports/model-desk.ts';
import type { FilmModels } from '../film-models/film-models.types.ts';
import type { ModelBook } from '../paid/model-book.ts';
import type { PaidTools } from '../paid/paid-step.ts';
import { panelRequestOf } from '../plan-shots/plan-shots.ts';
import { makeClips } from './clips.ts';
import { type IdentityPictures, likenessOf, trainLikenesses, withIdentity } from './identity.ts';
import { plannedLengths } from './planned-lengths.ts';
import type { ShotPicture } from './shot-clip.ts';
import { type MadeStill, makeStills } from './stills.ts';
import { type SyncWish, syncClips } from './synced-clips.ts';
import { takeInStep } from './take-in.ts';

export { type ShotPicture, shotTrack } from './shot-clip.ts';

export type ModelTools = PaidTools & {
  readonly book: ModelBook;
  readonly library: MediaLibrary;
  readonly blobs: BlobStore;
  readonly likeness?: LikenessMeter | undefined;
};

export type PictureMatter = {
  readonly plan: ShotPlan;
  readonly breakdown: Breakdown;
  readonly cast: Cast;
  readonly models: FilmModels;
  readonly pictures: IdentityPictures;
  readonly aspect: Aspect;
  readonly rate: Rate;
};

/** Who made the picture of a shot, from what, and how alike it is: for the report. */
export type PictureAccount = {
  readonly shotId: string;
  readonly still?: { readonly served: Served; readonly variants: readonly BlobRef[]; readonly chosen: number };
  readonly clip?: Served;
  readonly lipsync?: Served;
  readonly likeness?: number;
};

export type ModelPictures = {
  readonly pictures: ReadonlyMap<string, ShotPicture>;
  readonly accounts: readonly PictureAccount[];
  readonly notes: readonly string[];
};

type Expect = (step: string, count: number) => void;

/** Words and lengths are left out: a still is the same whatever is said. */
const asStill = (brief: ShotBrief): ShotBrief => ({ ...brief, lines: [], durationSeconds: 0 });
/** Tenths: a word more or less seldom changes what is ordered. */
const asClip = (brief: ShotBrief, ms: number): ShotBrief => ({ ...brief, durationSeconds: Math.ceil(ms / 100) / 10 });

/** Shots that cameras can take: everything but cards. */
const isPictured = (shot: Shot): boolean => shot.card === undefined && shot.framing !== 'card';

type Choice = { readonly file: BlobRef; readonly at: number; readonly likeness?: number };

/** The variant that is most alike; the first where nobody can say. */
const choose = async (
  build: Build,
  { likeness: meter }: ModelTools,
  still: MadeStill,
  shot: Shot,
  pictures: IdentityPictures,
): Promise<Choice> => {
  const first = still.variants[0] as BlobRef;
  if (!meter || pictures.size === 0) return { file: first, at: 0 };
  const people = shot.figures.map(({ characterId }) => characterId);
  const scores = await Promise.all(still.variants.map((file) => likenessOf(build, meter, file, people, pictures)));
  const best = scores.reduce<number>((at, score, index) => ((score ?? -1) > (scores[at] ?? -1) ? index : at), 0);
  const likeness = scores[best];
  return { file: still.variants[best] ?? first, at: best, ...(likeness !== undefined && { likeness }) };
};

/** Stills and clips. Does not wait for voices. */
export const makePictures = async (
  build: Build,
  tools: ModelTools,
  matter: PictureMatter,
  expect: Expect,
): Promise<ModelPictures> => {
  const { plan, breakdown, cast, models, pictures, aspect, rate } = matter;
  const shots = plan.shots.filter(isPictured);
  const style = models.stills?.style;
  const trained = models.identity
    ? await trainLikenesses(build, tools, models.identity, pictures, expect)
    : new Map<string, never>();
  const briefs = new Map(
    shots.map((shot) => {
      const brief = briefOf(shot, breakdown, cast, { aspect, ...(style !== undefined && { style }) });
      return [shot.id, withIdentity(brief, pictures, trained)] as const;
    }),
  );
  const briefOfShot = (shot: Shot): ShotBrief => briefs.get(shot.id) as ShotBrief;
  const setUpOf = (shot: Shot): string =>
    JSON.stringify(panelRequestOf(shot, { frameWidth: 0, frameHeight: 0, cast, seed: plan.seed }));
  const firsts = new Map<string, ShotBrief>();
  for (const shot of shots) {
    const key = setUpOf(shot);
    if (!firsts.has(key)) firsts.set(key, asStill(briefOfShot(shot)));
  }
  const stills = models.stills
    ? await makeStills(build, tools, tools.book, models.stills, firsts, expect)
    : new Map<string, MadeStill>();
  const chosen = new Map(
    await Promise.all(
      shots.flatMap((shot) => {
        const still = stills.get(setUpOf(shot));
        return still && still.variants.length > 0
          ? [choose(build, tools, still, shot, pictures).then((one) => [shot.id, { still, ...one }] as const)]
          : [];
      }),
    ),
  );
  const lengths = plannedLengths(plan, breakdown, rate);
  const clips = models.clips
    ? await makeClips(
        build,
        tools,
        tools.book,
        models.clips,
        shots.map((shot) => {
          const brief = asClip(briefOfShot(shot), lengths.get(shot.id) ?? 0);
          const still = chosen.get(shot.id)?.file;
          if (!still) return brief;
          const frame = { role: 'first-frame', kind: 'image', media: still, of: 'the first frame' } as const;
          return { ...brief, references: [frame] };
        }),
        expect,
      )
    : new Map<string, Served>();
  const takeIn = takeInStep(tools.library);
  const least = models.identity?.leastLikeness ?? 0;
  const made = shots.flatMap((shot) => {
    const [still, clip] = [chosen.get(shot.id), clips.get(shot.id)];
    const file = clip?.answer.files[0] ?? still?.file;
    return file ? [{ shot, still, clip, file, kind: clip ? ('video' as const) : ('image' as const) }] : [];
  });
  const seen = await build.all(
    made.map(
      async ({ shot, file, kind }) =>
        [shot.id, { kind, media: await build.produce(takeIn, { blob: file, expected: kind }) }] as const,
    ),
  );
  const accounts = made.map(
    ({ shot, still, clip }): PictureAccount => ({
      shotId: shot.id,
      ...(still && { still: { served: still.still.served, variants: still.still.variants, chosen: still.at } }),
      ...(clip && { clip }),
      ...(still?.likeness !== undefined && { likeness: still.likeness }),
    }),
  );
  const notes = made.flatMap(({ shot, still }) =>
    still?.likeness !== undefined && still.likeness < least
      ? [
          `Shot ${shot.number}: the picture is ${Math.round(still.likeness * 100)} % alike, less than the ${Math.round(least * 100)} % that were wished.`,
        ]
      : [],
  );
  return { pictures: new Map<string, ShotPicture>(seen), accounts, notes };
};

/** The pictures of these shots with lips that follow the voice; the others as they are. */
export const syncPictures = async (
  build: Build,
  tools: ModelTools,
  models: FilmModels,
  made: ModelPictures,
  wishes: readonly SyncWish[],
  expect: Expect,
): Promise<ModelPictures> => {
  if (!models.lipsync || wishes.length === 0) return made;
  const synced = await syncClips(build, tools, tools.blobs, models.lipsync, wishes, expect);
  const takeIn = takeInStep(tools.library);
  const seen = await build.all(
    [...synced].flatMap(([shotId, { answer }]) => {
      const [file] = answer.files;
      return file
        ? [
            build
              .produce(takeIn, { blob: file, expected: 'video' })
              .then((media) => [shotId, { kind: 'video', media, isSynced: true }] as const),
          ]
        : [];
    }),
  );
  return {
    ...made,
    pictures: new Map<string, ShotPicture>([...made.pictures, ...seen]),
    accounts: made.accounts.map((account) => {
      const lipsync = synced.get(account.shotId);
      return lipsync ? { ...account, lipsync } : account;
    }),
  };
};
