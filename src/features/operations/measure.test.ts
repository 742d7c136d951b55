import { expect, test } from 'vitest';
import type { Metrics } from '../../ports/metrics.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { countRequests, measureObjects } from './operations.ts';

test('API-27 operations on stored objects are counted, also those that fail', async () => {
  const used: unknown[] = [];
  const objects = {
    put: async () => undefined,
    read: async () => new ReadableStream(),
    remove: () => Promise.reject(new Error('away')),
  } as unknown as ObjectStore;
  const measured = measureObjects(objects, {
    storageUsed: ({ tookMs, ...facts }) => used.push({ ...facts, isTimed: tookMs >= 0 }),
  });
  await measured.put('a', new Uint8Array(7), 'text/plain');
  await measured.read('a', { first: 0, last: 9 });
  await expect(measured.remove('a')).rejects.toThrow('away');
  expect(used).toEqual([
    { operation: 'write', isOk: true, bytes: 7, isTimed: true },
    { operation: 'read', isOk: true, bytes: 10, isTimed: true },
    { operation: 'remove', isOk: false, isTimed: true },
  ]);
});

test('API-27 videos are counted by how they were answered', () => {
  const counted: string[] = [];
  const events = countRequests({
    requestEnded: () => undefined,
    videoAnswered: ({ how }: { how: string }) => counted.push(how),
  } as unknown as Metrics);
  for (const [route, status] of [
    ['/videocreate', 200],
    ['/videocreate', 202],
    ['/videocreate', 422],
    ['/films', 202],
  ] as const)
    events.requestEnded({ route, status, method: 'POST', tookMs: 1 });
  expect(counted).toEqual(['quick', 'async']);
});
