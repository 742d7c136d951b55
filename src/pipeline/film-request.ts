/** From the bytes of a script to what `produceFilm` is asked: the same for the command line and the studio's jobs. */
import { type CastFile, strangersIn } from '../domain/performance/cast-file.ts';
import { breakDown, readScript } from '../domain/screenplay/screenplay.ts';
import { castFilm } from './cast/cast.ts';
import { type FilmModels, noModels } from './film-models/film-models.ts';
import type { FilmSettings } from './film-settings.ts';
import type { FilmRequest } from './produce-film.ts';
import { scriptLines } from './read-scenes/script-lines.ts';

export type AskedFilm = {
  readonly request: FilmRequest;
  /** Sentences for people about what was assumed, and about people of the cast file who are not in the script. */
  readonly notes: readonly string[];
};

/**
 * `fileName` names the script in messages, and its ending hints at the format. `models`: who makes what of it; pictures of people are added by the caller. Throws `script-too-large`, `script-not-text`,
 * `script-empty`, `script-malformed`.
 */
export const askFilm = (
  script: Uint8Array,
  fileName: string,
  castFile: CastFile,
  settings: FilmSettings,
  models: FilmModels = noModels,
): AskedFilm => {
  const { screenplay, notes } = readScript(script, fileName);
  const { breakdown, cast } = castFilm(breakDown(screenplay, { fileName }), castFile, settings.seed);
  const { aspect, width, height, rate, quality, captions, seed } = settings;
  return {
    request: {
      ...{ breakdown, cast, aspect, quality, seed },
      frame: { width, height, rate },
      burnCaptions: captions === 'burn',
      ...(models !== noModels && { asked: { models, script: scriptLines(screenplay), pictures: new Map() } }),
    },
    notes: [
      ...notes,
      ...strangersIn(castFile, breakdown).map(
        (stranger) => `The cast file speaks of “${stranger}”, who is not in this script.`,
      ),
    ],
  };
};
