/** What sign-in asks the database by itself, as workprint_auth; the rest is better-auth's. */
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../ports/tables.types.ts';

export type AuthDatabase = Kysely<Tables>;

/** The session of a token, while it lasts. */
export const findSession = async (
  database: AuthDatabase,
  token: string,
): Promise<{ id: string; personId: string } | undefined> =>
  database
    .selectFrom('workprint.sessions')
    .select(['id', 'person_id as personId'])
    .where('token', '=', token)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();

/** A session ends. Nothing happens when there is none. */
export const endSession = async (database: AuthDatabase, token: string): Promise<void> => {
  await database.deleteFrom('workprint.sessions').where('token', '=', token).execute();
};

export type KeyRow = { readonly id: string; readonly personId: string; readonly permissions: string | null };

/** The key of a hash, while it is enabled and lasts. */
export const findKey = async (database: AuthDatabase, keyHash: string): Promise<KeyRow | undefined> =>
  database
    .selectFrom('workprint.personal_keys')
    .select(['id', 'person_id as personId', 'permissions'])
    .where('key_hash', '=', keyHash)
    .where('is_enabled', '=', true)
    .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', sql<Date>`now()`)]))
    .executeTakeFirst();

/** Notes that a key was used, once a minute at most. */
export const touchKey = async (database: AuthDatabase, keyId: string): Promise<void> => {
  await database
    .updateTable('workprint.personal_keys')
    .set({ used_at: sql<Date>`now()` })
    .where('id', '=', keyId)
    .where((is) => is.or([is('used_at', 'is', null), is('used_at', '<', sql<Date>`now() - interval '1 minute'`)]))
    .execute();
};

/** How many keys a person has. */
export const countKeys = async (database: AuthDatabase, personId: string): Promise<number> => {
  const row = await database
    .selectFrom('workprint.personal_keys')
    .select(({ fn }) => fn.countAll<number>().as('keys'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return Number(row.keys);
};

/** The person of an e-mail, if there is one. */
export const findPerson = async (database: AuthDatabase, email: string): Promise<string | undefined> =>
  (
    await database
      .selectFrom('workprint.people')
      .select('id')
      .where('email', '=', email.toLowerCase())
      .executeTakeFirst()
  )?.id;

/** The local owner, made when there is nobody at all; undefined when there are people but no local owner. */
export const findOrMakeLocalOwner = async (
  database: AuthDatabase,
  owner: { readonly name: string; readonly email: string },
): Promise<string | undefined> => {
  await sql`
    insert into workprint.people (name, email, email_verified, is_local_owner)
    select ${owner.name}, ${owner.email}, true, true where not exists (select from workprint.people)
    on conflict do nothing`.execute(database);
  const row = await database
    .selectFrom('workprint.people')
    .select('id')
    .where('is_local_owner', '=', true)
    .executeTakeFirst();
  return row?.id;
};

/** What the operator set, if they did; true: people may sign up. */
export const readSignUpSetting = async (database: AuthDatabase): Promise<boolean | undefined> => {
  const row = await database
    .selectFrom('workprint.studio_settings')
    .select('value')
    .where('name', '=', 'sign-up')
    .executeTakeFirst();
  return row === undefined ? undefined : row.value === 'open';
};

export type SignInEvent = {
  readonly personId: string;
  readonly action: string;
  readonly subject: string;
  readonly ipAddress: string | undefined;
};

/** Puts what happened at the door into the audit log. */
export const recordSignIn = async (database: AuthDatabase, event: SignInEvent): Promise<void> => {
  await database
    .insertInto('workprint.audit_log')
    .values({
      person_id: event.personId,
      action: event.action,
      subject: event.subject,
      ip_address: event.ipAddress || null,
    })
    .execute();
};
