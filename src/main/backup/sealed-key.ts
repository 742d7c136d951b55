/** The studio's master key inside a backup: under a passphrase, by scrypt and AES-256-GCM. */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { WorkprintError } from '../../domain/errors.ts';

/** A quarter of a second and 128 MiB for each guess. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 };
const identity = Buffer.from('workprint backup: master key, form 1');

const sealedKey = z.object({
  form: z.literal(1),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  nonce: z.string().regex(/^[0-9a-f]{24}$/),
  sealed: z.string().regex(/^(?:[0-9a-f]{2}){17,4096}$/),
});

const keyFrom = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });

/** The key as JSON that only this passphrase opens. */
export const sealKey = async (masterKey: Buffer, passphrase: string): Promise<string> => {
  const [salt, nonce] = [randomBytes(32), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', await keyFrom(passphrase, salt), nonce).setAAD(identity);
  const sealed = Buffer.concat([cipher.update(masterKey), cipher.final(), cipher.getAuthTag()]);
  return JSON.stringify({
    form: 1,
    salt: salt.toString('hex'),
    nonce: nonce.toString('hex'),
    sealed: sealed.toString('hex'),
  });
};

/** Throws `secret-unreadable` when the passphrase is another one or the text was changed. */
export const openKey = async (text: string, passphrase: string): Promise<Buffer> => {
  try {
    const parts = sealedKey.parse(JSON.parse(text));
    const sealed = Buffer.from(parts.sealed, 'hex');
    const key = await keyFrom(passphrase, Buffer.from(parts.salt, 'hex'));
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(parts.nonce, 'hex')).setAAD(identity);
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  } catch (error) {
    throw new WorkprintError(
      'secret-unreadable',
      'The keys in this backup do not open: the passphrase is another one.',
      {
        cause: error,
      },
    );
  }
};
