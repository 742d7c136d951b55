/** Who is at the other end of a live connection, in the words of the live server. */
import type { Database } from '../../ports/database.ts';
import type { Caller } from '../api/api.ts';
import { nameOfPerson } from './documents.queries.ts';

export type LivePerson = { readonly personId: string; readonly name: string; readonly mayWrite: boolean };

/** Undefined: nobody, somebody who is gone, or a key that may not even read. */
export const livePerson = async (
  database: Pick<Database, 'asPerson'>,
  caller: Caller | undefined,
): Promise<LivePerson | undefined> => {
  if (!caller?.scopes.includes('read')) return undefined;
  const { personId, scopes } = caller;
  const name = await database.asPerson(personId, (query) => nameOfPerson(query, personId));
  return name === undefined ? undefined : { personId, name, mayWrite: scopes.includes('write') };
};
