/** The whole studio as people start it: `workprint serve` as a process of its own, on a home of its own, with the local owner signed in. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Running, startWorkprint } from './run-workprint.ts';

export type ServedStudio = {
  readonly url: string;
  readonly processId: number;
  /** Below `/api/v1`, signed in; the answer as JSON. */
  ask(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: { data: never; error: never } }>;
  /** As the platform's `fetch`, signed in. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Uploads a file in a form. Gives the id of the asset. */
  upload(projectId: string, path: string): Promise<string>;
  /** Stops it as an operator would; throws when it does not end well. */
  close(): Promise<void>;
};

const firstLine = (running: Running): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    running.child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('\n')) resolve(said.slice(0, said.indexOf('\n')));
    });
    void running.ended.then(({ stderr }) => reject(new Error(`serve ended: ${stderr.slice(-2000)}`)));
  });

/** Starts it; ready when this resolves. */
export const serveStudio = async (home: string, env: NodeJS.ProcessEnv = {}): Promise<ServedStudio> => {
  const running = startWorkprint(['serve', '--port', '0', '--json'], {
    ...{ WORKPRINT_HOME: home, WORKPRINT_RATE_LIMIT: '1000000', WORKPRINT_LOG_LEVEL: 'warn' },
    ...env,
  });
  const { url, localLink } = JSON.parse(await firstLine(running)) as { url: string; localLink: string };
  const entered = await fetch(localLink, { redirect: 'manual' });
  const cookie = (entered.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  const send = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}${path}`, { ...init, headers: { cookie, ...(init.headers as Record<string, string>) } });
  const ask: ServedStudio['ask'] = async (method, path, body) => {
    const response = await send(`/api/v1${path}`, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as { data: never; error: never } };
  };
  return {
    ...{ url, ask, fetch: send, processId: running.child.pid ?? 0 },
    upload: async (projectId, path) => {
      const form = new FormData();
      form.set('projectId', projectId);
      form.set('file', new Blob([await readFile(path)]), basename(path));
      const response = await send('/api/v1/assets', { method: 'POST', body: form });
      const { data, error } = (await response.json()) as { data?: { id: string }; error?: unknown };
      if (!data) throw new Error(`the upload was refused: ${JSON.stringify(error)}`);
      return data.id;
    },
    close: async () => {
      running.child.kill('SIGTERM');
      const { code, stderr } = await running.ended;
      if (code !== 0) throw new Error(`serve ended with ${code}: ${stderr.slice(-2000)}`);
    },
  };
};
