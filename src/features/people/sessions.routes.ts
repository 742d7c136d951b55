/** `/me/sessions`: where one is signed in, and how to end that. Tokens are never shown. */
import { z } from 'zod';
import { defineRoute, notFound, type Route } from '../api/api.ts';
import { writeAudit } from './audit.ts';
import { endOtherSessions, endSession, listSessions } from './sessions.queries.ts';

const session = z.object({
  ...{ id: z.uuid(), isPresent: z.boolean(), ipAddress: z.string().nullable(), userAgent: z.string().nullable() },
  ...{ createdAt: z.iso.datetime(), usedAt: z.iso.datetime(), expiresAt: z.iso.datetime() },
});

/** `forget` drops what this server remembers of a person's sessions; other servers do so within a second. */
export const sessionRoutes = ({ forget }: { readonly forget: (personId: string) => void }): readonly Route[] => [
  defineRoute({
    ...{ method: 'get', path: '/me/sessions', tag: 'account', summary: 'Where you are signed in' },
    access: { who: 'person', scope: 'manage', bySession: true },
    answer: z.object({ sessions: z.array(session) }),
    handle: async ({ caller }, query) => ({
      sessions: (await listSessions(query)).map((row) => ({
        ...{ id: row.id, isPresent: row.id === caller.sessionId, ipAddress: row.ip_address, userAgent: row.user_agent },
        createdAt: row.created_at.toISOString(),
        usedAt: row.updated_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
      })),
    }),
  }),
  defineRoute({
    ...{ method: 'delete', path: '/me/sessions/{id}', tag: 'account', summary: 'Sign out somewhere else' },
    access: { who: 'person', scope: 'manage', bySession: true },
    params: z.object({ id: z.uuid() }),
    answer: z.object({ ended: z.int() }),
    handle: async (call, query) => {
      if (!(await endSession(query, call.params.id))) throw notFound('session');
      await writeAudit(query, call, { action: 'session-ended', subject: `session:${call.params.id}` });
      return { ended: 1 };
    },
    afterwards: async ({ caller }, answer) => {
      forget(caller.personId);
      return answer;
    },
  }),
  defineRoute({
    ...{ method: 'delete', path: '/me/sessions', tag: 'account', summary: 'Sign out everywhere else' },
    access: { who: 'person', scope: 'manage', bySession: true },
    answer: z.object({ ended: z.int() }),
    handle: async (call, query) => {
      const ended = await endOtherSessions(query, call.caller.sessionId);
      await writeAudit(query, call, {
        action: 'sessions-ended',
        subject: `person:${call.caller.personId}`,
        detail: { ended },
      });
      return { ended };
    },
    afterwards: async ({ caller }, answer) => {
      forget(caller.personId);
      return answer;
    },
  }),
];
