import { expect, test } from 'vitest';
import type { Metrics } from '../../ports/metrics.ts';
import type { MountedCall } from '../api/api.ts';
import { createHealth, healthMount, metricsMount } from './operations.ts';

const closing = new AbortController();
const options = { version: '1.2.3', closing: new AbortController().signal };
const call = (url: string, headers: Record<string, string> = {}, isLocal = false): MountedCall => ({
  request: new Request(url, { headers }),
  params: {},
  arrival: { requestId: 'request-1', ipAddress: isLocal ? '127.0.0.1' : '203.0.113.9', isSecure: false, isLocal },
  closing: closing.signal,
});

test('API-24 what hangs or throws is down, in time, and says nothing of itself', async () => {
  const health = createHealth({
    ...options,
    mostMs: 30,
    parts: {
      database: async () => ({ state: 'up' }),
      storage: () => new Promise(() => undefined),
      queue: () => Promise.reject(new Error('postgres://user:hunter2@db/')),
    },
  });
  const response = await healthMount(health).handle(call('http://a/health'));
  const text = await response.text();
  expect(response.status).toBe(503);
  expect(JSON.parse(text)).toMatchObject({
    status: 'down',
    version: '1.2.3',
    parts: {
      database: { state: 'up' },
      storage: { state: 'down', note: 'No answer within 30 ms.' },
      queue: { state: 'down' },
    },
  });
  expect(text).not.toContain('hunter2');
});

test('API-24 looked at once a second however many ask, and again afterwards', async () => {
  let looks = 0;
  let now = 0;
  const health = createHealth({
    ...options,
    now: () => now,
    parts: { database: async () => ({ state: looks++ ? 'down' : 'up' }) },
  });
  const all = await Promise.all(Array.from({ length: 100 }, health));
  expect([looks, new Set(all.map(({ status }) => status))]).toEqual([1, new Set(['up'])]);
  now = 999;
  expect((await health()).status).toBe('up');
  now = 1000;
  expect((await health()).status).toBe('down');
});

test('API-24 a spare part that is down degrades; a closing server is no longer to be asked', async () => {
  const health = createHealth({
    ...options,
    closing: closing.signal,
    spare: ['ffmpeg'],
    parts: { database: async () => ({ state: 'up' }), ffmpeg: async () => ({ state: 'down' }) },
  });
  expect([(await health()).status, (await healthMount(health).handle(call('http://a/'))).status]).toEqual([
    'degraded',
    200,
  ]);
  closing.abort();
  expect([(await health()).status, (await healthMount(health).handle(call('http://a/'))).status]).toEqual([
    'closing',
    503,
  ]);
});

test('API-25 metrics are for this machine itself, asked by its own name, or for the token', async () => {
  const metrics = { read: async () => ({ contentType: 'text/plain', text: 'numbers' }) } as unknown as Metrics;
  const status = async (asked: MountedCall, token?: string): Promise<number> => {
    try {
      return (await metricsMount(metrics, token).handle(asked)).status;
    } catch (error) {
      return (error as { code?: string }).code === 'unauthenticated' ? 401 : 500;
    }
  };
  expect(await status(call('http://127.0.0.1:3000/metrics', {}, true))).toBe(200);
  expect(await status(call('http://localhost/metrics', {}, true))).toBe(200);
  expect(await status(call('http://rebound.example/metrics', {}, true))).toBe(401);
  expect(await status(call('http://127.0.0.1/metrics'))).toBe(401);
  expect(await status(call('http://a/metrics', { authorization: 'Bearer right' }), 'right')).toBe(200);
  expect(await status(call('http://a/metrics', { authorization: 'Bearer wrong' }), 'right')).toBe(401);
  expect(await status(call('http://127.0.0.1/metrics', { authorization: 'Bearer wrong' }, true), 'right')).toBe(401);
  expect(await status(call('http://a/metrics', { authorization: 'Bearer undefined' }))).toBe(401);
});
