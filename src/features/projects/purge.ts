/** Deleted projects lie in the bin for thirty days, then they go, with all that is in them. Their bytes are the sweeper's. */
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../../ports/database.ts';
import { removeProjectsDeletedBefore } from './projects.queries.ts';

export const binDays = 30;

const dayMs = 24 * 3600_000;
/** A few at a time: a project may have a hundred thousand rows. */
const atOnce = 10;

/** Chore of the studio, once a day or so; gives how many projects went. */
export const purgeDeletedProjects = async ({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> => {
  const moment = new Date(clock.now() - binDays * dayMs);
  for (let purged = 0; ; ) {
    const went = await database.asStudio((query) => removeProjectsDeletedBefore(query, moment, atOnce));
    purged += went;
    if (went < atOnce) return purged;
  }
};
