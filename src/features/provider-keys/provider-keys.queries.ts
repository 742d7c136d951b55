/** Rows of keys as their person sees and changes them. The sealed text can be written by a person and read by the studio alone. */
import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import type { KeyState } from '../../ports/key-ring.ts';

export type ProviderKeyRow = {
  readonly id: string;
  readonly personId: string;
  readonly projectId: string | null;
  readonly provider: string;
  readonly name: string;
  readonly lastFour: string;
  readonly baseUrl: string | null;
  readonly monthlyCapMicros: number | null;
  readonly isActive: boolean;
  readonly verdict: KeyState | null;
  readonly testedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
};

const columns = [
  'id',
  'person_id as personId',
  'project_id as projectId',
  'provider',
  'name',
  'last_four as lastFour',
  'base_url as baseUrl',
  'monthly_cap_micros as monthlyCapMicros',
  'is_active as isActive',
  'verdict',
  'tested_at as testedAt',
  'last_used_at as lastUsedAt',
  'version',
  'created_at as createdAt',
] as const;

type Selected = Omit<ProviderKeyRow, 'verdict' | 'monthlyCapMicros'> & {
  readonly verdict: string | null;
  readonly monthlyCapMicros: number | string | bigint | null;
};
const rowOf = (row: Selected): ProviderKeyRow => ({
  ...row,
  // A check of the table allows no other words.
  verdict: row.verdict as KeyState | null,
  monthlyCapMicros: row.monthlyCapMicros === null ? null : Number(row.monthlyCapMicros),
});

/** An id for a row that is still to be made; the key is sealed to it. */
export const newKeyId = async (query: Query): Promise<string> => {
  const { rows } = await sql<{ id: string }>`select workprint.new_id() as id`.execute(query);
  if (!rows[0]) throw new Error('The database made no id.');
  return rows[0].id;
};

export type NewProviderKey = Pick<
  ProviderKeyRow,
  'id' | 'personId' | 'projectId' | 'provider' | 'name' | 'lastFour' | 'baseUrl' | 'monthlyCapMicros' | 'isActive'
> & { readonly sealed: string };

/** Undefined: the person has a key of this name for this provider. */
export const insertKey = async (query: Query, made: NewProviderKey): Promise<ProviderKeyRow | undefined> => {
  const row = await query
    .insertInto('workprint.provider_keys')
    .values({
      ...{ id: made.id, person_id: made.personId, project_id: made.projectId, provider: made.provider },
      ...{ name: made.name, sealed: made.sealed, last_four: made.lastFour, base_url: made.baseUrl },
      ...{ monthly_cap_micros: made.monthlyCapMicros, is_active: made.isActive },
    })
    .onConflict((on) => on.columns(['person_id', 'provider', 'name']).doNothing())
    .returning(columns)
    .executeTakeFirst();
  return row && rowOf(row);
};

/** The asking person's own, by provider, oldest first. */
export const listKeys = async (query: Query, provider: string | undefined): Promise<readonly ProviderKeyRow[]> => {
  const all = query.selectFrom('workprint.provider_keys').select(columns).orderBy('provider').orderBy('id');
  return (await (provider === undefined ? all : all.where('provider', '=', provider)).execute()).map(rowOf);
};

export const findOwnKey = async (query: Query, id: string): Promise<ProviderKeyRow | undefined> => {
  const row = await query.selectFrom('workprint.provider_keys').select(columns).where('id', '=', id).executeTakeFirst();
  return row && rowOf(row);
};

/** How many keys the asking person has. */
export const countKeys = async (query: Query): Promise<number> => {
  const { count } = await query
    .selectFrom('workprint.provider_keys')
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};

export type KeyChange = {
  readonly name?: string | undefined;
  readonly projectId?: string | null | undefined;
  readonly baseUrl?: string | null | undefined;
  readonly monthlyCapMicros?: number | null | undefined;
  readonly isActive?: boolean | undefined;
  /** A new secret: what was found out about the one before it is forgotten. */
  readonly secret?: { readonly sealed: string; readonly lastFour: string } | undefined;
};

const isNameTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505';

/** `stale`: the key is no longer at this version; `taken`: another of the person's keys has the name, and the transaction is over. */
export const changeKey = async (
  query: Query,
  id: string,
  version: number,
  { name, projectId, baseUrl, monthlyCapMicros, isActive, secret }: KeyChange,
): Promise<ProviderKeyRow | 'stale' | 'taken'> => {
  const isElsewhere = secret !== undefined || baseUrl !== undefined;
  const changed = query
    .updateTable('workprint.provider_keys')
    .set({
      version: version + 1,
      ...(name !== undefined && { name }),
      ...(projectId !== undefined && { project_id: projectId }),
      ...(baseUrl !== undefined && { base_url: baseUrl }),
      ...(monthlyCapMicros !== undefined && { monthly_cap_micros: monthlyCapMicros }),
      ...(isActive !== undefined && { is_active: isActive }),
      ...(secret && { sealed: secret.sealed, last_four: secret.lastFour }),
      ...(isElsewhere && { verdict: null, tested_at: null }),
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(columns);
  try {
    const row = await changed.executeTakeFirst();
    return row ? rowOf(row) : 'stale';
  } catch (error) {
    if (isNameTaken(error)) return 'taken';
    throw error;
  }
};

export const deleteKey = async (query: Query, id: string): Promise<void> => {
  await query.deleteFrom('workprint.provider_keys').where('id', '=', id).execute();
};

/** Notes how a test went, unless the key was changed meanwhile. */
export const noteTest = async (
  query: Query,
  tested: { readonly id: string; readonly version: number; readonly verdict: KeyState; readonly at: Date },
): Promise<void> => {
  await query
    .updateTable('workprint.provider_keys')
    .set({ verdict: tested.verdict, tested_at: tested.at })
    .where('id', '=', tested.id)
    .where('version', '=', tested.version)
    .execute();
};
