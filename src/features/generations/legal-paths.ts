/** What a model does not take of a request, told at its place in the body: `parameters.durationSeconds`. */
import { WorkprintError } from '../../domain/errors.ts';
import type { Ask } from '../../domain/generation/ask.types.ts';
import type { Order } from '../../ports/model-desk.ts';
import { RequestRefused } from '../api/api.ts';
import { modelsFor } from './generation.types.ts';

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

/** The refusal of the desk. What the only model in question does not take is told with all problems at their places. */
export const withPlaces = async (
  error: unknown,
  { policy, ask, askFor, payer }: Order,
  parts: Parameters<typeof modelsFor>[0],
): Promise<unknown> => {
  if (!(error instanceof WorkprintError) || error.code !== 'ask-illegal' || policy.kind !== 'model') return error;
  const models = await modelsFor(parts, payer);
  const record = models.find(policy.model, ask.type);
  const problems = models.check(record, askFor?.(policy.model) ?? ask);
  if (problems.length === 0) return error;
  return new RequestRefused('ask-illegal', error.message, {
    problems: problems.slice(0, 50).map(({ path, message }) => ({ path: bodyPath(ask, path), message })),
    cause: error,
  });
};
