import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/kit/postgres.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

test('DBS-51 ids are UUIDs of version 7, in the order in which they were made', async () => {
  const ids: string[] = [];
  for (let at = 0; at < 50; at++) {
    const { rows } = await fresh.database.asStudio((query) =>
      sql<{ id: string }>`select workprint.new_id() as id`.execute(query),
    );
    ids.push(rows[0]?.id ?? '');
  }
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  const millisecond = Number.parseInt((ids.at(-1) ?? '').replaceAll('-', '').slice(0, 12), 16);
  expect(Math.abs(millisecond - Date.now())).toBeLessThan(60_000);
});
