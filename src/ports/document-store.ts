/** Where live documents are kept: an update is durable before anybody is told that it was taken. */
export type DocumentRole = 'viewer' | 'editor' | 'owner';

/** A document as it must be put together: apply all of them, in any order. */
export type StoredDocument = { readonly updates: readonly Uint8Array[] };

/** An update somebody else stored: on this server by the API, or on another server. */
export type StoredElsewhere = { readonly documentId: string; readonly updateId: number };

export interface DocumentStore {
  /** What this person may do; undefined when they may not know of it, or when it was deleted. */
  roleOf(personId: string, documentId: string): Promise<DocumentRole | undefined>;
  /** The same for many at once, for connections that stay open: answers in the order of the questions. */
  rolesOf(
    ones: readonly { readonly personId: string; readonly documentId: string }[],
  ): Promise<readonly (DocumentRole | undefined)[]>;
  load(personId: string, documentId: string): Promise<StoredDocument>;
  /** Durable when it resolves; returns the id of the update. Throws `forbidden` when the person may no longer write. */
  append(personId: string, documentId: string, change: Uint8Array): Promise<number>;
  /** One update by its id; undefined when it was folded in already. */
  read(documentId: string, updateId: number): Promise<Uint8Array | undefined>;
  /** Everything again, for a server that may have missed notices. */
  reload(documentId: string): Promise<StoredDocument>;
  /** Folds the updates into one state, and keeps a version now and then. Any number of servers may do it at once. */
  compact(documentId: string): Promise<void>;
  /** Tells the other servers; several of a moment together. */
  announce(ones: readonly StoredElsewhere[], from: string): Promise<void>;
  /** Calls `onStored` for what others announced, `onGap` when notices may have been missed. */
  listen(onStored: (one: StoredElsewhere, from: string) => void, onGap: () => void): Promise<() => Promise<void>>;
}
