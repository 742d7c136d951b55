import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { apiClientTypes } from '../../../scripts/write-api-client.ts';
import { ApiError, createApiClient } from './api-client.ts';

const asked: Request[] = [];
const answering = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  createApiClient({
    baseUrl: 'http://studio.test/api/v1',
    key: 'key-1',
    fetch: async (input, init) => {
      asked.push(new Request(input, init));
      return typeof body === 'string'
        ? new Response(body, { status, headers })
        : Response.json(body, { status, headers });
    },
  });

test('API-23 the types are what the routes say', () => {
  const written = readFileSync(fileURLToPath(new URL('./api.types.ts', import.meta.url)), 'utf8');
  expect(written, 'run `node scripts/write-api-client.ts`').toBe(apiClientTypes());
});

test('API-23 a call is its method, its path filled in, its query, its body and its key', async () => {
  const client = answering(200, { success: true, data: { id: 'p/1' } });
  const data = await client.put('/projects/{id}', {
    params: { id: 'p/1' },
    body: { version: 3, name: 'New' },
    idempotencyKey: 'once',
  });
  expect(data.id).toBe('p/1');
  const request = asked.at(-1) as Request;
  expect([request.method, request.url]).toEqual(['PUT', 'http://studio.test/api/v1/projects/p%2F1']);
  expect(await request.json()).toEqual({ version: 3, name: 'New' });
  expect([request.headers.get('x-api-key'), request.headers.get('idempotency-key')]).toEqual(['key-1', 'once']);
  await client.get('/projects', { search: { limit: 5, cursor: undefined } });
  expect(asked.at(-1)?.url).toBe('http://studio.test/api/v1/projects?limit=5');
  expect(client.url('/jobs/{id}/events', { params: { id: 'j' } })).toBe('http://studio.test/api/v1/jobs/j/events');
});

test('API-23 what a route does not take does not compile', () => {
  const client = answering(200, { success: true, data: {} });
  const wrong = () => {
    // @ts-expect-error: there is no such route
    void client.get('/nowhere');
    // @ts-expect-error: the parameter is missing
    void client.get('/projects/{id}');
    // @ts-expect-error: a name is text
    void client.post('/projects', { body: { name: 7 } });
  };
  expect(wrong).toBeTypeOf('function');
});

test('API-23 a refusal is an error with all it said; a proxy’s page is one too', async () => {
  const error = {
    code: 'rate-limited',
    message: 'Too many.',
    requestId: 'r-1',
    details: [{ path: 'a', message: 'b' }],
  };
  const refused = await answering(429, { success: false, error }, { 'retry-after': '7', 'x-request-id': 'r-1' })
    .get('/projects')
    .catch((thrown: unknown) => thrown);
  expect(refused).toBeInstanceOf(ApiError);
  expect(refused).toMatchObject({
    status: 429,
    code: 'rate-limited',
    message: 'Too many.',
    requestId: 'r-1',
    retryAfterMs: 7_000,
  });
  const page = await answering(502, '<html>Bad gateway</html>')
    .get('/projects')
    .catch((thrown: unknown) => thrown);
  expect(page).toMatchObject({ status: 502, code: 'unavailable' });
  await expect(answering(200, 'fine').get('/projects')).rejects.toMatchObject({ code: 'internal' });
});
