/** `/audit-log`: one's own deeds and, for owners, everybody's in their projects. */
import { z } from 'zod';
import { defineRoute, pageFields, pageOf, type Route, readCursor } from '../api/api.ts';
import { listAudit } from './audit.queries.ts';

const entry = z.object({
  ...{ id: z.int(), at: z.iso.datetime(), personId: z.uuid().nullable(), projectId: z.uuid().nullable() },
  ...{
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.unknown()),
    ipAddress: z.string().nullable(),
  },
});

export const auditRoutes = (): readonly Route[] => [
  defineRoute({
    ...{ method: 'get', path: '/audit-log', tag: 'account', summary: 'Who did what, newest first' },
    description: 'What you did yourself, and what anybody did in projects that you own.',
    access: { who: 'person', scope: 'manage' },
    search: z.strictObject({ projectId: z.uuid().optional(), ...pageFields }),
    answer: z.object({ entries: z.array(entry), next: z.string().nullable() }),
    handle: async ({ search: { projectId, cursor, limit } }, query) => {
      const [before] = readCursor(z.tuple([z.int()]), cursor) ?? [];
      const rows = await listAudit(query, { projectId, before, most: limit + 1 });
      const { shown, next } = pageOf(rows, limit, ({ id }) => [id]);
      const entries = shown.map((row) => ({
        ...{ id: row.id, at: row.at.toISOString(), personId: row.person_id, projectId: row.project_id },
        ...{ action: row.action, subject: row.subject, ipAddress: row.ip_address },
        detail: row.detail as Record<string, unknown>,
      }));
      return { entries, next };
    },
  }),
];
