/** Starts and kills servers of the library, and sends files to them the way tus clients do. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type RequestOptions, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { LibraryServerOrder } from './library-server.ts';

const program = fileURLToPath(new URL('./library-server.ts', import.meta.url));

export type RunningLibrary = {
  readonly url: string;
  readonly processId: number;
  /** What it had when it began to listen, in bytes. */
  readonly idleMemory: number;
  /** The most memory it ever had at once, in bytes. Linux only; 0 elsewhere. */
  peakMemory(): number;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
};

const endOf = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => {
        child.once('exit', () => resolve());
      });

/** Starts one; it listens when this resolves. */
export const startLibraryServer = async (order: LibraryServerOrder): Promise<RunningLibrary> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      if (text.includes('\n')) resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
  });
  const processId = child.pid ?? 0;
  const peakMemory = (): number => {
    try {
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    } catch {
      return 0; // no Linux, or it has ended
    }
  };
  return {
    ...{ ...(JSON.parse(line) as { url: string }), processId, peakMemory },
    idleMemory: peakMemory(),
    kill: async () => {
      child.kill('SIGKILL');
      await endOf(child);
    },
  };
};

export type TusAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string | undefined>> };

export type TusRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is asked for. */
  readonly body?: Iterable<Uint8Array>;
  readonly bodyBytes?: number;
  /** Aborts: the connection is cut where it is. */
  readonly signal?: AbortSignal;
  /** Bytes handed to the system so far. */
  readonly onSent?: (bytes: number) => void;
};

/** One request; throws when the connection breaks. */
export const sendTus = (
  url: string,
  personId: string,
  { method, path, headers, body, bodyBytes, signal, onSent }: TusRequest,
): Promise<TusAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const options: RequestOptions = {
      ...{ hostname, port, path, method, agent: false },
      headers: {
        ...{ 'tus-resumable': '1.0.0', 'x-api-key': personId, ...headers },
        ...(bodyBytes !== undefined && {
          'content-length': String(bodyBytes),
          'content-type': 'application/offset+octet-stream',
        }),
      },
      ...(signal && { signal }),
    };
    const asking = request(options, (answer) => {
      answer.resume();
      answer.once('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers as TusAnswer['headers'] }),
      );
      answer.once('error', reject);
    });
    asking.once('error', reject);
    const chunks = body?.[Symbol.iterator]();
    let sent = 0;
    const more = (): void => {
      const next = chunks?.next();
      if (!next || next.done) {
        asking.end();
        return;
      }
      asking.write(next.value, (error) => {
        if (error) return;
        sent += next.value.byteLength;
        onSent?.(sent);
        more();
      });
    };
    more();
  });
