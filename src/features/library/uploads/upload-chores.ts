/** What is left of uploads whose client or server never came back. Expired rows are taken by the storage's own sweep. */

import { WorkprintError } from '../../../domain/errors.ts';
import type { Log } from '../../../ports/log.ts';
import type { Chore } from '../../storage/storage.ts';
import type { LibraryParts } from '../library.types.ts';
import { finishLater } from './finish-upload.ts';
import { knownUploads, unfinishedUploads } from './uploads.queries.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const atOnce = 100;

/** Makes the assets of whole uploads whose server died; gives how many. */
export const finishAbandoned = async (parts: LibraryParts, log: Log, signal: AbortSignal): Promise<number> => {
  let finished = 0;
  for (const { id, person_id } of await parts.database.asStudio((query) => unfinishedUploads(query, atOnce))) {
    signal.throwIfAborted();
    try {
      if ((await finishLater(parts, person_id, id)) !== undefined) finished++;
    } catch (error) {
      // Somebody else has it, its person may no longer add to the project, the disk is full: the next turn looks again.
      if (!(error instanceof WorkprintError)) throw error;
      log.info('An upload could not be finished yet', { code: error.code, personId: person_id });
    }
  }
  return finished;
};

/** Removes bytes of uploads that no row knows, and received files that nobody took. Bytes come after their row, so none is taken too soon. */
export const removeLeftovers = async ({
  database,
  intake,
}: Pick<LibraryParts, 'database' | 'intake'>): Promise<number> => {
  const ids = (await intake.uploads()).filter((id) => /^[0-9a-f-]{36}$/.test(id));
  const known = await database.asStudio((query) => knownUploads(query, ids));
  const unknown = ids.filter((id) => !known.has(id));
  for (const id of unknown) await intake.removeUpload(id);
  return unknown.length + (await intake.sweepReceived(dayMs));
};

/** Chores for the worker to run on time. What they do may be done by several servers at once. */
export const libraryChores = (parts: LibraryParts & { readonly log: Log }): readonly Chore[] => [
  {
    ...{ name: 'finish-uploads', everyMs: minuteMs },
    run: async (signal) => {
      await finishAbandoned(parts, parts.log, signal);
    },
  },
  {
    ...{ name: 'upload-leftovers', everyMs: 60 * minuteMs },
    run: async () => {
      await removeLeftovers(parts);
    },
  },
];
