import { expect, test } from 'vitest';
import { clientOf, plainAddress, trustOf } from './client-address.ts';
import { requestIdOf } from './request-id.ts';

const trust = trustOf(['10.0.0.0/8', 'fd00::/8', '127.0.0.1']);
const ask = (peer: string, forwardedFor?: string, forwardedProto?: string) => {
  const { ipAddress, isSecure } = clientOf(peer, { forwardedFor, forwardedProto }, trust);
  return `${ipAddress} ${isSecure}`;
};

test('API-17 nobody but a trusted proxy is believed', () => {
  expect(ask('203.0.113.9', '1.2.3.4', 'https')).toBe('203.0.113.9 false');
  expect(ask('10.1.2.3', '1.2.3.4', 'https')).toBe('1.2.3.4 true');
  expect(ask('::ffff:10.1.2.3', '1.2.3.4', 'http')).toBe('1.2.3.4 false');
});

test('API-17 only what trusted proxies wrote counts, from the right', () => {
  expect(ask('10.0.0.1', '6.6.6.6, 1.2.3.4, 10.9.9.9', 'http, https')).toBe('1.2.3.4 true');
  expect(ask('fd00::1', '6.6.6.6, 2001:db8::7')).toBe('2001:db8::7 false');
  expect(ask('127.0.0.1', '10.0.0.5, 10.0.0.6')).toBe('10.0.0.5 false');
  expect(ask('10.0.0.1', 'unknown')).toBe('10.0.0.1 false');
  expect(ask('10.0.0.1', '1.2.3.4, <script>')).toBe('10.0.0.1 false');
  expect(ask('10.0.0.1', '1.2.3.4:5678')).toBe('1.2.3.4 false');
  expect(ask('10.0.0.1', '[2001:db8::7]:5678')).toBe('2001:db8::7 false');
});

test('API-17 a proxy that is none ends the start', () => {
  for (const wrong of ['10.0.0.0/33', 'everywhere', '10.0.0.0/', 'fd00::/129', '999.1.1.1'])
    expect(() => trustOf([wrong])).toThrow('WORKPRINT_TRUSTED_PROXIES takes addresses');
  expect(plainAddress('fe80::1%eth0')).toBe('fe80::1');
});

test('API-16 an id is a proxy’s trace, a proxy’s own, or ours', () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  expect(requestIdOf({ requestId: 'their-id-1', traceparent: `00-${trace}-b7ad6b7169203331-01` })).toBe(trace);
  expect(requestIdOf({ requestId: 'their-id-1', traceparent: 'nonsense' })).toBe('their-id-1');
  for (const bad of ['short', 'a'.repeat(65), 'line\nbreak-and-more', '<script>alert(1)'])
    expect(requestIdOf({ requestId: bad, traceparent: undefined })).toMatch(/^[\da-f]{32}$/);
});
