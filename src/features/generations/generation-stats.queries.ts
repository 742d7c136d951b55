import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

export type StatsFilter = {
  readonly projectId: string;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
};

type ModelStats = {
  readonly model: string;
  readonly type: string;
  readonly count: number;
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly cached: number;
  readonly spentMicros: number;
  readonly medianMs: number | null;
};

/** How generations of a project ended, by model; the sums are over all of them. */
export const statsOf = async (query: Query, { projectId, from, to }: StatsFilter) => {
  const wanted = [
    sql`one.project_id = ${projectId}::uuid`,
    ...(from ? [sql`one.created_at >= ${from}`] : []),
    ...(to ? [sql`one.created_at < ${to}`] : []),
  ];
  const { rows } = await sql<ModelStats>`
    select concat_ws('/', one.provider, one.model) as model, one.type, count(*)::integer as count,
      count(*) filter (where run.state = 'done')::integer as done, count(*) filter (where run.state = 'failed')::integer as failed,
      count(*) filter (where run.state = 'cancelled')::integer as cancelled, count(*) filter (where one.is_cached)::integer as cached,
      sum(one.cost_micros)::bigint as "spentMicros",
      round(percentile_cont(0.5) within group (order by extract(epoch from one.ended_at - one.created_at) * 1000)
        filter (where run.state = 'done' and not one.is_cached))::float8 as "medianMs"
    from workprint.generations one join workprint.job_runs run on run.id = one.job_id
    where ${sql.join(wanted, sql` and `)}
    group by one.provider, one.model, one.type order by count(*) desc, 1, 2`.execute(query);
  const sum = (field: 'count' | 'done' | 'failed' | 'cancelled' | 'cached' | 'spentMicros'): number =>
    rows.reduce((total, row) => total + row[field], 0);
  const [done, failed] = [sum('done'), sum('failed')];
  return {
    ...{ count: sum('count'), done, failed, cancelled: sum('cancelled'), cached: sum('cached') },
    open: sum('count') - done - failed - sum('cancelled'),
    successRate: done + failed > 0 ? done / (done + failed) : null,
    spentMicros: sum('spentMicros'),
    models: rows.map(({ cancelled: _, ...row }) => row),
  };
};
