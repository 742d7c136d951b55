/** A worker process as operators watch it: its port, its numbers, the check of the image. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/kit/postgres.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'workprint-watch-'));
const token = 'of-the-metrics';
let fresh: FreshDatabase;
let worker: ChildProcess;
let url: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  worker = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'src/main/cli.ts'), 'work', '--port', '0', '--json'],
    {
      env: {
        ...{ PATH: process.env.PATH, HOME: home, WORKPRINT_HOME: home, DATABASE_URL: fresh.url },
        ...{
          ENCRYPTION_MASTER_KEY: 'ab'.repeat(32),
          WORKPRINT_METRICS_TOKEN: token,
          WORKPRINT_ALLOW_UNSANDBOXED: 'yes',
        },
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  for await (const line of createInterface({ input: worker.stdout as NodeJS.ReadableStream })) {
    const said = JSON.parse(line) as { readonly type?: string; readonly url?: string };
    if (said.type === 'ready') {
      url = said.url ?? '';
      break;
    }
  }
  expect(url).toMatch(/^http:/);
  url = `http://127.0.0.1:${new URL(url).port}`;
});
afterAll(async () => {
  if (worker && worker.exitCode === null) {
    worker.kill('SIGKILL');
    await once(worker, 'exit');
  }
  await fresh?.close();
  rmSync(home, { recursive: true, force: true });
});

const check = async (): Promise<number> => {
  const child = spawn(process.execPath, [join(root, 'deploy/healthcheck.mjs')], {
    env: { WORKPRINT_HEALTH_URL: `${url}/health` },
    stdio: 'ignore',
  });
  const [code] = (await once(child, 'exit')) as [number];
  return code;
};

/** Asked as from another machine: by another name than those of this one. */
const numbers = (headers: Readonly<Record<string, string>>): Promise<{ status: number | undefined; text: string }> =>
  new Promise((resolve, reject) => {
    request(`${url}/metrics`, { headers: { host: 'worker', ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, text: Buffer.concat(chunks).toString() }));
    })
      .on('error', reject)
      .end();
  });

test('OPS-12 a worker answers how it is and what it counts, to who brings the token, and nothing else; told to stop, it is not well', async () => {
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect(await check()).toBe(0);
  expect((await numbers({})).status).toBe(401);
  expect((await numbers({ authorization: 'Bearer guess' })).status).toBe(401);
  const { status, text } = await numbers({ authorization: `Bearer ${token}` });
  expect(status).toBe(200);
  for (const number of [
    'workprint_queue_jobs',
    'workprint_part_is_up{part="database"} 1',
    'workprint_disk_free_bytes',
    'workprint_disk_total_bytes',
    'workprint_stored_bytes 0',
  ])
    expect(text).toContain(number);
  // What the dashboard and the alerts speak of is what a process tells.
  const told = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name ?? ''));
  const spoken = ['deploy/prometheus/alerts.yml', 'deploy/grafana/dashboards/workprint.json']
    .flatMap((path) => [...readFileSync(join(root, path), 'utf8').matchAll(/\b(?:workprint|process|nodejs)_\w+/g)])
    .map(([name]) => name.replace(/_(?:bucket|sum|count)$/, ''));
  // A server alone has requests waiting and documents open.
  const ofServers = ['workprint_requests_in_flight', 'workprint_live_documents'];
  expect([...new Set(spoken)].filter((name) => !told.has(name) && !ofServers.includes(name))).toEqual([]);
  expect((await fetch(`${url}/api/v1/me`)).status).toBe(404);
  worker.kill('SIGTERM');
  await once(worker, 'exit');
  expect(await check()).toBe(1);
});
