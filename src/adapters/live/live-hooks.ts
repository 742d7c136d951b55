/** What happens on the way of a message: who is it, may they, is it an update at all; stored, and only then applied and acknowledged. */
import type { Configuration } from '@hocuspocus/server';
import { applyUpdate, decodeUpdate, snapshot, snapshotContainsUpdate } from 'yjs';
import { WorkprintError } from '../../domain/errors.ts';
import type { DocumentStore } from '../../ports/document-store.ts';
import type { Announcer } from './announcer.ts';
import { storedElsewhere } from './follow-others.ts';
import { noLongerAllowed } from './keep-authorised.ts';
import type { LiveOptions, LivePerson } from './live.ts';

export type LiveContext = { person: LivePerson | undefined };

/** Kinds of y-protocols/sync messages that carry changes: the answer to what the server lacked, and a change as it happens. */
const syncAnswer = 1;
const syncUpdate = 2;

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Registered for RFC 6455 as “try again later”. */
const tryLater = { code: 1013, reason: 'The studio cannot store changes just now.' };

/** Updates since the last folding after which a document is folded again. */
const foldAfter = 200;

/** An error whose reason the page is told. Without a message, since the package writes messages to the console. */
const refusal = (reason: string): Error & { reason: string } => Object.assign(new Error(), { reason });

/**
 * A document stays in memory for a while after its last visitor: pages reload. It must also stay while somebody is on the way in. Hocuspocus
 * hands a newcomer the document that it is about to drop, and they would then hear nothing from anybody (seen in PF4).
 */
const lingersMs = 10_000;

export const liveHooks = ({
  store,
  identifyKey,
  announcer,
  log,
}: Pick<LiveOptions, 'identifyKey' | 'log'> & { store: DocumentStore; announcer: Announcer }): Partial<
  Configuration<LiveContext>
> => {
  const unfolded = new Map<string, number>();
  const lastArrivals = new Map<string, number>();
  const fold = (documentId: string): void => {
    unfolded.delete(documentId);
    void store
      .compact(documentId)
      .catch((error: unknown) => log.warn('A document could not be folded', { documentId, error }));
  };
  return {
    onAuthenticate: async ({ documentName, token, context, connectionConfig }) => {
      const person = context.person ?? (token ? await identifyKey(token) : undefined);
      if (!person) throw refusal('unauthenticated');
      const role = uuid.test(documentName) ? await store.roleOf(person.personId, documentName) : undefined;
      if (!role) throw refusal('not-found');
      lastArrivals.set(documentName, performance.now());
      connectionConfig.readOnly = !person.mayWrite || role === 'viewer';
      return { person };
    },
    onLoadDocument: async ({ document, documentName, context }) => {
      const { updates } = await store.load(context.person?.personId ?? '', documentName);
      for (const update of updates) applyUpdate(document, update, storedElsewhere);
    },
    // Everybody sees who somebody is, and nobody can say they are another.
    beforeHandleAwareness: async ({ states, context }) => {
      const person = context?.person;
      for (const state of states.values()) if (person) state.person = { id: person.personId, name: person.name };
    },
    beforeSync: async ({ type, payload, connection, document, documentName, context }) => {
      if ((type !== syncAnswer && type !== syncUpdate) || connection.readOnly) return;
      decodeUpdate(payload); // throws on what is no update, before it is stored
      // The answer of a page that was away for a moment mostly holds nothing new.
      if (type === syncAnswer && snapshotContainsUpdate(snapshot(document), payload)) return;
      const { person } = context;
      if (!person) throw refusal('unauthenticated');
      try {
        const updateId = await store.append(person.personId, documentName, payload);
        announcer.add({ documentId: documentName, updateId });
      } catch (error) {
        // Not stored, so not acknowledged: the page keeps the change and sends it again when it is back.
        const isRefused = error instanceof WorkprintError && error.code === 'forbidden';
        if (isRefused) connection.close(noLongerAllowed);
        // The whole socket: pages come back by themselves after that, and send again what was not acknowledged.
        else connection.webSocket.close(tryLater.code, tryLater.reason);
        throw error;
      }
      const count = (unfolded.get(documentName) ?? 0) + 1;
      unfolded.set(documentName, count);
      if (count >= foldAfter) fold(documentName);
    },
    beforeUnloadDocument: async ({ instance, document, documentName }) => {
      const sinceMs = performance.now() - (lastArrivals.get(documentName) ?? 0);
      if (sinceMs >= lingersMs) return;
      setTimeout(() => void instance.unloadDocument(document), lingersMs - sinceMs + 1).unref();
      throw new Error(); // not now
    },
    afterUnloadDocument: async ({ documentName }) => {
      lastArrivals.delete(documentName);
      if (unfolded.has(documentName)) fold(documentName);
    },
  };
};
