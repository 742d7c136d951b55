/** Documents over the API: what shape a timeline must have, and which version somebody writes over. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStudio, type TestStudio } from '../../../test/kit/studio.ts';
import { createDocumentStore } from './document-store.ts';
import { documentRoutes } from './documents.ts';
import { timelineFields } from './timeline-shape.ts';

let studio: TestStudio;
beforeAll(async () => {
  studio = await startTestStudio({
    routes: ({ database }) => documentRoutes({ store: createDocumentStore(database, Date.now) }),
  });
});
afterAll(() => studio.close());

const make = (timeline: unknown) =>
  studio.asEditor.ask('post', '/documents', {
    body: { projectId: studio.projectId, kind: 'timeline', name: 'Cut', timeline },
  });

test('DOC-9 every field of the published schema is looked at by its kind', () => {
  const { properties } = JSON.parse(
    readFileSync(new URL('../../../docs/timeline.schema.json', import.meta.url), 'utf8'),
  );
  expect([...timelineFields].sort()).toEqual(Object.keys(properties).sort());
});

test('DOC-9 a timeline may be unfinished, but what is there is of its kind', async () => {
  for (const timeline of [
    {},
    { tracks: [] },
    { tracks: [{}], width: '{{w}}', rate: { num: 1 }, of: 'ours', note: [1] },
  ])
    expect((await make(timeline)).status).toBe(201);
  const wrong = await make({ tracks: 'x', output: [], markers: [7], name: null });
  expect([wrong.status, wrong.body.error.code]).toEqual([422, 'timeline-invalid']);
  expect(wrong.body.error.details).toEqual(
    expect.arrayContaining([
      { path: 'timeline.tracks', message: 'must be a list, not a text' },
      { path: 'timeline.output', message: 'must be an object, not a list' },
      { path: 'timeline.markers[0]', message: 'must be an object, not a number' },
      { path: 'timeline.name', message: 'must be a text, not null' },
    ]),
  );
  for (const timeline of ['x', [], 7, null])
    expect((await make(timeline)).body.error.details[0].path, String(timeline)).toBe('timeline');
  const { id } = (await make({})).body.data;
  expect(
    (await studio.asEditor.ask('put', `/documents/${id}/contents`, { body: { timeline: { tracks: 1 } } })).status,
  ).toBe(422);
});

test('DOC-10 who names the version they read does not write over what came since', async () => {
  const { id, version } = (await make({ name: 'one' })).body.data;
  const put = (body: object) => studio.asEditor.ask('put', `/documents/${id}/contents`, { body });
  expect(version).toBe(1);
  expect((await put({ timeline: { name: 'two' }, version: 1 })).body.data).toMatchObject({ id, version: 2 });
  const stale = await put({ timeline: { name: 'three' }, version: 1 });
  expect([stale.status, stale.body.error.code]).toEqual([409, 'stale-version']);
  expect((await put({ timeline: { name: 'two' }, version: 2 })).body.data).toEqual({ id, version: 2 });
  expect((await put({ timeline: { name: 'four' } })).body.data).toMatchObject({ version: 3 });
  const { body } = await studio.asViewer.ask('get', `/documents/${id}`);
  expect(body.data).toMatchObject({ version: 3, timeline: { name: 'four' } });
  const both = await Promise.all(['a', 'b'].map((name) => put({ timeline: { name }, version: 3 })));
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
});

test('API-28 a request without a body is told which field is missing', async () => {
  const { id } = (await make({})).body.data;
  const bare = await studio.asEditor.ask('post', `/documents/${id}/restore`);
  expect([bare.status, bare.body.error.message]).toEqual([
    422,
    expect.stringMatching(/^versionId: is missing; give an id/),
  ]);
});
