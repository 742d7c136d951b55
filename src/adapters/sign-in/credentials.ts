/** What a request brings to prove who sent it, read and checked as far as that goes without asking anybody. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A key as we make them: its prefix and 64 letters. */
const keyShape = /^wp_[A-Za-z]{64}$/;

/** What a key is known by in the database: SHA-256, base64url, as @better-auth/api-key keeps it. */
export const hashOfKey = (key: string): string | undefined =>
  keyShape.test(key) ? createHash('sha256').update(key).digest('base64url') : undefined;

/** The key that a request brings: in `x-api-key`, or as a bearer token, as most clients send one. */
export const keyOf = (headers: Headers): string | undefined =>
  headers.get('x-api-key') ?? /^bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1];

/** The value of a cookie as it was sent; undefined when there is none. Of two with one name the first counts, as in better-auth. */
export const cookieOf = (header: string, name: string): string | undefined => {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
};

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/**
 * The session's token out of a signed cookie `<token>.<HMAC-SHA256 in base64>`; undefined when the signature is not ours. So a copy of the
 * table of sessions opens nothing.
 */
export const tokenOfCookie = (value: string, secret: string): string | undefined => {
  const signed = decoded(value);
  const at = signed?.lastIndexOf('.') ?? -1;
  if (signed === undefined || at < 1) return undefined;
  const token = signed.slice(0, at);
  const signature = Buffer.from(signed.slice(at + 1), 'base64');
  const right = createHmac('sha256', secret).update(token).digest();
  return signature.length === right.length && timingSafeEqual(signature, right) ? token : undefined;
};

/** The token of a cookie that was signed with any of these secrets; undefined: with none of them. */
export const tokenUnderAny = (value: string, secrets: readonly string[]): string | undefined => {
  for (const secret of secrets) {
    const token = tokenOfCookie(value, secret);
    if (token !== undefined) return token;
  }
  return undefined;
};

/**
 * The cookies of a header with this one signed anew, if it was signed with a secret before the present one, which stands first: so that whoever knows
 * the present secret alone reads it too.
 */
export const presentCookies = (header: string, name: string, secrets: readonly string[]): string => {
  const [present = ''] = secrets;
  const value = cookieOf(header, name);
  if (value === undefined || tokenOfCookie(value, present) !== undefined) return header;
  const token = tokenUnderAny(value, secrets);
  if (token === undefined) return header;
  const signature = createHmac('sha256', present).update(token).digest('base64');
  const others = header.split(';').filter((pair) => pair.slice(0, pair.indexOf('=')).trim() !== name);
  return [`${name}=${encodeURIComponent(`${token}.${signature}`)}`, ...others.map((pair) => pair.trim())].join('; ');
};
