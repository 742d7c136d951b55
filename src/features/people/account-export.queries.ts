/** All rows of a person, a page at a time, as row-level security shows them. No token, hash or sealed secret is among the columns. */
import { type RawBuilder, sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

const types = { uuid: sql`uuid`, text: sql`text`, bigint: sql`bigint`, integer: sql`integer` } as const;
type Key = readonly [column: string, type: keyof typeof types];

type Exported = {
  readonly table: string;
  /** In the order in which rows are read; together they name one row. */
  readonly keys: readonly Key[];
  /** Left out: all. */
  readonly columns?: readonly string[];
  /** Which rows are this person's. */
  readonly mine: (personId: string) => RawBuilder<unknown>;
};

const byId: readonly Key[] = [['id', 'uuid']];
const ownedProjects = sql`(select workprint.my_projects('owner'))`;
const inMyProjects = (): RawBuilder<unknown> => sql`project_id in ${ownedProjects}`;
const ofMine = (personId: string): RawBuilder<unknown> => sql`person_id = ${personId}::uuid`;
const inMineOrByMe = (personId: string): RawBuilder<unknown> => sql`(${inMyProjects()} or ${ofMine(personId)})`;

/** Every table with something of a person, in the order of the archive. */
export const exportedTables: readonly Exported[] = [
  {
    ...{ table: 'people', keys: byId, mine: (personId) => sql`id = ${personId}::uuid` },
    columns: [
      'id',
      'name',
      'email',
      'image',
      'tier',
      'is_local_owner',
      'preferences',
      'storage_limit_bytes',
      'created_at',
      'updated_at',
    ],
  },
  {
    ...{ table: 'sessions', keys: byId, mine: ofMine },
    columns: ['id', 'expires_at', 'ip_address', 'user_agent', 'created_at', 'updated_at'],
  },
  { table: 'logins', keys: byId, mine: ofMine, columns: ['id', 'provider_id', 'account_id', 'created_at'] },
  {
    ...{ table: 'personal_keys', keys: byId, mine: ofMine },
    columns: ['id', 'name', 'beginning', 'permissions', 'is_enabled', 'used_at', 'expires_at', 'created_at'],
  },
  { table: 'projects', keys: byId, mine: () => sql`id in (select workprint.my_projects('viewer'))` },
  {
    ...{ table: 'project_members', mine: inMineOrByMe },
    keys: [
      ['project_id', 'uuid'],
      ['person_id', 'uuid'],
    ],
  },
  {
    ...{ table: 'project_invitations', keys: byId, mine: inMyProjects },
    columns: ['id', 'project_id', 'email', 'role', 'invited_by', 'expires_at', 'created_at'],
  },
  { table: 'assets', keys: byId, mine: (personId) => sql`(${inMyProjects()} or owner_id = ${personId}::uuid)` },
  {
    table: 'asset_uses',
    mine: inMyProjects,
    keys: [
      ['asset_id', 'uuid'],
      ['user_kind', 'text'],
      ['user_id', 'uuid'],
    ],
  },
  { table: 'uploads', keys: byId, mine: ofMine },
  { table: 'job_runs', keys: byId, mine: inMineOrByMe },
  {
    table: 'job_steps',
    mine: inMyProjects,
    keys: [
      ['job_id', 'uuid'],
      ['key', 'text'],
    ],
  },
  {
    table: 'job_results',
    mine: inMyProjects,
    keys: [
      ['job_id', 'uuid'],
      ['kind', 'text'],
    ],
  },
  { table: 'documents', keys: byId, mine: inMyProjects },
  { table: 'document_updates', mine: inMyProjects, keys: [['id', 'bigint']] },
  { table: 'document_versions', keys: byId, mine: inMyProjects },
  {
    ...{ table: 'webhooks', keys: byId, mine: ofMine },
    columns: ['id', 'project_id', 'url', 'secret_ending', 'events', 'is_active', 'created_at'],
  },
  { table: 'webhook_deliveries', keys: byId, mine: ofMine },
  {
    ...{ table: 'provider_keys', keys: byId, mine: ofMine },
    columns: [
      ...['id', 'project_id', 'provider', 'name', 'last_four', 'base_url', 'monthly_cap_micros', 'is_active'],
      ...['verdict', 'tested_at', 'last_used_at', 'created_at', 'updated_at'],
    ],
  },
  { table: 'spending_caps', mine: ofMine, keys: [['person_id', 'uuid']] },
  {
    table: 'own_prices',
    mine: ofMine,
    keys: [
      ['provider', 'text'],
      ['model', 'text'],
    ],
  },
  { table: 'generations', keys: byId, mine: inMineOrByMe },
  {
    table: 'generation_assets',
    mine: inMyProjects,
    keys: [
      ['generation_id', 'uuid'],
      ['place', 'integer'],
    ],
  },
  {
    ...{ table: 'provider_calls', keys: byId, mine: inMineOrByMe },
    columns: [
      ...[
        'id',
        'project_id',
        'person_id',
        'build_id',
        'provider',
        'model',
        'key_id',
        'type',
        'state',
        'error',
        'usage',
      ],
      ...['reserved_micros', 'cost_micros', 'charged', 'period', 'took_ms', 'created_at', 'sent_at', 'ended_at'],
    ],
  },
  { table: 'ledger_entries', mine: inMineOrByMe, keys: [['id', 'bigint']] },
  { table: 'audit_log', mine: ofMine, keys: [['id', 'bigint']] },
];

export type Row = Readonly<Record<string, unknown>>;

/** Up to `most` rows of a table after this one, in the order of its keys. */
export const rowsAfter = async (
  query: Query,
  { table, keys, columns, mine }: Exported,
  { personId, after, most }: { readonly personId: string; readonly after: Row | undefined; readonly most: number },
): Promise<readonly Row[]> => {
  const names = sql.join(keys.map(([column]) => sql.ref(column)));
  const place = after && sql.join(keys.map(([column, type]) => sql`${String(after[column])}::${types[type]}`));
  const shown = columns ? sql.join(columns.map((column) => sql.ref(column))) : sql`*`;
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(one) as row from (
      select ${shown} from ${sql.table(`workprint.${table}`)}
      where ${mine(personId)} ${place ? sql`and (${names}) > (${place})` : sql``}
      order by ${names} limit ${most}) one`.execute(query);
  return rows.map(({ row }) => row);
};

export type ExportedFile = {
  readonly id: string;
  readonly projectId: string;
  readonly blobHash: string;
  readonly name: string;
};

/** Files of a person's library, and of the library of projects they own. */
export const assetFilesAfter = async (
  query: Query,
  { personId, after, most }: { readonly personId: string; readonly after: string | undefined; readonly most: number },
): Promise<readonly ExportedFile[]> =>
  query
    .selectFrom('workprint.assets')
    .select(['id', 'project_id as projectId', 'blob_hash as blobHash', 'name'])
    .where((is) => is.or([is('owner_id', '=', personId), sql<boolean>`project_id in ${ownedProjects}`]))
    .$if(after !== undefined, (all) => all.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(most)
    .execute();

/** What jobs made in projects that the person owns, and that has not expired. */
export const resultFilesOf = async (query: Query, jobIds: readonly string[]): Promise<readonly ExportedFile[]> =>
  query
    .selectFrom('workprint.job_results')
    .select(['job_id as id', 'project_id as projectId', 'blob_hash as blobHash', 'name'])
    .where('job_id', 'in', jobIds)
    .execute();

/** Ids of jobs with results in projects that the person owns. */
export const jobsWithResultsAfter = async (
  query: Query,
  after: string | undefined,
  most: number,
): Promise<readonly string[]> => {
  const rows = await query
    .selectFrom('workprint.job_results')
    .select('job_id')
    .distinct()
    .where(sql<boolean>`project_id in ${ownedProjects}`)
    .$if(after !== undefined, (all) => all.where('job_id', '>', after ?? ''))
    .orderBy('job_id')
    .limit(most)
    .execute();
  return rows.map(({ job_id }) => job_id);
};
