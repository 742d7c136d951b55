/** What a request says of a film, as the pipeline takes it; what is wrong is told at its path from the body. */
import { WorkprintError } from '../../domain/errors.ts';
import { type CastFile, emptyCastFile, parseCastFile } from '../../domain/performance/cast-file.ts';
import { usualRate, usualRateNames } from '../../domain/usual-rates.ts';
import { checkChoices, type FilmModels, noModels, readFilmModels } from '../../pipeline/film-models/film-models.ts';
import { type AskedFilm, askFilm } from '../../pipeline/film-request.ts';
import { type FilmSettings, filmHeights, filmSize } from '../../pipeline/film-settings.ts';
import type { ModelBook } from '../../pipeline/paid/model-book.ts';
import { RequestRefused } from '../api/api.ts';
import type { FilmInput } from './render-input.ts';

const refuse = (
  code: 'request-invalid' | 'cast-invalid' | 'models-invalid',
  path: string,
  message: string,
  cause?: unknown,
): RequestRefused => new RequestRefused(code, `${path}: ${message}`, { problems: [{ path, message }], cause });

const settingsOf = ({ aspect, height, fps, quality, captions, seed }: FilmInput['options']): FilmSettings => {
  const rate = usualRate(String(fps));
  if (!rate)
    throw refuse('request-invalid', 'options.fps', `${fps} is no frame rate; use ${usualRateNames.join(', ')}.`);
  const { least, most } = filmHeights(aspect);
  if (height !== undefined && (height < least || height > most))
    throw refuse('request-invalid', 'options.height', `use a whole number of pixels from ${least} to ${most}.`);
  return { aspect, quality, captions, rate, seed: String(seed), ...filmSize(aspect, quality, height) };
};

const castOf = (cast: FilmInput['options']['cast']): CastFile => {
  if (cast === undefined) return emptyCastFile;
  try {
    return parseCastFile(JSON.stringify(cast));
  } catch (error) {
    if (!(error instanceof WorkprintError) || error.code !== 'cast-invalid') throw error;
    const place = /^The cast file is wrong at ([^:]+): (.*)$/s.exec(error.message);
    throw refuse(
      'cast-invalid',
      place ? `options.cast.${place[1]}` : 'options.cast',
      place?.[2] ?? error.message,
      error,
    );
  }
};

/** `models-invalid`, told at its path from the body. */
const atPath = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof WorkprintError) || error.code !== 'models-invalid') throw error;
    const place = /^The choice of models is wrong at ([^:]+): (.*)$/s.exec(error.message);
    const path = place && place[1] !== 'the top' ? `options.models.${place[1]}` : 'options.models';
    throw refuse('models-invalid', path, place?.[2] ?? error.message, error);
  }
};

const modelsOf = (models: FilmInput['options']['models']): FilmModels =>
  models === undefined ? noModels : atPath(() => readFilmModels(models));

/** Throws `models-invalid` at the path of a word that no model named there knows. */
export const checkFilmModels = (models: FilmModels, book: ModelBook): void => atPath(() => checkChoices(models, book));

/** Whether there are words of models to check: knowing the models takes a look at the catalog. */
export const hasModelWords = ({ stills, clips }: FilmModels): boolean =>
  [stills?.resolution, stills?.quality, clips?.resolution].some((word) => word !== undefined);

/** A script is read by what it holds; its name hints at nothing here. */
const scriptName = 'script';

/**
 * Reads script, cast and options. Throws `script-empty`, `script-not-text`, `script-malformed`, `script-too-large`, `cast-invalid`,
 * `models-invalid`, `request-invalid`.
 */
export const readFilm = ({
  script,
  options,
}: Pick<FilmInput, 'script' | 'options'>): AskedFilm & { readonly castFile: CastFile } => {
  const castFile = castOf(options.cast);
  const settings = settingsOf(options);
  const models = modelsOf(options.models);
  try {
    return { ...askFilm(new TextEncoder().encode(script), scriptName, castFile, settings, models), castFile };
  } catch (error) {
    if (!(error instanceof WorkprintError) || !error.code.startsWith('script-')) throw error;
    throw new RequestRefused(error.code, error.message, {
      problems: [{ path: 'script', message: error.message }],
      cause: error,
    });
  }
};
