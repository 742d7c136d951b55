/**
 * How records are written down: a record says what is known and leaves out the rest, which becomes `null` (unknown). No number without a source
 * in the same record.
 */
import type {
  Day,
  LifeCycle,
  ModelLimits,
  ModelRecord,
  PriceCondition,
  PriceUnit,
  Sku,
  Source,
} from '../model.types.ts';

/** The day on which the sources of this catalog were read, where a record says nothing else. */
export const catalogDay: Day = '2026-11-20';

type LimitFacts = Partial<Omit<ModelLimits, 'references'>> & {
  readonly references?: Partial<ModelLimits['references']>;
};

/** What a provider's file says of a model. */
export type RecordFacts = Pick<ModelRecord, 'id' | 'title' | 'takes' | 'makes' | 'sources'> &
  Partial<Omit<ModelRecord, 'provider' | 'id' | 'title' | 'takes' | 'makes' | 'sources' | 'limits' | 'lifeCycle'>> & {
    readonly limits?: LimitFacts;
    readonly lifeCycle?: Partial<LifeCycle>;
  };

/** All limits unknown. */
export const unknownLimits: ModelLimits = {
  durationsSeconds: null,
  aspectRatios: null,
  resolutions: null,
  references: { images: null, videos: null, audios: null },
  promptChars: null,
  negativePromptChars: null,
  takesSeed: null,
  takesNegativePrompt: null,
  takesFirstFrame: null,
  takesLastFrame: null,
  audio: null,
  outputsPerRequest: null,
  contextTokens: null,
  outputTokens: null,
  fps: null,
};

/** Nothing known of its life. */
export const unknownLife: LifeCycle = { released: null, deprecated: null, shutdown: null, replacement: null };

/** No files of any kind may go with a request. */
export const noReferences = { images: 0, videos: 0, audios: 0 } as const;

/** Completes the facts of one provider's models. */
export const recordsOf = (provider: string, facts: readonly RecordFacts[]): readonly ModelRecord[] =>
  facts.map(({ limits, lifeCycle, ...known }) => ({
    provider,
    alsoIds: [],
    status: 'active',
    prices: null,
    failuresCharged: null,
    dialect: 'plain',
    unknown: [],
    notes: [],
    ...known,
    limits: { ...unknownLimits, ...limits, references: { ...unknownLimits.references, ...limits?.references } },
    lifeCycle: { ...unknownLife, ...lifeCycle },
  }));

/** A source read on the day of the catalog. */
export const source = (url: string, says: string, pageDate?: string): Source => ({
  url,
  says,
  checkedAt: catalogDay,
  ...(pageDate !== undefined && { pageDate }),
});

type SkuDetails = Omit<Sku, 'unit' | 'dollars' | 'said' | 'when'>;

const skuSaidBy =
  (said: Sku['said']) =>
  (unit: PriceUnit, dollars: string, when?: PriceCondition, details?: SkuDetails): Sku => ({
    unit,
    dollars,
    said,
    ...(when && { when }),
    ...details,
  });

/** A price that the vendor itself states. */
export const vendorSays = skuSaidBy('vendor');
/** A price that somebody else states. */
export const othersSay = skuSaidBy('third-party');

/** Input and output of a language model, in dollars per million tokens. */
export const tokens = (
  say: typeof vendorSays,
  input: string,
  output: string,
  when?: PriceCondition,
): readonly [Sku, Sku] => [say('million-input-tokens', input, when), say('million-output-tokens', output, when)];
