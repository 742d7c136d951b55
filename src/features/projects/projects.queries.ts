/** Projects as the person asking sees them; row-level security decides which there are. */
import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

/** Facts about what stands in a project; row-level security holds here too. */
const assets = sql<number>`(select count(*) from workprint.assets one where one.project_id = project.id and one.deleted_at is null)`;
const jobs = sql<number>`(select count(*) from workprint.job_runs one where one.project_id = project.id and one.parent_id is null)`;
const activeAt = sql<Date>`greatest(project.updated_at,
  (select max(one.created_at) from workprint.assets one where one.project_id = project.id),
  (select max(one.created_at) from workprint.job_runs one where one.project_id = project.id))`;

/** The microsecond of the last change, as a whole number: what a cursor can carry and a Date cannot. */
const changedMicros = sql<number>`(extract(epoch from project.updated_at) * 1000000)::bigint`;

const selected = (query: Query) =>
  query
    .selectFrom('workprint.projects as project')
    .select([
      ...(['project.id', 'project.name', 'project.budget_micros', 'project.version', 'project.owner_id'] as const),
      ...(['project.archived_at', 'project.deleted_at', 'project.created_at', 'project.updated_at'] as const),
      sql<'viewer' | 'editor' | 'owner'>`workprint.my_role(project.id)`.as('role'),
      changedMicros.as('changed_micros'),
      sql<string>`lower(project.name)`.as('name_key'),
      ...[assets.as('assets'), jobs.as('jobs')],
      activeAt.as('active_at'),
    ]);

/** One project, also a deleted one. */
export const findProject = (query: Query, id: string) =>
  selected(query).where('project.id', '=', id).executeTakeFirst();

export type ProjectRow = NonNullable<Awaited<ReturnType<typeof findProject>>>;

export type ProjectState = 'active' | 'archived' | 'deleted';
export type ProjectSort = 'changed' | 'created' | 'name';

export type ProjectsWanted = {
  readonly state: ProjectState;
  readonly sort: ProjectSort;
  readonly words: string | undefined;
  /** The last row of the page before: its sort value and its id. */
  readonly after: readonly [value: string | number, id: string] | undefined;
  readonly most: number;
};

const sortValue = { changed: changedMicros, created: sql`project.id`, name: sql`lower(project.name)` } as const;

export const listProjects = (
  query: Query,
  { state, sort, words, after, most }: ProjectsWanted,
): Promise<ProjectRow[]> => {
  const value = sortValue[sort];
  const isBefore = sort === 'name' ? sql`>` : sql`<`;
  const cast = { changed: sql`bigint`, created: sql`uuid`, name: sql`text` }[sort];
  const direction = sort === 'name' ? 'asc' : 'desc';
  return (
    selected(query)
      .where('project.deleted_at', state === 'deleted' ? 'is not' : 'is', null)
      .$if(state !== 'deleted', (all) => all.where('project.archived_at', state === 'archived' ? 'is not' : 'is', null))
      // In the bin one sees what one could take out of it.
      .$if(state === 'deleted', (all) => all.where(sql<boolean>`workprint.my_role(project.id) = 'owner'`))
      .$if(words !== undefined, (all) =>
        all.where(sql<boolean>`position(lower(${words ?? ''}) in lower(project.name)) > 0`),
      )
      .$if(after !== undefined, (all) =>
        all.where(
          sql<boolean>`(${value}, project.id) ${isBefore} (${after?.[0] ?? ''}::${cast}, ${after?.[1] ?? null}::uuid)`,
        ),
      )
      .orderBy(value, direction)
      .orderBy('project.id', direction)
      .limit(most)
      .execute()
  );
};

/** A new project of this person, who becomes its owner. */
export const insertProject = async (
  query: Query,
  {
    personId,
    name,
    budgetMicros,
  }: { readonly personId: string; readonly name: string; readonly budgetMicros: number | null },
): Promise<string> => {
  const row = await query
    .insertInto('workprint.projects')
    .values({ owner_id: personId, name, budget_micros: budgetMicros })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
};

export type ProjectChange = {
  readonly name?: string | undefined;
  readonly budgetMicros?: number | null | undefined;
  readonly archived?: boolean;
  readonly deleted?: boolean;
};

/** Changes a project if it still has this version (undefined: whichever); false: it has another, or may not be changed. */
export const changeProject = async (
  query: Query,
  id: string,
  { name, budgetMicros, archived, deleted }: ProjectChange,
  version: number | undefined,
): Promise<boolean> => {
  const changed = await query
    .updateTable('workprint.projects')
    .set({
      version: sql<number>`version + 1`,
      ...(name !== undefined && { name }),
      ...(budgetMicros !== undefined && { budget_micros: budgetMicros }),
      ...(archived !== undefined && { archived_at: archived ? sql<Date>`coalesce(archived_at, now())` : null }),
      ...(deleted !== undefined && { deleted_at: deleted ? sql<Date>`coalesce(deleted_at, now())` : null }),
    })
    .where('id', '=', id)
    .$if(version !== undefined, (all) => all.where('version', '=', version ?? 0))
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
};

/** Jobs of a project that are not over, without those that other jobs started. */
export const openJobs = async (query: Query, projectId: string): Promise<readonly string[]> => {
  const rows = await query
    .selectFrom('workprint.job_runs')
    .select('id')
    .where('project_id', '=', projectId)
    .where('parent_id', 'is', null)
    .where('state', 'in', ['queued', 'held', 'running'])
    .execute();
  return rows.map(({ id }) => id);
};

/** A project and all that is in it, for good. */
export const removeProject = async (query: Query, id: string): Promise<void> => {
  await query.deleteFrom('workprint.projects').where('id', '=', id).execute();
};

/** Of the studio: projects that have lain in the bin since before this moment. Gives how many. */
export const removeProjectsDeletedBefore = async (query: Query, moment: Date, most: number): Promise<number> => {
  const removed = await query
    .deleteFrom('workprint.projects')
    .where('id', 'in', ({ selectFrom }) =>
      selectFrom('workprint.projects').select('id').where('deleted_at', '<', moment).orderBy('deleted_at').limit(most),
    )
    .executeTakeFirst();
  return Number(removed.numDeletedRows);
};
