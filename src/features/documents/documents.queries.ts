import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import type { DocumentRole, StoredElsewhere } from '../../ports/document-store.ts';

export type DocumentKind = 'script' | 'timeline';

export type DocumentRow = {
  readonly id: string;
  readonly projectId: string;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

const columns = [
  'id',
  'project_id as projectId',
  'kind',
  'name',
  'version',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const;

const asRow = (row: Omit<DocumentRow, 'kind'> & { readonly kind: string }): DocumentRow => ({
  ...row,
  kind: row.kind === 'timeline' ? 'timeline' : 'script',
});

export const insertDocument = async (
  query: Query,
  one: { readonly projectId: string; readonly kind: DocumentKind; readonly name: string; readonly state: Uint8Array },
): Promise<DocumentRow> =>
  asRow(
    await query
      .insertInto('workprint.documents')
      .values({ project_id: one.projectId, kind: one.kind, name: one.name, state: one.state })
      .returning(columns)
      .executeTakeFirstOrThrow(),
  );

export const findDocument = async (query: Query, id: string): Promise<DocumentRow | undefined> => {
  const row = await query.selectFrom('workprint.documents').select(columns).where('id', '=', id).executeTakeFirst();
  return row && asRow(row);
};

/** Newest first, after the one the last page ended with. */
export const listDocuments = async (
  query: Query,
  {
    projectId,
    kind,
    before,
    limit,
  }: { projectId: string; kind?: DocumentKind | undefined; before?: string | undefined; limit: number },
): Promise<readonly DocumentRow[]> => {
  let found = query
    .selectFrom('workprint.documents')
    .select(columns)
    .where('project_id', '=', projectId)
    .where('deleted_at', 'is', null);
  if (kind) found = found.where('kind', '=', kind);
  // Ids of version 7 are in the order of their making.
  if (before) found = found.where('id', '<', before);
  return (await found.orderBy('id', 'desc').limit(limit).execute()).map(asRow);
};

/** Undefined: the version is no longer that one. */
export const renameDocument = async (
  query: Query,
  id: string,
  name: string,
  version: number,
): Promise<DocumentRow | undefined> => {
  const row = await query
    .updateTable('workprint.documents')
    .set({ name, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(columns)
    .executeTakeFirst();
  return row && asRow(row);
};

/** The version as it stands; until this transaction ends nobody else changes it through here. People who type are not held up. */
export const lockVersion = async (query: Query, id: string): Promise<number | undefined> => {
  const row = await query
    .selectFrom('workprint.documents')
    .select('version')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row?.version;
};

/** The next version of a document whose contents were written. */
export const raiseVersion = async (query: Query, id: string): Promise<number | undefined> => {
  const row = await query
    .updateTable('workprint.documents')
    .set((of) => ({ version: of('version', '+', 1) }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
};

export const setDeleted = async (query: Query, id: string, deletedAt: Date | null): Promise<void> => {
  await query.updateTable('workprint.documents').set({ deleted_at: deletedAt }).where('id', '=', id).execute();
};

/** The folded state first, then every update since. */
export const storedUpdates = async (query: Query, id: string): Promise<readonly Uint8Array[]> => {
  const { rows } = await sql<{ change: Uint8Array }>`
    select state as change, 0::bigint as id from workprint.documents where id = ${id} and length(state) > 0
    union all
    select change, id from workprint.document_updates where document_id = ${id}
    order by id`.execute(query);
  return rows.map(({ change }) => new Uint8Array(change));
};

/** Undefined when row-level security or a deletion says no. */
export const insertUpdate = async (
  query: Query,
  { documentId, personId, change }: { documentId: string; personId: string; change: Uint8Array },
): Promise<number | undefined> => {
  const { rows } = await sql<{ id: number }>`
    insert into workprint.document_updates (document_id, project_id, person_id, change)
    select id, project_id, ${personId}::uuid, ${change}
    from workprint.documents
    where id = ${documentId} and deleted_at is null and project_id in (select workprint.my_projects('editor'))
    returning id`.execute(query);
  return rows[0]?.id;
};

export const findUpdate = async (
  query: Query,
  { documentId, updateId }: StoredElsewhere,
): Promise<Uint8Array | undefined> => {
  const row = await query
    .selectFrom('workprint.document_updates')
    .select('change')
    .where('id', '=', updateId)
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  return row && new Uint8Array(row.change);
};

export const roleInDocument = async (query: Query, documentId: string): Promise<DocumentRole | undefined> => {
  const { rows } = await sql<{ role: DocumentRole | null }>`
    select workprint.my_role(project_id) as role from workprint.documents where id = ${documentId} and deleted_at is null`.execute(
    query,
  );
  return rows[0]?.role ?? undefined;
};

/** As the studio: the roles of many people in many documents, in the order asked. */
export const rolesInDocuments = async (
  query: Query,
  ones: readonly { readonly personId: string; readonly documentId: string }[],
): Promise<readonly (DocumentRole | undefined)[]> => {
  const { rows } = await sql<{ role: DocumentRole | null }>`
    select m.role
    from unnest(${ones.map((one) => one.personId)}::uuid[], ${ones.map((one) => one.documentId)}::uuid[])
      with ordinality as asked (person_id, document_id, place)
      left join workprint.documents d on d.id = asked.document_id and d.deleted_at is null
      left join workprint.project_members m on m.project_id = d.project_id and m.person_id = asked.person_id
    order by asked.place`.execute(query);
  return rows.map(({ role }) => role ?? undefined);
};

export type Unfolded = {
  readonly state: Uint8Array;
  readonly isTimeline: boolean;
  readonly projectId: string;
  readonly updates: readonly { readonly id: number; readonly change: Uint8Array }[];
};

/** Locks the document against another folding (not against writers) and reads all of it. */
export const lockForFolding = async (query: Query, id: string): Promise<Unfolded | undefined> => {
  const row = await query
    .selectFrom('workprint.documents')
    .select(['state', 'kind', 'project_id as projectId'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  const updates = await query
    .selectFrom('workprint.document_updates')
    .select(['id', 'change'])
    .where('document_id', '=', id)
    .orderBy('id')
    .execute();
  return {
    state: new Uint8Array(row.state),
    isTimeline: row.kind === 'timeline',
    projectId: row.projectId,
    updates: updates.map((one) => ({ id: one.id, change: new Uint8Array(one.change) })),
  };
};

export const putFolded = async (
  query: Query,
  id: string,
  state: Uint8Array,
  folded: readonly number[],
): Promise<void> => {
  await query.updateTable('workprint.documents').set({ state }).where('id', '=', id).execute();
  await query
    .deleteFrom('workprint.document_updates')
    .where('id', 'in', folded)
    .where('document_id', '=', id)
    .execute();
};

export type VersionRow = {
  readonly id: string;
  readonly name: string | null;
  readonly personId: string | null;
  readonly at: Date;
};

export const insertVersion = async (
  query: Query,
  one: {
    readonly documentId: string;
    readonly projectId: string;
    readonly personId: string | null;
    readonly name: string | null;
    readonly state: Uint8Array;
  },
): Promise<VersionRow> =>
  query
    .insertInto('workprint.document_versions')
    .values({
      document_id: one.documentId,
      project_id: one.projectId,
      person_id: one.personId,
      name: one.name,
      state: one.state,
    })
    .returning(['id', 'name', 'person_id as personId', 'at'])
    .executeTakeFirstOrThrow();

export const listVersions = (
  query: Query,
  documentId: string,
  before: string | undefined,
  limit: number,
): Promise<VersionRow[]> => {
  let found = query
    .selectFrom('workprint.document_versions')
    .select(['id', 'name', 'person_id as personId', 'at'])
    .where('document_id', '=', documentId);
  if (before) found = found.where('id', '<', before);
  return found.orderBy('id', 'desc').limit(limit).execute();
};

export const findVersion = async (query: Query, documentId: string, id: string): Promise<Uint8Array | undefined> => {
  const row = await query
    .selectFrom('workprint.document_versions')
    .select('state')
    .where('document_id', '=', documentId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && new Uint8Array(row.state);
};

/** When the last version was kept by itself; undefined: never. */
export const lastVersionAt = async (query: Query, documentId: string): Promise<Date | undefined> => {
  const row = await query
    .selectFrom('workprint.document_versions')
    .select('at')
    .where('document_id', '=', documentId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at;
};

/** Of the versions nobody named, the newest stay. */
export const dropOldVersions = async (query: Query, documentId: string, keep: number): Promise<void> => {
  await sql`
    delete from workprint.document_versions where document_id = ${documentId} and name is null and id not in (
      select id from workprint.document_versions where document_id = ${documentId} and name is null order by id desc limit ${keep}
    )`.execute(query);
};

/** Tells every server that listens; a payload holds at most 8,000 bytes. */
export const notifyStored = async (query: Query, payload: string): Promise<void> => {
  await sql`select pg_notify('workprint_documents', ${payload})`.execute(query);
};

/** What others see a person called. */
export const nameOfPerson = async (query: Query, personId: string): Promise<string | undefined> =>
  (await query.selectFrom('workprint.people').select('name').where('id', '=', personId).executeTakeFirst())?.name;
