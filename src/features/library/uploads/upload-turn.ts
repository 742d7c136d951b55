/**
 * The right to write to an upload: one request at a time, on whichever server. It is a lease in the row, renewed while bytes come, and every
 * change of the row asks for it: a server that slept past it changes nothing.
 */
import { randomUUID } from 'node:crypto';
import type { LibraryParts } from '../library.types.ts';
import { refuse } from './tus-headers.ts';
import { endTurn, renewTurn, takeTurn, type UploadRow } from './uploads.queries.ts';

export type UploadTurn = {
  readonly row: UploadRow;
  readonly writer: string;
  /** The last writer let go itself: nobody else can be writing to the same piece. */
  readonly isFree: boolean;
};

/** Throws `upload-locked` (423) while somebody else writes. */
export const startTurn = async (
  { database, limits }: Pick<LibraryParts, 'database' | 'limits'>,
  personId: string,
  id: string,
): Promise<UploadTurn> => {
  const writer = randomUUID();
  const turn = await database.asPerson(personId, (query) => takeTurn(query, id, writer, limits.writerLeaseMs));
  if (!turn)
    throw refuse('upload-locked', 'Another request sends to this upload just now; try again in a few seconds.', {
      'retry-after': '5',
    });
  return { ...turn, writer };
};

/** The turn was lost to somebody else, since nothing was heard of this one for too long. */
export const turnLost = () =>
  refuse('upload-locked', 'This request was silent for too long and lost its upload to another one.');

/** Gives the turn back; when that fails it runs out by itself. */
export const giveBack = async (
  { database }: Pick<LibraryParts, 'database'>,
  personId: string,
  { row, writer }: UploadTurn,
): Promise<void> => {
  await database.asPerson(personId, (query) => endTurn(query, row.id, writer));
};

/** Renews the turn while `work` does what sends no bytes. */
export const keepingTurn = async <T>(
  { database, limits }: Pick<LibraryParts, 'database' | 'limits'>,
  personId: string,
  { row, writer }: UploadTurn,
  work: () => Promise<T>,
): Promise<T> => {
  const { writerLeaseMs: leaseMs } = limits;
  const renew = (): void => {
    // A renewal that fails is made up for by the next; when all fail, the next change of the row says so.
    database.asPerson(personId, (query) => renewTurn(query, row.id, writer, leaseMs)).catch(() => undefined);
  };
  const timer = setInterval(renew, leaseMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
};
