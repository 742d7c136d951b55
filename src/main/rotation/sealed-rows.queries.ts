/** Sealed texts of the whole studio: read in pages, replaced where they are still as they were read. */
import type { Client } from 'pg';
import { type SealedPlace, type SealedRow, sealedPlaces } from './sealed-places.ts';

const firstId = '00000000-0000-0000-0000-000000000000';

/** Sees all rows, as the studio does; nothing is left behind when the connection goes. */
const asStudio = async <T>(client: Client, work: () => Promise<T>): Promise<T> => {
  await client.query('begin');
  try {
    await client.query('set local role workprint_studio');
    await client.query('set local statement_timeout = 0');
    const answer = await work();
    await client.query('commit');
    return answer;
  } catch (error) {
    await client.query('rollback').catch(() => undefined); // the connection may be what failed
    throw error;
  }
};

/** Rows of a place that do not begin with `presentPrefix`, in pages by their id. */
export const rowsToReseal = (
  client: Client,
  { table, column, facts, by }: SealedPlace,
  {
    after = firstId,
    presentPrefix,
    most,
  }: { readonly after?: string; readonly presentPrefix: string; readonly most: number },
): Promise<readonly SealedRow[]> =>
  asStudio(client, async () => {
    const more = facts.map((name) => `, ${name}::text as "${name}"`).join('');
    const { rows } = await client.query<{ id: string; sealed: string } & Record<string, string>>(
      `select id, ${column} as sealed${more} from workprint.${table}
       where id > $1 and ${column} is not null ${by === 'sign-in' ? '' : `and not starts_with(${column}, $3)`} order by id limit $2`,
      by === 'sign-in' ? [after, most] : [after, most, presentPrefix],
    );
    return rows.map(({ id, sealed, ...rest }) => ({ id, sealed, facts: rest }));
  });

export type Resealed = { readonly id: string; readonly from: string; readonly to: string };

/** Replaces texts in one transaction; what somebody else changed meanwhile stays as they left it. Gives how many were replaced. */
export const replaceSealed = (
  client: Client,
  { table, column }: SealedPlace,
  changes: readonly Resealed[],
): Promise<number> =>
  asStudio(client, async () => {
    const { rowCount } = await client.query(
      `update workprint.${table} as kept set ${column} = change.made
       from unnest($1::uuid[], $2::text[], $3::text[]) as change (id, was, made)
       where kept.id = change.id and kept.${column} = change.was`,
      [changes.map(({ id }) => id), changes.map(({ from }) => from), changes.map(({ to }) => to)],
    );
    return rowCount ?? 0;
  });

/** One rotation at a time, for as long as this connection lasts. False: another is under way. */
export const beginRotation = async (client: Client): Promise<boolean> => {
  const { rows } = await client.query<{ taken: boolean }>(
    `select pg_try_advisory_lock(hashtextextended('workprint rotate-key', 0)) as taken`,
  );
  return rows[0]?.taken ?? false;
};

/** How many texts there are, for the progress. */
export const countSealed = (client: Client): Promise<number> =>
  asStudio(client, async () => {
    let count = 0;
    for (const { table, column } of sealedPlaces) {
      const { rows } = await client.query<{ count: string }>(`select count(${column}) from workprint.${table}`);
      count += Number(rows[0]?.count ?? 0);
    }
    return count;
  });
