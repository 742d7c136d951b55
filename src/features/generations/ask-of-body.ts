/** A body whose parts were read becomes an ask: one kind of asking for each kind of work. */
import type { z } from 'zod';
import type { Ask, Reference, ReferenceRole } from '../../domain/generation/ask.types.ts';
import { type Problem, RequestRefused } from '../api/api.ts';
import type {
  imageParameters,
  lipsyncParameters,
  loraParameters,
  soundParameters,
  speechParameters,
  textParameters,
  transcriptParameters,
  videoParameters,
} from './ask-parameters.ts';
import type { AskedBody } from './generation.schemas.ts';
import { without } from './without.ts';

/** Fields that a person may leave to the model at hand. */
export const openFields = ['durationSeconds', 'maxOutputTokens'] as const;
export type OpenField = (typeof openFields)[number];

const usual = { durationSeconds: 5, maxOutputTokens: 4096 } as const;

/** Refuses a body with everything that is wrong, each at its place. */
export const refuse = (problems: readonly Problem[]): never => {
  const [first] = problems;
  throw new RequestRefused('request-invalid', `${first?.path}: ${first?.message}.`, { problems });
};
export const refuseOne = (path: string, message: string): never => refuse([{ path, message }]);

/** What was read from JSON, where a field that is left out is not there. */
type Known<T> = T extends readonly (infer One)[]
  ? readonly Known<One>[]
  : T extends object
    ? { [Field in keyof T]: Known<Exclude<T[Field], undefined>> }
    : T;
const known = <Schema extends z.ZodType>(parameters: unknown): Known<z.output<Schema>> =>
  parameters as Known<z.output<Schema>>;

/** The only file of a role, of one of these kinds. */
const only = (
  references: readonly Reference[],
  role: ReferenceRole,
  kinds: readonly Reference['kind'][],
  what: string,
): Reference => {
  const [one, ...more] = references.filter((each) => each.role === role);
  if (!one || more.length > 0 || !kinds.includes(one.kind))
    return refuseOne('references', `give one file with the role \`${role}\`: ${what}`);
  return one;
};

const soundOf = (prompt: string, parameters: unknown): Ask => {
  if ((parameters as { readonly kind: string }).kind === 'sound') {
    return { type: 'sound', prompt, ...without(known<typeof soundParameters>(parameters), 'kind') };
  }
  return { type: 'speech', text: prompt, ...without(known<typeof speechParameters>(parameters), 'kind') };
};

/** No file of another role than these goes with the request. */
const onlyRoles = (references: readonly Reference[], roles: readonly ReferenceRole[]): void => {
  const other = references.findIndex(({ role }) => !roles.includes(role));
  if (other >= 0)
    refuseOne(
      `references[${other}].role`,
      roles.length === 0 ? 'this type takes no files' : `this type takes ${roles.join(' and ')}`,
    );
};

/** The ask, and which of its fields the person left to the model. Throws `request-invalid`. */
export const askOfBody = (
  body: AskedBody,
  parameters: unknown,
  references: readonly Reference[],
): { readonly ask: Ask; readonly leftOpen: readonly OpenField[] } => {
  const prompt = body.prompt ?? '';
  const withFiles = references.length > 0 && { references };
  switch (body.type) {
    case 'text': {
      const given = known<typeof textParameters>(parameters);
      const { maxOutputTokens = usual.maxOutputTokens } = given;
      return {
        ask: { type: 'text', prompt, ...given, maxOutputTokens, ...withFiles },
        leftOpen: given.maxOutputTokens === undefined ? ['maxOutputTokens'] : [],
      };
    }
    case 'image':
      return {
        ask: { type: 'image', prompt, ...known<typeof imageParameters>(parameters), ...withFiles },
        leftOpen: [],
      };
    case 'video': {
      const given = known<typeof videoParameters>(parameters);
      const wanted = given.durationSeconds ?? given.shots?.reduce((sum, shot) => sum + shot.durationSeconds, 0);
      const durationSeconds = wanted ?? usual.durationSeconds;
      return {
        ask: { type: 'video', prompt, ...given, durationSeconds, ...withFiles },
        leftOpen: wanted === undefined ? ['durationSeconds'] : [],
      };
    }
    case 'audio':
      onlyRoles(references, []);
      return { ask: soundOf(prompt, parameters), leftOpen: [] };
    case 'transcript': {
      onlyRoles(references, ['source']);
      const audio = only(
        references,
        'source',
        ['audio', 'video'],
        'the sound, or the film, that is to be written down',
      );
      return { ask: { type: 'transcript', audio, ...known<typeof transcriptParameters>(parameters) }, leftOpen: [] };
    }
    case 'lipsync': {
      onlyRoles(references, ['source', 'voice']);
      const face = only(references, 'source', ['video', 'image'], 'the film, or the picture, whose mouth is to move');
      const voice = only(references, 'voice', ['audio', 'video'], 'what is to be said');
      return { ask: { type: 'lipsync', face, voice, ...known<typeof lipsyncParameters>(parameters) }, leftOpen: [] };
    }
    case 'lora':
      onlyRoles(references, ['training']);
      if (references.length === 0)
        refuseOne('references', 'give the pictures to learn from, each with the role `training`');
      return { ask: { type: 'lora', examples: references, ...known<typeof loraParameters>(parameters) }, leftOpen: [] };
  }
};
