/** The library through the real listener, over a real database, with a worker that looks at files. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LibraryStudio, startLibraryStudio, uploadForm } from '../../../../test/kit/library-studio.ts';
import { samplePath } from '../../../../test/kit/media-samples.ts';
import type { Asker } from '../../../../test/kit/studio.ts';
import { createJob } from '../../jobs/jobs.ts';

const web = createServer(async (request, response) => {
  const isFilm = request.url?.startsWith('/clip%20one.mp4') || (request.url === '/missing' && !isMissing);
  if (isFilm) response.end(await readFile(await samplePath('with-sound')));
  else if (request.url === '/page')
    response.writeHead(200, { 'content-type': 'video/mp4' }).end('<!doctype html><title>no film</title>');
  else response.writeHead(404).end('nothing');
});
let isMissing = true;
let library: LibraryStudio;
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    web.listen(0, '127.0.0.1', resolve);
  });
  const { port } = web.address() as { port: number };
  origin = `http://127.0.0.1:${port}`;
  library = await startLibraryStudio({
    hasWorker: true,
    limits: { formBytes: 2_000_000 },
    privateHosts: [`127.0.0.1:${port}`],
  });
});
afterAll(async () => {
  web.close();
  await library.close();
});

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const addText = async (asker: Asker, projectId: string, words: string, name: string, fields = {}): Promise<string> => {
  const { status, body } = await uploadForm(asker, projectId, text(words), name, fields);
  expect(status).toBe(201);
  return body.data.id;
};
const named = (answer: { body: { data: { assets: readonly { name: string }[] } } }): readonly string[] =>
  answer.body.data.assets.map(({ name }) => name);

test('LIB-1 LIB-41 B4 D7 a film is uploaded, looked at, previewed and given out by a signed link', async () => {
  const { asOwner, asViewer } = library.studio;
  const bytes = await readFile(await samplePath('with-sound'));
  const added = await library.upload(asOwner, bytes, 'C:\\Films\\Beach day-2.mp4', { tags: 'Summer, sea' });
  expect(added.body).toMatchObject({
    success: true,
    data: {
      name: 'Beach day-2.mp4',
      tags: ['summer', 'sea'],
      bytes: bytes.length,
      state: 'processing',
      duplicates: [],
    },
  });
  expect(added.status).toBe(201);
  const { body } = await library.settled(asViewer, added.body.data.id);
  expect(body.data).toMatchObject({
    ...{ state: 'ready', kind: 'video', mediaType: 'video/mp4' },
    facts: { picture: { width: 320, height: 180 } },
  });
  const kinds = body.data.derivatives.map((one: { kind: string }) => one.kind);
  expect(kinds).toEqual(['poster', 'strip', 'waveform']);
  for (const { url, bytes: size } of body.data.derivatives) {
    const answer = await library.studio.asNobody.fetch(url);
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBe(size);
  }
  const link = await asViewer.ask('get', `/assets/${body.data.id}/url?download=true`);
  const part = await library.studio.asNobody.fetch(link.body.data.url, { headers: { range: 'bytes=4-7' } });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(4, 8));

  // The same bytes again: stored once, known at once, and it is said.
  const again = await library.upload(asOwner, bytes, 'copy.mp4');
  expect(again.body.data).toMatchObject({
    state: 'ready',
    kind: 'video',
    duplicates: [{ id: body.data.id, name: 'Beach day-2.mp4' }],
  });
  // Somebody who does not see the first learns nothing of it.
  const stranger = await library.studio.newPerson();
  const theirs = await uploadForm(stranger, await library.studio.newProject(stranger), bytes, 'theirs.mp4');
  expect(theirs.body.data).toMatchObject({ state: 'processing', duplicates: [] });
  const settled = await library.settled(stranger, theirs.body.data.id);
  expect(settled.body.data).toMatchObject({ state: 'ready', kind: 'video', duplicates: [] });
  expect(settled.body.data.derivatives).toHaveLength(3);
  const blobs = await library.studio.database.asStudio((query) =>
    query.selectFrom('workprint.blobs').select('media_type').where('hash', '=', body.data.sha256).execute(),
  );
  expect(blobs).toEqual([{ media_type: 'video/mp4' }]);
});

test('LIB-42 D7 pictures with alpha, fonts, captions and colour tables are known for what they are', async () => {
  const { asOwner } = library.studio;
  const blank = { width: 1500, height: 500, channels: 3, background: '#345' } as const;
  const wide = await sharp({ create: blank }).png().toBuffer();
  const font = await readFile('node_modules/@fontsource/inter/files/inter-latin-400-normal.woff');
  const cube = `LUT_3D_SIZE 2\n${Array.from({ length: 8 }, (_, at) => `${at & 1} ${(at >> 1) & 1} ${at >> 2}`).join('\n')}\n`;
  const srt = '1\n00:00:01,000 --> 00:00:02,500\nHello\n\n2\n00:00:03,000 --> 00:00:04,000\nthere\n';
  const cases: readonly (readonly [Uint8Array, object, readonly string[]])[] = [
    [await readFile(await samplePath('alpha-png')), { kind: 'image', mediaType: 'image/png' }, ['poster']],
    [
      wide,
      { kind: 'image', facts: { picture: { width: 1500, height: 500 } } },
      ['poster', 'thumbnail-320', 'thumbnail-640'],
    ],
    [await readFile(await samplePath('clicks-aac')), { kind: 'audio' }, ['waveform']],
    [font, { kind: 'font', mediaType: 'font/woff', facts: { families: ['inter'], weight: 400 } }, ['specimen']],
    [
      text(srt),
      { kind: 'captions', mediaType: 'application/x-subrip', facts: { format: 'srt', cues: 2, durationMs: 4000 } },
      [],
    ],
    [text(cube), { kind: 'lookup', facts: { gridSize: 2 } }, []],
  ];
  for (const [bytes, wanted, derivatives] of cases) {
    const { body } = await library.upload(asOwner, bytes, 'file.bin');
    const { body: asset } = await library.settled(asOwner, body.data.id);
    expect(asset.data).toMatchObject({ state: 'ready', ...wanted });
    expect(asset.data.derivatives.map((one: { kind: string }) => one.kind)).toEqual(derivatives);
  }
});

test('LIB-44 B4 PB4 what cannot be used is refused in words, without a path of the studio', async () => {
  const { asOwner } = library.studio;
  const cases: readonly (readonly [Uint8Array, string])[] = [
    [text('#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/passwd\n'), 'media-refused'],
    [new Uint8Array(0), 'media-refused'],
    [text('OTTO and nothing more'), 'font-refused'],
    [(await readFile(await samplePath('with-sound'))).subarray(0, 3000), 'media-refused'],
  ];
  for (const [bytes, code] of cases) {
    const { body } = await library.upload(asOwner, bytes, 'film.mp4');
    const { body: asset } = await library.settled(asOwner, body.data.id);
    expect(asset.data).toMatchObject({ state: 'refused', kind: null, error: { code } });
    expect(asset.data.error.message).toMatch(/\.$/);
    expect(JSON.stringify(asset.data.error)).not.toContain(library.folder);
    expect(JSON.stringify(asset.data.error)).not.toContain(asset.data.sha256);
  }
});

test('LIB-4 B4 a form is refused before its bytes where it can be, always with the field', async () => {
  const { asOwner, asViewer, asOutsider, projectId } = library.studio;
  const add = (asker: Asker, fields: Record<string, string>, bytes: number | null = 10) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    if (bytes !== null) form.append('file', new Blob([new Uint8Array(bytes)]), 'a');
    return asker.fetch('/api/v1/assets', { method: 'POST', body: form });
  };
  const cases: readonly (readonly [Promise<Response>, number, string])[] = [
    [add(asViewer, { projectId }), 403, 'forbidden'],
    [add(asOutsider, { projectId }), 404, 'not-found'],
    [add(asOwner, { projectId: 'x' }), 404, 'not-found'],
    [add(asOwner, {}), 422, 'request-invalid'],
    [add(asOwner, { projectId, blobHash: 'x' }), 422, 'request-invalid'],
    [add(asOwner, { projectId }, null), 422, 'request-invalid'],
    [add(asOwner, { projectId }, 2_000_001), 413, 'body-too-large'],
    [
      asOwner.fetch('/api/v1/assets', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
      415,
      'media-type-unsupported',
    ],
  ];
  for (const [asked, status, code] of cases) {
    const answer = await asked;
    const { error } = (await answer.json()) as { error: { code: string } };
    expect([answer.status, error.code]).toEqual([status, code]);
  }
  const left = await library.studio.database.asStudio((query) =>
    query.selectFrom('workprint.assets').select('id').where('bytes', 'in', [10, 2_000_001]).execute(),
  );
  expect(left).toEqual([]);
});

test('LIB-6 PA4 the same Idempotency-Key is one asset; with another file it is refused', async () => {
  const { asOwner, projectId } = library.studio;
  const add = async (words: string) => {
    const form = new FormData();
    form.append('projectId', projectId);
    form.append('file', new Blob([words]), 'once.txt');
    const answer = await asOwner.fetch('/api/v1/assets', {
      method: 'POST',
      body: form,
      headers: { 'idempotency-key': 'upload-1' },
    });
    return { status: answer.status, body: (await answer.json()) as { data: { id: string } } };
  };
  const all = await Promise.all(Array.from({ length: 8 }, () => add('once')));
  expect(new Set(all.map(({ status, body }) => `${status} ${body.data.id}`)).size).toBe(1);
  expect((await add('twice')).status).toBe(422);
});

test('LIB-50 D7 assets are found by word, tag, kind and state; pages neither repeat nor miss', async () => {
  const person = await library.studio.newPerson();
  const projectId = await library.studio.newProject(person);
  const list = (search: string) => person.ask('get', `/assets?projectId=${projectId}&${search}`);
  for (let at = 0; at < 7; at++)
    await addText(person, projectId, 'x'.repeat(at + 1), `Beach_day-${at}.txt`, { tags: at % 2 ? 'odd' : 'even,Ünï' });
  await addText(person, projectId, 'y'.repeat(3), 'mountain view');
  expect(named(await list('search=beach%20da'))).toHaveLength(7);
  expect(named(await list('search=day-3'))).toEqual(['Beach_day-3.txt']);
  expect(named(await list('search=each'))).toEqual([]);
  expect(named(await list('search=%27%3B--%20%26%20%7C%20%3A*'))).toHaveLength(0);
  expect(named(await list('search=odd'))).toHaveLength(3);
  expect(named(await list('tag=%C3%9CN%C3%8F'))).toHaveLength(4);
  expect(named(await list('kind=video'))).toEqual([]);
  for (const sort of ['newest', 'oldest', 'name', 'largest']) {
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: Awaited<ReturnType<typeof list>> = await list(`sort=${sort}&limit=3${next && `&cursor=${next}`}`);
      seen.push(...named(page));
      next = page.body.data.next;
    }
    expect(new Set(seen).size).toBe(8);
    expect(seen).toHaveLength(8);
    if (sort === 'largest') expect(seen[0]).toBe('Beach_day-6.txt');
    if (sort === 'name') expect(seen).toEqual([...seen].sort());
  }
  expect((await list('cursor=bm9uc2Vuc2U')).status).toBe(422);
  expect((await library.studio.asOutsider.ask('get', `/assets?projectId=${projectId}`)).status).toBe(404);
});

test('LIB-51 D7 names and tags change under their version', async () => {
  const { asOwner, asEditor, asViewer, projectId } = library.studio;
  const id = await addText(asOwner, projectId, 'to be renamed', 'old name');
  const { version } = (await library.settled(asOwner, id)).body.data;
  const put = (asker: Asker, body: object) => asker.ask('put', `/assets/${id}`, { body });
  const changed = await put(asEditor, { name: ' new\u202e name ', tags: ['One', 'one '], version });
  expect(changed.body.data).toMatchObject({ name: 'new name', tags: ['one'], version: version + 1 });
  expect((await put(asEditor, { name: 'other', version })).body.error.code).toBe('stale-version');
  expect((await put(asViewer, { name: 'other', version: version + 1 })).status).toBe(403);
  expect((await put(asEditor, { version: version + 1 })).status).toBe(422);
  expect((await put(asEditor, { name: 'x'.repeat(301), version: version + 1 })).status).toBe(422);
});

test('LIB-52 D7 what is in use is not deleted by accident; the bin gives back until it is emptied', async () => {
  const { asOwner, asViewer, projectId, database } = library.studio;
  const id = await addText(asOwner, projectId, 'to be deleted', 'used');
  await library.settled(asOwner, id);
  const link: string = (await asOwner.ask('get', `/assets/${id}/url`)).body.data.url;
  const documentId = await database.asStudio(async (query) => {
    const document = await query
      .insertInto('workprint.documents')
      .values({ project_id: projectId, kind: 'timeline', name: 'First cut' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await query
      .insertInto('workprint.asset_uses')
      .values({ asset_id: id, project_id: projectId, user_kind: 'document', user_id: document.id })
      .execute();
    return document.id;
  });
  expect((await asViewer.ask('get', `/assets/${id}`)).body.data.usedBy).toEqual([
    { kind: 'document', id: documentId, name: 'First cut', isActive: true },
  ]);
  const refused = await asOwner.ask('delete', `/assets/${id}`);
  expect([refused.status, refused.body.error.code]).toEqual([409, 'asset-in-use']);
  expect(refused.body.error.details).toEqual([{ path: `document:${documentId}`, message: 'First cut' }]);
  expect((await asViewer.ask('delete', `/assets/${id}?force=true`)).status).toBe(403);
  expect((await asOwner.ask('delete', `/assets/${id}?force=true`)).status).toBe(200);
  for (const [method, path] of [
    ['get', ''],
    ['delete', ''],
    ['get', '/url'],
  ] as const)
    expect((await asOwner.ask(method, `/assets/${id}${path}`)).status).toBe(410);
  expect((await library.studio.asNobody.fetch(link)).status).toBe(410);
  expect(named(await asOwner.ask('get', `/assets?projectId=${projectId}&bin=true`))).toContain('used');
  expect((await asViewer.ask('post', `/assets/${id}/restore`)).status).toBe(403);
  expect((await asOwner.ask('post', `/assets/${id}/restore`)).body.data).toMatchObject({ id, deletedAt: null });
  expect((await library.studio.asNobody.fetch(link)).status).toBe(200);
  expect((await asOwner.ask('delete', `/assets/${id}?force=true&forever=true`)).status).toBe(200);
  expect((await asOwner.ask('get', `/assets/${id}`)).status).toBe(404);
});

test('LIB-60 B4 an address becomes an asset; one that leads nowhere, inward or to no film says so', async () => {
  const { asOwner, asViewer, projectId } = library.studio;
  const fetchUrl = (url: string, asker = asOwner) =>
    asker.ask('post', '/assets/from-url', { body: { projectId, url } });
  const ended = async (jobId: string) => {
    for (;;) {
      const row = await library.studio.database.asStudio((query) =>
        query
          .selectFrom('workprint.job_runs')
          .select(['state', 'error', 'result'])
          .where('id', '=', jobId)
          .executeTakeFirstOrThrow(),
      );
      if (row.state === 'done' || row.state === 'failed') return row;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const good = await fetchUrl(`${origin}/clip%20one.mp4?token=secret`);
  expect(good.status).toBe(202);
  expect(await ended(good.body.data.jobId)).toMatchObject({
    state: 'done',
    result: { assetId: good.body.data.assetId, state: 'ready' },
  });
  const { body } = await asOwner.ask('get', `/assets/${good.body.data.assetId}`);
  expect(body.data).toMatchObject({ name: 'clip one.mp4', kind: 'video', sourceUrl: `${origin}/clip%20one.mp4` });
  const page = await fetchUrl(`${origin}/page`);
  expect(await ended(page.body.data.jobId)).toMatchObject({ result: { state: 'refused' } });
  const missing = await fetchUrl(`${origin}/missing`);
  expect(await ended(missing.body.data.jobId)).toMatchObject({ state: 'failed', error: { code: 'url-unreachable' } });
  const left = await asViewer.ask('get', `/assets/${missing.body.data.assetId}`);
  expect(left.body.data).toMatchObject({
    ...{ state: 'refused', kind: null, bytes: 0, name: 'missing', sourceUrl: `${origin}/missing` },
    error: { code: 'url-unreachable', message: expect.stringContaining('status 404') },
  });
  // Repeated once there is something to fetch, it is an asset like any other.
  isMissing = false;
  const again = await library.studio.database.asStudio((query) =>
    createJob(query, library.parts.queue, {
      ...{ projectId, personId: asOwner.personId, kind: 'fetch-asset', label: 'again' },
      input: { assetId: missing.body.data.assetId, url: `${origin}/missing`, name: null, tags: [] },
    }),
  );
  expect(await ended(again)).toMatchObject({ state: 'done' });
  const found = await asViewer.ask('get', `/assets/${missing.body.data.assetId}`);
  expect(found.body.data).toMatchObject({ state: 'ready', kind: 'video', error: null });
  const inward = await fetchUrl('http://169.254.169.254/latest/meta-data');
  expect([inward.status, inward.body.error.code]).toEqual([422, 'url-refused']);
  expect((await fetchUrl('file:///etc/passwd')).status).toBe(422);
  expect((await fetchUrl(`${origin}/clip%20one.mp4`, asViewer)).status).toBe(403);
});
