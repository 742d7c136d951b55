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

/** Keys of the wishes of a generation, one for each round. */
export const orderKeysOf = async (query: Query, id: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ key: string }>`select key from (${orderKeys(id)}) as wish(key)`.execute(query);
  return rows.map(({ key }) => key);
};
