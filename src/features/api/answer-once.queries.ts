import type { Query } from '../../ports/database.ts';

export type Claim = {
  readonly personId: string;
  readonly key: string;
  readonly route: string;
  readonly bodyHash: string;
};
export type KnownAnswer = {
  readonly route: string;
  readonly bodyHash: string;
  readonly status: number;
  readonly data: unknown;
};

/** Undefined: the key is ours now, until the transaction ends. Waits while another transaction holds it. */
export const claimKey = async (
  query: Query,
  { personId, key, route, bodyHash }: Claim,
): Promise<KnownAnswer | undefined> => {
  const claimed = await query
    .insertInto('workprint.idempotency_keys')
    .values({ person_id: personId, key, route, body_hash: bodyHash })
    .onConflict((conflict) => conflict.columns(['person_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed) return undefined;
  const row = await query
    .selectFrom('workprint.idempotency_keys')
    .select(['route', 'body_hash', 'status', 'answer'])
    .where('person_id', '=', personId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return {
    route: row.route,
    bodyHash: row.body_hash,
    status: row.status ?? 200,
    data: JSON.parse(row.answer ?? 'null'),
  };
};

/** Keeps the answer beside the claim; both commit with the effect. */
export const keepAnswer = async (
  query: Query,
  { personId, key }: Claim,
  { status, data }: { readonly status: number; readonly data: unknown },
): Promise<void> => {
  await query
    .updateTable('workprint.idempotency_keys')
    .set({ status, answer: JSON.stringify(data ?? null) })
    .where('person_id', '=', personId)
    .where('key', '=', key)
    .execute();
};
