import { createHmac } from 'node:crypto';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { expect, test } from 'vitest';
import { cookieOf, hashOfKey, presentCookies, tokenOfCookie } from './credentials.ts';
import { resealedToken } from './provider-tokens.ts';

const secret = 's'.repeat(64);
const sign = (token: string, by = secret): string =>
  encodeURIComponent(`${token}.${createHmac('sha256', by).update(token).digest('base64')}`);

test('ACC-1 a token comes out of a cookie that we signed, and out of no other', () => {
  expect(tokenOfCookie(sign('abc.def'), secret)).toBe('abc.def');
  expect(tokenOfCookie(sign('abc', 'x'.repeat(64)), secret)).toBeUndefined();
  for (const wrong of [
    '',
    '.',
    'abc',
    'abc.',
    `.${sign('')}`,
    '%',
    '%ff.%ff',
    sign('abc').slice(0, -6),
    `x${sign('abc')}`,
  ])
    expect(tokenOfCookie(wrong, secret)).toBeUndefined();
});

test('ACC-1 the first cookie of a name counts, and none that only ends like it', () => {
  expect(cookieOf('a=1; b=2; b=3', 'b')).toBe('2');
  expect(cookieOf('xb=1; b-=2;=b', 'b')).toBeUndefined();
  expect(cookieOf('b=x=y', 'b')).toBe('x=y');
});

test('ACC-7 what is not shaped like a key is not looked up', () => {
  expect(hashOfKey(`wp_${'k'.repeat(64)}`)).toMatch(/^[\w-]{43}$/);
  for (const wrong of [
    '',
    'wp_',
    `wp_${'k'.repeat(63)}`,
    `wp_${'k'.repeat(65)}`,
    `wp_${'1'.repeat(64)}`,
    `xx_${'k'.repeat(64)}`,
  ])
    expect(hashOfKey(wrong)).toBeUndefined();
});

test('KEY-13 a cookie signed with a secret before is signed anew, and nothing else of the header changes its meaning', () => {
  const [now, before, other] = ['n'.repeat(64), secret, 'o'.repeat(64)];
  const renewed = presentCookies(`a=1; session=${sign('abc.def')}; b=2`, 'session', [now, before]);
  expect(tokenOfCookie(cookieOf(renewed, 'session') ?? '', now)).toBe('abc.def');
  expect([cookieOf(renewed, 'a'), cookieOf(renewed, 'b')]).toEqual(['1', '2']);
  for (const header of [`session=${sign('abc', now)}`, `session=${sign('abc', other)}`, 'session=abc.def', 'a=1', ''])
    expect(presentCookies(header, 'session', [now, before])).toBe(header);
});

test('KEY-15 a token of a provider is sealed anew under the present secret, once', async () => {
  const [now, before, other] = ['n'.repeat(64), 'b'.repeat(64), 'o'.repeat(64)];
  const kept = await symmetricEncrypt({ key: before, data: 'ya29.token' });
  const anew = await resealedToken(kept, [now, before]);
  const sealed = typeof anew === 'string' ? '' : anew.sealed;
  expect(await symmetricDecrypt({ key: now, data: sealed })).toBe('ya29.token');
  expect(await resealedToken(sealed, [now, before])).toBe('present');
  expect(await resealedToken('ya29.never-sealed', [now, before])).toBe('present');
  expect(await resealedToken(kept, [now, other])).toBe('unreadable');
});
