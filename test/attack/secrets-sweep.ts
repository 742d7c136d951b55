/**
 * PE5: a whole studio is given secrets that stand nowhere else, at the most talkative log level; it is used, misused and made to fail; then everything it
 * said, wrote, kept and started is searched. Tripwires show that the secrets were really used.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { isSignedBy } from '../../src/features/webhooks/webhooks.ts';
import { childrenOf } from '../kit/child-processes.ts';
import { freshDatabase } from '../kit/postgres.ts';
import { type Running, runWorkprint, startWorkprint } from '../kit/run-workprint.ts';
import { startS3Server } from '../kit/s3-server.ts';
import type { OpenProof, ProofRow } from '../prove/row.types.ts';
import { openEchoVendor } from './secrets/echo-vendor.ts';
import { piecesOf, useVendorKeys } from './secrets/vendor-keys.ts';

/** Where words were found. */
type Place = 'log' | 'answers' | 'database' | 'files' | 'backup' | 'processes';
type Canary = {
  readonly name: string;
  readonly word: string;
  /** Looked for instead of the whole word. */
  readonly pieces?: readonly string[];
  readonly mayStandIn?: readonly Place[];
};

const word = (): string => randomBytes(24).toString('hex');

/** A receiver that remembers what it heard, and leads whoever asks it for a file into a private network. */
const openReceiver = async () => {
  const heard: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      heard.push({ headers: asked.headers, body: Buffer.concat(chunks).toString() });
      answer.writeHead(asked.method === 'POST' ? 500 : 302, { location: 'http://10.0.0.1/' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { heard, host: `127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) };
};

/** Every row of every table of a database as text, the queue's and sign-in's too. */
const dump = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const all: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      all.push(...rows.map(({ row }) => row));
    }
    return all.join('\n');
  } finally {
    await client.end();
  }
};

const textsBelow = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && statSync(join(entry.parentPath, entry.name)).size < 64 * 1024 ** 2)
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
    .join('\n');

/** All of an archive as text; what is packed inside it is unpacked. */
const unpacked = (archive: Buffer): string => {
  const texts: string[] = [];
  for (let at = 0; at + 512 <= archive.length; ) {
    const bytes = Number.parseInt(archive.toString('latin1', at + 124, at + 136), 8) || 0;
    const content = archive.subarray(at + 512, at + 512 + bytes);
    texts.push(archive.toString('latin1', at, at + 512));
    texts.push((content[0] === 0x1f && content[1] === 0x8b ? gunzipSync(content) : content).toString('latin1'));
    at += 512 + Math.ceil(bytes / 512) * 512;
  }
  return texts.join('\n');
};

/** Command lines of a process and all it started. */
const commandLines = (pid: number): string => {
  try {
    const own = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return [own, ...childrenOf(pid).map(commandLines)].join('\n');
  } catch {
    return ''; // it ended while we looked, or this machine has no /proc
  }
};

const until = async (isSo: () => Promise<boolean> | boolean, what: string): Promise<void> => {
  for (let tries = 0; !(await isSo()); tries++) {
    if (tries > 300) throw new Error(`it never happened that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** Providers of sign-in want to know the address beforehand. */
const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** What it says when it is ready. */
const firstLine = ({ child, ended }: Running): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('\n')) resolve(said.slice(0, said.indexOf('\n')));
    });
    ended.then(({ stderr }) => reject(new Error(`the studio ended: ${stderr.slice(-2000)}`)), reject);
  });

const useStudio = async (folder: string): Promise<OpenProof> => {
  const [fresh, receiver, store, vendor] = [
    await freshDatabase(),
    await openReceiver(),
    await startS3Server(),
    await openEchoVendor(),
  ];
  const home = join(folder, 'home');
  const port = await freePort();
  const secrets = {
    master: randomBytes(32).toString('hex'),
    ...{
      metrics: word(),
      google: word(),
      github: word(),
      password: word(),
      guessed: word(),
      query: word(),
      bearer: word(),
      broken: word(),
    },
  };
  const env = {
    ...{
      WORKPRINT_HOME: home,
      DATABASE_URL: fresh.url,
      WORKPRINT_LOG_LEVEL: 'debug',
      WORKPRINT_ALLOW_UNSANDBOXED: 'yes',
    },
    ...{ ENCRYPTION_MASTER_KEY: secrets.master, WORKPRINT_METRICS_TOKEN: secrets.metrics },
    WORKPRINT_PUBLIC_URL: `http://127.0.0.1:${port}`,
    ...{ GOOGLE_CLIENT_ID: 'google', GOOGLE_CLIENT_SECRET: secrets.google },
    WORKPRINT_OPENAI_BASE_URL: vendor.baseUrl,
    ...{ GITHUB_CLIENT_ID: 'github', GITHUB_CLIENT_SECRET: secrets.github },
    ...{ WORKPRINT_S3_ENDPOINT: store.settings.endpoint, WORKPRINT_S3_BUCKET: store.settings.bucket },
    WORKPRINT_S3_REGION: store.settings.region ?? 'us-east-1',
    WORKPRINT_S3_ACCESS_KEY_ID: store.settings.accessKeyId,
    WORKPRINT_S3_SECRET_ACCESS_KEY: store.settings.secretAccessKey,
    ...{ WORKPRINT_ALLOW_PRIVATE_HOSTS: `${receiver.host},${vendor.host}`, WORKPRINT_RATE_LIMIT: '100000' },
  };
  const running = startWorkprint(['serve', '--port', String(port), '--json'], env);
  const answers: string[] = [];
  const processes: string[] = [];
  const { url, localLink } = JSON.parse(await firstLine(running)) as { url: string; localLink: string };
  const entered = await fetch(localLink, { redirect: 'manual' });
  const cookie = (entered.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';

  /** What is answered is kept for the search unless it is the one place where a secret is shown. */
  const ask = async (path: string, init: RequestInit & { readonly isShown?: true } = {}) => {
    const headers = {
      cookie,
      origin: url,
      'content-type': 'application/json',
      ...(init.headers as Record<string, string>),
    };
    const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init, headers });
    const text = await response.text();
    if (!init.isShown) answers.push(`${JSON.stringify([...response.headers])}\n${text}`);
    return { status: response.status, text };
  };
  const post = (path: string, body: unknown, more: RequestInit & { readonly isShown?: true } = {}) =>
    ask(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), ...more });
  const dataOf = ({ text }: { readonly text: string }) => (JSON.parse(text) as { data: Record<string, string> }).data;

  const projectId = dataOf(await post('/api/v1/projects', { name: 'Film' })).id;
  const hook = { url: `http://${receiver.host}/hook?token=${secrets.query}`, events: ['job.failed'] };
  const webhook = dataOf(
    await post('/api/v1/webhooks', hook, { isShown: true, headers: { 'idempotency-key': 'once' } }),
  );
  const { key } = JSON.parse((await post('/api/auth/api-key/create', { name: 'key' }, { isShown: true })).text) as {
    key: string;
  };
  await post(
    '/api/auth/sign-up/email',
    { name: 'Ada', email: 'ada@example.com', password: secrets.password },
    { headers: { cookie: '' }, isShown: true },
  );
  await post(
    '/api/auth/sign-in/email',
    { email: 'ada@example.com', password: secrets.guessed },
    { headers: { cookie: '' } },
  );
  await post(`/api/v1/webhooks/${webhook.id}/test`, {});
  const { jobId } = dataOf(
    await post('/api/v1/assets/from-url', {
      projectId,
      url: `http://${receiver.host}/film.mp4?token=${secrets.query}`,
    }),
  );
  const misuses: readonly (readonly [path: string, init?: RequestInit])[] = [
    ['/api/v1/me', { headers: { cookie: '', 'x-api-key': key } }],
    ['/api/v1/me', { headers: { cookie: '', 'x-api-key': `${key}x` } }],
    ['/api/v1/me', { headers: { cookie: `workprint.session_token=${secrets.bearer}` } }],
    ['/api/v1/me', { headers: { authorization: `Bearer ${secrets.bearer}` } }],
    ['/metrics', { headers: { authorization: `Bearer ${secrets.bearer}` } }],
    ['/metrics', { headers: { authorization: `Bearer ${secrets.metrics}` } }],
    [`/api/v1/nowhere?key=${secrets.query}`],
    [`/api/v1/projects?cursor=${secrets.query}`],
    [`/api/v1/jobs/${secrets.query}`],
    ['/api/v1/projects', { method: 'POST', body: `{"name": "${secrets.broken}` }],
    [
      '/api/v1/videocreate',
      { method: 'POST', body: JSON.stringify({ projectId, timeline: { secrets: secrets.broken } }) },
    ],
    ['/api/v1/webhooks'],
    [`/api/v1/webhooks/${webhook.id}`],
    ['/api/auth/api-key/list'],
    ['/api/v1/audit-log'],
    ['/api/v1/openapi.json'],
    ['/health'],
  ];
  for (const [path, init] of misuses) await ask(path, init);
  await until(async () => (await ask(`/api/v1/jobs/${jobId}`)).text.includes('"failed"'), 'the import failed');
  await until(() => receiver.heard.some(({ headers }) => headers['webhook-id'] !== undefined), 'a webhook was brought');
  await ask(`/api/v1/webhooks/${webhook.id}/deliveries`);
  await ask('/api/v1/jobs');
  const keys = await useVendorKeys(
    (method, path, body) =>
      ask(path, {
        method,
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    vendor,
    projectId ?? '',
  );
  await ask('/metrics', { headers: { authorization: `Bearer ${secrets.metrics}` } });
  processes.push(commandLines(running.child.pid ?? 0));
  running.child.kill('SIGTERM');
  const { stdout, stderr } = await running.ended;
  const saved = await runWorkprint(['backup', join(folder, 'saved.tar')], env);
  const found: Readonly<Record<Place, string>> = {
    log: stderr + stdout.slice(stdout.indexOf('\n')) + saved.stdout + saved.stderr,
    answers: answers.join('\n'),
    database: await dump(fresh.superuserUrl),
    files: textsBelow(home),
    backup: unpacked(readFileSync(join(folder, 'saved.tar'))),
    processes: processes.join('\n'),
  };

  // An address is its person's: they read it again, and the job needs it.
  const own = ['answers', 'database', 'backup'] as const;
  const canaries: readonly Canary[] = [
    { name: 'the master key', word: secrets.master },
    { name: 'the token of the metrics', word: secrets.metrics },
    { name: 'Google’s secret', word: secrets.google },
    { name: 'GitHub’s secret', word: secrets.github },
    { name: 'the store’s secret', word: store.settings.secretAccessKey },
    { name: 'a password', word: secrets.password },
    { name: 'a wrong password', word: secrets.guessed },
    { name: 'a bearer that is nobody’s', word: secrets.bearer },
    { name: 'a broken body', word: secrets.broken },
    { name: 'a personal key', word: key },
    { name: 'a session', word: decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)) },
    { name: 'a webhook’s secret', word: webhook.secret?.slice(6) ?? '' },
    { name: 'the query of an address', word: secrets.query, mayStandIn: own },
    ...keys.map((key) => ({ ...key, pieces: piecesOf(key.word) })),
  ];
  const places = Object.keys(found) as Place[];
  const sweep = canaries.flatMap((canary) =>
    places
      .filter((place) => !canary.mayStandIn?.includes(place))
      .map((place) => ({
        name: `${canary.name}: ${place}`,
        run: async () => {
          if (canary.word.length < 8) throw new Error('there is no such secret to look for');
          const places = (canary.pieces ?? [canary.word]).map((piece) => found[place].indexOf(piece));
          const at = places.find((each) => each >= 0) ?? -1;
          if (at >= 0) throw new Error(`it stands there: ${found[place].slice(Math.max(0, at - 150), at).trim()}…`);
          return { hits: 0 };
        },
      })),
  );
  const [delivery] = receiver.heard.filter(({ headers }) => headers['webhook-id'] !== undefined);
  const tripwire = (name: string, isSo: boolean) => ({
    name: `tripwire: ${name}`,
    run: async () => {
      if (!isSo) throw new Error('nothing shows it, so the search proves nothing');
      return { hits: 0 };
    },
  });
  return {
    cases: [
      ...sweep,
      tripwire(
        'the webhook’s secret signed',
        isSignedBy(
          webhook.secret ?? '',
          delivery?.headers as Record<string, string>,
          delivery?.body ?? '',
          Date.now() / 1000,
        ),
      ),
      tripwire(
        'the key opened',
        answers.some((text) => text.includes('"via":"key"')),
      ),
      tripwire(
        'the token of the metrics opened',
        answers.some((text) => text.includes('workprint_request_seconds')),
      ),
      ...keys
        .filter(({ isSent }) => isSent)
        .map(({ name, word: key }) => tripwire(`the vendor saw ${name}`, vendor.seen.has(key))),
      tripwire('the log talks', found.log.includes('"level":"debug"') || found.log.includes('"event":"request"')),
      tripwire('the database was read', found.database.includes('ada@example.com')),
      tripwire('the backup holds rows', found.backup.includes('ada@example.com')),
      ...(process.platform === 'linux' ? [tripwire('command lines were read', found.processes.includes('serve'))] : []),
    ],
    close: async () => {
      await receiver.close();
      await vendor.close();
      await store.close();
      await fresh.close();
    },
  };
};

export const secretsSweep: ProofRow = {
  id: 'PE5',
  promise: 'No secret stands in a log, an answer, the database, a file, a backup or a command line.',
  counts: 'places',
  facts: { hits: 'sum' },
  open: (_, folder) => useStudio(folder),
};
