/** What `film --models` opens beside the studio: the desk of the command line, and the pictures of its people. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createLog } from '../adapters/telemetry/telemetry.ts';
import type { BuildEntry } from '../build/build.ts';
import { WorkprintError } from '../domain/errors.ts';
import type { BlobRef } from '../domain/media.ts';
import { dollarsText } from '../domain/money.ts';
import { checkChoices } from '../pipeline/film-models/film-models.ts';
import type { FilmRequest } from '../pipeline/produce-film.ts';
import type { GivenOptions } from './command-line.ts';
import { openCommandDesk } from './desk/command-desk.ts';
import { type FilmModelTools, openEyesAndEars } from './desk/film-model-tools.ts';
import { readOwnPrices } from './desk/own-prices.ts';
import { mayLackKeys, missingVariables, namesIn } from './film-keys.ts';
import { readBudgetOption } from './models-option.ts';
import type { RenderStudio } from './render-studio.ts';
import type { StudioGround } from './studio-ground.ts';

/** Pictures of people, named beside the models file. Throws `models-invalid` at the place of one that is not there or no picture. */
const picturesOfPeople = async (
  { asked, breakdown }: FilmRequest,
  folder: string,
  { blobs, library }: Pick<RenderStudio, 'blobs' | 'library'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly BlobRef[]>> => {
  const pictures = new Map<string, readonly BlobRef[]>();
  for (const [name, paths] of Object.entries(asked?.models.identity?.pictures ?? {})) {
    const who = breakdown.characters.find((one) => one.name.toLowerCase() === name || one.id === name);
    if (!who) continue;
    const own: BlobRef[] = [];
    for (const [index, path] of paths.entries()) {
      const place = `identity.pictures.${name}[${index}]`;
      const taken = await library.takeIn(resolve(folder, path), signal).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        throw new WorkprintError('models-invalid', `The choice of models is wrong at ${place}: ${why}`, {
          cause: error,
        });
      });
      if (!taken.facts.picture || taken.facts.picture.frames > 1)
        throw new WorkprintError(
          'models-invalid',
          `The choice of models is wrong at ${place}: it should be a picture.`,
        );
      own.push(await blobs.put(await readFile(resolve(folder, path)), taken.blob.mediaType));
    }
    pictures.set(who.id, own);
  }
  return pictures;
};

export type OpenedModels = {
  readonly request: FilmRequest;
  readonly tools: FilmModelTools;
  /** Variables of keys that are missing for what would run. */
  missingKeys(entries: readonly BuildEntry[]): readonly string[];
  /** Whether a key could be missing: worth a walk before anything is bought. */
  mayLackKeys(): Promise<boolean>;
  /** What the film has cost so far, with what is kept for calls in doubt, in micro-dollars. */
  spentMicros(): Promise<number>;
  /** A sentence about what the film has cost in all; undefined: nothing. */
  spent(): Promise<string | undefined>;
  close(): Promise<void>;
};

export type FilmAsking = {
  /** The path of the script, by which its budget is kept. */
  readonly script: string;
  readonly given: GivenOptions;
  /** Of the models file, unread. */
  readonly prices: unknown;
  readonly signal: AbortSignal;
};

/** Opens the desk for a film that asks models. Throws `models-invalid`, and what a server says that is asked what models it has. */
export const openFilmModels = async (
  request: FilmRequest,
  { script, given, prices, signal }: FilmAsking,
  studio: RenderStudio,
  ground: StudioGround,
): Promise<OpenedModels> => {
  const log = createLog({ level: 'warn', process: 'film' });
  const { blobs, library } = studio;
  const desk = await openCommandDesk({
    ...{ home: ground.home, blobs, library, film: resolve(script), environment: process.env, log },
    budgetMicros: readBudgetOption(given),
    ...{ named: namesIn(request.asked?.models ?? {}), prices: readOwnPrices(prices), signal },
  });
  const eyes = openEyesAndEars({ blobs, library, media: studio.tools.media, hear: studio.hear });
  const close = async (): Promise<void> => {
    await eyes.close();
    await desk.close();
  };
  try {
    if (request.asked) checkChoices(request.asked.models, desk.book);
    const folder = dirname(resolve(typeof given.models === 'string' ? given.models : '.'));
    const pictures = await picturesOfPeople(request, folder, studio, signal);
    const { finisher, likeness } = eyes;
    return {
      request: request.asked ? { ...request, asked: { ...request.asked, pictures } } : request,
      tools: { desk: desk.desk, payer: desk.payer, book: desk.book, library, blobs, finisher, likeness },
      missingKeys: (entries) => missingVariables(entries, desk.kinds),
      mayLackKeys: async () => request.asked !== undefined && mayLackKeys(request.asked.models, await desk.withKeys()),
      spentMicros: async () => {
        const { spentMicros, reservedMicros } = await desk.purse(desk.payer.buildId);
        return spentMicros + reservedMicros;
      },
      spent: async () => {
        const { spentMicros, reservedMicros } = await desk.purse(desk.payer.buildId);
        if (spentMicros + reservedMicros === 0) return undefined;
        const doubt = reservedMicros > 0 ? `; ${dollarsText(reservedMicros)} are kept for calls in doubt` : '';
        return `This film has cost ${dollarsText(spentMicros)} so far${doubt}.`;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
