import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

/** The open sessions of the person asking, the latest first. */
export const listSessions = (query: Query) =>
  query
    .selectFrom('workprint.sessions')
    .select(['id', 'ip_address', 'user_agent', 'created_at', 'updated_at', 'expires_at'])
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('created_at', 'desc')
    .limit(1000)
    .execute();

/** True when there was such a session of the person asking. */
export const endSession = async (query: Query, sessionId: string): Promise<boolean> => {
  const ended = await query.deleteFrom('workprint.sessions').where('id', '=', sessionId).executeTakeFirst();
  return ended.numDeletedRows > 0n;
};

/** Ends all sessions of the person asking but one; gives how many. */
export const endOtherSessions = async (query: Query, kept: string | undefined): Promise<number> => {
  const ended = await query
    .deleteFrom('workprint.sessions')
    .$if(kept !== undefined, (all) => all.where('id', '<>', kept ?? ''))
    .executeTakeFirst();
  return Number(ended.numDeletedRows);
};
