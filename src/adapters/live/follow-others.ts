/** Brings what was stored elsewhere into the documents that are open here. Updates commute and repeat harmlessly, so order is no matter. */
import type { Hocuspocus } from '@hocuspocus/server';
import { applyUpdate } from 'yjs';
import type { DocumentStore } from '../../ports/document-store.ts';
import type { Log } from '../../ports/log.ts';
import type { LiveContext } from './live-hooks.ts';

/** The origin of changes that are stored already: no hook may store them again. */
export const storedElsewhere = { source: 'local', skipStoreHooks: true } as const;

/** Follows until the returned function is called. */
export const followOthers = (
  hocuspocus: Hocuspocus<LiveContext>,
  store: DocumentStore,
  serverId: string,
  log: Log,
): Promise<() => Promise<void>> => {
  const reload = async (documentId: string): Promise<void> => {
    const { updates } = await store.reload(documentId);
    const document = hocuspocus.documents.get(documentId);
    for (const update of document ? updates : []) applyUpdate(document as never, update, storedElsewhere);
  };
  const tell = (documentId: string) => (error: unknown) =>
    log.warn('An update from elsewhere could not be taken over', { documentId, error });
  return store.listen(
    ({ documentId, updateId }, from) => {
      if (from === serverId || !(hocuspocus.documents.has(documentId) || hocuspocus.loadingDocuments.has(documentId)))
        return;
      const follow = async (): Promise<void> => {
        // A document that is being loaded may have read the table just before this update stood in it.
        await hocuspocus.loadingDocuments.get(documentId);
        const change = await store.read(documentId, updateId);
        const document = hocuspocus.documents.get(documentId);
        if (!change) await reload(documentId);
        else if (document) applyUpdate(document, change, storedElsewhere);
      };
      void follow().catch(tell(documentId));
    },
    () => {
      for (const documentId of hocuspocus.documents.keys()) void reload(documentId).catch(tell(documentId));
    },
  );
};
