/**
 * Passwords are kept as scrypt hashes that name their own cost, so that the cost can be raised without asking anybody for their password.
 * The cost is the 32 MiB line of OWASP's Password Storage Cheat Sheet.
 */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { fewAtOnce } from './few-at-once.ts';

/** What a hash costs: 2^log2N × r × 128 bytes of memory, gone through p times. */
export type Cost = { readonly log2N: number; readonly r: number; readonly p: number };

/** What new passwords are hashed with: 2^15 × 8 × 128 bytes of memory, three passes. */
export const presentCost: Cost = { log2N: 15, r: 8, p: 3 };

const hashBytes = 32;

/** Hashes take a thread each for a fifth of a second; files are read by the same threads. Two at a time leave them two. */
const inTurn = fewAtOnce(2);

const derive = (password: string, salt: Buffer, { log2N, r, p }: Cost): Promise<Buffer> => {
  const N = 2 ** log2N;
  const options: ScryptOptions = { N, r, p, maxmem: 128 * r * (N + p + 2) };
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        // One spelling of what looks the same, however the keyboard wrote it.
        scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, hash) =>
          error ? reject(error) : resolve(hash),
        );
      }),
  );
};

/** A new hash under a fresh salt: `scrypt$15$8$3$<salt>$<hash>`, base64url. */
export const hashPassword = async (password: string, cost: Cost = presentCost): Promise<string> => {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  const { log2N, r, p } = cost;
  return ['scrypt', log2N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
};

const shape = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/;

/** Whether this is the password of the hash; compared in constant time. Throws when the hash is none of ours. */
export const verifyPassword = async (given: { readonly hash: string; readonly password: string }): Promise<boolean> => {
  const [, log2N, r, p, salt, hash] = shape.exec(given.hash) ?? [];
  if (!salt || !hash) throw new Error('A stored password is no hash of ours.');
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  const derived = await derive(given.password, Buffer.from(salt, 'base64url'), cost);
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url'));
};
