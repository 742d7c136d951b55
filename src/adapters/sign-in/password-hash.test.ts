import { scryptSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hashPassword, presentCost, verifyPassword } from './password-hash.ts';

/** OWASP Password Storage Cheat Sheet: memory (log2 N, r) and the passes p that it takes with so much memory. */
const leastPasses: Readonly<Record<number, number>> = { 17: 1, 16: 2, 15: 3, 14: 5, 13: 10 };

describe('ACC-5 PE7 passwords', () => {
  test('ACC-5 PE7 are hashed at a cost of the table, and that takes at least 50 ms', async () => {
    const started = performance.now();
    const hash = await hashPassword('correct horse battery staple');
    const tookMs = performance.now() - started;
    const [, log2N, r, p] = hash.split('$').map(Number);
    expect({ log2N, r, p }).toEqual(presentCost);
    expect(presentCost.r).toBe(8);
    expect(presentCost.p).toBeGreaterThanOrEqual(leastPasses[presentCost.log2N] ?? Number.POSITIVE_INFINITY);
    expect(tookMs).toBeGreaterThanOrEqual(50);
  });

  test('ACC-5 open with the right password only, however it is typed', async () => {
    const hash = await hashPassword('Pâté');
    expect(await verifyPassword({ hash, password: 'Pâté' })).toBe(true);
    expect(await verifyPassword({ hash, password: 'Pâté ' })).toBe(false);
    expect(await verifyPassword({ hash, password: '' })).toBe(false);
    expect(await hashPassword('Pâté')).not.toBe(hash);
  });

  test('ACC-5 hashes of an earlier cost still open; what is no hash is a fault, not a wrong password', async () => {
    const salt = Buffer.alloc(16, 7);
    const earlier = [
      'scrypt',
      10,
      8,
      1,
      salt.toString('base64url'),
      scryptSync('old', salt, 32, { N: 1024 }).toString('base64url'),
    ].join('$');
    expect(await verifyPassword({ hash: earlier, password: 'old' })).toBe(true);
    expect(await verifyPassword({ hash: earlier, password: 'new' })).toBe(false);
    await expect(verifyPassword({ hash: 'plain text', password: 'plain text' })).rejects.toThrow('no hash of ours');
  });
});
