/** The store behind the live server: rows under row-level security, notices between servers, folding. */
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import type { Database, Query } from '../../ports/database.ts';
import type { DocumentStore, StoredElsewhere } from '../../ports/document-store.ts';
import { notFound, RequestRefused } from '../api/api.ts';
import { noteAssetsUsed } from './asset-uses.ts';
import { openDocument, readContents } from './contents.ts';
import {
  dropOldVersions,
  findUpdate,
  insertUpdate,
  insertVersion,
  lastVersionAt,
  lockForFolding,
  notifyStored,
  putFolded,
  roleInDocument,
  rolesInDocuments,
  storedUpdates,
} from './documents.queries.ts';

/** While somebody writes, a version is kept every so often without being asked for, and so many of them. */
const versionEveryMs = 10 * 60_000;
const versionsKept = 200;

/** `<server> <document>:<update>,…`; a notice holds 8,000 bytes, so 150 updates are told at a time. */
const updatesInNotice = 150;
const writeNotice = (ones: readonly StoredElsewhere[], from: string): string =>
  `${from} ${ones.map(({ documentId, updateId }) => `${documentId}:${updateId}`).join(',')}`;
const readNotice = (payload: string): { from: string; ones: readonly StoredElsewhere[] } => {
  const [from = '', rest = ''] = payload.split(' ');
  const ones = rest.split(',').flatMap((text) => {
    const [documentId, updateId] = text.split(':');
    return documentId && updateId ? [{ documentId, updateId: Number(updateId) }] : [];
  });
  return { from, ones };
};

/** One Yjs update that holds what all of them hold, with what was deleted forgotten where nobody can need it. */
export const foldUpdates = (updates: readonly Uint8Array[]): Uint8Array => {
  const document = new Doc();
  for (const update of updates) applyUpdate(document, update);
  const state = encodeStateAsUpdate(document);
  document.destroy();
  return state;
};

const noteAssetsOf = async (
  query: Query,
  one: { readonly id: string; readonly projectId: string },
  state: Uint8Array,
): Promise<void> => {
  const document = openDocument([state]);
  const contents = readContents(document, 'timeline');
  document.destroy();
  await noteAssetsUsed(query, one, contents);
};

export const createDocumentStore = (database: Database, now: () => number): DocumentStore => ({
  roleOf: (personId, documentId) => database.asPerson(personId, (query) => roleInDocument(query, documentId)),
  rolesOf: (ones) => database.asStudio((query) => rolesInDocuments(query, ones)),
  load: (personId, documentId) =>
    database.asPerson(personId, async (query) => {
      if (!(await roleInDocument(query, documentId))) throw notFound('document');
      return { updates: await storedUpdates(query, documentId) };
    }),
  append: (personId, documentId, change) =>
    database.asPerson(personId, async (query) => {
      const updateId = await insertUpdate(query, { documentId, personId, change });
      if (updateId === undefined) throw new RequestRefused('forbidden', 'You may not change this document.');
      return updateId;
    }),
  read: (documentId, updateId) => database.asStudio((query) => findUpdate(query, { documentId, updateId })),
  reload: (documentId) => database.asStudio(async (query) => ({ updates: await storedUpdates(query, documentId) })),
  compact: (documentId) =>
    database.asStudio(async (query) => {
      const unfolded = await lockForFolding(query, documentId);
      if (!unfolded || unfolded.updates.length === 0) return;
      const { state, projectId, isTimeline, updates } = unfolded;
      const all = [...(state.length > 0 ? [state] : []), ...updates.map(({ change }) => change)];
      const folded = foldUpdates(all);
      await putFolded(
        query,
        documentId,
        folded,
        updates.map(({ id }) => id),
      );
      if (isTimeline) await noteAssetsOf(query, { id: documentId, projectId }, folded);
      const last = await lastVersionAt(query, documentId);
      if (last && now() - last.getTime() < versionEveryMs) return;
      await insertVersion(query, { documentId, projectId, personId: null, name: null, state: folded });
      await dropOldVersions(query, documentId, versionsKept);
    }),
  announce: (ones, from) =>
    database.asStudioLoosely(async (query) => {
      for (let first = 0; first < ones.length; first += updatesInNotice)
        await notifyStored(query, writeNotice(ones.slice(first, first + updatesInNotice), from));
    }),
  listen: (onStored, onGap) =>
    database.listen(
      'workprint_documents',
      (payload) => {
        const { from, ones } = readNotice(payload);
        for (const one of ones) onStored(one, from);
      },
      onGap,
    ),
});
