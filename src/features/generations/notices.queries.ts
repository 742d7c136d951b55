import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import { bellChannel } from './call-bell.ts';

/** The call of a vendor's work; undefined: none of this studio's. */
export const callOfWork = async (
  query: Query,
  provider: string,
  workId: string,
): Promise<{ readonly id: string; readonly isOpen: boolean } | undefined> => {
  const { rows } = await sql<{ id: string; isOpen: boolean }>`
    select id, state = 'under-way' as "isOpen" from workprint.provider_calls
    where provider = ${provider} and work_id = ${workId} order by id desc limit 1`.execute(query);
  return rows[0];
};

/** Notes an event of a vendor. False: it was noted before. */
export const noteNotice = async (
  query: Query,
  { provider, eventId, callId }: { readonly provider: string; readonly eventId: string; readonly callId: string },
): Promise<boolean> => {
  const row = await query
    .insertInto('workprint.provider_notices')
    .values({ provider, event_id: eventId, call_id: callId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('event_id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Wakes whoever waits for this call, on any server, when the transaction commits. */
export const ringCall = async (query: Query, callId: string): Promise<void> => {
  await sql`select pg_notify(${bellChannel}, ${callId})`.execute(query);
};
