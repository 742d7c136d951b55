/** What a database holds, table by table, so that two moments can be compared: everything but what the work of one project may change. */
import pg from 'pg';

/** Tables a film of a project writes to; of these the rows of all other projects must stay as they are. */
const ofFilms: ReadonlySet<string> = new Set([
  ...['answers', 'answer_blobs', 'blobs', 'job_events', 'job_results', 'job_runs', 'job_steps', 'render_history'],
  ...['ledger_entries', 'provider_calls', 'provider_call_blobs', 'provider_gates', 'provider_passes', 'purses'],
]);

export type DatabaseEye = {
  /** A digest for each table. */
  digest(exceptProjectId: string): Promise<ReadonlyMap<string, string>>;
  rows<T>(sql: string, values?: readonly unknown[]): Promise<readonly T[]>;
  close(): Promise<void>;
};

const digestSql = (table: string, where: string): string =>
  `select '${table}' as name, md5(coalesce(string_agg(r::text, chr(10) order by r::text), '')) as digest from workprint.${table} r where ${where}`;

/** Looks as PostgreSQL's superuser, from whom no row is hidden. */
export const openDatabaseEye = async (superuserUrl: string): Promise<DatabaseEye> => {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string; has_project: boolean }>(
    `select t.table_name as name, exists (select from information_schema.columns c where c.table_schema = 'workprint' and c.table_name = t.table_name
       and c.column_name = 'project_id') as has_project
     from information_schema.tables t where t.table_schema = 'workprint' and t.table_type = 'BASE TABLE' order by 1`,
  );
  // How often somebody asked is counted whatever they asked.
  const watched = tables.filter(
    ({ name, has_project }) => name !== 'rate_windows' && (has_project || !ofFilms.has(name)),
  );
  return {
    digest: async (exceptProjectId) => {
      const parts = watched.map(({ name }) =>
        digestSql(name, ofFilms.has(name) ? `r.project_id is distinct from '${exceptProjectId}'` : 'true'),
      );
      const { rows } = await client.query<{ name: string; digest: string }>(parts.join(' union all '));
      return new Map(rows.map(({ name, digest }) => [name, digest]));
    },
    rows: async <T>(sql: string, values: readonly unknown[] = []) =>
      (await client.query(sql, [...values])).rows as readonly T[],
    close: () => client.end(),
  };
};
