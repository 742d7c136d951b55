/** `/me/export`: a link to everything the studio keeps of a person. The link is signed, so any download program can follow it. */
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { defineRoute, defineStream, RequestRefused, type Route } from '../api/api.ts';
import { type ExportParts, exportEntries } from './account-export.ts';
import { writeAudit } from './audit.ts';
import { findProfile } from './profile.queries.ts';
import { zipOf } from './zip-stream.ts';

const lifetimeMs = 15 * 60_000;
const purpose = 'account-export';

export type ExportRouteParts = ExportParts & {
  readonly secrets: Pick<Secrets, 'sign' | 'verify'>;
  readonly clock: Clock;
};

export const accountExportRoutes = (parts: ExportRouteParts): readonly Route[] => [
  defineRoute({
    ...{
      method: 'post',
      path: '/me/export',
      tag: 'account',
      summary: 'A link to everything that is kept of you, as a zip',
    },
    description: 'The download can begin within 15 minutes. The archive is made while it is downloaded.',
    access: { who: 'person', scope: 'manage', bySession: true },
    body: z.strictObject({}),
    answer: z.object({ url: z.string(), expiresAt: z.iso.datetime() }),
    handle: async (call, query) => {
      const { personId } = call.caller;
      const expires = parts.clock.now() + lifetimeMs;
      const signature = parts.secrets.sign(purpose, `${personId} ${expires}`);
      await writeAudit(query, call, { action: 'account-exported', subject: `person:${personId}` });
      const search = new URLSearchParams({ person: personId, expires: `${expires}`, signature });
      return { url: `/api/v1/me/export/archive?${search.toString()}`, expiresAt: new Date(expires).toISOString() };
    },
  }),
  defineStream({
    ...{ method: 'get', path: '/me/export/archive', tag: 'account', summary: 'The archive of a signed link' },
    access: { who: 'anyone' },
    search: z.strictObject({ person: z.uuid(), expires: z.coerce.number().int(), signature: z.string().max(100) }),
    gives: 'application/zip',
    handle: async ({ search: { person, expires, signature } }, request) => {
      if (!parts.secrets.verify(purpose, `${person} ${expires}`, signature))
        throw new RequestRefused('forbidden', 'This link was not made by this studio, or was changed.');
      if (expires <= parts.clock.now()) throw new RequestRefused('gone', 'This link has expired; ask for a new one.');
      if (!(await parts.database.asPerson(person, (query) => findProfile(query, person))))
        throw new RequestRefused('gone', 'This account was deleted.');
      const headers = {
        'content-type': 'application/zip',
        'content-disposition': 'attachment; filename="workprint-export.zip"',
        'cache-control': 'no-store',
      };
      // Asked for its head, it is not packed.
      return new Response(request.method === 'HEAD' ? null : zipOf(exportEntries(parts, person)), { headers });
    },
  }),
];
