/**
 * Reads what people write about the models of a film:
 * `{ "stills": { "model": "gemini/gemini-nano-banana-2.1", "variants": 2 }, "clips": { "route": "cheapest", "models": ["…", "…"] },
 *    "voices": { "model": "elevenlabs/eleven_v4", "voices": { "MARA": "…" }, "others": ["…"] }, "analysis": "anthropic/claude-haiku-5-5" }`.
 * A text alone names a model; `local` is this machine.
 */
import { WorkprintError } from '../../domain/errors.ts';
import type { RoutePolicy } from '../../domain/generation/route.types.ts';
import type {
  ClipsChoice,
  FilmModels,
  IdentityChoice,
  ModelChoice,
  StillsChoice,
  VoicesChoice,
} from './film-models.types.ts';

export { checkChoices } from './check-choices.ts';
export { type FilmModels, type ModelChoice, noModels } from './film-models.types.ts';

const mostModels = 20;
const mostVariants = 8;
const mostNames = 200;
const longestName = 300;

const refuse = (path: string, right: string): never => {
  throw new WorkprintError('models-invalid', `The choice of models is wrong at ${path}: it should be ${right}.`);
};

type Fields = Readonly<Record<string, unknown>>;

const fieldsAt = (value: unknown, path: string): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : refuse(path, 'the name of a model in quotes, or an object { … }');

const onlyFields = (fields: Fields, path: string, known: readonly string[]): void => {
  const stranger = Object.keys(fields).find((name) => !known.includes(name));
  if (stranger !== undefined) refuse(path ? `${path}.${stranger}` : stranger, `one of ${known.join(', ')}`);
};

const nameAt = (value: unknown, path: string): string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= longestName
    ? value.trim()
    : refuse(path, 'a name in quotes');

const namesAt = (value: unknown, path: string, most: number): readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.length <= most
    ? value.map((one, index) => nameAt(one, `${path}[${index}]`))
    : refuse(path, `a list of 1 to ${most} names`);

const wholeAt = (value: unknown, path: string, least: number, most: number): number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most
    ? (value as number)
    : refuse(path, `a whole number from ${least} to ${most}`);

const flagAt = (value: unknown, path: string): boolean =>
  typeof value === 'boolean' ? value : refuse(path, 'true or false');

const wordAt = (fields: Fields, name: string, path: string): Readonly<Record<string, string>> =>
  fields[name] === undefined ? {} : { [name]: nameAt(fields[name], `${path}.${name}`) };

/** By name in lower case, so that the case of the file does not matter. */
const byName = <T>(
  value: unknown,
  path: string,
  read: (one: unknown, at: string) => T,
): Readonly<Record<string, T>> => {
  if (value === undefined) return {};
  const entries = Object.entries(fieldsAt(value, path));
  if (entries.length > mostNames) refuse(path, `at most ${mostNames} names`);
  return Object.fromEntries(entries.map(([name, one]) => [name.trim().toLowerCase(), read(one, `${path}.${name}`)]));
};

const choiceFields = ['model', 'route', 'models', 'retryRefusals', 'acceptDegraded'] as const;

const policyOf = (fields: Fields, path: string): RoutePolicy => {
  const { model, route, models } = fields;
  if (model !== undefined && (route !== undefined || models !== undefined))
    refuse(path, '`model`, or `route` with `models`, not both');
  if (model !== undefined) return { kind: 'model', model: nameAt(model, `${path}.model`) };
  const named = models === undefined ? undefined : namesAt(models, `${path}.models`, mostModels);
  switch (route) {
    case 'chain':
    case undefined:
      return named
        ? { kind: 'chain', models: named }
        : refuse(path, '`model`, or `route` best, cheapest, fastest, or `models` in order');
    case 'best':
    case 'cheapest':
    case 'fastest':
      return { kind: route, ...(named && { models: named }) };
    default:
      return refuse(`${path}.route`, 'chain, best, cheapest or fastest');
  }
};

/** Undefined: made on this machine. */
const choiceAt = (
  value: unknown,
  path: string,
  more: readonly string[] = [],
): (ModelChoice & { fields: Fields }) | undefined => {
  if (value === undefined || value === null || value === 'local') return undefined;
  const fields = typeof value === 'string' ? { model: value } : fieldsAt(value, path);
  onlyFields(fields, path, [...choiceFields, ...more]);
  if (fields.model === 'local') return undefined;
  const { retryRefusals, acceptDegraded } = fields;
  return {
    policy: policyOf(fields, path),
    options: {
      ...(retryRefusals !== undefined && { retryRefusals: flagAt(retryRefusals, `${path}.retryRefusals`) }),
      ...(acceptDegraded !== undefined && { acceptDegraded: flagAt(acceptDegraded, `${path}.acceptDegraded`) }),
    },
    fields,
  };
};

const plain = (value: unknown, path: string): ModelChoice | undefined => {
  const choice = choiceAt(value, path);
  return choice && { policy: choice.policy, options: choice.options };
};

const stillsAt = (value: unknown): StillsChoice | undefined => {
  const choice = choiceAt(value, 'stills', ['variants', 'resolution', 'quality', 'style']);
  if (!choice) return undefined;
  const { fields, ...rest } = choice;
  return {
    ...rest,
    variants: fields.variants === undefined ? 1 : wholeAt(fields.variants, 'stills.variants', 1, mostVariants),
    ...wordAt(fields, 'resolution', 'stills'),
    ...wordAt(fields, 'quality', 'stills'),
    ...wordAt(fields, 'style', 'stills'),
  };
};

const clipsAt = (value: unknown): ClipsChoice | undefined => {
  const choice = choiceAt(value, 'clips', ['resolution']);
  if (!choice) return undefined;
  const { fields, ...rest } = choice;
  return { ...rest, ...wordAt(fields, 'resolution', 'clips') };
};

const voicesAt = (value: unknown): VoicesChoice | undefined => {
  const choice = choiceAt(value, 'voices', ['voices', 'others']);
  if (!choice) return undefined;
  const { fields, ...rest } = choice;
  const voices = byName(fields.voices, 'voices.voices', nameAt);
  const others = fields.others === undefined ? [] : namesAt(fields.others, 'voices.others', mostNames);
  if (others.length === 0 && Object.keys(voices).length === 0)
    refuse('voices', 'a choice with `voices` by character, or `others`: which voices of the vendor speak');
  return { ...rest, voices, others };
};

const identityAt = (value: unknown): IdentityChoice | undefined => {
  if (value === undefined || value === null) return undefined;
  const fields = fieldsAt(value, 'identity');
  onlyFields(fields, 'identity', ['pictures', 'train', 'steps', 'leastLikeness']);
  const { train: wanted, steps = 1000, leastLikeness = 0.5 } = fields;
  const train = plain(wanted, 'identity.train');
  if (typeof leastLikeness !== 'number' || leastLikeness < 0 || leastLikeness > 1)
    return refuse('identity.leastLikeness', 'a number from 0 to 1');
  return {
    pictures: byName(fields.pictures, 'identity.pictures', (one, at) => namesAt(one, at, 50)),
    leastLikeness,
    ...(train && { train: { ...train, steps: wholeAt(steps, 'identity.steps', 1, 10_000) } }),
  };
};

/** Reads the parsed JSON. Throws `models-invalid`, naming the place and what would be right. */
export const readFilmModels = (value: unknown): FilmModels => {
  const fields = fieldsAt(value, 'the top');
  onlyFields(fields, '', ['analysis', 'shots', 'stills', 'clips', 'voices', 'lipsync', 'identity']);
  const models = {
    analysis: plain(fields.analysis, 'analysis'),
    shots: plain(fields.shots, 'shots'),
    stills: stillsAt(fields.stills),
    clips: clipsAt(fields.clips),
    voices: voicesAt(fields.voices),
    lipsync: plain(fields.lipsync, 'lipsync'),
    identity: identityAt(fields.identity),
  };
  if (models.lipsync && !models.clips && !models.stills)
    refuse('lipsync', 'beside `clips` or `stills`: drawn panels move their own lips');
  return Object.fromEntries(Object.entries(models).filter(([, one]) => one !== undefined)) as FilmModels;
};
