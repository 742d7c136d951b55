/** The studio in another process, so that load and server do not share a thread. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type ServedStudio = {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly personId: string;
  /** Of the person who is signed in. */
  readonly headers: Readonly<Record<string, string>>;
  readonly projectId: string;
  readonly pid: number;
  close(): Promise<void>;
};

const program = fileURLToPath(new URL('../load/served-studio.ts', import.meta.url));

/** Starts it, and resolves when somebody is signed in. */
export const serveInAnotherProcess = async (): Promise<ServedStudio> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    exited.then(([code]) => Promise.reject(new Error(`the served studio ended with ${String(code)}`))),
  ])) as [string];
  const facts = JSON.parse(line) as Omit<ServedStudio, 'host' | 'port' | 'pid' | 'close'>;
  const { hostname, port } = new URL(facts.url);
  return {
    ...{ ...facts, host: hostname, port: Number(port), pid: child.pid ?? 0 },
    close: async () => {
      child.stdin.end();
      await exited;
    },
  };
};
