/** Options of `film`, checked: every refusal names the option, what was given and what would be right. */
import { WorkprintError } from '../domain/errors.ts';
import { aspects, type FilmSettings, filmHeights, filmSize } from '../pipeline/film-settings.ts';
import type { GivenOptions } from './command-line.ts';
import { rateNamed } from './rates.ts';

type Given = GivenOptions;

const refuse = (option: string, given: string, right: string): never => {
  throw new WorkprintError('usage', `--${option} was given “${given}”; it takes ${right}.`);
};

const oneOf = <T extends string>(given: Given, option: string, allowed: readonly T[], fallback: T): T => {
  const value = given[option];
  if (value === undefined) return fallback;
  return allowed.find((one) => one === value) ?? refuse(option, String(value), allowed.join(' or '));
};

const heightOf = (given: Given, aspect: FilmSettings['aspect']): number | undefined => {
  if (given.height === undefined) return undefined;
  const height = Number(given.height);
  const { least, most } = filmHeights(aspect);
  return Number.isInteger(height) && height >= least && height <= most
    ? height
    : refuse('height', String(given.height), `a whole number of pixels from ${least} to ${most}`);
};

/** Throws `usage`. */
export const readFilmOptions = (given: Given): FilmSettings => {
  const aspect = oneOf(given, 'aspect', aspects, '16:9');
  const quality = oneOf(given, 'quality', ['draft', 'final'], 'final');
  return {
    ...{ aspect, quality, ...filmSize(aspect, quality, heightOf(given, aspect)) },
    rate: rateNamed(String(given.fps ?? '30')),
    captions: oneOf(given, 'captions', ['none', 'burn'], 'burn'),
    seed: String(given.seed ?? '1'),
  };
};
