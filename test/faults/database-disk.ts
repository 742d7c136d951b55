/** Fills the disk of a database of one's own below its write-ahead log, and says what people were told. Child process of database-disk.test.ts. */
import { chmod, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createDatabase, migrate, startEmbeddedPostgres } from '../../src/adapters/postgres/postgres.ts';

const disk = process.argv[2] ?? '';
const said: string[] = [];
const codes = new Set<string>();

await chmod(disk, 0o711);
const own = await startEmbeddedPostgres({
  home: join(disk, 'home'),
  log: (message) => said.push(message),
});
await migrate(own.url);
const database = createDatabase(own.url);
const count = (): Promise<unknown> =>
  database.asStudio((query) => query.selectFrom('workprint.people').select('id').execute());

const { bavail, bsize } = await statfs(disk);
const filler = join(disk, 'filler');
await writeFile(filler, Buffer.alloc(bavail * bsize - 100_000));
const writer = new pg.Client({ connectionString: own.superuserUrl });
writer.on('error', () => undefined);
await writer.connect();
// Words for the log only, a megabyte each, until there is no room for them.
try {
  for (let at = 0; at < 60; at++)
    await writer.query(`select pg_logical_emit_message(false, 'test', repeat(md5(random()::text), 30000), true)`);
} catch (error) {
  said.push((error as Error).message);
}
while (!said.some((message) => message.includes('is full'))) {
  await count().catch((error: { code?: string }) => codes.add(error.code ?? 'none'));
  await sleep(50);
}
await rm(filler);
for (let isBack = false; !isBack; await sleep(50))
  isBack = await count().then(
    () => true,
    () => false,
  );
await database.close();
await own.stop();
process.stdout.write(JSON.stringify({ said, codes: [...codes] }));
