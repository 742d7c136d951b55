import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineRoute, defineStream, type Route } from '../api.ts';
import { describeApi } from './openapi.ts';
import { sampleOf } from './sample.ts';

const clip = z.object({ start: z.number().min(0), name: z.string().optional() }).meta({ id: 'Clip' });
type Tree = { name: string; children: Tree[] };
const tree: z.ZodType<Tree> = z.lazy(() => z.object({ name: z.string(), children: z.array(tree) }));

const routes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/projects/{projectId}/clips',
    tag: 'clips',
    summary: 'Adds a clip.',
    access: { who: 'member', role: 'editor', scope: 'write', of: 'project', at: 'params.projectId' },
    params: z.object({ projectId: z.uuid() }),
    search: z.object({
      dry: z.coerce.boolean().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    body: clip,
    answer: z.object({ id: z.uuid(), clip, tree }),
    creates: true,
    status: 201,
    refuses: ['quota-exceeded'],
    handle: async () => ({ id: '', clip: { start: 0 }, tree: { name: '', children: [] } }),
  }),
  defineStream({
    method: 'get',
    path: '/clips/{id}/events',
    tag: 'clips',
    summary: 'What happens to it.',
    access: { who: 'anyone' },
    params: z.object({ id: z.uuid() }),
    gives: 'text/event-stream',
    handle: async () => new Response(),
  }),
];
const document = describeApi(routes, { version: '1.0.0', cookieName: 'session' });
const post = document.paths['/projects/{projectId}/clips']?.['post'];
const get = document.paths['/clips/{id}/events']?.['get'];

const refsIn = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, one]) => (key === '$ref' && typeof one === 'string' ? [one] : refsIn(one)));

test('API-21 every route is there, with its schemas, parameters and who may', () => {
  expect(Object.keys(document.paths)).toEqual(['/clips/{id}/events', '/projects/{projectId}/clips']);
  expect(post).toMatchObject({
    operationId: 'postProjectsByProjectIdClips',
    tags: ['clips'],
    security: [{ session: [] }, { key: ['write'] }, { bearer: ['write'] }],
    'x-access': 'Editors and owners of the project that `projectId` in the path names. A key needs the scope `write`.',
  });
  expect(post?.parameters?.map(({ name, in: place, required }) => `${place} ${name} ${required}`)).toEqual([
    'path projectId true',
    'query dry false',
    'query limit false',
    'header Idempotency-Key false',
  ]);
  expect(get).toMatchObject({
    operationId: 'getClipsByIdEvents',
    security: [],
    'x-access': 'Anyone, signed in or not.',
  });
  expect(get?.responses['200']?.content).toHaveProperty('text/event-stream');
});

test('API-21 statuses and codes are read off the route', () => {
  const statuses = (one: typeof post) => Object.keys(one?.responses ?? {}).map(Number);
  expect(statuses(post)).toEqual([201, 401, 403, 404, 408, 410, 413, 415, 422, 429, 500, 503]);
  expect(post?.responses['429']?.description).toContain('quota-exceeded');
  expect(post?.responses['422']?.description).toContain('idempotency-mismatch');
  expect(statuses(get)).toEqual([200, 404, 422, 429, 500, 503]);
});

test('API-21 named schemas stand once, nothing refers to what is not there, unknown fields are not allowed', () => {
  expect(document.components.schemas).toHaveProperty('Clip');
  const text = JSON.stringify(document);
  expect(text).not.toContain('$defs');
  for (const ref of refsIn(document)) {
    const found = ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
    expect(found, ref).toBeTypeOf('object');
  }
  const strict = describeApi(routes, { version: '1', cookieName: 'c' }).components.schemas['Clip'];
  expect(strict).toMatchObject({ additionalProperties: false });
});

test('API-21 a sample fits the schema it was made for', () => {
  const schema = z.object({
    id: z.uuid(),
    when: z.iso.datetime(),
    mail: z.email(),
    count: z.number().int().min(3).max(9),
    name: z.string().min(6).max(8),
    kind: z.enum(['a', 'b']),
    list: z.array(z.object({ on: z.boolean() })).min(2),
    either: z.union([z.literal('x'), z.number()]),
    later: z.string().optional(),
  });
  const sample = sampleOf(z.toJSONSchema(schema) as never, {});
  expect(schema.safeParse(sample)).toMatchObject({ success: true });
  expect(sample).not.toHaveProperty('later');
  expect(
    sampleOf(z.toJSONSchema(schema) as never, {}, { hint: (field) => (field === 'name' ? 'given' : undefined) }),
  ).toMatchObject({ name: 'given' });
});
