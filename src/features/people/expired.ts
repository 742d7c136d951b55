/** Sessions, links, keys and invitations that ended open nothing; after a week nobody needs to see them either. */
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../../ports/database.ts';
import { removeExpired } from './expired.queries.ts';

const keptMs = 7 * 24 * 3600_000;
const atOnce = 1000;

/** Chore of the studio, once an hour or so; gives how many went. */
export const removeExpiredAccess = async ({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> => {
  const moment = new Date(clock.now() - keptMs);
  for (let removed = 0; ; ) {
    const went = await database.asStudio((query) => removeExpired(query, moment, atOnce));
    removed += went;
    if (went < atOnce) return removed;
  }
};
