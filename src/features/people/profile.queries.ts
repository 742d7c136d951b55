import type { Query } from '../../ports/database.ts';

const columns = ['id', 'name', 'email', 'image', 'tier', 'preferences', 'is_local_owner', 'created_at'] as const;

export const findProfile = (query: Query, personId: string) =>
  query.selectFrom('workprint.people').select(columns).where('id', '=', personId).executeTakeFirst();

export type ProfileRow = NonNullable<Awaited<ReturnType<typeof findProfile>>>;

export type ProfileChange = {
  readonly name?: string | undefined;
  readonly image?: string | null | undefined;
  readonly preferences?: unknown;
};

/** What is not named stays. */
export const changeProfile = async (query: Query, personId: string, change: ProfileChange): Promise<void> => {
  const { name, image, preferences } = change;
  const values = {
    ...(name !== undefined && { name }),
    ...(image !== undefined && { image }),
    ...(preferences !== undefined && { preferences: JSON.stringify(preferences) }),
  };
  if (Object.keys(values).length === 0) return;
  await query.updateTable('workprint.people').set(values).where('id', '=', personId).execute();
};
