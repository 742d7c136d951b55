/** Calls of vendors that a generation made, in all its rounds. */
import { type RawBuilder, sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

/** Keys of all rounds of a generation, as SQL: rounds are counted in its row. */
const orderKeys = (id: string): RawBuilder<unknown> => sql`
  select case number when 1 then generation.id::text else generation.id::text || ':' || number end
  from workprint.generations generation, generate_series(1, generation.round) number where generation.id = ${id}::uuid`;

/** What they cost together, as SQL. */
export const costOf = (id: string): RawBuilder<number> => sql<number>`(
  select coalesce(sum(call.cost_micros), 0)::bigint from workprint.provider_calls call where call.order_key = any (${orderKeys(id)}))`;

export type CallRow = {
  readonly id: string;
  readonly place: number;
  readonly orderKey: string;
  readonly provider: string;
  readonly model: string;
  readonly keyId: string | null;
  readonly state: 'intended' | 'sent' | 'under-way' | 'done' | 'failed' | 'unknown';
  readonly charged: string;
  readonly reservedMicros: number;
  readonly costMicros: number;
  readonly tookMs: number;
  readonly usage: unknown;
  readonly error: unknown;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly endedAt: Date | null;
};

/** Calls of a generation, all rounds, in order. */
export const callsOf = async (query: Query, id: string): Promise<readonly CallRow[]> => {
  const { rows } = await sql<CallRow>`
    select call.id, call.place, call.order_key as "orderKey", call.provider, call.model, call.key_id as "keyId", call.state, call.charged,
      call.reserved_micros as "reservedMicros", call.cost_micros as "costMicros", call.took_ms as "tookMs", call.usage, call.error,
      call.created_at as "createdAt", call.sent_at as "sentAt", call.ended_at as "endedAt"
    from workprint.provider_calls call where call.order_key = any (${orderKeys(id)})
    order by call.created_at, call.id`.execute(query);
  return rows;
};

/**
 * The latest call of the project for an equal request (of this key, or of this generation's calls) of which nobody knows whether it was billed. It is not waited
 * for, so what is asked now may be paid for twice.
 */
export const equalInDoubt = async (
  query: Query,
  projectId: string,
  by: { readonly requestKey: string } | { readonly generationId: string },
): Promise<string | undefined> => {
  const keys =
    'requestKey' in by
      ? sql`array[${by.requestKey}]::text[]`
      : sql`array(select own.request_key from workprint.provider_calls own where own.order_key = any (${orderKeys(by.generationId)}))`;
  const others = 'requestKey' in by ? sql`true` : sql`lost.order_key <> all (${orderKeys(by.generationId)})`;
  const { rows } = await sql<{ id: string }>`
    select lost.id from workprint.provider_calls lost
    where lost.project_id = ${projectId}::uuid and lost.state = 'unknown' and lost.request_key = any (${keys}) and ${others}
    order by lost.id desc limit 1`.execute(query);
  return rows[0]?.id;
};

/** What people are told of it. */
export const doubtNote = (callId: string): string =>
  `An equal request is in doubt: nobody knows whether call ${callId} was billed, so this one may be paid for a second time. Say what became of it with POST /spending/calls/${callId}/resolve.`;

/** Keys of the wishes of a generation, one for each round. */
export const orderKeysOf = async (query: Query, id: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ key: string }>`select key from (${orderKeys(id)}) as wish(key)`.execute(query);
  return rows.map(({ key }) => key);
};
