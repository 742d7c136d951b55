/** What a model does not take of a request, told at its place in the body: `parameters.durationSeconds`. */
import { WorkprintError } from '../../domain/errors.ts';
import type { Ask } from '../../domain/generation/ask.types.ts';
import { RequestRefused } from '../api/api.ts';
import type { KnownModels } from './generation.types.ts';
import type { Wish } from './wish.ts';

/** Fields of an ask that stand in the body itself; all others are parameters. */
const inBody: Readonly<Record<string, string>> = {
  prompt: 'prompt',
  text: 'prompt',
  type: 'type',
  references: 'references',
  audio: 'references',
  face: 'references',
  voice: 'references',
  examples: 'references',
};

/** Where in the body a field of the ask stands. */
export const bodyPath = (ask: Ask, path: string): string => {
  const first = /^[^.[]*/.exec(path)?.[0] ?? '';
  const rest = path.slice(first.length);
  // `audio` and `voice` are files of some types and parameters of others.
  const isFile = ask.type === 'transcript' || ask.type === 'lipsync' || ask.type === 'lora';
  const place = (first === 'audio' || first === 'voice') && !isFile ? undefined : inBody[first];
  if (place === undefined) return `parameters.${path}`;
  return place === 'references' && first !== 'references' ? place : `${place}${rest}`;
};

/** The code of a refusal by what the body asks for. */
const isIllegal = (error: unknown): error is WorkprintError =>
  error instanceof WorkprintError && error.code === 'ask-illegal';

/** Does the work of the desk; what it refuses of the only model in question is told with all problems at their places. */
export const withPlaces = async <T>(wish: Wish, models: KnownModels, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isIllegal(error) || wish.policy.kind !== 'model') throw error;
    const problems = models.check(models.find(wish.policy.model, wish.ask.type), wish.ask);
    if (problems.length === 0) throw error;
    throw new RequestRefused('ask-illegal', error.message, {
      problems: problems.slice(0, 50).map(({ path, message }) => ({ path: bodyPath(wish.ask, path), message })),
      cause: error,
    });
  }
};
