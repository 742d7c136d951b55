import { expect, test } from 'vitest';
import { signInRoutes } from '../adapters/sign-in/sign-in.ts';
import { describeApi } from '../features/api/api.ts';
import { referencePages, timelineFormat } from './reference-pages.ts';
import { describedRoutes } from './studio-routes.ts';

const facts = { version: '1.0.0', cookieName: 'session' };
const document = describeApi(describedRoutes(), { ...facts, others: signInRoutes, formats: [timelineFormat()] });

const refsIn = (value: unknown): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, one]) => (key === '$ref' && typeof one === 'string' ? [one] : refsIn(one)));
const statuses = (path: string, method: string): readonly number[] =>
  Object.keys(document.paths[path]?.[method]?.responses ?? {})
    .map(Number)
    .filter((status) => status < 400);

test('API-21 nothing of the whole document refers to what is not there', () => {
  for (const ref of new Set(refsIn(document))) {
    const found = ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
    expect(found, ref).toBeTypeOf('object');
  }
  expect(JSON.stringify(document)).not.toContain('$defs');
});

test('API-21 a route with several successes says all of them, and which headers it reads', () => {
  expect(statuses('/videocreate', 'post')).toEqual([200, 202]);
  expect(statuses('/uploads', 'post')).toEqual([201]);
  expect(statuses('/uploads', 'options')).toEqual([204]);
  expect(['patch', 'delete', 'head'].map((method) => statuses('/uploads/{id}', method))).toEqual([[204], [204], [200]]);
  const headers = (path: string, method: string) =>
    document.paths[path]?.[method]?.parameters?.filter((one) => one.in === 'header').map(({ name }) => name);
  expect(headers('/videocreate', 'post')).toEqual(['Idempotency-Key', 'Prefer']);
  expect(headers('/uploads/{id}', 'patch')).toEqual(['Tus-Resumable', 'Upload-Offset', 'Upload-Checksum']);
});

test('API-21 a timeline is the published schema or any accepted dialect', () => {
  const { AnyTimeline, Timeline, TimelineTrack } = document.components.schemas;
  expect(AnyTimeline?.['anyOf']).toEqual([
    { $ref: '#/components/schemas/Timeline' },
    expect.objectContaining({ type: 'object' }),
    expect.objectContaining({ type: 'string' }),
  ]);
  expect(Timeline?.['required']).toEqual(['tracks']);
  expect(TimelineTrack).toBeTypeOf('object');
});

test('API-21 signing in is described with its own shape, in the document and on the page', async () => {
  expect(document.paths['/auth/sign-in/email']?.['post']?.description).toContain('no envelope');
  const mounts = referencePages(describedRoutes(), facts);
  const page = mounts.find(({ path }) => path === '/api/reference');
  const answer = await page?.handle({ request: new Request('http://a/') } as never);
  const text = (await answer?.text()) ?? '';
  for (const { path } of signInRoutes) expect(text, path).toContain(path);
  expect(text.length).toBeLessThan(4_000_000);
});
