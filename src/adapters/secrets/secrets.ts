/**
 * Sealing under the master key. Every sealed text has its own random salt and its own key, derived by scrypt; what it belongs to is
 * authenticated with it, so that a sealed text copied to another row opens nowhere. While the master key is rotated, texts and signatures of the
 * keys before it still hold.
 */
import { createHmac, hkdfSync, scryptSync, timingSafeEqual } from 'node:crypto';
import { WorkprintError } from '../../domain/errors.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { checkedKeys, fingerprintOf, type MasterKeySource } from './master-keys.ts';
import { openText, prefixOf, readSealed, type Sealed, sealText } from './seal.ts';

export { keyFileOf, readKeyFile, replaceKeyFile } from './key-file.ts';
export { loadMasterKey, type MasterKeyPlace, openMasterKeys } from './master-key.ts';
export type { MasterKeySource, MasterKeys } from './master-keys.ts';

/**
 * The master key has 256 random bits, so scrypt protects nothing by being slow here; the smallest usual cost keeps opening under 10 ms.
 * Keys of salts that were used lately are remembered.
 */
const scryptCost = { N: 4096, r: 8, p: 1 };
const mostRemembered = 1000;

export type SecretsOptions = {
  /** How a key of 32 bytes comes of a master key and a salt; default scrypt. The proof that no nonce repeats takes a quicker one. */
  readonly derive?: (masterKey: Uint8Array, salt: Buffer) => Buffer;
};

export type MasterSecrets = Secrets & {
  /** What texts under the present key begin with: whatever begins otherwise waits for its rotation. */
  presentPrefix(): string;
  /** Signatures of the keys before the present one, newest first, as `sign` made them then. */
  formerSignatures(purpose: string, text: string): readonly string[];
};

/** Remembers what was made last, up to a number. */
const remembering = (make: (name: string, masterKey: Uint8Array, salt: Buffer) => Buffer) => {
  const known = new Map<string, Buffer>();
  return (name: string, masterKey: Uint8Array, salt: Buffer): Buffer => {
    const key = known.get(name) ?? make(name, masterKey, salt);
    // What was used last stands last, and the first goes.
    known.delete(name);
    known.set(name, key);
    const [oldest] = known.keys();
    if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
    return key;
  };
};

/** `keys`: one master key of 32 bytes, or where to ask for the keys there are now. */
export const createSecrets = (keys: Uint8Array | MasterKeySource, options: SecretsOptions = {}): MasterSecrets => {
  const { derive = (masterKey, salt) => scryptSync(masterKey, salt, 32, scryptCost) } = options;
  const source: MasterKeySource = typeof keys === 'function' ? keys : () => ({ present: keys, former: [] });
  const now: MasterKeySource = () => checkedKeys(source());
  now();
  const fingerprints = new WeakMap<Uint8Array, string>();
  const fingerprint = (key: Uint8Array): string => {
    const known = fingerprints.get(key) ?? fingerprintOf(key);
    fingerprints.set(key, known);
    return known;
  };
  const remember = remembering((_name, masterKey, salt) => derive(masterKey, salt));
  const keyOfSalt = (masterKey: Uint8Array, salt: Buffer): Buffer =>
    remember(`${fingerprint(masterKey)} ${salt.toString('base64')}`, masterKey, salt);

  const keysOfPurposes = new Map<string, Buffer>();
  const signUnder = (masterKey: Uint8Array, purpose: string, text: string): string => {
    const name = `${fingerprint(masterKey)} ${purpose}`;
    const key =
      keysOfPurposes.get(name) ?? Buffer.from(hkdfSync('sha256', masterKey, '', `workprint signature ${purpose}`, 32));
    keysOfPurposes.set(name, key);
    return createHmac('sha256', key).update(text).digest('base64url');
  };

  /** Master keys under which it may lie. */
  const candidates = (sealed: Sealed): readonly Uint8Array[] => {
    const { present, former } = now();
    const all = [present, ...former];
    return sealed.fingerprint === undefined ? all : all.filter((key) => fingerprint(key) === sealed.fingerprint);
  };

  const openWithAny = (sealed: Sealed, identity: string): string => {
    let trouble: unknown = new Error('It was sealed under a master key that this studio was not given.');
    for (const key of candidates(sealed))
      try {
        return openText(sealed, identity, keyOfSalt(key, sealed.salt));
      } catch (error) {
        trouble = error;
      }
    throw trouble;
  };

  return {
    seal: (text, identity) => {
      const { present } = now();
      return sealText(text, identity, {
        fingerprint: fingerprint(present),
        keyOfSalt: (salt) => keyOfSalt(present, salt),
      });
    },
    open: (sealed, identity) => {
      try {
        return openWithAny(readSealed(sealed), identity);
      } catch (cause) {
        throw new WorkprintError(
          'secret-unreadable',
          'A sealed secret cannot be opened: it was sealed under another master key, belongs to another row, or was damaged.',
          { cause },
        );
      }
    },
    sign: (purpose, text) => signUnder(now().present, purpose, text),
    verify: (purpose, text, signature) => {
      const { present, former } = now();
      const given = Buffer.from(signature);
      return [present, ...former].some((key) => {
        const right = Buffer.from(signUnder(key, purpose, text));
        return given.length === right.length && timingSafeEqual(given, right);
      });
    },
    presentPrefix: () => prefixOf(fingerprint(now().present)),
    formerSignatures: (purpose, text) => now().former.map((key) => signUnder(key, purpose, text)),
  };
};
