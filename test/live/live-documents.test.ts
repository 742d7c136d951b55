import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDocumentStore, documentRoutes } from '../../src/features/documents/documents.ts';
import { startTestStudio, type TestStudio } from '../kit/studio.ts';
import { runRow } from '../prove/run-row.ts';
import { autosave } from './autosave.ts';
import { type LiveStudio, openAt, startLive, type Typist, until } from './live-studio.ts';

let studio: TestStudio;
let [one, two]: LiveStudio[] = [];
beforeAll(async () => {
  studio = await startTestStudio({
    routes: ({ database }) => documentRoutes({ store: createDocumentStore(database, () => Date.now()) }),
  });
  [one, two] = [await startLive(studio.database), await startLive(studio.database)];
});
afterAll(async () => {
  await one?.close();
  await two?.close();
  await studio.close();
});

const newScript = async (text = 'INT. BOAT - NIGHT\n'): Promise<string> => {
  const { status, body } = await studio.asEditor.ask('post', '/documents', {
    body: { projectId: studio.projectId, kind: 'script', name: 'The Salt Line', text },
  });
  expect(status).toBe(201);
  return body.data.id;
};
const contents = async (id: string): Promise<string> =>
  (await studio.asViewer.ask('get', `/documents/${id}`)).body.data.text;
const textOf = ({ doc }: Typist): string => doc.getText('text').toJSON();
const at = (server: LiveStudio | undefined): string => server?.url ?? '';

test('DOC-3 DOC-5 A13 two people on two servers see what each other types, and it is stored', async () => {
  const id = await newScript();
  const [mara, tom] = [openAt(at(one), id, studio.asOwner.personId), openAt(at(two), id, studio.asEditor.personId)];
  await mara.settled();
  await tom.settled();
  mara.doc.getText('text').insert(0, 'FADE IN:\n\n');
  await until(() => textOf(tom).startsWith('FADE IN:'), 'Tom saw it');
  tom.doc.getText('text').insert(tom.doc.getText('text').length, '\nThe sea.\n');
  await until(() => textOf(mara).endsWith('The sea.\n'), 'Mara saw it');
  await tom.settled();
  expect(await contents(id)).toBe('FADE IN:\n\nINT. BOAT - NIGHT\n\nThe sea.\n');
  mara.leave();
  tom.leave();
});

test('DOC-2 DOC-5 what the API writes appears in open documents at once', async () => {
  const id = await newScript('One.\nTwo.\n');
  const mara = openAt(at(two), id, studio.asOwner.personId);
  await mara.settled();
  await studio.asEditor.ask('put', `/documents/${id}/contents`, { body: { text: 'One.\nTwo and a half.\n' } });
  await until(() => textOf(mara) === 'One.\nTwo and a half.\n', 'Mara saw it');
  mara.leave();
});

test('DOC-3 what was acknowledged is there after the server vanished without a word', async () => {
  const id = await newScript('');
  const doomed = await startLive(studio.database);
  const mara = openAt(doomed.url, id, studio.asOwner.personId);
  await mara.settled();
  for (let line = 0; line < 30; line++) mara.doc.getText('text').insert(0, `${line}\n`);
  await mara.settled();
  mara.socket.disconnect();
  const lines = Array.from({ length: 30 }, (_, line) => `${29 - line}\n`).join('');
  expect(await contents(id)).toBe(lines);
  mara.leave();
  await doomed.close();
});

test('DOC-4 a viewer sees everything and changes nothing; a stranger and a key without the right likewise', async () => {
  const id = await newScript('Once.');
  const viewer = openAt(at(one), id, studio.asViewer.personId);
  const reader = openAt(at(one), id, `${studio.asOwner.personId}:read`);
  const refused: string[] = [];
  const strangers = [studio.asOutsider.personId, 'nobody'].map((token) => {
    const stranger = openAt(at(one), id, token);
    stranger.provider.on('authenticationFailed', ({ reason }: { reason: string }) => refused.push(reason));
    return stranger;
  });
  await until(() => refused.length >= 2, 'the strangers were refused');
  expect(new Set(refused)).toEqual(new Set(['not-found', 'unauthenticated']));
  await until(() => textOf(viewer) === 'Once.', 'the viewer saw it');
  await until(() => textOf(reader) === 'Once.', 'the key saw it');
  for (const stranger of strangers) expect(textOf(stranger)).toBe('');
  for (const { doc } of [viewer, reader, ...strangers]) doc.getText('text').insert(0, 'MINE ');
  const editor = openAt(at(one), id, studio.asEditor.personId);
  await editor.settled();
  editor.doc.getText('text').insert(5, ' Twice.');
  await editor.settled();
  expect(await contents(id)).toBe('Once. Twice.');
  for (const typist of [viewer, reader, editor, ...strangers]) typist.leave();
});

test('DOC-4 a role that ends closes the connection, and nothing is written after', async () => {
  const guest = await studio.newPerson('Guest');
  const setRole = (role: 'editor' | 'viewer') =>
    studio.database.asStudio((query) =>
      query
        .insertInto('workprint.project_members')
        .values({ project_id: studio.projectId, person_id: guest.personId, role })
        .onConflict((conflict) => conflict.columns(['project_id', 'person_id']).doUpdateSet({ role }))
        .execute(),
    );
  await setRole('editor');
  const id = await newScript('A');
  const typist = openAt(at(one), id, guest.personId);
  await typist.settled();
  let closed = 0;
  typist.provider.on('close', () => closed++);
  await setRole('viewer');
  await until(() => closed > 0, 'the connection was closed');
  typist.doc.getText('text').insert(0, 'B');
  const owner = openAt(at(one), id, studio.asOwner.personId);
  await owner.settled();
  expect(await contents(id)).toBe('A');
  owner.leave();
  typist.leave();
});

test('DOC-6 versions are named, read and restored, and restoring is undone', async () => {
  const id = await newScript('First draft.');
  const { body: kept } = await studio.asEditor.ask('post', `/documents/${id}/versions`, {
    body: { name: 'Draft one' },
  });
  const mara = openAt(at(one), id, studio.asOwner.personId);
  await mara.settled();
  mara.doc.getText('text').insert(0, 'Second thoughts. ');
  await mara.settled();
  const { status } = await studio.asEditor.ask('post', `/documents/${id}/restore`, {
    body: { versionId: kept.data.id },
  });
  expect(status).toBe(200);
  await until(() => textOf(mara) === 'First draft.', 'Mara saw the old version');
  const { body } = await studio.asViewer.ask('get', `/documents/${id}/versions`);
  expect(body.data.versions.map((version: { name: string }) => version.name)).toEqual([
    'Before restoring',
    'Draft one',
  ]);
  await studio.asEditor.ask('post', `/documents/${id}/restore`, { body: { versionId: body.data.versions[0].id } });
  await until(() => textOf(mara) === 'Second thoughts. First draft.', 'Mara saw it undone');
  mara.leave();
});

test('DOC-6 folding while others write loses nothing', async () => {
  const id = await newScript('');
  const store = createDocumentStore(studio.database, () => Date.now());
  const [mara, tom] = [openAt(at(one), id, studio.asOwner.personId), openAt(at(two), id, studio.asEditor.personId)];
  await mara.settled();
  await tom.settled();
  for (let turn = 0; turn < 25; turn++) {
    mara.doc.getText('text').insert(0, 'm');
    tom.doc.getText('text').insert(0, 't');
    if (turn % 5 === 4) await Promise.all([store.compact(id), store.compact(id)]);
  }
  await mara.settled();
  await tom.settled();
  await store.compact(id);
  const text = await contents(id);
  expect([...text].sort().join('')).toBe(`${'m'.repeat(25)}${'t'.repeat(25)}`);
  await until(() => textOf(mara) === text && textOf(tom) === text, 'all agree');
  mara.leave();
  tom.leave();
});

test('DOC-7 nobody appears as another person', async () => {
  const id = await newScript();
  const [mara, tom] = [openAt(at(one), id, studio.asOwner.personId), openAt(at(one), id, studio.asEditor.personId)];
  await mara.settled();
  await tom.settled();
  mara.provider.setAwarenessField('person', { id: studio.asEditor.personId, name: 'Tom' });
  mara.provider.setAwarenessField('cursor', { at: 7 });
  const seen = () =>
    tom.provider.awareness?.getStates().get(mara.doc.clientID) as
      | { person?: { id: string }; cursor?: object }
      | undefined;
  await until(() => seen()?.cursor !== undefined, 'Tom saw the cursor');
  expect(seen()?.person?.id).toBe(studio.asOwner.personId);
  mara.leave();
  tom.leave();
});

test('DOC-8 messages that are no updates change nothing and hurt nobody', async () => {
  const id = await newScript('Still here.');
  const mara = openAt(at(one), id, studio.asOwner.personId);
  await mara.settled();
  for (const bytes of [[], [0], [255, 255, 255, 255, 255], Array.from({ length: 5000 }, (_, at) => at % 251)]) {
    const socket = new WebSocket(at(one));
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    socket.send(new Uint8Array(bytes));
    socket.close();
  }
  // A frame of the protocol, from somebody who may write, with an update that is none.
  const frame = [id.length, ...new TextEncoder().encode(id), 0, 2, 6, 9, 9, 9, 9, 9, 9];
  const rude = openAt(at(one), id, studio.asEditor.personId);
  await rude.settled();
  let ended = 0;
  rude.provider.on('close', () => ended++);
  rude.socket.webSocket?.send(new Uint8Array(frame));
  await until(() => ended > 0, 'whoever sent it was shown out');
  rude.leave();
  mara.doc.getText('text').insert(0, 'I am ');
  await mara.settled();
  expect(await contents(id)).toBe('I am Still here.');
  mara.leave();
});

test('DOC-3 DOC-5 PF4 two people edit one timeline through broken connections, seeds 0 to 3', async () => {
  const verdict = await runRow(autosave, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
});
