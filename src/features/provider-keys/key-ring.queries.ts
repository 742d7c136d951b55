/** Keys as the studio finds them for a call. Sealed texts are read here and nowhere else. */
import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import type { KeyState } from '../../ports/key-ring.ts';

/** A key that may serve a payer. */
export type RingRow = {
  readonly id: string;
  readonly personId: string;
  readonly provider: string;
  readonly baseUrl: string | null;
  readonly verdict: KeyState | null;
  readonly testedAt: Date | null;
  readonly version: number;
  readonly isOwn: boolean;
  /** What its cap leaves of this month, reservations taken off; null: no cap. */
  readonly leftMicros: number | null;
  readonly limitMicros: number | null;
};

type Asked = {
  readonly personId: string;
  readonly projectId: string;
  /** `2026-11`. */
  readonly month: string;
};

/**
 * Active keys that the payer may use, in the order in which they are used: own before shared; of own ones those that are shared with another project last;
 * what worked most recently first. A shared key serves while its owner and the payer may both start work in the project.
 */
export const keysFor = async (
  query: Query,
  { personId, projectId, month }: Asked,
  provider: string | undefined,
): Promise<readonly RingRow[]> => {
  const { rows } = await sql<Omit<RingRow, 'leftMicros'> & { readonly leftMicros: string | null }>`
    select k.id, k.person_id as "personId", k.provider, k.base_url as "baseUrl", k.verdict, k.tested_at as "testedAt", k.version,
      k.person_id = ${personId}::uuid as "isOwn", k.monthly_cap_micros as "limitMicros",
      k.monthly_cap_micros - coalesce(p.spent_micros + p.reserved_micros, 0) as "leftMicros"
    from workprint.provider_keys k
      left join workprint.purses p on p.scope = 'key' and p.scope_id = k.id and p.period = ${month}
    where k.is_active and (${provider ?? null}::text is null or k.provider = ${provider ?? null})
      and (k.person_id = ${personId}::uuid or (k.project_id = ${projectId}::uuid and 2 = (
        select count(*) from workprint.project_members m
        where m.project_id = k.project_id and m.person_id in (k.person_id, ${personId}::uuid) and m.role >= 'editor')))
    order by k.person_id = ${personId}::uuid desc, coalesce(k.project_id = ${projectId}::uuid, true) desc,
      case k.verdict when 'works' then 0 when 'forbidden' then 2 else 1 end, k.tested_at desc nulls last, k.id`.execute(
    query,
  );
  return rows.map((row) => ({ ...row, leftMicros: row.leftMicros === null ? null : Number(row.leftMicros) }));
};

/** The key with which work was begun, whatever has become of it since; undefined: it was deleted. */
export const keyById = async (query: Query, id: string, provider: string): Promise<RingRow | undefined> => {
  const row = await query
    .selectFrom('workprint.provider_keys')
    .select([
      ...(['id', 'provider', 'verdict', 'version'] as const),
      ...(['person_id as personId', 'base_url as baseUrl', 'tested_at as testedAt'] as const),
    ])
    .where('id', '=', id)
    .where('provider', '=', provider)
    .executeTakeFirst();
  return row && { ...row, verdict: row.verdict as KeyState | null, isOwn: true, leftMicros: null, limitMicros: null };
};

/** The sealed text of a key as it is now; undefined: it was deleted. */
export const sealedKey = (
  query: Query,
  id: string,
): Promise<{ readonly sealed: string; readonly version: number } | undefined> =>
  query.selectFrom('workprint.provider_keys').select(['sealed', 'version']).where('id', '=', id).executeTakeFirst();

/** Notes that a key was used, once a minute at most. */
export const touchKey = async (query: Query, id: string, at: Date): Promise<void> => {
  await query
    .updateTable('workprint.provider_keys')
    .set({ last_used_at: at })
    .where('id', '=', id)
    .where((is) => is.or([is('last_used_at', 'is', null), is('last_used_at', '<', new Date(at.getTime() - 60_000))]))
    .execute();
};

/** Notes what a call found out, once a minute at most while it stays the same; `version`: of the key that was used, where it is known. */
export const noteFinding = async (
  query: Query,
  found: { readonly id: string; readonly verdict: KeyState; readonly at: Date; readonly version: number | undefined },
): Promise<void> => {
  const row = query
    .updateTable('workprint.provider_keys')
    .set({ verdict: found.verdict, tested_at: found.at })
    .where('id', '=', found.id)
    .where((is) =>
      is.or([
        is('verdict', 'is', null),
        is('verdict', '<>', found.verdict),
        is('tested_at', '<', new Date(found.at.getTime() - 60_000)),
      ]),
    );
  await (found.version === undefined ? row : row.where('version', '=', found.version)).execute();
};

/** Whether the person owns this machine's studio. */
export const isLocalOwner = async (query: Query, personId: string): Promise<boolean> => {
  const row = await query
    .selectFrom('workprint.people')
    .select('id')
    .where('id', '=', personId)
    .where('is_local_owner', '=', true)
    .executeTakeFirst();
  return row !== undefined;
};
