/** `/projects/{id}/members`: who works on a project, as what, and how that changes. */
import { z } from 'zod';
import { defineRoute, notFound, type Route } from '../api/api.ts';
import { writeAudit } from '../people/people.ts';
import { keepingAnOwner } from './last-owner.ts';
import { changeRole, findMember, listMembers, type MemberRow, removeMember } from './members.queries.ts';
import { presentProject } from './present-project.ts';
import { project, projectOf, role } from './project.schemas.ts';

const params = z.object({ id: z.uuid() });
const ofMember = z.object({ id: z.uuid(), personId: z.uuid() });
const owner = { who: 'member', role: 'owner', scope: 'manage', of: 'project', at: 'params.id' } as const;

const member = z.object({
  ...{ personId: z.uuid(), name: z.string(), email: z.string(), image: z.string().nullable(), role },
  since: z.iso.datetime(),
});
const memberOf = (row: MemberRow): z.input<typeof member> => ({
  ...{ personId: row.id, name: row.name, email: row.email, image: row.image, role: row.role },
  since: row.created_at.toISOString(),
});

export const memberRoutes = (): readonly Route[] => [
  defineRoute({
    ...{ method: 'get', path: '/projects/{id}/members', tag: 'projects', summary: 'Who works on a project' },
    access: { who: 'member', role: 'viewer', scope: 'read', of: 'project', at: 'params.id' },
    params,
    answer: z.object({ members: z.array(member) }),
    handle: async ({ params: { id } }, query) => ({ members: (await listMembers(query, id)).map(memberOf) }),
  }),
  defineRoute({
    ...{ method: 'put', path: '/projects/{id}/members/{personId}', tag: 'projects', summary: 'Change a member’s role' },
    access: owner,
    params: ofMember,
    body: z.strictObject({ role }),
    ...{ answer: member, refuses: ['conflict'] },
    handle: async (call, query) => {
      const { id, personId } = call.params;
      const before = await findMember(query, id, personId);
      if (!before || !(await keepingAnOwner(() => changeRole(query, id, personId, call.body.role))))
        throw notFound('member');
      await writeAudit(query, call, {
        ...{ action: 'role-changed', subject: `person:${personId}`, projectId: id },
        detail: { from: before.role, to: call.body.role },
      });
      return memberOf({ ...before, role: call.body.role });
    },
  }),
  defineRoute({
    ...{
      method: 'delete',
      path: '/projects/{id}/members/{personId}',
      tag: 'projects',
      summary: 'Take a member out of a project',
    },
    access: owner,
    params: ofMember,
    ...{ answer: z.object({ removed: z.uuid() }), refuses: ['conflict'] },
    handle: async (call, query) => {
      const { id, personId } = call.params;
      // Written first: an owner who takes themselves out may not write about the project afterwards.
      await writeAudit(query, call, { action: 'member-removed', subject: `person:${personId}`, projectId: id });
      if (!(await keepingAnOwner(() => removeMember(query, id, personId)))) throw notFound('member');
      return { removed: personId };
    },
  }),
  defineRoute({
    ...{ method: 'post', path: '/projects/{id}/leave', tag: 'projects', summary: 'Leave a project' },
    access: { who: 'member', role: 'viewer', scope: 'manage', of: 'project', at: 'params.id' },
    params,
    ...{ answer: z.object({ left: z.uuid() }), refuses: ['conflict'] },
    handle: async (call, query) => {
      const { id } = call.params;
      const { personId } = call.caller;
      await writeAudit(query, call, { action: 'member-left', subject: `person:${personId}`, projectId: id });
      if (!(await keepingAnOwner(() => removeMember(query, id, personId)))) throw notFound('member');
      return { left: id };
    },
  }),
  defineRoute({
    ...{
      method: 'post',
      path: '/projects/{id}/transfer',
      tag: 'projects',
      summary: 'Hand a project over to another member',
    },
    description: 'They become its owner, and you an editor of it.',
    access: { ...owner, bySession: true },
    params,
    body: z.strictObject({ personId: z.uuid() }),
    ...{ answer: project, refuses: ['conflict'] },
    handle: async (call, query) => {
      const { id } = call.params;
      const { personId } = call.caller;
      const heir = call.body.personId;
      if (heir !== personId) {
        if (!(await changeRole(query, id, heir, 'owner'))) throw notFound('member');
        await writeAudit(query, call, { action: 'project-handed-over', subject: `person:${heir}`, projectId: id });
        await keepingAnOwner(() => changeRole(query, id, personId, 'editor'));
      }
      return projectOf(await presentProject(query, id));
    },
  }),
];
