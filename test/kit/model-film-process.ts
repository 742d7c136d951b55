/**
 * A film that asks models, in a process of its own that can be killed: everything is the command line's own but the vendor, which is the paid one of the tests.
 * Takes a `ModelFilmTask` as its argument, prints a line of JSON for each of its films: a `ModelFilmResult`.
 */

import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { createBuild, PlanEndsHere } from '../../src/build/build.ts';
import { createCatalog } from '../../src/domain/catalog/catalog.ts';
import { WorkprintError } from '../../src/domain/errors.ts';
import { emptyCastFile } from '../../src/domain/performance/cast-file.ts';
import { openCommandDesk } from '../../src/main/desk/command-desk.ts';
import { openEyesAndEars } from '../../src/main/desk/film-model-tools.ts';
import { openRenderStudio } from '../../src/main/render-studio.ts';
import { openStudio } from '../../src/main/studio.ts';
import { folderGround, type StudioGround } from '../../src/main/studio-ground.ts';
import { readFilmModels } from '../../src/pipeline/film-models/film-models.ts';
import { askFilm } from '../../src/pipeline/film-request.ts';
import type { FilmSettings } from '../../src/pipeline/film-settings.ts';
import { produceFilm } from '../../src/pipeline/produce-film.ts';
import { type PaidKindOptions, paidKind } from './paid/paid-kind.ts';
import { paidRecords } from './paid/paid-records.ts';

export type ModelFilmTask = {
  readonly home: string;
  readonly vendor: PaidKindOptions;
  readonly models: unknown;
  readonly budgetMicros?: number;
  /** One after the other. */
  readonly films: readonly { readonly script: string; readonly isPlan: boolean }[];
};

export type ModelFilmResult = {
  /** By step: how many were made, and what they cost; of a plan: would run, and at most. */
  readonly steps: Readonly<Record<string, { readonly count: number; readonly micros: number }>>;
  readonly spentMicros: number;
  readonly reservedMicros: number;
  readonly video?: string;
  readonly models?: readonly string[];
  readonly error?: string;
  readonly notes?: readonly string[];
};

const { home, vendor, models, budgetMicros, films } = JSON.parse(process.argv[2] ?? '') as ModelFilmTask;
const ground = folderGround(home);
const shared = (): StudioGround => ({ ...ground, close: () => undefined });
const { signal } = new AbortController();
const renders = await openRenderStudio(() => undefined, shared);
const studio = await openStudio(signal, shared, renders.tools.media);
const { blobs, library } = renders;
const environment = {
  PAID_KEY: 'paid-key-works',
  WORKPRINT_PAID_BASE_URL: vendor.url,
  WORKPRINT_ALLOW_PRIVATE_HOSTS: new URL(vendor.url).host,
};
const desk = await openCommandDesk({
  ...{ home, blobs, library, film: 'film', budgetMicros, environment, log: silentLog },
  kinds: [{ ...paidKind(vendor), keyVariables: ['PAID_KEY'] }],
  catalog: createCatalog(paidRecords(vendor.name)),
});
const eyes = openEyesAndEars({ blobs, library, media: renders.tools.media, hear: renders.hear });
const { finisher, likeness } = eyes;
const tools = { ...studio.tools, models: { ...desk, library, blobs, finisher, likeness } };
const settings: FilmSettings = {
  ...{ aspect: '16:9' as const, width: 256, height: 144, rate: { num: 24, den: 1 } },
  ...{ quality: 'draft' as const, captions: 'none' as const, seed: '1' },
};

const makeOne = async ({ script, isPlan }: ModelFilmTask['films'][number]): Promise<ModelFilmResult> => {
  const bytes = new TextEncoder().encode(script);
  const { request } = askFilm(bytes, 'film.fountain', emptyCastFile, settings, readFilmModels(models));
  const build = createBuild({
    ...{ mode: isPlan ? 'plan' : 'make', answers: studio.answers, resources: studio.resources, signal },
    nowMs: () => performance.now(),
  });
  const result = async (more: Partial<ModelFilmResult>): Promise<ModelFilmResult> => {
    const steps: Record<string, { count: number; micros: number }> = {};
    for (const { step, state, costMicros } of build.entries) {
      if (state === 'cached') continue;
      const { count = 0, micros = 0 } = steps[step] ?? {};
      steps[step] = { count: count + 1, micros: micros + costMicros };
    }
    const { spentMicros, reservedMicros } = await desk.purse(desk.payer.buildId);
    return { steps, spentMicros, reservedMicros, ...more };
  };
  try {
    const { video, accounts, notes } = await produceFilm(build, tools, request, () => undefined);
    const served = accounts.flatMap(({ still, clip, lipsync }) => [still?.served, clip, lipsync]);
    return await result({
      ...{ video: blobs.localPath(video), notes },
      models: [...new Set(served.flatMap((one) => one?.model ?? []))],
    });
  } catch (error) {
    if (error instanceof PlanEndsHere) return result({});
    if (error instanceof WorkprintError) return result({ error: error.code, notes: [error.message] });
    throw error;
  }
};

try {
  for (const film of films) process.stdout.write(`${JSON.stringify(await makeOne(film))}\n`);
} finally {
  await eyes.close();
  await desk.close();
  await studio.close();
  await renders.close();
  ground.close();
}
