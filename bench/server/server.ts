/**
 * `workprint bench server`: the studio's API as it is served (session, roles, row-level security, limits, durable writes), beside a bare route of
 * Hono over pg and beside plain SQL, all over the same database on this machine. Ratios between them say more than the numbers alone.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/postgres.ts';
import type { Latencies } from './latencies.ts';
import { requestBytes, runLoad } from './load.ts';
import { plainRead, plainWrite, readAsPerson, runSql } from './raw-sql.ts';
import { type Served, serveBare, serveWorkprint } from './subject.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '16' },
    json: { type: 'boolean', default: false },
  },
});
const durationMs = Number(values.seconds) * 1000;
const connections = Number(values.connections);

type Row = {
  readonly what: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** The promise, where there is one. */
  readonly wanted?: string;
};
const rows: Row[] = [];
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const note = (
  what: string,
  { perSecond, latencies }: { perSecond: number; latencies: Latencies },
  wanted?: string,
): void => {
  const [p50, p95, p99] = [latencies.within(0.5), latencies.within(0.95), latencies.within(0.99)];
  rows.push({ what, perSecond, p50, p95, p99, ...(wanted !== undefined && { wanted }) });
  say(`${what}: ${perSecond.toFixed(0)}/s`);
};

/** Load on one route; anything but the expected status ends the bench, since it would be measured for nothing. */
const load = async (
  what: string,
  url: string,
  request: (at: number) => Buffer,
  status: number,
  wanted?: string,
): Promise<void> => {
  const { hostname, port } = new URL(url);
  const plan = { host: hostname, port: Number(port), connections, request };
  await runLoad({ ...plan, durationMs: 1_000 });
  const result = await runLoad({ ...plan, durationMs });
  const others = [...result.statuses].filter(([one]) => one !== status);
  if (others.length > 0 || result.cut > 0) throw new Error(`${what}: ${JSON.stringify(others)}, ${result.cut} cut`);
  note(what, result, wanted);
};

/** Signs in by the link of the first start. */
const signIn = async ({ url, localLink }: Served): Promise<Readonly<Record<string, string>>> => {
  if (localLink === undefined) throw new Error('the studio gave no link to sign in by');
  const response = await fetch(localLink, { redirect: 'manual' });
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { host: new URL(url).host, cookie };
};

const residentBytes = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;

/** The superuser's way into the studio's database: policies do not bind it. */
const withoutPolicies = (superuserUrl: string, url: string): string => {
  const made = new URL(superuserUrl);
  made.pathname = new URL(url).pathname;
  return made.href;
};

const closings: (() => Promise<void>)[] = [];
const home = mkdtempSync(join(tmpdir(), 'workprint-bench-server-'));
try {
  const first = await serveWorkprint(home);
  await first.close();
  const later = await serveWorkprint(home);
  closings.push(later.close);
  const headers = await signIn(later);
  const me = (await (
    await fetch(`${later.url}/api/v1/me`, { headers: { cookie: headers['cookie'] ?? '' } })
  ).json()) as { data: { id: string } };
  const origin = { ...headers, origin: later.url };
  const made = await fetch(`${later.url}/api/v1/projects`, {
    method: 'POST',
    headers: { ...origin, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Bench' }),
  });
  const projectId = ((await made.json()) as { data: { id: string } }).data.id;

  const path = `/api/v1/projects/${projectId}`;
  const body = JSON.stringify({ name: 'Bench' });
  // Node compiles what it runs often, PostgreSQL plans what it is asked often: both have done so in a server that is some seconds old.
  await runLoad({
    ...{ host: new URL(later.url).hostname, port: Number(new URL(later.url).port), connections, durationMs: 3_000 },
    request: (at) => requestBytes('GET', at % 2 === 0 ? path : '/api/v1/projects?limit=20', headers),
  });
  await load('read a project', later.url, () => requestBytes('GET', path, headers), 200, '≥ 1,500/s, p95 < 20 ms');
  await load('read, known by its tag', later.url, await knownRead(later.url, path, headers), 304);
  await load('list projects', later.url, () => requestBytes('GET', '/api/v1/projects?limit=20', headers), 200);
  await load(
    'make a project',
    later.url,
    () => requestBytes('POST', '/api/v1/projects', origin, body),
    201,
    '≥ 300/s durable',
  );
  await load(
    'make it once, by a key',
    later.url,
    (at) =>
      requestBytes(
        'POST',
        '/api/v1/projects',
        { ...origin, 'idempotency-key': `bench-${at}-${performance.now()}` },
        body,
      ),
    201,
  );
  await load('health', later.url, () => requestBytes('GET', '/health', { host: headers['host'] ?? '' }), 200);
  const resident = residentBytes(later.pid);

  const database = await startEmbeddedPostgres({ home });
  closings.push(() => database.stop());
  const plainUrl = withoutPolicies(database.superuserUrl, database.url);
  const bare = await serveBare(plainUrl, me.data.id);
  closings.push(bare.close);
  await load(
    'bare Hono + pg: read',
    bare.url,
    () => requestBytes('GET', `/projects/${projectId}`, { host: 'bench' }),
    200,
  );
  await load('bare Hono + pg: make', bare.url, () => requestBytes('POST', '/projects', { host: 'bench' }, body), 201);
  note('plain SQL: read', await runSql(plainUrl, connections, durationMs, plainRead(projectId)));
  note(
    'SQL as a person, with claims (PostgREST’s way): read',
    await runSql(database.url, connections, durationMs, readAsPerson(projectId, me.data.id)),
  );
  note('plain SQL: insert, durable', await runSql(plainUrl, connections, durationMs, plainWrite(me.data.id)));

  const facts = {
    first_start_ms: Math.round(first.readyMs),
    later_start_ms: Math.round(later.readyMs),
    resident_mb: Math.round(resident / 1e6),
  };
  if (values.json) process.stdout.write(`${JSON.stringify({ ...facts, connections, rows })}\n`);
  else process.stdout.write(tableOf(facts));
} finally {
  for (const close of closings.reverse()) await close();
  rmSync(home, { recursive: true, force: true });
}

/** A read whose answer the asker has: the tag is learned once. */
async function knownRead(url: string, at: string, own: Readonly<Record<string, string>>): Promise<() => Buffer> {
  const response = await fetch(`${url}${at}`, { headers: { cookie: own['cookie'] ?? '' } });
  const bytes = requestBytes('GET', at, { ...own, 'if-none-match': response.headers.get('etag') ?? '' });
  return () => bytes;
}

function tableOf(facts: { first_start_ms: number; later_start_ms: number; resident_mb: number }): string {
  const lines = rows.map(({ what, perSecond, p50, p95, p99, wanted = '' }) =>
    [
      what.padEnd(54),
      perSecond.toFixed(0).padStart(8),
      ...[p50, p95, p99].map((ms) => ms.toFixed(1).padStart(8)),
      `  ${wanted}`,
    ].join(' '),
  );
  return [
    `first start to the first answer ${facts.first_start_ms} ms (promised ≤ 6,000), later ${facts.later_start_ms} ms (≤ 2,000); ${facts.resident_mb} MB resident`,
    `${connections} connections, each asking again as soon as it was answered`,
    ['', ''.padEnd(53), '/s'.padStart(8), 'p50 ms'.padStart(8), 'p95 ms'.padStart(8), 'p99 ms'.padStart(8)].join(' '),
    ...lines,
    '',
  ].join('\n');
}
