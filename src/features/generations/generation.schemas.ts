/** What requests for generations look like, and what they are answered. What a type takes in `parameters` stands in ask-parameters.ts. */
import { z } from 'zod';
import { limits } from '../../domain/limits.ts';
import { runStates } from '../jobs/jobs.ts';
import { generationTypes } from './generation.types.ts';

const id = z.uuid();
const moment = z.iso.datetime();
const micros = z.int().min(0).describe('millionths of a US dollar');
const modelName = z.string().trim().min(1).max(300);

/** Characters of a prompt that any model might take; each has its own limit below it. */
const longestPrompt = 200_000;
const mostReferences = 60;
const mostStations = 20;

const routeOptions = {
  retryRefusals: z
    .boolean()
    .optional()
    .describe('What one model refuses for its content is tried with the next; default true.'),
  acceptDegraded: z
    .boolean()
    .optional()
    .describe('An answer with less than was asked is taken, and marked; default false.'),
};

/** How a model is chosen. */
export const routeBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('model'), model: modelName, ...routeOptions }),
  z.strictObject({ kind: z.literal('chain'), models: z.array(modelName).min(1).max(mostStations), ...routeOptions }),
  z.strictObject({
    kind: z.enum(['best', 'cheapest', 'fastest']),
    models: z
      .array(modelName)
      .min(1)
      .max(mostStations)
      .optional()
      .describe('Among these; default all that have a price and a key.'),
    ...routeOptions,
  }),
]);

const referenceRoles = [
  ...(['reference', 'character', 'style', 'first-frame', 'last-frame', 'source', 'voice', 'training'] as const),
] as const;

const references = z
  .array(
    z.strictObject({
      assetId: id,
      role: z.enum(referenceRoles).default('reference').describe('What the file is for.'),
      name: z
        .string()
        .regex(/^[\p{L}\p{N}_-]{1,60}$/u)
        .optional()
        .describe('What the prompt calls it: letters, digits, dashes.'),
    }),
  )
  .max(mostReferences)
  .describe('Files of the library that go with the request.');

const askFields = {
  provider: modelName.optional().describe('`openai`, `fal` …; with `model`. Some names mean a model: `nano-banana`.'),
  model: modelName.optional().describe('As its provider calls it, or `provider/model`.'),
  route: routeBody.optional().describe('Instead of a model: several to try, or the best, cheapest or fastest.'),
  prompt: z.string().max(longestPrompt).optional(),
  parameters: z
    .record(z.string().max(60), z.unknown())
    .optional()
    .describe(
      'What the type takes besides: durationSeconds, aspectRatio, seed, voice … See “Generate” in the documentation.',
    ),
  references: references.optional(),
  fresh: z.boolean().optional().describe('Made anew and paid for, also when an equal request was answered before.'),
};

/** What POST /generate and POST /estimate-cost take. */
export const generateBody = z.strictObject({ projectId: id, type: z.enum(generationTypes), ...askFields });
export type GenerateBody = z.output<typeof generateBody>;

/** What may differ when a generation is asked for again. */
export const varyBody = z.strictObject({
  changes: z.strictObject({ type: z.enum(generationTypes).optional(), ...askFields }),
});
export type Changes = z.output<typeof varyBody>['changes'];

/** As it was asked, without its project. */
export const askedBody = generateBody.omit({ projectId: true });
export type AskedBody = z.output<typeof askedBody>;

export const startedView = z.object({
  id,
  jobId: id,
  state: z.enum(runStates),
  model: z.string().describe('the first of the route, as `provider/model`'),
  estimateMicros: micros.describe('the most it can cost; 0 when an equal request was answered before'),
  isExact: z.boolean(),
  note: z.string().optional().describe('an equal request is in doubt, and this one may be paid for a second time'),
});
export type StartedView = z.output<typeof startedView>;

export const estimateView = z.object({
  micros: micros.describe('the most the first station can cost: what is kept free in every budget'),
  isExact: z.boolean().describe('the model is priced by unit: it costs this and nothing else'),
  isCached: z.boolean().describe('an equal request was answered before: nothing is paid'),
  stations: z
    .array(
      z.object({
        ...{ model: z.string(), mostMicros: micros, isExact: z.boolean(), isCached: z.boolean() },
        notes: z
          .array(z.string())
          .describe('what was asked of length and size and could not be checked: `unchecked: duration. …`'),
      }),
    )
    .describe('in the order in which they would be tried'),
  leftOut: z.array(z.object({ model: z.string(), code: z.string(), message: z.string() })),
  missingKeys: z
    .array(z.string())
    .describe('providers of the stations above whose keys are missing; empty: it can be made'),
});
export type EstimateView = z.output<typeof estimateView>;

const chargedView = z.enum(['no', 'yes', 'unknown']);

const fileView = z.object({
  assetId: id,
  kind: z.string().nullable(),
  mediaType: z.string(),
  state: z.string().describe('of the asset: processing, ready, refused'),
  name: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  url: z.string().describe('signed, for some minutes'),
});

const routeStep = z.object({
  model: z.string(),
  outcome: z.enum(['answered', 'cached', 'skipped', 'failed', 'refused', 'unknown']),
  code: z.string().optional(),
  message: z.string().optional(),
  costMicros: micros,
  tookMs: z.int(),
});

/** A generation as a list shows it. */
export const generationView = z.object({
  ...{ id, projectId: id, personId: id, jobId: id, type: z.enum(generationTypes), state: z.enum(runStates) },
  progress: z.number().min(0).max(1),
  prompt: z.string(),
  provider: z.string().nullable(),
  model: z.string().nullable().describe('which answered, or the first that is asked'),
  ...{ isFresh: z.boolean(), isCached: z.boolean(), degraded: z.string().nullable() },
  ...{ estimateMicros: micros, costMicros: micros },
  charged: chargedView.describe('unknown: a call was lost, and somebody must look at the bill'),
  originId: id.nullable().describe('asked again from this one'),
  files: z.array(fileView),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  createdAt: moment,
  endedAt: moment.nullable(),
});
export type GenerationView = z.output<typeof generationView>;

const callView = z.object({
  ...{ id, place: z.int(), model: z.string(), state: z.string(), charged: chargedView },
  ...{ reservedMicros: micros, costMicros: micros, tookMs: z.int() },
  keyId: id.nullable(),
  usage: z.record(z.string(), z.unknown()).nullable().describe('what the vendor says it counted'),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  ...{ createdAt: moment, sentAt: moment.nullable(), endedAt: moment.nullable() },
});

/** A generation asked for by its id. */
export const generationDetail = generationView.extend({
  asked: z.record(z.string(), z.unknown()).describe('the request as it came'),
  answer: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('text, object, words, characters, seed, loraUrl, notes'),
  route: z.array(routeStep).describe('the path that was taken'),
  note: z.string().optional().describe('an equal request is in doubt, and this one may be paid for a second time'),
  calls: z.array(callView).describe('what was sent to vendors, and what it cost'),
});
export type GenerationDetail = z.output<typeof generationDetail>;

export const resolveBody = z.strictObject({
  charged: z.enum(['no', 'yes']).describe('what the vendor’s bill says of the lost call'),
  micros: z.int().min(0).max(1e12).optional().describe('what it says it cost; default what was reserved'),
  confirm: z.boolean().optional().describe('the sum stands, although it is more than ten times what was kept free'),
});

export const statsView = z.object({
  ...{ count: z.int(), done: z.int(), failed: z.int(), cancelled: z.int(), open: z.int(), cached: z.int() },
  successRate: z.number().min(0).max(1).nullable().describe('done of done and failed; null: none ended'),
  spentMicros: micros,
  models: z.array(
    z.object({
      ...{ model: z.string(), type: z.string(), count: z.int(), done: z.int(), failed: z.int(), cached: z.int() },
      spentMicros: micros,
      medianMs: z.int().nullable().describe('from request to answer, of those that were not cached'),
    }),
  ),
});

/** Longest words to look for. */
export const searchText = z.string().trim().min(1).max(limits.nameLength);
