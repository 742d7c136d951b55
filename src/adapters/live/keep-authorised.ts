/** A connection lives for hours; rights may end sooner. Each is asked for again every few seconds, all of them in one question. */
import type { Connection, Hocuspocus } from '@hocuspocus/server';
import type { DocumentStore } from '../../ports/document-store.ts';
import type { Log } from '../../ports/log.ts';
import type { LiveContext } from './live-hooks.ts';

/** Closing codes of ours (4000–4999 are free, RFC 6455): what a page is told. */
export const noLongerAllowed = { code: 4403, reason: 'You no longer have access to this document.' };
const rightsChanged = { code: 4205, reason: 'Your role has changed.' };

/** Returns how to stop. */
export const keepAuthorised = (
  hocuspocus: Hocuspocus<LiveContext>,
  store: DocumentStore,
  everyMs: number,
  log: Log,
): (() => void) => {
  let isAsking = false;
  const check = async (): Promise<void> => {
    const open: { connection: Connection; personId: string; documentId: string; mayWrite: boolean }[] = [];
    for (const [documentId, document] of hocuspocus.documents)
      for (const connection of document.getConnections()) {
        const { person } = connection.context as LiveContext;
        if (person) open.push({ connection, documentId, personId: person.personId, mayWrite: person.mayWrite });
      }
    if (open.length === 0) return;
    const roles = await store.rolesOf(open);
    for (const [index, { connection, mayWrite }] of open.entries()) {
      const role = roles[index];
      // The page signs in again and finds out for itself what it may do now.
      if (!role) connection.close(noLongerAllowed);
      else if (connection.readOnly === (mayWrite && role !== 'viewer'))
        connection.webSocket.close(rightsChanged.code, rightsChanged.reason);
    }
  };
  const timer = setInterval(() => {
    if (isAsking) return;
    isAsking = true;
    check()
      .catch((error: unknown) => log.warn('Open connections could not be checked', { error }))
      .finally(() => {
        isAsking = false;
      });
  }, everyMs);
  return () => clearInterval(timer);
};
