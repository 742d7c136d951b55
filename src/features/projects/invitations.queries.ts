import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

const shown = ['id', 'email', 'role', 'expires_at', 'created_at'] as const;

export type NewInvitation = {
  readonly projectId: string;
  readonly email: string;
  readonly role: 'viewer' | 'editor';
  readonly tokenHash: string;
  readonly invitedBy: string;
  readonly expiresAt: Date;
};

/** An invitation; an earlier one of the same project to the same e-mail no longer works. */
export const insertInvitation = async (
  query: Query,
  { projectId, email, role, tokenHash, invitedBy, expiresAt }: NewInvitation,
) => {
  await query
    .deleteFrom('workprint.project_invitations')
    .where('project_id', '=', projectId)
    .where('email', '=', email)
    .execute();
  return query
    .insertInto('workprint.project_invitations')
    .values({ project_id: projectId, email, role, token_hash: tokenHash, invited_by: invitedBy, expires_at: expiresAt })
    .returning(shown)
    .executeTakeFirstOrThrow();
};

export type InvitationRow = Awaited<ReturnType<typeof insertInvitation>>;

/** Those that can still be accepted. */
export const listInvitations = (query: Query, projectId: string): Promise<InvitationRow[]> =>
  query
    .selectFrom('workprint.project_invitations')
    .select(shown)
    .where('project_id', '=', projectId)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('created_at', 'desc')
    .limit(1000)
    .execute();

/** True when there was such an invitation. */
export const removeInvitation = async (query: Query, projectId: string, id: string): Promise<boolean> => {
  const removed = await query
    .deleteFrom('workprint.project_invitations')
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
};

/** Whether somebody with this e-mail works on the project already. */
export const isMember = async (query: Query, projectId: string, email: string): Promise<boolean> => {
  const row = await query
    .selectFrom('workprint.project_members as member')
    .innerJoin('workprint.people as person', 'person.id', 'member.person_id')
    .select('person.id')
    .where('member.project_id', '=', projectId)
    .where('person.email', '=', email)
    .executeTakeFirst();
  return row !== undefined;
};

/** The project that the person asking now works on; undefined: there is no such invitation for them. */
export const acceptInvitation = async (query: Query, tokenHash: string): Promise<string | undefined> => {
  const { rows } = await sql<{ project_id: string | null }>`
    select workprint.accept_invitation(${tokenHash}) as project_id`.execute(query);
  return rows[0]?.project_id ?? undefined;
};
