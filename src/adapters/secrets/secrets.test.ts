import { randomBytes } from 'node:crypto';
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
    for (let index = 0; index < bytes.length; index += at === 0 ? 16 : 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      const others = parts.map((other, place) => (place === at ? changed.toString('base64url') : other));
      expect(() => secrets.open([form, ...others].join('.'), 'row')).toThrow(unreadable);
    }
  }
  for (const wrong of ['', 'v1', 'v2' + sealed.slice(2), `${sealed}.AA`, sealed.slice(0, -4), parts.join('.')])
    expect(() => secrets.open(wrong, 'row')).toThrow(unreadable);
});

test('ACC-21 PE6 equal texts are sealed under fresh salts and nonces', () => {
  const sealed = Array.from({ length: 100 }, () => secrets.seal('same', 'row').split('.'));
  expect(new Set(sealed.map(([, salt]) => salt)).size).toBe(100);
  expect(new Set(sealed.map(([, , nonce]) => nonce)).size).toBe(100);
  const [, salt = '', nonce = ''] = sealed[0] ?? [];
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
