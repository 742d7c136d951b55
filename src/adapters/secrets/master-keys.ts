/** The keys of a studio: one that seals, and those before it, which still open. Each is known by a fingerprint that says nothing of it. */
import { hkdfSync } from 'node:crypto';

/** Each key has 32 bytes. */
export type MasterKeys = { readonly present: Uint8Array; readonly former: readonly Uint8Array[] };

/** The keys as they are now: asked at each use, so that a server goes over to a new key while it runs. */
export type MasterKeySource = () => MasterKeys;

/** Twelve letters, digits, dashes or underscores that name a key in what it sealed. */
export const fingerprintOf = (masterKey: Uint8Array): string =>
  Buffer.from(hkdfSync('sha256', masterKey, '', 'workprint fingerprint', 9)).toString('base64url');

/** Throws when a key has not 32 bytes. */
export const checkedKeys = (keys: MasterKeys): MasterKeys => {
  if ([keys.present, ...keys.former].some((key) => key.length !== 32))
    throw new Error('The master key must have 32 bytes.');
  return keys;
};
