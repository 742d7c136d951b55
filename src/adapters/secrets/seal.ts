/**
 * One sealed text: `v2.<fingerprint>.<salt>.<nonce>.<text>.<tag>`, each part in base64url. The fingerprint names the master key, the salt makes a
 * key of its own from it, AES-256-GCM seals. What the text belongs to, and under which key it lies, is authenticated with it. `v1` has no
 * fingerprint: texts sealed before keys could be rotated.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const saltBytes = 64;
const nonceBytes = 12;
const tagBytes = 16;

/** A sealed text in its parts. */
export type Sealed = {
  /** Undefined: of the first form, so any key may be the right one. */
  readonly fingerprint: string | undefined;
  readonly salt: Buffer;
  readonly nonce: Buffer;
  readonly text: Buffer;
  readonly tag: Buffer;
};

/** What all texts sealed under a key begin with. */
export const prefixOf = (fingerprint: string): string => `v2.${fingerprint}.`;

const associated = (fingerprint: string | undefined, identity: string): Buffer =>
  Buffer.from(fingerprint === undefined ? identity : `${prefixOf(fingerprint)}${identity}`, 'utf8');

/** Throws when it is of no form in which this studio seals. */
export const readSealed = (sealed: string): Sealed => {
  const [form, ...words] = sealed.split('.');
  const fingerprint = form === 'v2' ? words.shift() : undefined;
  const [salt, nonce, text, tag] = words.map((word) => Buffer.from(word, 'base64url'));
  if (
    (form !== 'v1' && !(form === 'v2' && fingerprint)) ||
    words.length !== 4 ||
    salt?.length !== saltBytes ||
    nonce?.length !== nonceBytes ||
    tag?.length !== tagBytes ||
    !text
  )
    throw new Error('It is not of the form in which this studio seals.');
  return { fingerprint, salt, nonce, text, tag };
};

/** Seals under a key made for this one text: `keyOfSalt` derives it from a fresh salt. */
export const sealText = (
  text: string,
  identity: string,
  { fingerprint, keyOfSalt }: { readonly fingerprint: string; readonly keyOfSalt: (salt: Buffer) => Buffer },
): string => {
  const salt = randomBytes(saltBytes);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOfSalt(salt), nonce, { authTagLength: tagBytes });
  cipher.setAAD(associated(fingerprint, identity));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const parts = [salt, nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return `${prefixOf(fingerprint)}${parts.join('.')}`;
};

/** Throws when the key or the identity is another one, or a bit was changed. */
export const openText = ({ fingerprint, nonce, text, tag }: Sealed, identity: string, key: Buffer): string => {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(associated(fingerprint, identity));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
};
