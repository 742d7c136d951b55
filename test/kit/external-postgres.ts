/**
 * A PostgreSQL as an operator would run it, beside the one that comes along: the oldest of this machine's own from 15 on, on TCP; where none is
 * installed, the programs that come along, started the same way.
 */
import { spawn } from 'node:child_process';
import { chmod, chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareBinaries } from '../../src/adapters/postgres/embedded/binaries.ts';
import { chooseRunAs } from '../../src/adapters/postgres/embedded/run-as.ts';
import { cleanEnvironment, runProgram } from '../../src/adapters/postgres/embedded/run-program.ts';
import { scratchFolder } from './postgres-run.ts';

export type ExternalPostgres = {
  readonly major: number;
  /** Of its superuser, to the database `postgres`. */
  readonly superuserUrl: string;
  stop(): Promise<void>;
};

const debianFolder = '/usr/lib/postgresql';

const installed = async (): Promise<{ initdb: string; postgres: string; major: number } | undefined> => {
  const names = await readdir(debianFolder).catch(() => []); // not a Debian, or none installed
  const major = names
    .map(Number)
    .filter((each) => each >= 15)
    .toSorted((one, other) => one - other)[0];
  const bin = join(debianFolder, String(major), 'bin');
  return major === undefined ? undefined : { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major };
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** Starts one on a free port; nothing of it is left after `stop`. */
export const startExternalPostgres = async (): Promise<ExternalPostgres> => {
  const folder = await mkdtemp(join(scratchFolder(), 'workprint-external-postgres-'));
  const runAs = await chooseRunAs(undefined);
  await chmod(folder, 0o711);
  const { initdb, postgres, major } = (await installed()) ?? (await prepareBinaries(folder, runAs));
  const home = join(folder, 'own');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, 'external\n');
  if (runAs) await chown(folder, runAs.uid, runAs.gid);
  const made = await runProgram(
    initdb,
    [
      `--pgdata=${home}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { runAs, cwd: '/' },
  );
  if (made.code !== 0) throw new Error(made.words);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${home}`, 'fsync=off'];
  const child = spawn(postgres, ['-D', home, ...settings.flatMap((setting) => ['-c', setting])], {
    cwd: '/',
    env: cleanEnvironment,
    stdio: 'ignore',
    ...runAs,
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const isReady = async (): Promise<boolean> =>
    (await readFile(join(home, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[7]?.trim() === 'ready';
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ${major} ended with ${child.exitCode}.`);
    await sleep(10);
  }
  return {
    major,
    superuserUrl: `postgres://postgres:external@127.0.0.1:${port}/postgres`,
    stop: async () => {
      child.kill('SIGQUIT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
