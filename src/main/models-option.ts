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

/** What `--models` says; nothing where it is not given. Throws `models-invalid`. */
export const readModelsOption = async (given: GivenOptions): Promise<FilmModels> => {
  const path = text(given, 'models');
  return path === undefined ? noModels : readFilmModels(await readJson(path));
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
