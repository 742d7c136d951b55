/**
 * Who was recognised a moment ago. Asking the database for the same cookie at every request of a page would double its work; a second is
 * short enough that what was revoked on another server is over almost at once. Nobody's credentials are remembered as wrong.
 */
import type { Identity } from '../../ports/sign-in.ts';

const lifetimeMs = 1000;
const mostEntries = 10_000;

type Entry = { readonly found: Promise<Identity | undefined>; readonly until: number; personId?: string };

export type RecentCallers = {
  /** What `look` finds for this credential, asked once a second at most. */
  find(credential: string, look: () => Promise<Identity | undefined>): Promise<Identity | undefined>;
  forget(personId: string): void;
  clear(): void;
};

/** `now` in milliseconds that only grow. */
export const rememberCallers = (now: () => number = () => performance.now()): RecentCallers => {
  const entries = new Map<string, Entry>();

  const makeRoom = (): void => {
    // The oldest stand first: a map keeps the order of its insertions.
    for (const [credential, { until }] of entries) {
      if (until > now() && entries.size < mostEntries) return;
      entries.delete(credential);
    }
  };

  return {
    find: (credential, look) => {
      const known = entries.get(credential);
      if (known && known.until > now()) return known.found;
      entries.delete(credential);
      makeRoom();
      const entry: Entry = { found: look(), until: now() + lifetimeMs };
      entries.set(credential, entry);
      const drop = (): void => {
        if (entries.get(credential) === entry) entries.delete(credential);
      };
      entry.found.then((identity) => {
        if (identity) entry.personId = identity.personId;
        else drop();
      }, drop);
      return entry.found;
    },
    forget: (personId) => {
      // One that is still being looked up may be of this person too.
      for (const [credential, entry] of entries)
        if (entry.personId === undefined || entry.personId === personId) entries.delete(credential);
    },
    clear: () => entries.clear(),
  };
};
