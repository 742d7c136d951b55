import { createCipheriv, createHmac, hkdfSync, randomBytes, scryptSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createSecrets } from './secrets.ts';

const masterKey = randomBytes(32);
const secrets = createSecrets(masterKey);
const unreadable = expect.objectContaining({ code: 'secret-unreadable' });

test('ACC-20 PE6 what was sealed opens under the same key and identity, and under no other', () => {
  for (const text of ['', 'whsec_1234', 'Ünïcode 🎬', 'x'.repeat(100_000)]) {
    const sealed = secrets.seal(text, 'webhooks:1:secret');
    expect(createSecrets(masterKey).open(sealed, 'webhooks:1:secret')).toBe(text);
    expect(() => secrets.open(sealed, 'webhooks:2:secret')).toThrow(unreadable);
    expect(() => createSecrets(randomBytes(32)).open(sealed, 'webhooks:1:secret')).toThrow(unreadable);
    if (text.length > 4) expect(sealed).not.toContain(text.slice(0, 5));
  }
});

test('ACC-20 PE6 a sealed text of which one byte was changed is refused, whichever it is', () => {
  const sealed = secrets.seal('a secret', 'row');
  const [form = '', ...parts] = sealed.split('.');
  for (const [at, part] of parts.entries()) {
    const bytes = Buffer.from(part, 'base64url');
    for (let index = 0; index < bytes.length; index += at === 1 ? 16 : 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      const others = parts.map((other, place) => (place === at ? changed.toString('base64url') : other));
      expect(() => secrets.open([form, ...others].join('.'), 'row')).toThrow(unreadable);
    }
  }
  for (const wrong of [
    '',
    'v1',
    'v2',
    'v2..',
    'v1' + sealed.slice(2),
    'v3' + sealed.slice(2),
    `${sealed}.AA`,
    sealed.slice(0, -4),
    parts.join('.'),
  ])
    expect(() => secrets.open(wrong, 'row')).toThrow(unreadable);
});

test('ACC-21 PE6 equal texts are sealed under fresh salts and nonces', () => {
  const sealed = Array.from({ length: 20 }, () => secrets.seal('same', 'row').split('.'));
  expect(new Set(sealed.map(([, , salt]) => salt)).size).toBe(20);
  expect(new Set(sealed.map(([, , , nonce]) => nonce)).size).toBe(20);
  const [, , salt = '', nonce = ''] = sealed[0] ?? [];
  expect([Buffer.from(salt, 'base64url').length, Buffer.from(nonce, 'base64url').length]).toEqual([64, 12]);
});

describe('signatures', () => {
  test('ACC-22 hold for their purpose and text alone', () => {
    const signature = secrets.sign('media', 'GET /media/a 123');
    expect(createSecrets(masterKey).verify('media', 'GET /media/a 123', signature)).toBe(true);
    expect(secrets.verify('webhook', 'GET /media/a 123', signature)).toBe(false);
    expect(secrets.verify('media', 'GET /media/b 123', signature)).toBe(false);
    for (const wrong of ['', signature.slice(1), `${signature}A`, signature.toLowerCase()])
      expect(secrets.verify('media', 'GET /media/a 123', wrong)).toBe(false);
    expect(createSecrets(randomBytes(32)).verify('media', 'GET /media/a 123', signature)).toBe(false);
  });

  test('ACC-22 cannot be made with a key that seals, nor of two purposes run together', () => {
    expect(secrets.sign('a', 'bc')).not.toBe(secrets.sign('ab', 'c'));
  });
});

test('ACC-23 a master key of another length is refused', () => {
  expect(() => createSecrets(randomBytes(16))).toThrow('32 bytes');
});

describe('a rotated master key', () => {
  const other = randomBytes(32);
  const before = createSecrets(masterKey);
  const after = createSecrets(() => ({ present: other, former: [masterKey] }));

  test('KEY-12 PE6 texts of the key before open, new ones lie under the new key alone, and each says under which it lies', () => {
    const old = before.seal('a secret', 'row');
    expect(after.open(old, 'row')).toBe('a secret');
    expect(() => after.open(old, 'another row')).toThrow(unreadable);
    const fresh = after.seal('a secret', 'row');
    expect(fresh.startsWith(after.presentPrefix())).toBe(true);
    expect(old.startsWith(after.presentPrefix())).toBe(false);
    expect(createSecrets(other).open(fresh, 'row')).toBe('a secret');
    expect(() => before.open(fresh, 'row')).toThrow(unreadable);
    // The name of the key is under the seal too.
    expect(() => after.open(old.replace(before.presentPrefix(), after.presentPrefix()), 'row')).toThrow(unreadable);
  });

  test('KEY-12 texts that were sealed before keys had names open under any key that is given', () => {
    const [salt, nonce] = [randomBytes(64), randomBytes(12)];
    const key = scryptSync(masterKey, salt, 32, { N: 4096, r: 8, p: 1 });
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from('row'));
    const text = Buffer.concat([cipher.update('whsec_old'), cipher.final()]);
    const old = ['v1', ...[salt, nonce, text, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
    for (const secretsNow of [before, after]) expect(secretsNow.open(old, 'row')).toBe('whsec_old');
    expect(() => createSecrets(other).open(old, 'row')).toThrow(unreadable);
  });

  test('KEY-13 what was signed holds while the key before is given, and what is signed now is under the new one', () => {
    const signature = before.sign('media-link', 'GET /media/a');
    expect(after.verify('media-link', 'GET /media/a', signature)).toBe(true);
    expect(after.verify('cookies', 'GET /media/a', signature)).toBe(false);
    expect(createSecrets(other).verify('media-link', 'GET /media/a', signature)).toBe(false);
    expect(before.verify('media-link', 'GET /media/a', after.sign('media-link', 'GET /media/a'))).toBe(false);
    expect(after.formerSignatures('media-link', 'GET /media/a')).toEqual([signature]);
    // As signatures were made before keys could be rotated, so that none of them ended with the upgrade.
    const bare = Buffer.from(hkdfSync('sha256', masterKey, '', 'workprint signature a', 32));
    expect(createHmac('sha256', bare).update('b').digest('base64url')).toBe(before.sign('a', 'b'));
  });
});
