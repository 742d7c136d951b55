import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LibraryStudio, startLibraryStudio } from '../../../test/kit/library-studio.ts';
import { assetIdsIn } from './asset-uses.ts';
import { openDocument, writeContents } from './contents.ts';
import { createDocumentStore } from './document-store.ts';
import { documentRoutes } from './documents.ts';

let library: LibraryStudio;
beforeAll(async () => {
  library = await startLibraryStudio({
    routes: ({ database }) => documentRoutes({ store: createDocumentStore(database, Date.now) }),
  });
});
afterAll(() => library.close());

test('LIB-53 ids are found wherever a value names them, each once', () => {
  const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
  const value = {
    tracks: [{ clips: [{ media: `asset:${one}` }, { media: { src: `asset:${two.toUpperCase()}` } }] }],
    again: `asset:${one}`,
  };
  expect(assetIdsIn(value)).toEqual(new Set([one, two]));
  expect(assetIdsIn({ text: `see asset:${one}`, other: 'asset:x' }).size).toBe(0);
});

test('LIB-53 D7 an asset that a timeline names is in use by it, whoever writes it and however', async () => {
  const { asOwner, asOutsider, newProject, projectId, database } = library.studio;
  const add = async (words: string): Promise<string> =>
    (await library.upload(asOwner, new TextEncoder().encode(words), 'clip')).body.data.id;
  const [first, second] = [await add('first'), await add('second')];
  const uses = async (id: string): Promise<readonly unknown[]> =>
    (await asOwner.ask('get', `/assets/${id}`)).body.data.usedBy;
  const timeline = (...ids: readonly string[]) => ({
    tracks: [{ clips: ids.map((id) => ({ media: `asset:${id}` })) }],
  });
  const made = await asOwner.ask('post', '/documents', {
    body: { projectId, kind: 'timeline', name: 'Cut', timeline: timeline(first, crypto.randomUUID()) },
  });
  expect(made.status).toBe(201);
  const { id } = made.body.data;
  expect(await uses(first)).toEqual([{ kind: 'document', id, name: 'Cut', isActive: true }]);
  await asOwner.ask('put', `/documents/${id}/contents`, { body: { timeline: timeline(second) } });
  expect([(await uses(first)).length, (await uses(second)).length]).toEqual([0, 1]);

  const store = createDocumentStore(database, Date.now);
  const { updates } = await store.load(asOwner.personId, id);
  const change = writeContents(openDocument(updates), { timeline: timeline(first, second) });
  await store.append(asOwner.personId, id, change);
  await store.compact(id);
  expect([(await uses(first)).length, (await uses(second)).length]).toEqual([1, 1]);

  // What another project names is not theirs to hold.
  const elsewhere = await newProject(asOutsider);
  await asOutsider.ask('post', '/documents', {
    body: { projectId: elsewhere, kind: 'timeline', name: 'x', timeline: timeline(first) },
  });
  expect(await uses(first)).toHaveLength(1);
});
