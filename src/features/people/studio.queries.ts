import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

/** Opens or closes the studio to new people; false: the one asking may not. */
export const setSignUp = async (query: Query, isOpen: boolean): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`select workprint.set_sign_up(${isOpen}) as done`.execute(query);
  return rows[0]?.done === true;
};
