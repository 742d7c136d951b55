/** Limits, and how full they are, as the person asking may know them. */
import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

export type Fullness = {
  /** Null: no limit. */
  readonly limitMicros: number | null;
  readonly reservedMicros: number;
  readonly spentMicros: number;
};

const purse = async (query: Query, scope: 'build' | 'person' | 'project', id: string, period: string) => {
  const { rows } = await sql<{ limit_micros: number | null; reserved_micros: number; spent_micros: number }>`
    select limit_micros, reserved_micros, spent_micros from workprint.purse_for_me(${scope}, ${id}::uuid, ${period})`.execute(
    query,
  );
  const [row] = rows;
  return {
    limitMicros: row?.limit_micros ?? null,
    reservedMicros: row?.reserved_micros ?? 0,
    spentMicros: row?.spent_micros ?? 0,
  };
};

/** One's own cap of a month. */
export const ownFullness = async (query: Query, personId: string, month: string): Promise<Fullness> => {
  const row = await query
    .selectFrom('workprint.spending_caps')
    .select('monthly_micros')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return { ...(await purse(query, 'person', personId, month)), limitMicros: row?.monthly_micros ?? null };
};

/** The budget of a project one sees. */
export const projectFullness = async (query: Query, projectId: string): Promise<Fullness> => {
  const row = await query
    .selectFrom('workprint.projects')
    .select('budget_micros')
    .where('id', '=', projectId)
    .executeTakeFirst();
  return { ...(await purse(query, 'project', projectId, 'always')), limitMicros: row?.budget_micros ?? null };
};

/** The budget of a job of a project one sees. */
export const buildFullness = (query: Query, buildId: string): Promise<Fullness> =>
  purse(query, 'build', buildId, 'always');

/** Sets one's own monthly cap; null takes it away. */
export const setOwnCap = async (query: Query, personId: string, monthlyMicros: number | null): Promise<void> => {
  if (monthlyMicros === null) {
    await query.deleteFrom('workprint.spending_caps').where('person_id', '=', personId).execute();
    return;
  }
  await query
    .insertInto('workprint.spending_caps')
    .values({ person_id: personId, monthly_micros: monthlyMicros })
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet({ monthly_micros: monthlyMicros, updated_at: sql<Date>`now()` }),
    )
    .execute();
};
