import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { cookieOf, hashOfKey, tokenOfCookie } from './credentials.ts';

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
