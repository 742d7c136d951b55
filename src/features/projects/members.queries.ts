import type { Query } from '../../ports/database.ts';

export type MemberRole = 'viewer' | 'editor' | 'owner';

const selected = (query: Query, projectId: string) =>
  query
    .selectFrom('workprint.project_members as member')
    .innerJoin('workprint.people as person', 'person.id', 'member.person_id')
    .select(['person.id', 'person.name', 'person.email', 'person.image', 'member.role', 'member.created_at'])
    .where('member.project_id', '=', projectId);

/** Who works on a project, in the order in which they came; a project has some, not thousands. */
export const listMembers = (query: Query, projectId: string) =>
  selected(query, projectId).orderBy('member.created_at').orderBy('person.id').limit(1000).execute();

export const findMember = (query: Query, projectId: string, personId: string) =>
  selected(query, projectId).where('person.id', '=', personId).executeTakeFirst();

export type MemberRow = NonNullable<Awaited<ReturnType<typeof findMember>>>;

/** True when there was such a member to change. */
export const changeRole = async (
  query: Query,
  projectId: string,
  personId: string,
  role: MemberRole,
): Promise<boolean> => {
  const changed = await query
    .updateTable('workprint.project_members')
    .set({ role })
    .where('project_id', '=', projectId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
};

/** True when there was such a member to remove. */
export const removeMember = async (query: Query, projectId: string, personId: string): Promise<boolean> => {
  const removed = await query
    .deleteFrom('workprint.project_members')
    .where('project_id', '=', projectId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
};
