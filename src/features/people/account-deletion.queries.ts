import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

/** Deletes the person asking and all that is theirs alone; gives the number of projects that went with them. */
export const deleteAccount = async (query: Query): Promise<number> => {
  const { rows } = await sql<{ deleted: number }>`select workprint.delete_account() as deleted`.execute(query);
  return rows[0]?.deleted ?? 0;
};

/** Projects that would go with the person asking: nobody else owns them. */
export const soleProjects = async (query: Query, personId: string) =>
  query
    .selectFrom('workprint.projects as project')
    .innerJoin('workprint.project_members as mine', 'mine.project_id', 'project.id')
    .select(({ selectFrom }) => [
      'project.id',
      'project.name',
      selectFrom('workprint.project_members as other')
        .whereRef('other.project_id', '=', 'project.id')
        .where('other.person_id', '<>', personId)
        .select(({ fn }) => fn.countAll<number>().as('others'))
        .as('others'),
    ])
    .where('mine.person_id', '=', personId)
    .where('mine.role', '=', 'owner')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('workprint.project_members as owner')
            .whereRef('owner.project_id', '=', 'project.id')
            .where('owner.person_id', '<>', personId)
            .where('owner.role', '=', 'owner')
            .select('owner.person_id'),
        ),
      ),
    )
    .orderBy('project.id')
    .execute();
