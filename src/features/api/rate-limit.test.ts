import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/kit/postgres.ts';
import { bucketOfAddress, createRateLimiter } from './rate-limit.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

const counting = () => {
  let asked = 0;
  const { database } = fresh;
  return {
    asked: () => asked,
    database: {
      ...database,
      asStudio: <T>(work: Parameters<typeof database.asStudio<T>>[0]) => {
        asked++;
        return database.asStudio(work);
      },
    },
  };
};

const allowedOf = async (takes: readonly Promise<{ isAllowed: boolean }>[]): Promise<number> =>
  (await Promise.all(takes)).filter(({ isAllowed }) => isAllowed).length;

test('API-11 one server gives all of the limit and no more, asking the database less often than it is asked', async () => {
  const { asked, database } = counting();
  const limiter = createRateLimiter(database);
  let allowed = 0;
  for (let at = 0; at < 130; at++) if ((await limiter.take('person:one', 100)).isAllowed) allowed++;
  expect(allowed).toBe(100);
  expect(asked()).toBeLessThan(60);
});

test('API-11 four servers together never pass the limit, and lose little of it', async () => {
  const limiters = Array.from({ length: 4 }, () => createRateLimiter(fresh.database));
  const takes = Array.from({ length: 400 }, (_, at) =>
    (limiters[at % 4] as (typeof limiters)[0]).take('person:many', 100),
  );
  const allowed = await allowedOf(takes);
  expect(allowed).toBeLessThanOrEqual(100);
  expect(allowed).toBeGreaterThanOrEqual(80);
});

test('API-11 a refusal says when to come back, and what is counted is the last minute', async () => {
  const limiter = createRateLimiter(fresh.database);
  expect(await allowedOf(Array.from({ length: 12 }, () => limiter.take('person:back', 10)))).toBe(10);
  const refused = await limiter.take('person:back', 10);
  expect(refused).toMatchObject({ isAllowed: false, limit: 10, remaining: 0 });
  expect(refused.resetsMs).toBeGreaterThan(55_000);
  expect(refused.resetsMs).toBeLessThanOrEqual(62_000);
  // What was taken more than a minute ago is forgotten.
  await fresh.database.asStudio((query) =>
    query
      .updateTable('workprint.rate_windows')
      .set({ window_start: new Date(Date.now() - 64_100) })
      .where('bucket', '=', 'person:back')
      .execute(),
  );
  expect(await allowedOf([createRateLimiter(fresh.database).take('person:back', 10)])).toBe(1);
});

test('API-11 who is refused does not cost the database a question each time', async () => {
  const { asked, database } = counting();
  const limiter = createRateLimiter(database, () => 1_000);
  for (let at = 0; at < 3; at++) await limiter.take('person:again', 1);
  const before = asked();
  for (let at = 0; at < 1_000; at++) await limiter.take('person:again', 1);
  expect(asked()).toBe(before);
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:0db8:0001::', '2001:db8:1:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('API-12 %s is counted as %s', (address, bucket) => {
  expect(bucketOfAddress(address)).toBe(bucket);
});
