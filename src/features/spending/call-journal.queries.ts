/** Rows of the book of calls, for the studio. Money moves in the functions of db/migrations/0009-desk.sql alone. */
import { type Selectable, sql } from 'kysely';
import type { CallIntent, CallState } from '../../ports/call-journal.ts';
import type { Query } from '../../ports/database.ts';
import type { Tables } from '../../ports/tables.types.ts';
import { splitModel } from './call-record.ts';
import { storableJson } from './storable.ts';

export type CallRow = Selectable<Tables['workprint.provider_calls']>;

/** Reserves and writes, or gives the open call of the same wish. Raises what spend-refusals.ts reads. */
export const reserveSpend = async (query: Query, intent: CallIntent): Promise<CallRow> => {
  const { payer, model, orderKey, requestKey, keyId, ask, reserveMicros, isFresh } = intent;
  const { personId, projectId, buildId } = payer;
  const written = storableJson({
    ...{ orderKey, requestKey, personId, projectId, buildId, keyId, type: ask.type, ask, reserveMicros, isFresh },
    ...splitModel(model),
  });
  const { rows } = await sql<CallRow>`select * from workprint.reserve_spend(${written}::jsonb)`.execute(query);
  const row = rows[0];
  if (!row) throw new Error('The database gave no call.');
  return row;
};

/** Calls of a wish, in order. */
export const callsOf = (query: Query, orderKey: string): Promise<CallRow[]> =>
  query.selectFrom('workprint.provider_calls').selectAll().where('order_key', '=', orderKey).orderBy('place').execute();

/** The newest done, else the oldest open call of another wish for an equal request that may be shared. */
export const equalCall = async (
  query: Query,
  {
    requestKey,
    projectId,
    exceptOrderKey,
  }: { requestKey: string; projectId: string; exceptOrderKey: string | undefined },
): Promise<CallRow | undefined> => {
  const equal = query
    .selectFrom('workprint.provider_calls')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('request_key', '=', requestKey)
    .where('is_fresh', '=', false)
    .$if(exceptOrderKey !== undefined, (all) => all.where('order_key', '<>', exceptOrderKey ?? ''));
  const newest = equal.where('state', '=', 'done').orderBy('id', 'desc').limit(1);
  const oldest = equal.where('state', 'in', ['intended', 'sent', 'under-way']).orderBy('id').limit(1);
  // In one statement: this is asked before every call.
  const found = await query
    .selectFrom(newest.as('newest'))
    .selectAll()
    .unionAll(query.selectFrom(oldest.as('oldest')).selectAll())
    .execute();
  return found.find(({ state }) => state === 'done') ?? found[0];
};

/** From intended to sent; false: it is in another state. */
export const markSent = async (query: Query, callId: string): Promise<boolean> => {
  const { numUpdatedRows } = await query
    .updateTable('workprint.provider_calls')
    .set({ state: 'sent', sent_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', callId)
    .where('state', '=', 'intended')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** From sent back to intended. */
export const markNotSent = async (query: Query, callId: string): Promise<void> => {
  await query
    .updateTable('workprint.provider_calls')
    .set({ state: 'intended', sent_at: null })
    .where('id', '=', callId)
    .where('state', '=', 'sent')
    .execute();
};

/** The vendor took it. Also of one that was given up as unknown: now it is known again. */
export const markUnderWay = async (
  query: Query,
  callId: string,
  { handle, workId }: { readonly handle: unknown; readonly workId: string | undefined },
): Promise<void> => {
  await query
    .updateTable('workprint.provider_calls')
    .set({
      ...{ state: 'under-way', charged: 'no', error: null, handle: storableJson(handle) },
      ...(workId !== undefined && { work_id: workId }),
    })
    .where('id', '=', callId)
    .where('state', 'in', ['sent', 'under-way', 'unknown'])
    .execute();
};

/** The end of a call as `settle_spend` takes it. */
export type WrittenOutcome = {
  readonly state: 'done' | 'failed' | 'unknown';
  readonly costMicros: number;
  readonly answer?: unknown;
  readonly usage?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
  readonly tookMs: number;
  /** Nothing is changed unless the call is in this state. */
  readonly only?: CallState;
};

export type SettledRow = CallRow & { readonly is_news: boolean };

/** Books the end. Undefined: there is no such call. */
export const settleSpend = async (
  query: Query,
  callId: string,
  outcome: WrittenOutcome,
): Promise<SettledRow | undefined> => {
  const { rows } = await sql<SettledRow>`
    select settled.is_news, (settled.entry).* from workprint.settle_spend(${callId}::uuid, ${storableJson(outcome)}::jsonb) as settled`.execute(
    query,
  );
  return rows[0];
};

/** Says which bytes the answer of a call names. */
export const nameBlobs = async (query: Query, callId: string, hashes: readonly string[]): Promise<void> => {
  if (hashes.length === 0) return;
  await query
    .insertInto('workprint.provider_call_blobs')
    .values(hashes.map((blob_hash) => ({ call_id: callId, blob_hash })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** Somebody says what a call really cost. Undefined: there is none, or nothing to say about it. */
export const bookCorrection = async (
  query: Query,
  callId: string,
  costMicros: number,
): Promise<CallRow | undefined> => {
  const { rows } = await sql<CallRow>`
    select * from workprint.correct_spend(${callId}::uuid, ${costMicros}::bigint)`.execute(query);
  return rows[0];
};

/** Somebody says again what a call cost that a person resolved. False: there is none, or it is none of those. */
export const bookAmendment = async (query: Query, callId: string, costMicros: number): Promise<boolean> => {
  const { rows } = await sql`select id from workprint.amend_spend(${callId}::uuid, ${costMicros}::bigint)`.execute(
    query,
  );
  return rows.length > 0;
};

/** Wishes of a build that have a call which is not over: meant, sent or under way. */
export const openOrdersOf = async (query: Query, buildId: string): Promise<readonly string[]> => {
  const rows = await query
    .selectFrom('workprint.provider_calls')
    .select('order_key')
    .distinct()
    .where('build_id', '=', buildId)
    .where('state', 'in', ['intended', 'sent', 'under-way'])
    .orderBy('order_key')
    .execute();
  return rows.map(({ order_key }) => order_key);
};

/** What a build may spend in all. */
export const limitBuildTo = async (query: Query, buildId: string, mostMicros: number | null): Promise<void> => {
  await sql`select workprint.limit_build(${buildId}::uuid, ${mostMicros}::bigint)`.execute(query);
};

/** Medians of the last fifty answers of each model, in milliseconds. Answers of equal requests took nothing and do not count. */
export const medianTimes = async (
  query: Query,
  models: readonly { readonly provider: string; readonly model: string }[],
): Promise<readonly { readonly provider: string; readonly model: string; readonly ms: number }[]> => {
  const { rows } = await sql<{ provider: string; model: string; ms: number }>`
    select wanted.provider, wanted.model, lately.ms
    from jsonb_to_recordset(${JSON.stringify(models)}::jsonb) as wanted(provider text, model text)
      cross join lateral (
        select percentile_cont(0.5) within group (order by took_ms)::float8 as ms from (
          select took_ms from workprint.provider_calls done
          where done.provider = wanted.provider and done.model = wanted.model and done.state = 'done' and done.sent_at is not null
          order by done.ended_at desc limit 50) last) lately
    where lately.ms is not null`.execute(query);
  return rows;
};

/** The call that a vendor names so; the newest. */
export const callOfWork = async (query: Query, provider: string, workId: string): Promise<CallRow | undefined> =>
  query
    .selectFrom('workprint.provider_calls')
    .selectAll()
    .where('provider', '=', provider)
    .where('work_id', '=', workId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Calls of a wish that were not sent yet. */
export const unsentCalls = async (query: Query, orderKey: string): Promise<readonly string[]> => {
  const rows = await query
    .selectFrom('workprint.provider_calls')
    .select('id')
    .where('order_key', '=', orderKey)
    .where('state', '=', 'intended')
    .execute();
  return rows.map(({ id }) => id);
};
