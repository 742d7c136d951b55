/** Options of `film`, checked: every refusal names the option, what was given and what would be right. */
import { WorkprintError } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import type { Rate } from '../domain/time.ts';
import type { GivenOptions } from './command-line.ts';
import { rateNamed } from './rates.ts';

export type Aspect = '16:9' | '9:16' | '1:1';
export type FilmOptions = {
  readonly aspect: Aspect;
  readonly width: number;
  readonly height: number;
  readonly rate: Rate;
  readonly quality: 'draft' | 'final';
  readonly captions: 'none' | 'burn';
  readonly seed: string;
};

type Given = GivenOptions;

const refuse = (option: string, given: string, right: string): never => {
  throw new WorkprintError('usage', `--${option} was given “${given}”; it takes ${right}.`);
};

const oneOf = <T extends string>(given: Given, option: string, allowed: readonly T[], fallback: T): T => {
  const value = given[option];
  if (value === undefined) return fallback;
  return allowed.find((one) => one === value) ?? refuse(option, String(value), allowed.join(' or '));
};

const shapes: Readonly<Record<Aspect, { readonly across: number; readonly down: number; readonly height: number }>> = {
  '16:9': { across: 16, down: 9, height: 1080 },
  '9:16': { across: 9, down: 16, height: 1920 },
  '1:1': { across: 1, down: 1, height: 1080 },
};

const even = (value: number): number => Math.max(2, Math.round(value / 2) * 2);

const heightOf = (given: Given, aspect: Aspect, quality: FilmOptions['quality']): number => {
  const shape = shapes[aspect];
  // A draft is for judging the cut: two thirds of the size is under half of the pixels.
  if (given.height === undefined) return quality === 'draft' ? even((shape.height * 2) / 3) : shape.height;
  const height = Number(given.height);
  const highest = aspect === '16:9' ? Math.floor((limits.frameSidePx * 9) / 16) : limits.frameSidePx;
  if (!Number.isInteger(height) || height < 90 || height > highest) {
    return refuse('height', String(given.height), `a whole number of pixels from 90 to ${highest}`);
  }
  return even(height);
};

export const readFilmOptions = (given: Given): FilmOptions => {
  const aspect = oneOf(given, 'aspect', ['16:9', '9:16', '1:1'], '16:9');
  const quality = oneOf(given, 'quality', ['draft', 'final'], 'final');
  const height = heightOf(given, aspect, quality);
  const fps = String(given.fps ?? '30');
  return {
    aspect,
    quality,
    height,
    width: even((height * shapes[aspect].across) / shapes[aspect].down),
    rate: rateNamed(fps),
    captions: oneOf(given, 'captions', ['none', 'burn'], 'burn'),
    seed: String(given.seed ?? '1'),
  };
};
