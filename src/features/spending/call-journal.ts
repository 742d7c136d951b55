/** The journal of paid calls on PostgreSQL (ports/call-journal), one for all servers. Every line is durable when it resolves. */
import { WorkprintError } from '../../domain/errors.ts';
import type { CallIntent, CallJournal, CallOutcome, CallRecord, CallState } from '../../ports/call-journal.ts';
import type { Database, Query } from '../../ports/database.ts';
import type { Metrics } from '../../ports/metrics.ts';
import { claimBlob } from '../storage/storage.ts';
import {
  bookCorrection,
  callOfWork,
  callsOf,
  equalCall,
  limitBuildTo,
  markNotSent,
  markSent,
  markUnderWay,
  medianTimes,
  nameBlobs,
  openOrdersOf,
  reserveSpend,
  type SettledRow,
  settleSpend,
  unsentCalls,
  type WrittenOutcome,
} from './call-journal.queries.ts';
import { recordOf, splitModel } from './call-record.ts';
import { asSpendRefusal, mostPerCallMicros, tooDear } from './spend-refusals.ts';

export type CallJournalOptions = {
  /** Told of every cost that is booked. */
  readonly spent?: Metrics['spent'];
};

/** Whole micro-dollars, never rounded down. Throws for what is no amount: a mistake of whoever computed it. */
const wholeMicros = (micros: number): number => {
  if (!(micros >= 0)) throw new RangeError(`${micros} is no amount of money.`);
  return Math.ceil(micros);
};

/**
 * As the journal's `intend`, in the transaction of a caller who writes something else with it. Of a person: in their own name, in a project in which they may
 * start work. Throws `budget-reached`, `forbidden`, `gone`, `key-missing`; the transaction can only be given up then.
 */
export const intendIn = async (query: Query, intent: CallIntent): Promise<CallRecord> => {
  const reserveMicros = wholeMicros(intent.reserveMicros);
  if (reserveMicros > mostPerCallMicros) throw tooDear(reserveMicros);
  try {
    return recordOf(await reserveSpend(query, { ...intent, reserveMicros }));
  } catch (error) {
    throw asSpendRefusal(error);
  }
};

/**
 * Somebody says what a call really cost, in their own transaction. Of one that is unknown: who may work in its project or pays for it; it is over then. Of one that is
 * over: the studio alone. Undefined: there is no such call, or nothing to say about it.
 */
export const correctSpend = async (
  query: Query,
  callId: string,
  costMicros: number,
): Promise<CallRecord | undefined> => {
  const row = await bookCorrection(query, callId, Math.min(wholeMicros(costMicros), mostPerCallMicros));
  return row && recordOf(row);
};

/** Keys of the wishes of a job of which a vendor may be at work, or which were never sent; for whoever closes them. For the studio. */
export const openOrders = (query: Query, buildId: string): Promise<readonly string[]> => openOrdersOf(query, buildId);

/** Sets what a job may spend in all, in the transaction that makes it or of a person who changes it; undefined: no limit of its own. */
export const limitBuild = (query: Query, buildId: string, mostMicros: number | undefined): Promise<void> =>
  limitBuildTo(query, buildId, mostMicros === undefined ? null : wholeMicros(mostMicros));

const written = (outcome: CallOutcome): WrittenOutcome => {
  if (outcome.state === 'unknown') return { ...outcome, costMicros: 0, tookMs: Math.round(outcome.tookMs) };
  // Beyond a million dollars for one call it is no bill, whatever a vendor says.
  const costMicros = Math.min(wholeMicros(outcome.costMicros), mostPerCallMicros);
  return { ...outcome, costMicros, tookMs: Math.round(outcome.tookMs) };
};

const gone = (): WorkprintError =>
  new WorkprintError('gone', 'This call is no longer in the book: what it was for was deleted long ago.');

const settleIn = async (query: Query, callId: string, outcome: CallOutcome): Promise<SettledRow> => {
  const hashes = outcome.state === 'done' ? [...new Set(outcome.answer.files.map(({ sha256 }) => sha256))].sort() : [];
  for (const hash of hashes) await claimBlob(query, hash);
  const row = await settleSpend(query, callId, written(outcome));
  if (!row) throw gone();
  if (row.is_news) await nameBlobs(query, callId, hashes);
  return row;
};

/** Ends a call that is still as it was seen, in a transaction of the studio. False: something has happened to it since. */
export const giveUp = async (
  query: Query,
  { id, state }: { readonly id: string; readonly state: CallState },
  error: { readonly code: string; readonly message: string },
): Promise<boolean> => {
  const ending = state === 'intended' ? ('failed' as const) : ('unknown' as const);
  const row = await settleSpend(query, id, { state: ending, only: state, error, costMicros: 0, tookMs: 0 });
  return row?.is_news ?? false;
};

/**
 * Ends the calls of a wish that were never sent, as cancelled, in a transaction of the studio: for a job that was cancelled while it waited. Gives how many there
 * were.
 */
export const releaseUnsent = async (query: Query, orderKey: string): Promise<number> => {
  const error = { code: 'cancelled', message: 'It was cancelled before it was sent.' };
  let released = 0;
  for (const id of await unsentCalls(query, orderKey))
    if (await giveUp(query, { id, state: 'intended' }, error)) released++;
  return released;
};

/** The call that a webhook of this vendor is about; undefined: nobody here started such work. For the studio. */
export const findByWork = async (query: Query, provider: string, workId: string): Promise<CallRecord | undefined> => {
  const row = await callOfWork(query, provider, workId);
  return row && recordOf(row);
};

/** The journal of this studio. */
export const createCallJournal = (
  database: Pick<Database, 'asStudio' | 'readAsStudio'>,
  { spent = () => undefined }: CallJournalOptions = {},
): CallJournal => ({
  calls: async (orderKey) => (await database.readAsStudio((query) => callsOf(query, orderKey))).map(recordOf),
  equal: async (requestKey, { projectId }, exceptOrderKey) => {
    const row = await database.readAsStudio((query) => equalCall(query, { requestKey, projectId, exceptOrderKey }));
    return row && recordOf(row);
  },
  intend: (intent) => database.asStudio((query) => intendIn(query, intent)),
  sent: (callId) => database.asStudio((query) => markSent(query, callId)),
  notSent: (callId) => database.asStudio((query) => markNotSent(query, callId)),
  underWay: (callId, handle, workId) => database.asStudio((query) => markUnderWay(query, callId, { handle, workId })),
  settle: async (callId, outcome) => {
    const row = await database.asStudio((query) => settleIn(query, callId, outcome));
    if (row.is_news && row.cost_micros > 0)
      spent({ provider: row.provider, model: row.model, type: row.type, micros: row.cost_micros });
    return recordOf(row);
  },
  speeds: async (models) => {
    if (models.length === 0) return new Map();
    const rows = await database.readAsStudio((query) => medianTimes(query, models.map(splitModel)));
    return new Map(rows.map(({ provider, model, ms }) => [`${provider}/${model}`, ms]));
  },
});
