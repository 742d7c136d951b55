/**
 * A generation begins: its row, its job and the intent of its first call with the money kept free, in the transaction of the request. Whatever is
 * refused, nothing of it was written and nothing is spent.
 */
import type { Query } from '../../ports/database.ts';
import type { Order, Quote } from '../../ports/model-desk.ts';
import { createJob } from '../jobs/jobs.ts';
import { noteUses } from '../library/library.ts';
import { intendIn } from '../spending/spending.ts';
import { doubtNote, equalInDoubt } from './calls.queries.ts';
import type { AskedBody, StartedView } from './generation.schemas.ts';
import type { GenerationParts } from './generation.types.ts';
import { withPlaces } from './legal-paths.ts';
import { type Asker, orderOf, type Wish, wishOf } from './wish.ts';
import { insertGeneration } from './write-generation.queries.ts';

/** The kind of its job. */
export const generationKind = 'generation';

type DeskParts = Pick<GenerationParts, 'desk' | 'catalogFor' | 'clock'>;

/** What the wish would cost; refusals of the desk name places in the body. */
export const quoteWish = async (
  wish: Wish,
  asker: Asker,
  parts: DeskParts,
  how: Pick<Order, 'withoutKeys'> = {},
): Promise<Quote> => {
  const order = { ...(await orderOf(wish, asker, parts)), ...how };
  try {
    return await parts.desk.quote(order);
  } catch (error) {
    throw await withPlaces(error, order, parts);
  }
};

/** `provider/model`, parted: models of some providers have slashes of their own. */
export const partedName = (name: string): { readonly provider: string; readonly model: string } => {
  const at = name.indexOf('/');
  return { provider: name.slice(0, at), model: name.slice(at + 1) };
};

const longestLabel = 80;

/** What people read in a list of jobs. */
const labelOf = ({ body }: Wish): string => {
  const words = (body.prompt ?? '').replace(/\s+/gu, ' ').trim();
  const label = words.length > longestLabel ? `${words.slice(0, longestLabel).toWellFormed()}…` : words;
  return label || body.type;
};

/** The key of a wish that has none yet: no earlier call has it. */
export const newWish = 'new';

/** Starts it in the caller's name. Throws what the desk refuses, `budget-reached`, `request-invalid`, `disk-full`. */
export const startGeneration = async (
  query: Query,
  personId: string,
  { projectId, originId, body }: { readonly projectId: string; readonly originId?: string; readonly body: AskedBody },
  parts: GenerationParts,
): Promise<StartedView> => {
  // What is paid for must have room.
  await parts.room.check();
  const wish = await wishOf(query, projectId, body);
  const quote = await quoteWish(wish, { id: newWish, round: 1, projectId, personId }, parts);
  const [station] = quote.stations;
  if (!station) throw new Error('The desk quoted no station and refused nothing.');
  const estimateMicros = station.isCached ? 0 : station.mostMicros;
  const jobId = await createJob(query, parts.queue, {
    ...{ projectId, personId, kind: generationKind, lane: 'calls', label: labelOf(wish), input: {} },
  });
  await insertGeneration(query, {
    ...{ projectId, personId, jobId, type: body.type, asked: wish, prompt: body.prompt ?? '', originId },
    ...{ ...partedName(station.model), isFresh: body.fresh === true, estimateMicros },
  });
  const assetIds = (body.references ?? []).map(({ assetId }) => assetId);
  if (assetIds.length > 0) await noteUses(query, { projectId, userKind: 'job', userId: jobId }, assetIds);
  // Last, since it holds the purses until the commit.
  if (quote.first) await intendIn(query, { ...quote.first, orderKey: jobId });
  const doubt = quote.first && (await equalInDoubt(query, projectId, { requestKey: quote.first.requestKey }));
  const note = doubt === undefined ? {} : { note: doubtNote(doubt) };
  return { id: jobId, jobId, state: 'queued', model: station.model, estimateMicros, isExact: station.isExact, ...note };
};
