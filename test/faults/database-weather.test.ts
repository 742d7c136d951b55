import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { createDatabase, type PostgresDatabase } from '../../src/adapters/postgres/postgres.ts';
import type { Query } from '../../src/ports/database.ts';
import { type FaultProxy, startFaultProxy, targetOf, throughProxy } from '../kit/fault-proxy.ts';
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts';

const person = randomUUID();
const look = (query: Query): Promise<unknown> => sql`select 1`.execute(query);
/** What a call came to, and after how long. */
const outcome = async (call: Promise<unknown>): Promise<{ code: string; tookMs: number }> => {
  const began = performance.now();
  const code = await call.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? 'none',
  );
  return { code, tookMs: performance.now() - began };
};
/** The promise is five seconds; a loaded test machine gets two more to say so. */
const patienceMs = 7_000;
const patience = { timeout: 12_000, interval: 20 };

type Weather = { readonly fresh: FreshDatabase; readonly proxy: FaultProxy; readonly database: PostgresDatabase };

/** A database behind a proxy, its connections open. Each test has its own, so that all of them can wait at the same time. */
const inWeather = async (work: (weather: Weather) => Promise<void>): Promise<void> => {
  const fresh = await freshDatabase();
  const proxy = await startFaultProxy(targetOf(fresh.url));
  const database = createDatabase(throughProxy(fresh.url, proxy), { connections: 4 });
  try {
    await Promise.all(Array.from({ length: 4 }, () => database.asPerson(person, look)));
    await work({ fresh, proxy, database });
  } finally {
    proxy.pass();
    await proxy.close();
    await database.close();
    await fresh.close();
  }
};

/** Asks again and again until it works; gives how long that took. */
const recovery = async (ask: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  while ((await outcome(ask())).code !== 'done') {
    if (performance.now() - began > 15_000) throw new Error('It does not recover.');
    await sleep(50);
  }
  return performance.now() - began;
};

describe.concurrent('PA8 the database goes away and comes back', () => {
  test('DBS-10 DBS-11 cut: refused at once, and again in order by itself', () =>
    inWeather(async ({ database, proxy }) => {
      proxy.cut();
      const { code, tookMs } = await outcome(database.asPerson(person, look));
      expect(code).toBe('unavailable');
      expect(tookMs).toBeLessThan(patienceMs);
      expect(await database.health()).toMatchObject({ isUp: false });
      proxy.pass();
      expect(await recovery(() => database.asPerson(person, look))).toBeLessThan(12_000);
    }));

  test('DBS-10 DBS-11 half-open: connections that look fine and say nothing are found out, those that rest and those in use', () =>
    inWeather(async ({ database, proxy }) => {
      const isFrozen = Promise.withResolvers<void>();
      const inUse = outcome(
        database.asPerson(person, async (query) => {
          await look(query);
          proxy.freeze();
          isFrozen.resolve();
          await look(query);
        }),
      );
      await isFrozen.promise;
      const resting = Array.from({ length: 8 }, () => outcome(database.asPerson(person, look)));
      for (const { code, tookMs } of await Promise.all([inUse, ...resting])) {
        expect(code).toBe('unavailable');
        expect(tookMs).toBeLessThan(patienceMs);
      }
      proxy.pass();
      expect(await recovery(() => database.asPerson(person, look))).toBeLessThan(12_000);
    }));

  test('DBS-10 DBS-11 connections that fell silent alone are replaced, and whoever asks notices only a pause', () =>
    inWeather(async ({ database, proxy }) => {
      proxy.freeze();
      proxy.pass();
      const { code, tookMs } = await outcome(database.asPerson(person, look));
      expect(code).toBe('done');
      expect(tookMs).toBeLessThan(patienceMs);
      expect(await outcome(database.asPerson(person, look))).toMatchObject({ code: 'done' });
    }));

  test('DBS-10 the pools of sign-in and queue do not wait for ever either', () =>
    inWeather(async ({ database, proxy }) => {
      await Promise.all([database.signInPool.query('select 1'), database.queuePool.query('select 1')]);
      proxy.freeze();
      const failures = await Promise.all([
        outcome(database.signInPool.query('select 1')),
        outcome(database.queuePool.query('select 1')),
      ]);
      for (const { code, tookMs } of failures) {
        expect(code).not.toBe('done');
        expect(tookMs).toBeLessThan(patienceMs);
      }
      proxy.pass();
      expect(await recovery(() => database.queuePool.query('select 1'))).toBeLessThan(12_000);
    }));

  test('DBS-12 a slow query on a healthy connection is left alone', () =>
    inWeather(async ({ database }) => {
      const { code, tookMs } = await outcome(
        database.asPerson(person, (query) => sql`select pg_sleep(4)`.execute(query)),
      );
      expect(code).toBe('done');
      expect(tookMs).toBeGreaterThan(3_900);
    }));

  test('DBS-14 who listens hears again, and is told of the gap', () =>
    inWeather(async ({ database, proxy, fresh }) => {
      const heard: string[] = [];
      let gaps = 0;
      await database.listen(
        'test_weather',
        (payload) => heard.push(payload),
        () => gaps++,
      );
      const notify = (payload: string): Promise<unknown> =>
        fresh.database.asStudio((query) => sql`select pg_notify('test_weather', ${payload})`.execute(query));
      await notify('before');
      await vi.waitFor(() => expect(heard).toEqual(['before']), patience);
      proxy.cut();
      await notify('lost');
      proxy.pass();
      await vi.waitFor(() => expect(gaps).toBe(1), patience);
      await notify('after');
      await vi.waitFor(() => expect(heard).toEqual(['before', 'after']), patience);
      proxy.freeze();
      proxy.pass();
      await vi.waitFor(() => expect(gaps).toBe(2), patience);
      await notify('later');
      await vi.waitFor(() => expect(heard).toEqual(['before', 'after', 'later']), patience);
    }));

  test('DBS-15 health answers in time also when nobody else does', () =>
    inWeather(async ({ database, proxy }) => {
      proxy.freeze();
      const { tookMs } = await outcome(database.health());
      expect(tookMs).toBeLessThan(4_000);
      expect(await database.health()).toMatchObject({ isUp: false });
    }));
});
