/** `DELETE /me`: the account and all that is its person's own, at once and for good. */
import { z } from 'zod';
import { defineRoute, notFound, RequestRefused, type Route, reply } from '../api/api.ts';
import { deleteAccount, soleProjects } from './account-deletion.queries.ts';
import { writeAudit } from './audit.ts';
import { findProfile } from './profile.queries.ts';

/** What sign-in does when somebody is gone. */
export type Farewell = { readonly forget: (personId: string) => void; readonly endedCookie: string };

const project = z.object({ id: z.uuid(), name: z.string(), otherMembers: z.int() });

export const accountDeletionRoutes = ({ forget, endedCookie }: Farewell): readonly Route[] => [
  defineRoute({
    ...{ method: 'get', path: '/me/deletion', tag: 'account', summary: 'What would go with your account' },
    description: 'Projects that nobody else owns. Make another member an owner to leave a project behind.',
    access: { who: 'person', scope: 'manage', bySession: true },
    answer: z.object({ projects: z.array(project) }),
    handle: async ({ caller }, query) => ({
      projects: (await soleProjects(query, caller.personId)).map(({ id, name, others }) => ({
        id,
        name,
        otherMembers: Number(others),
      })),
    }),
  }),
  defineRoute({
    ...{ method: 'delete', path: '/me', tag: 'account', summary: 'Delete your account' },
    description:
      'Deletes you, your sessions and keys, projects that nobody else owns, and their files. What you did in other people’s projects stays there, in the name of their owners. There is no way back.',
    access: { who: 'person', scope: 'manage', bySession: true },
    body: z.strictObject({ confirm: z.string().max(300).describe('Your e-mail, as a sign that you mean it.') }),
    answer: z.object({ deletedProjects: z.int() }),
    handle: async (call, query) => {
      const { personId } = call.caller;
      const person = await findProfile(query, personId);
      if (!person) throw notFound('person');
      if (call.body.confirm.trim().toLowerCase() !== person.email)
        throw new RequestRefused('request-invalid', 'confirm: must be the e-mail of your account.', {
          problems: [{ path: 'confirm', message: 'must be the e-mail of your account' }],
        });
      await writeAudit(query, call, { action: 'account-deleted', subject: `person:${personId}` });
      return reply({ deletedProjects: await deleteAccount(query) }, { headers: { 'set-cookie': endedCookie } });
    },
    afterwards: async ({ caller }, answer) => {
      forget(caller.personId);
      return answer;
    },
  }),
];
