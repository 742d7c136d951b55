/** The ground of the API through the real listener and a real database: routes of this test only. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Asker, startTestStudio, type TestStudio } from '../../../test/kit/studio.ts';
import { defineRoute, defineStream, mountRoutes, notFound, type Route, reply } from './api.ts';

const id = z.object({ id: z.uuid() });
const member = { who: 'member', scope: 'read', of: 'project', at: 'params.id' } as const;

let aborted = 0;
const routes: readonly Route[] = [
  defineRoute({
    ...{ method: 'get', path: '/things/{id}', tag: 'things', summary: 'Sees.' },
    access: { ...member, role: 'viewer' },
    params: id,
    search: z.object({ q: z.string().optional() }),
    answer: z.object({ id: z.uuid(), text: z.string() }),
    handle: async ({ params }) => ({ id: params.id, text: 'word '.repeat(1_000) }),
  }),
  defineRoute({
    ...{ method: 'put', path: '/things/{id}', tag: 'things', summary: 'Changes.' },
    access: { ...member, role: 'editor', scope: 'write' },
    params: id,
    body: z.object({ name: z.string(), deep: z.object({ list: z.array(z.number()) }).optional() }),
    answer: z.object({ name: z.string() }),
    handle: async ({ body }) => ({ name: body.name }),
  }),
  defineRoute({
    ...{ method: 'delete', path: '/things/{id}', tag: 'things', summary: 'Removes.' },
    access: { ...member, role: 'owner', scope: 'manage', bySession: true },
    params: id,
    answer: z.null(),
    handle: async () => null,
  }),
  defineRoute({
    ...{ method: 'post', path: '/things/{id}/restore', tag: 'things', summary: 'Brings back.' },
    access: { ...member, role: 'owner', evenDeleted: true },
    params: id,
    answer: z.null(),
    handle: async () => null,
  }),
  defineRoute({
    ...{ method: 'get', path: '/things/latest', tag: 'things', summary: 'The latest.' },
    access: { who: 'person', scope: 'read' },
    answer: z.object({ latest: z.literal(true) }),
    handle: async () => reply({ latest: true as const }, { headers: { 'x-own': 'kept' } }),
  }),
  defineRoute({
    ...{ method: 'post', path: '/broken', tag: 'things', summary: 'Breaks.' },
    access: { who: 'person', scope: 'write' },
    body: z.object({ how: z.enum(['throw', 'sql', 'answer']) }),
    answer: z.object({ fine: z.literal(true) }),
    handle: async ({ body }, query) => {
      if (body.how === 'throw') throw new Error('postgres://user:hunter2@db/ at /srv/secret/path.ts');
      if (body.how === 'sql') await sql`select * from workprint.no_such_table`.execute(query);
      return { fine: 1 as unknown as true };
    },
  }),
  defineRoute({
    ...{ method: 'post', path: '/open', tag: 'things', summary: 'For anyone.' },
    access: { who: 'anyone' },
    answer: z.object({ who: z.string() }),
    handle: async ({ caller }) => ({ who: caller.via }),
  }),
  defineStream({
    ...{ method: 'get', path: '/linked', tag: 'things', summary: 'Behind a link.', isUncounted: true },
    access: { who: 'anyone' },
    handle: async () => new Response('bytes'),
  }),
  defineStream({
    ...{ method: 'get', path: '/slow', tag: 'things', summary: 'Never ends.', alsoAtRoot: true },
    access: { who: 'person', scope: 'read' },
    handle: async ({ signal, closing }) =>
      new Response(
        new ReadableStream({
          start: (controller) => {
            controller.enqueue(new TextEncoder().encode('first\n'));
            signal.addEventListener('abort', () => aborted++);
            closing.addEventListener('abort', () => signal.aborted || controller.close());
          },
        }),
      ),
  }),
];

let studio: TestStudio;
let project: string;
beforeAll(async () => {
  studio = await startTestStudio({
    routes: () => routes,
    mounts: () => [{ path: '/health', methods: ['GET'], handle: () => new Response('fine') }],
    ground: { origins: ['https://app.example'] },
    trustedProxies: ['127.0.0.1'],
  });
  project = studio.projectId;
});
afterAll(() => studio.close());

const code = async (asker: Asker, method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
  const answer = await asker.ask(method, path, { ...(body !== undefined && { body }), ...(headers && { headers }) });
  return `${answer.status} ${answer.body.error?.code ?? 'fine'}`;
};

test('API-1 answers and refusals have one shape', async () => {
  const fine = await studio.asViewer.ask('GET', `/things/${project}`);
  expect(fine.body).toMatchObject({ success: true, data: { id: project } });
  const wrong = await studio.asEditor.ask('PUT', `/things/${project}`, { body: { name: 1, deep: { list: [1, 'x'] } } });
  expect([wrong.status, wrong.body]).toEqual([
    422,
    {
      success: false,
      error: {
        code: 'request-invalid',
        message: expect.stringMatching(/^name: .+\.$/),
        details: [
          { path: 'name', message: expect.any(String) },
          { path: 'deep.list[1]', message: expect.any(String) },
        ],
        requestId: wrong.headers.get('x-request-id'),
      },
    },
  ]);
});

test('API-2 what breaks says nothing of itself', async () => {
  for (const how of ['throw', 'sql', 'answer']) {
    const { status, body } = await studio.asOwner.ask('POST', '/broken', { body: { how } });
    expect([status, body.error.code]).toEqual([500, 'internal']);
    expect(JSON.stringify(body)).not.toMatch(/hunter2|srv|select|no_such_table|\bat /);
  }
});

test('API-3 what is not there is 404, another method 405 with `allow`; HEAD and OPTIONS are answered', async () => {
  for (const path of ['/nowhere', `/things/${project}/deeper`, '//nowhere', '//api', '/things'])
    expect(await code(studio.asOwner, 'GET', path)).toBe('404 not-found');
  const wrong = await studio.asOwner.ask('PATCH', `/things/${project}`);
  expect([wrong.status, wrong.body.error.code, wrong.headers.get('allow')]).toEqual([
    405,
    'method-not-allowed',
    'DELETE, GET, HEAD, OPTIONS, PUT',
  ]);
  const options = await studio.asNobody.fetch(`/api/things/${project}`, { method: 'OPTIONS' });
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'DELETE, GET, HEAD, OPTIONS, PUT']);
  const head = await studio.asViewer.fetch(`/api/v1/things/${project}`, {
    method: 'HEAD',
    headers: { 'accept-encoding': 'identity' },
  });
  expect([head.status, await head.text(), Number(head.headers.get('content-length')) > 5_000]).toEqual([200, '', true]);
  expect((await studio.asOwner.fetch(`/api/things/${project}`)).status).toBe(200);
  expect((await studio.asNobody.fetch('/health', { method: 'POST' })).status).toBe(405);
});

test('API-1 whoever asks for pages reads a refusal as one, which runs nothing; programs read JSON', async () => {
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const asked = (path: string, accept: string, method = 'GET') =>
    studio.asNobody.fetch(path, { method, headers: { accept } });
  const page = await asked('/nowhere', browser);
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'/);
  expect(await page.text()).toContain('/api/errors/not-found');
  expect(await (await asked('/nowhere', browser, 'HEAD')).text()).toBe('');
  expect((await asked(`/api/v1/things/${project}`, browser)).status).toBe(401);
  for (const accept of ['*/*', 'application/json', 'application/json, text/html;q=0.5', 'text/html;q=0, */*', ''])
    expect((await asked('/nowhere', accept)).headers.get('content-type'), accept).toBe('application/json');
  expect((await asked('/nowhere', browser, 'POST')).headers.get('content-type')).toBe('application/json');
});

test('API-6 fixed words come before parameters, and nothing is defined twice', async () => {
  const { body, headers } = await studio.asOutsider.ask('GET', '/things/latest');
  expect([body.data, headers.get('x-own')]).toEqual([{ latest: true }, 'kept']);
  const [route] = routes;
  expect(() => mountRoutes([route as Route, route as Route], {} as never)).toThrow(
    'Two routes answer GET /things/{id}.',
  );
  const uncounted = { ...(route as Route), isUncounted: true as const };
  expect(() => mountRoutes([uncounted], {} as never)).toThrow('it must know who asks');
});

test('API-4 fields of the query that nobody asked for are refused', async () => {
  expect(await code(studio.asViewer, 'GET', `/things/${project}?q=1`)).toBe('200 fine');
  expect(await code(studio.asViewer, 'GET', `/things/${project}?limit=1`)).toBe('422 request-invalid');
  expect(await code(studio.asViewer, 'GET', `/things/${project}?q=%00`)).toBe('422 request-invalid');
  expect(await code(studio.asViewer, 'GET', '/things/latest?x')).toBe('422 request-invalid');
});

test('API-5 bodies are refused by size, kind and form', async () => {
  const put = (body: string, type = 'application/json') =>
    code(studio.asEditor, 'PUT', `/things/${project}`, body, { 'content-type': type });
  expect(await put(JSON.stringify({ name: 'x'.repeat(2 ** 20) }))).toBe('413 body-too-large');
  expect(await put('name=x', 'application/x-www-form-urlencoded')).toBe('415 media-type-unsupported');
  expect(await put('{"name":')).toBe('422 request-invalid');
  expect(await put('{"name":"\\u0000"}')).toBe('422 request-invalid');
});

test('API-7 each caller is told what is true for them', async () => {
  const { asOwner, asEditor, asViewer, asOutsider, asNobody, withKey } = studio;
  const path = `/things/${project}`;
  const change = { name: 'new' };
  expect(await code(asNobody, 'GET', path)).toBe('401 unauthenticated');
  expect(await code(asNobody, 'GET', path, undefined, { 'x-api-key': 'wrong' })).toBe('401 unauthenticated');
  expect(await code(asOutsider, 'GET', path)).toBe('404 not-found');
  expect(await code(asViewer, 'GET', path)).toBe('200 fine');
  expect(await code(asViewer, 'PUT', path, change)).toBe('403 forbidden');
  expect(await code(asOutsider, 'PUT', path, change)).toBe('404 not-found');
  expect(await code(asEditor, 'PUT', path, change)).toBe('200 fine');
  expect(await code(asEditor, 'DELETE', path)).toBe('403 forbidden');
  expect(await code(withKey(['read']), 'PUT', path, change)).toBe('403 forbidden');
  expect(await code(withKey(['write']), 'PUT', path, change)).toBe('200 fine');
  expect(await code(withKey(['read', 'write', 'run', 'manage']), 'DELETE', path)).toBe('403 forbidden');
  expect(await code(asOwner, 'DELETE', path)).toBe('200 fine');
  expect(await code(asOwner, 'GET', '/things/00000000-0000-7000-8000-000000000000')).toBe('404 not-found');
  expect(await code(asOwner, 'GET', '/things/not-an-id')).toBe('422 request-invalid');
});

test('API-7 what was deleted is gone, and can be asked to come back', async () => {
  const { asOwner, asOutsider, database, newProject } = studio;
  const mine = await newProject(asOwner);
  await database.asStudio((query) =>
    query.updateTable('workprint.projects').set({ deleted_at: new Date() }).where('id', '=', mine).execute(),
  );
  expect(await code(asOwner, 'GET', `/things/${mine}`)).toBe('410 gone');
  expect(await code(asOutsider, 'GET', `/things/${mine}`)).toBe('404 not-found');
  expect(await code(asOwner, 'POST', `/things/${mine}/restore`)).toBe('200 fine');
});

test('API-8 a change by a session must come from a page of ours', async () => {
  const change = (headers: Record<string, string>, asker = studio.asOwner) =>
    code(asker, 'PUT', `/things/${project}`, { name: 'x' }, headers);
  expect(await change({ origin: 'https://evil.example' })).toBe('403 forbidden');
  expect(await change({ origin: 'null' })).toBe('403 forbidden');
  expect(await change({ 'sec-fetch-site': 'cross-site' })).toBe('403 forbidden');
  expect(await change({ origin: studio.url })).toBe('200 fine');
  expect(await change({ origin: 'https://app.example' })).toBe('200 fine');
  expect(await change({ origin: 'https://evil.example' }, studio.withKey(['write']))).toBe('200 fine');
  expect(await code(studio.asOwner, 'GET', `/things/${project}`, undefined, { origin: 'https://evil.example' })).toBe(
    '200 fine',
  );
});

test('API-14 a read that is known is 304', async () => {
  const first = await studio.asViewer.ask('GET', `/things/${project}`);
  const again = await studio.asViewer.fetch(`/api/v1/things/${project}`, {
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  });
  expect([again.status, first.headers.get('cache-control')]).toEqual([304, 'private, no-cache']);
});

test('API-16 every answer has its headers, whoever made it', async () => {
  const paths = ['/health', '/nowhere', `/api/v1/things/${project}`, '/api/v1/things/latest'];
  for (const path of paths) {
    const { headers } = await studio.asViewer.fetch(path, {
      headers: { 'x-forwarded-proto': 'https', 'x-request-id': 'proxy-id-1' },
    });
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-request-id')).toBe('proxy-id-1');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
  const ours = await studio.asViewer.fetch('/health', { headers: { origin: 'https://app.example' } });
  expect(ours.headers.get('access-control-allow-origin')).toBe('https://app.example');
  const other = await studio.asViewer.fetch('/health', { headers: { origin: 'https://evil.example' } });
  expect([other.headers.get('access-control-allow-origin'), other.headers.get('vary')]).toEqual([null, 'origin']);
  const preflight = await studio.asNobody.fetch(`/api/things/${project}`, {
    method: 'OPTIONS',
    headers: { origin: 'https://app.example', 'access-control-request-method': 'PUT' },
  });
  expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([
    204,
    'DELETE, GET, HEAD, OPTIONS, PUT',
  ]);
});

test('API-20 a client that goes away aborts its call', async () => {
  const leaving = new AbortController();
  const response = await studio.asViewer.fetch('/slow', { signal: leaving.signal });
  await response.body?.getReader().read();
  const before = aborted;
  leaving.abort();
  for (let tries = 0; aborted === before && tries < 200; tries++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(aborted).toBe(before + 1);
});

test('API-12 nobody is counted by address, somebody as themselves', async () => {
  const strict = await startTestStudio({
    routes: () => routes,
    fresh: studio.fresh,
    ground: { requestsPerMinute: 5, creationsPerMinute: 2 },
    trustedProxies: ['127.0.0.1'],
  });
  try {
    const from = (address: string) => code(strict.asNobody, 'POST', '/open', undefined, { 'x-forwarded-for': address });
    expect([await from('2001:db8::1'), await from('2001:db8::2')]).toEqual(['200 fine', '200 fine']);
    expect(await from('2001:db8:0:0:1::3')).toBe('429 rate-limited');
    expect(await from('2001:db8:0:1::3')).toBe('200 fine');
    const path = `/things/${strict.projectId}`;
    for (let at = 0; at < 5; at++) expect(await code(strict.asViewer, 'GET', path)).toBe('200 fine');
    const refused = await strict.asViewer.ask('GET', path);
    expect([
      refused.status,
      Number(refused.headers.get('retry-after')) > 0,
      refused.headers.get('ratelimit-remaining'),
    ]).toEqual([429, true, '0']);
    expect(await code(strict.asEditor, 'GET', path)).toBe('200 fine');
    expect(await code(strict.asNobody, 'GET', path)).toBe('401 unauthenticated');
    for (let at = 0; at < 8; at++)
      expect(await code(strict.asNobody, 'GET', '/linked', undefined, { 'x-forwarded-for': '2001:db8::1' })).toBe(
        '200 fine',
      );
    const wrongKeys = await Promise.all(
      Array.from({ length: 7 }, (_, at) =>
        code(strict.asNobody, 'GET', path, undefined, {
          'x-api-key': `wrong-${at}`,
          'x-forwarded-for': '198.51.100.7',
        }),
      ),
    );
    expect(wrongKeys.filter((one) => one.startsWith('429')).length).toBe(2);
  } finally {
    await strict.close();
  }
});

test('API-3 a path that is not there is no more than that', async () => {
  expect(() => {
    throw notFound('film');
  }).toThrow('There is no such film, or it is not yours to see.');
});
