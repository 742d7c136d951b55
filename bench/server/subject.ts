/** Programs that are measured: started, awaited, ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const node = ['--disable-warning=ExperimentalWarning'];

export type Served = {
  readonly url: string;
  readonly pid: number;
  /** From its start to the first answer. */
  readonly readyMs: number;
  readonly localLink?: string;
  close(): Promise<void>;
};

const firstLine = async (child: ChildProcess): Promise<{ url: string; localLink?: string }> => {
  if (!child.stdout) throw new Error('a program without stdout');
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`it ended with ${String(code)}`)));
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [string];
  return JSON.parse(line);
};

const untilHealthy = async (url: string): Promise<void> => {
  for (let tries = 0; tries < 2_000; tries++) {
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${url} does not become healthy`);
};

/** `workprint serve` in a home of its own, without a worker. */
export const serveWorkprint = async (home: string): Promise<Served> => {
  const since = performance.now();
  const args = [...node, pathOf('../../src/main/cli.ts'), 'serve', '--port', '0', '--no-worker', '--json'];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, WORKPRINT_HOME: home, WORKPRINT_RATE_LIMIT: '10000000', WORKPRINT_ALLOW_UNSANDBOXED: 'yes' },
  });
  const exited = once(child, 'exit');
  const said = await firstLine(child);
  await untilHealthy(said.url);
  const readyMs = performance.now() - since;
  return {
    ...{ ...said, readyMs, pid: child.pid ?? 0 },
    close: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
};

/** The bare route, on the same database. */
export const serveBare = async (databaseUrl: string, personId: string): Promise<Served> => {
  const since = performance.now();
  const child = spawn(process.execPath, [...node, pathOf('./bare-hono.ts'), databaseUrl, personId], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const { url } = await firstLine(child);
  return {
    ...{ url, pid: child.pid ?? 0, readyMs: performance.now() - since },
    close: async () => {
      child.stdin?.end();
      await exited;
    },
  };
};
