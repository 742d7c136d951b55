/**
 * `POST /provider-notices/{provider}`: a vendor says that work may be over. Nothing of what it says is taken for an answer: a notice that is signed as
 * it should be makes the waiting job ask the vendor now. Who cannot sign learns nothing, not even which work there is.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { WorkprintError } from '../../domain/errors.ts';
import type { ProviderKind, ProviderNotice } from '../../ports/provider.ts';
import { defineStream, notFound, RequestRefused, type Route, readBytes } from '../api/api.ts';
import type { NoticeParts } from './generation.types.ts';
import { callOfWork, noteNotice, ringCall } from './notices.queries.ts';

const mostBytes = 1024 * 1024;

const unsigned = (): RequestRefused =>
  new RequestRefused(
    'unauthenticated',
    'This notice is not signed as its provider signs them, or its time is more than five minutes off.',
  );

/** Ids as vendors write them. */
const plain = /^[\x21-\x7e]{1,200}$/;
/** The id of an event as it is kept, whatever it is made of. */
const keyOf = (theirs: string): string =>
  plain.test(theirs) ? theirs : createHash('sha256').update(theirs).digest('hex');

/** Throws `unauthenticated` for what is not signed, or not now; `unavailable` when their keys cannot be had. */
const readNotice = async (kind: ProviderKind, request: Request, parts: NoticeParts): Promise<ProviderNotice> => {
  const body = await readBytes(request, mostBytes);
  const headers = Object.fromEntries([...request.headers].map(([name, value]) => [name.toLowerCase(), value]));
  try {
    const notice = await kind.readNotice?.({ headers, body, nowMs: parts.clock.now(), fetch: parts.fetchOf(kind) });
    if (notice === undefined || notice === 'unsigned' || notice === 'too-old') throw unsigned();
    return notice;
  } catch (error) {
    if (error instanceof RequestRefused || !(error instanceof WorkprintError)) throw error;
    throw new RequestRefused(
      'unavailable',
      'The provider’s keys cannot be read just now; send the notice again later.',
      {
        cause: error,
        headers: { 'retry-after': '60' },
      },
    );
  }
};

/** The door for vendors. */
export const noticeRoutes = (parts: NoticeParts): readonly Route[] => [
  defineStream({
    ...{ method: 'post', path: '/provider-notices/{provider}', tag: 'Generations', access: { who: 'anyone' } },
    summary: 'A provider says that work is over',
    description: [
      'For providers’ webhooks, signed over their raw bytes and not older than five minutes. 401: not signed so; 404: not work of this studio;',
      '409: this event was here before. What a notice says is never taken for the answer: the provider is asked.',
    ].join(' '),
    isUncounted: true,
    params: z.object({ provider: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
    takes: 'application/json',
    gives: 'application/json',
    refuses: ['unauthenticated', 'not-found', 'conflict', 'body-too-large', 'unavailable'],
    answer: z.object({ received: z.literal(true) }),
    handle: async ({ params }, request) => {
      const kind = parts.shelf.kinds.find(({ name }) => name === params.provider);
      if (!kind?.readNotice) throw notFound('provider with webhooks');
      const notice = await readNotice(kind, request, parts);
      const isNew = await parts.database.asStudio(async (query) => {
        const call = plain.test(notice.workId) ? await callOfWork(query, kind.name, notice.workId) : undefined;
        if (!call) throw notFound('work');
        const event = { provider: kind.name, eventId: keyOf(notice.eventId), callId: call.id };
        if (!(await noteNotice(query, event))) return false;
        if (call.isOpen) await ringCall(query, call.id);
        return true;
      });
      if (!isNew) throw new RequestRefused('conflict', 'This event was received before.');
      return Response.json({ success: true, data: { received: true } });
    },
  }),
];
