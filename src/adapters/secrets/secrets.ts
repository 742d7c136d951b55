/**
 * Sealing under the master key. Every sealed text has its own random salt and its own key, derived by scrypt; what it belongs to is
 * authenticated with it, so that a sealed text copied to another row opens nowhere.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto';
import { WorkprintError } from '../../domain/errors.ts';
import type { Secrets } from '../../ports/secrets.ts';

export { loadMasterKey, type MasterKeyPlace } from './master-key.ts';

const saltBytes = 64;
const nonceBytes = 12;
const tagBytes = 16;
const form = 'v1';

/**
 * The master key has 256 random bits, so scrypt protects nothing by being slow here; the smallest usual cost keeps opening under 10 ms.
 * Keys of salts that were used lately are remembered.
 */
const scryptCost = { N: 4096, r: 8, p: 1 };
const mostRemembered = 1000;

/** `masterKey`: 32 bytes. */
export const createSecrets = (masterKey: Uint8Array): Secrets => {
  if (masterKey.length !== 32) throw new Error('The master key must have 32 bytes.');
  const keysOfSalts = new Map<string, Buffer>();
  const keysOfPurposes = new Map<string, Buffer>();

  const keyOfSalt = (salt: Buffer): Buffer => {
    const name = salt.toString('base64');
    const key = keysOfSalts.get(name) ?? scryptSync(masterKey, salt, 32, scryptCost);
    // What was used last stands last, and the first goes.
    keysOfSalts.delete(name);
    keysOfSalts.set(name, key);
    const [oldest] = keysOfSalts.keys();
    if (keysOfSalts.size > mostRemembered && oldest !== undefined) keysOfSalts.delete(oldest);
    return key;
  };

  const keyOfPurpose = (purpose: string): Buffer => {
    const key =
      keysOfPurposes.get(purpose) ??
      Buffer.from(hkdfSync('sha256', masterKey, '', `workprint signature ${purpose}`, 32));
    keysOfPurposes.set(purpose, key);
    return key;
  };

  const sign = (purpose: string, text: string): string =>
    createHmac('sha256', keyOfPurpose(purpose)).update(text).digest('base64url');

  return {
    seal: (text, identity) => {
      const salt = randomBytes(saltBytes);
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyOfSalt(salt), nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(identity, 'utf8'));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const parts = [salt, nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'));
      return [form, ...parts].join('.');
    },
    open: (sealed, identity) => {
      const [version, ...parts] = sealed.split('.');
      const [salt, nonce, text, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
      try {
        if (
          version !== form ||
          parts.length !== 4 ||
          !salt ||
          !nonce ||
          !text ||
          tag?.length !== tagBytes ||
          salt.length !== saltBytes
        )
          throw new Error('It is not of the form in which this studio seals.');
        const decipher = createDecipheriv('aes-256-gcm', keyOfSalt(salt), nonce, { authTagLength: tagBytes });
        decipher.setAAD(Buffer.from(identity, 'utf8'));
        decipher.setAuthTag(tag);
        return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new WorkprintError(
          'secret-unreadable',
          'A sealed secret cannot be opened: it was sealed under another master key, belongs to another row, or was damaged.',
          { cause },
        );
      }
    },
    sign,
    verify: (purpose, text, signature) => {
      const right = Buffer.from(sign(purpose, text));
      const given = Buffer.from(signature);
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
};
