/** Keys a film would need of its vendors: all that are missing at once, by the names of the variables of the environment they are read from. */
import { type BuildEntry, type BuildOptions, createBuild, PlanEndsHere } from '../build/build.ts';
import { WorkprintError } from '../domain/errors.ts';
import type { RoutePolicy } from '../domain/generation/route.types.ts';
import { missingKeysOf } from '../pipeline/export/plan-rows.ts';
import type { FilmModels } from '../pipeline/film-models/film-models.ts';
import { type FilmRequest, type FilmTools, produceFilm } from '../pipeline/produce-film.ts';
import type { ProviderKind } from '../ports/provider.ts';

/** The first variable of each vendor whose key is missing for what would run. */
export const missingVariables = (entries: readonly BuildEntry[], kinds: readonly ProviderKind[]): string[] =>
  missingKeysOf(entries).map((name) => kinds.find((kind) => kind.name === name)?.keyVariables[0] ?? name);

/** Whether a model of these choices could miss a key; a route that names no models may always. */
export const mayLackKeys = (models: FilmModels, withKeys: ReadonlySet<string>): boolean => {
  return policiesIn(models).some(
    (policy) => namesOf(policy)?.some((name) => !withKeys.has(name.slice(0, name.indexOf('/')))) ?? true,
  );
};

const policiesIn = (models: FilmModels): readonly RoutePolicy[] => {
  const { analysis, shots, stills, clips, voices, lipsync, identity } = models;
  return [analysis, shots, stills, clips, voices, lipsync, identity?.train].flatMap((choice) => choice?.policy ?? []);
};

const namesOf = (policy: RoutePolicy): readonly string[] | undefined =>
  policy.kind === 'model' ? [policy.model] : policy.models;

/** Models named by these choices, each once. */
export const namesIn = (models: FilmModels): readonly string[] => [
  ...new Set(policiesIn(models).flatMap((policy) => namesOf(policy) ?? [])),
];

/** “To make it you need A, B and C.” */
export const neededKeys = (variables: readonly string[]): string => {
  const named =
    variables.length < 2 ? variables.join('') : `${variables.slice(0, -1).join(', ')} and ${variables.at(-1)}`;
  return `To make it you need ${named} in the environment.`;
};

/**
 * Walks the film and makes nothing, so that a key that is missing is told before anything is bought with another. What was made before needs no key.
 * Throws `key-missing` naming all of them.
 */
export const checkKeys = async (
  options: Omit<BuildOptions, 'mode' | 'onEvent'>,
  tools: FilmTools,
  request: FilmRequest,
  variablesOf: (entries: readonly BuildEntry[]) => readonly string[],
): Promise<void> => {
  const build = createBuild({ ...options, mode: 'plan' });
  try {
    await produceFilm(build, tools, request, () => undefined);
  } catch (error) {
    if (!(error instanceof PlanEndsHere)) throw error;
  }
  const variables = variablesOf(build.entries);
  if (variables.length > 0)
    throw new WorkprintError('key-missing', `There are keys missing for this film. ${neededKeys(variables)}`);
};
