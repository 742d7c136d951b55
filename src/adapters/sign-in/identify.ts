/** From the headers of a request to a person: the fast path of every request, so it asks the database little and remembers for a second. */
import { z } from 'zod';
import type { Absence, Identity } from '../../ports/sign-in.ts';
import { cookieOf, hashOfKey, keyOf, tokenUnderAny } from './credentials.ts';
import type { RecentCallers } from './recent-callers.ts';
import { type AuthDatabase, findKey, findSession, type KeyRow, touchKey } from './sign-in.queries.ts';

export const scopes = ['read', 'write', 'run', 'manage'] as const;
export type Scope = (typeof scopes)[number];

const permissions = z.object({ studio: z.array(z.enum(scopes)) });

/** The scopes a key was made with; what cannot be read gives none. */
const scopesOf = (key: KeyRow): readonly Scope[] => {
  try {
    return permissions.parse(JSON.parse(key.permissions ?? 'null')).studio;
  } catch {
    return [];
  }
};

export type IdentifyParts = {
  readonly database: AuthDatabase;
  /** The one that signs, then those before it. */
  readonly secrets: readonly string[];
  readonly cookieName: string;
  readonly recent: RecentCallers;
  readonly isFromOurPages: (headers: Headers) => boolean;
  /** A key's last use could not be noted; the request goes on. */
  readonly onUnnoted: (error: unknown) => void;
};

/** Makes `SignIn.identify`. */
export const makeIdentify = ({ database, secrets, cookieName, recent, isFromOurPages, onUnnoted }: IdentifyParts) => {
  const byKey = async (key: string): Promise<Identity | undefined> => {
    const keyHash = hashOfKey(key);
    const row = keyHash === undefined ? undefined : await findKey(database, keyHash);
    if (!row) return undefined;
    touchKey(database, row.id).catch(onUnnoted);
    return { personId: row.personId, via: 'key', keyId: row.id, scopes: scopesOf(row) };
  };

  const byCookie = async (value: string): Promise<Identity | undefined> => {
    const token = tokenUnderAny(value, secrets);
    const row = token === undefined ? undefined : await findSession(database, token);
    return row && { personId: row.personId, via: 'session', sessionId: row.id, scopes };
  };

  return async (headers: Headers): Promise<Identity | undefined> => {
    const key = keyOf(headers);
    // Remembered by what they came as: a key in a cookie is nobody's.
    if (key !== undefined) return recent.find(`key ${key}`, () => byKey(key));
    const header = headers.get('cookie');
    const value = header === null ? undefined : cookieOf(header, cookieName);
    // A cookie comes along whoever wrote the page that asks.
    if (value === undefined || !isFromOurPages(headers)) return undefined;
    return recent.find(`cookie ${value}`, () => byCookie(value));
  };
};

/** Why these headers, of which `identify` made nobody, are nobody's: read off them alone, so it tells nothing of any key or session. */
export const absenceOf = (
  headers: Headers,
  { cookieName, isFromOurPages }: Pick<IdentifyParts, 'cookieName' | 'isFromOurPages'>,
): Absence => {
  if (keyOf(headers) !== undefined) return 'unknown-key';
  const cookies = headers.get('cookie');
  if (cookies !== null && cookieOf(cookies, cookieName) !== undefined)
    return isFromOurPages(headers) ? 'ended-session' : 'foreign-page';
  return headers.get('authorization') === null ? 'nothing' : 'other-scheme';
};
