/**
 * Inviting people by e-mail. The studio sends no mail: whoever invites gets the link and passes it on. It works once, for a week, and only
 * for whoever is signed in with that e-mail; the studio keeps its hash.
 */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import { defineRoute, notFound, RequestRefused, type Route } from '../api/api.ts';
import { writeAudit } from '../people/people.ts';
import {
  acceptInvitation,
  type InvitationRow,
  insertInvitation,
  isMember,
  listInvitations,
  removeInvitation,
} from './invitations.queries.ts';
import { presentProject } from './present-project.ts';
import { project, projectOf } from './project.schemas.ts';

const lifetimeMs = 7 * 24 * 3600_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** An owner is made of a member, never invited: a forwarded link must not give a project away. */
const role = z.enum(['viewer', 'editor']);
const email = z.email().max(254).toLowerCase();
const owner = { who: 'member', role: 'owner', scope: 'manage', of: 'project', at: 'params.id' } as const;

const invitation = z.object({
  ...{ id: z.uuid(), email: z.string(), role, expiresAt: z.iso.datetime(), createdAt: z.iso.datetime() },
});
const invitationOf = (row: InvitationRow): z.input<typeof invitation> => ({
  ...{ id: row.id, email: row.email, role: role.parse(row.role) },
  expiresAt: row.expires_at.toISOString(),
  createdAt: row.created_at.toISOString(),
});

export const invitationRoutes = ({ clock }: { readonly clock: Clock }): readonly Route[] => [
  defineRoute({
    ...{
      method: 'post',
      path: '/projects/{id}/invitations',
      tag: 'projects',
      summary: 'Invite somebody to a project',
      status: 201,
    },
    description:
      'The token is shown this once; pass it on. Inviting the same e-mail again makes the earlier token useless.',
    access: owner,
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ email, role }),
    answer: invitation.extend({ token: z.string() }),
    refuses: ['conflict'],
    example: { body: { email: 'ada@example.com', role: 'editor' } },
    handle: async (call, query) => {
      const { id } = call.params;
      if (await isMember(query, id, call.body.email))
        throw new RequestRefused(
          'conflict',
          'Somebody with this e-mail works on the project already; change their role instead.',
        );
      const token = randomBytes(32).toString('base64url');
      const row = await insertInvitation(query, {
        ...{ projectId: id, email: call.body.email, role: call.body.role, tokenHash: hashOf(token) },
        ...{ invitedBy: call.caller.personId, expiresAt: new Date(clock.now() + lifetimeMs) },
      });
      await writeAudit(query, call, {
        ...{ action: 'member-invited', subject: `invitation:${row.id}`, projectId: id },
        detail: { email: row.email, role: row.role },
      });
      return { ...invitationOf(row), token };
    },
  }),
  defineRoute({
    ...{
      method: 'get',
      path: '/projects/{id}/invitations',
      tag: 'projects',
      summary: 'Who was invited and has not come yet',
    },
    access: { ...owner, scope: 'read' },
    params: z.object({ id: z.uuid() }),
    answer: z.object({ invitations: z.array(invitation) }),
    handle: async ({ params: { id } }, query) => ({
      invitations: (await listInvitations(query, id)).map(invitationOf),
    }),
  }),
  defineRoute({
    ...{
      method: 'delete',
      path: '/projects/{id}/invitations/{invitationId}',
      tag: 'projects',
      summary: 'Take an invitation back',
    },
    access: owner,
    params: z.object({ id: z.uuid(), invitationId: z.uuid() }),
    answer: z.object({ removed: z.uuid() }),
    handle: async (call, query) => {
      const { id, invitationId } = call.params;
      if (!(await removeInvitation(query, id, invitationId))) throw notFound('invitation');
      await writeAudit(query, call, {
        action: 'invitation-removed',
        subject: `invitation:${invitationId}`,
        projectId: id,
      });
      return { removed: invitationId };
    },
  }),
  defineRoute({
    ...{ method: 'post', path: '/invitations/accept', tag: 'projects', summary: 'Accept an invitation' },
    description: 'For whoever is signed in with the e-mail that was invited.',
    access: { who: 'person', scope: 'manage', bySession: true },
    body: z.strictObject({ token: z.string().trim().min(1).max(200) }),
    answer: project,
    refuses: ['not-found'],
    handle: async (call, query) => {
      const projectId = await acceptInvitation(query, hashOf(call.body.token));
      if (projectId === undefined)
        throw new RequestRefused(
          'not-found',
          'There is no such invitation for your e-mail: it was used, taken back, has expired, or was meant for another address.',
        );
      await writeAudit(query, call, { action: 'member-joined', subject: `person:${call.caller.personId}`, projectId });
      return projectOf(await presentProject(query, projectId));
    },
  }),
];
