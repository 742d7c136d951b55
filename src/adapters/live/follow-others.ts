/** Brings what was stored elsewhere into the documents that are open here. Updates commute and repeat harmlessly, so order is no matter. */
import type { Hocuspocus } from '@hocuspocus/server';
import { applyUpdate } from 'yjs';
import type { DocumentStore } from '../../ports/document-store.ts';
import type { Log } from '../../ports/log.ts';
import type { LiveContext } from './live-hooks.ts';

/** The origin of changes that are stored already: no hook may store them again. */
export const storedElsewhere = { source: 'local', skipStoreHooks: true } as const;

const tryAgainMs = 1000;

/** Follows until the returned function is called. A document that could not be followed is read again, until that succeeds. */
export const followOthers = async (
  hocuspocus: Hocuspocus<LiveContext>,
  store: DocumentStore,
  serverId: string,
  log: Log,
): Promise<() => Promise<void>> => {
  const behind = new Set<string>();
  const isOpen = (documentId: string): boolean =>
    hocuspocus.documents.has(documentId) || hocuspocus.loadingDocuments.has(documentId);

  const reload = async (documentId: string): Promise<void> => {
    // A document that is being loaded may have read the table just before an update stood in it.
    await hocuspocus.loadingDocuments.get(documentId);
    const { updates } = await store.reload(documentId);
    const document = hocuspocus.documents.get(documentId);
    if (document) for (const update of updates) applyUpdate(document, update, storedElsewhere);
  };
  const follow = async (documentId: string, updateId: number): Promise<void> => {
    await hocuspocus.loadingDocuments.get(documentId);
    const change = await store.read(documentId, updateId);
    const document = hocuspocus.documents.get(documentId);
    if (!change) await reload(documentId);
    else if (document) applyUpdate(document, change, storedElsewhere);
  };
  const fallBehind = (documentId: string) => (error: unknown) => {
    behind.add(documentId);
    log.warn('An update from elsewhere could not be taken over yet', { documentId, error });
  };
  const catchUp = setInterval(() => {
    for (const documentId of [...behind]) {
      behind.delete(documentId);
      if (isOpen(documentId)) void reload(documentId).catch(fallBehind(documentId));
    }
  }, tryAgainMs);

  const stopListening = await store.listen(
    ({ documentId, updateId }, from) => {
      if (from !== serverId && isOpen(documentId)) void follow(documentId, updateId).catch(fallBehind(documentId));
    },
    () => {
      for (const documentId of [...hocuspocus.documents.keys(), ...hocuspocus.loadingDocuments.keys()])
        behind.add(documentId);
    },
  );
  return async () => {
    clearInterval(catchUp);
    await stopListening();
  };
};
