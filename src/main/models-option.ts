/** `--models` and `--budget`, read and checked before anything is opened. */
import { readFile } from 'node:fs/promises';
import { WorkprintError } from '../domain/errors.ts';
import { microsFromDollars } from '../domain/money.ts';
import { type FilmModels, noModels, readFilmModels } from '../pipeline/film-models/film-models.ts';
import type { GivenOptions } from './command-line.ts';

const text = (given: GivenOptions, name: string): string | undefined =>
  typeof given[name] === 'string' ? given[name] : undefined;

const readJson = async (path: string): Promise<unknown> => {
  const words = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new WorkprintError('models-invalid', `The models file ${path} could not be read. Check the path.`, {
      cause: error,
    });
  });
  try {
    return JSON.parse(words) as unknown;
  } catch (error) {
    throw new WorkprintError('models-invalid', `The models file ${path} is no JSON: ${(error as Error).message}`, {
      cause: error,
    });
  }
};

export type ModelsFile = {
  readonly models: FilmModels;
  /** What is written there of prices, by the name of a model: read when the film's desk opens. */
  readonly prices: unknown;
};

/**
 * What `--models` says; nothing where it is not given. Prices are a word of this file alone: at home everybody answers for their own, in a studio
 * nobody makes a model cheap. Throws `models-invalid`.
 */
export const readModelsOption = async (given: GivenOptions): Promise<ModelsFile> => {
  const path = text(given, 'models');
  if (path === undefined) return { models: noModels, prices: undefined };
  const value = await readJson(path);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { models: readFilmModels(value), prices: undefined };
  const { prices, ...models } = value as Readonly<Record<string, unknown>>;
  return { models: readFilmModels(models), prices };
};

/** What `--budget` says, in micro-dollars. Throws `usage`. */
export const readBudgetOption = (given: GivenOptions): number | undefined => {
  const amount = text(given, 'budget');
  if (amount === undefined) return undefined;
  const micros = microsFromDollars(amount.replace(/^\$/, ''));
  if (micros === undefined)
    throw new WorkprintError('usage', `--budget was given “${amount}”; it takes dollars, such as 5 or 0.25.`);
  return micros;
};
