import type { Query } from '../../ports/database.ts';

/** Bytes of all assets of all people. */
export const storedBytes = async (query: Query): Promise<number> => {
  const { bytes } = await query
    .selectFrom('workprint.storage_used')
    .select((of) => of.fn.sum<number | null>('bytes').as('bytes'))
    .executeTakeFirstOrThrow();
  return Number(bytes ?? 0);
};
