/** A server that starts: says that it is there, waits for the word, migrates, says what it applied. Child process of upgrades.ts. */
import { migrate } from '../../src/adapters/postgres/postgres.ts';

process.once('message', () => {
  migrate(process.env['MIGRATE_URL'] ?? '').then(
    (applied) => process.send?.({ applied }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.send?.('here');
