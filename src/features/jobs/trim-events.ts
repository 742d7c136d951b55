/** The record of what happened to jobs is for those who watch; the jobs themselves stay. */
import type { Database } from '../../ports/database.ts';
import { deleteOldEvents } from './trim-events.queries.ts';

const atOnce = 5000;

type Options = {
  readonly database: Pick<Database, 'asStudio'>;
  /** Default: a week. */
  readonly olderThanMs?: number;
};

/** Removes events that nobody will resume a stream after any more. Gives how many. */
export const trimJobEvents = async ({ database, olderThanMs = 7 * 86_400_000 }: Options): Promise<number> => {
  let total = 0;
  for (let count = atOnce; count === atOnce; total += count)
    count = await database.asStudio((query) => deleteOldEvents(query, olderThanMs, atOnce));
  return total;
};
