import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { freshDatabase } from '../../../test/kit/postgres.ts';
import { statementName } from './statement-names.ts';

test('DBS-16 a statement that is asked again is planned once a connection, and a plan that no longer fits is made anew', async () => {
  const fresh = await freshDatabase({ connections: 1 });
  try {
    const { database } = fresh;
    const asked = (): Promise<string> =>
      database.asStudio(async (query) => {
        const { rows } = await sql<
          Record<string, unknown>
        >`select * from workprint.rate_windows where bucket = ${'none'}`.execute(query);
        return String(rows.length);
      });
    const plans = () =>
      database.asStudio(async (query) => {
        const { rows } = await sql<{
          count: number;
        }>`select count(*)::integer as count from pg_prepared_statements where statement like ${'%workprint.rate_windows%'}`.execute(
          query,
        );
        return rows[0]?.count;
      });
    // The pool may have several connections: each that is used keeps its own.
    for (let at = 0; at < 20; at++) await asked();
    expect(await plans()).toBeGreaterThanOrEqual(1);
    await fresh.database.queuePool.query('select 1');
    const pg = (await import('pg')).default;
    const owner = new pg.Client({ connectionString: fresh.superuserUrl });
    await owner.connect();
    await owner.query('alter table workprint.rate_windows add column extra integer');
    await owner.end();
    const answers = await Promise.allSettled(Array.from({ length: 10 }, asked));
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'unavailable' });
    for (let at = 0; at < 10; at++) await asked().catch(() => 'replaced');
    expect(await asked()).toBe('0');
  } finally {
    await fresh.close();
  }
});

test('DBS-16 texts that vary without end are not all kept', () => {
  const names = Array.from({ length: 2_000 }, (_, at) => statementName(`select ${at}`));
  expect(names.filter((name) => name !== undefined).length).toBeLessThanOrEqual(1_000);
  expect(statementName('select 1')).toBe(names[1]);
});
