import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import type { Role, Subject } from './route.types.ts';

/** Our own names: never a caller's words. */
const tables = {
  project: { table: 'projects', project: 'id', gone: sql`false` },
  asset: { table: 'assets', project: 'project_id', gone: sql`subject.deleted_at is not null` },
  job: { table: 'job_runs', project: 'project_id', gone: sql`false` },
  document: { table: 'documents', project: 'project_id', gone: sql`subject.deleted_at is not null` },
  upload: { table: 'uploads', project: 'project_id', gone: sql`false` },
  generation: { table: 'generations', project: 'project_id', gone: sql`false` },
} as const satisfies Record<Subject, unknown>;

export type Standing = { readonly role: Role; readonly isGone: boolean };

/**
 * The asking person's role where this row stands; undefined when they cannot see it. Row-level security decides what there is. What lies
 * in a deleted project is gone with it.
 */
export const standingOf = async (query: Query, subject: Subject, id: string): Promise<Standing | undefined> => {
  const { table, project, gone } = tables[subject];
  const { rows } = await sql<{ role: Role | null; is_gone: boolean }>`
    select workprint.my_role(project.id) as role, project.deleted_at is not null or ${gone} as is_gone
    from ${sql.table(`workprint.${table}`)} as subject
      join workprint.projects as project on project.id = ${sql.ref(`subject.${project}`)}
    where subject.id = ${id}::uuid`.execute(query);
  const row = rows[0];
  return row?.role ? { role: row.role, isGone: row.is_gone } : undefined;
};
