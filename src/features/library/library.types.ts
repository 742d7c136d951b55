/** What the library needs of the studio: ports, and the few numbers an operator may set. Given by main. */
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../../ports/database.ts';
import type { Intake } from '../../ports/intake.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Queue } from '../../ports/queue.ts';
import type { MediaLinks } from '../storage/storage.ts';
import type { RoomWatch } from './room-watch.ts';

export type LibraryLimits = {
  /** Largest file of a form. */
  readonly formBytes: number;
  /** Largest upload in pieces, and largest file fetched from an address. */
  readonly uploadBytes: number;
  /** Bytes one person may keep unless their own row says otherwise; undefined: no limit. */
  readonly storageBytes: number | undefined;
  /** Uploads one person may have under way. */
  readonly openUploads: number;
  /** How long an upload may rest before it is given up. */
  readonly uploadLifetimeMs: number;
  /** A writer that has not flushed for so long has lost its upload. */
  readonly writerLeaseMs: number;
};

export const usualLibraryLimits: LibraryLimits = {
  formBytes: 100 * 1024 ** 2,
  uploadBytes: 64 * 1024 ** 3,
  storageBytes: undefined,
  openUploads: 20,
  uploadLifetimeMs: 24 * 3600 * 1000,
  writerLeaseMs: 20_000,
};

export type LibraryParts = {
  readonly database: Database;
  readonly queue: Queue;
  readonly objects: ObjectStore;
  readonly intake: Intake;
  readonly room: RoomWatch;
  readonly clock: Clock;
  readonly limits: LibraryLimits;
  readonly links: MediaLinks;
  /** Throws `url-refused` for an address that nothing will ever be fetched from. */
  readonly vetUrl: (url: string) => void;
};
