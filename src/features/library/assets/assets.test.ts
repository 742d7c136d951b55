/** The library through the real listener, over a real database. */

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LibraryStudio, startLibraryStudio } from '../../../../test/kit/library-studio.ts';
import { samplePath } from '../../../../test/kit/media-samples.ts';

let library: LibraryStudio;
beforeAll(async () => {
  library = await startLibraryStudio({ hasWorker: true });
});
afterAll(() => library.close());

test('LIB-1 LIB-5 B4 D7 a film is uploaded, looked at, previewed and given out by a signed link', async () => {
  const { asOwner, asViewer } = library.studio;
  const bytes = await readFile(await samplePath('with-sound'));
  const added = await library.upload(asOwner, bytes, 'C:\\Films\\Beach day-2.mp4', { tags: 'Summer, sea' });
  expect(added.body).toMatchObject({
    success: true,
    data: { name: 'Beach day-2.mp4', tags: ['summer', 'sea'], bytes: bytes.length },
  });
  expect(added.status).toBe(201);
  const { body } = await library.settled(asViewer, added.body.data.id);
  expect(body.data).toMatchObject({
    state: 'ready',
    kind: 'video',
    mediaType: 'video/mp4',
    facts: { picture: { width: 320, height: 180 } },
  });
  const kinds = body.data.derivatives.map((one: { kind: string }) => one.kind);
  expect(kinds).toEqual(expect.arrayContaining(['poster', 'strip']));
  for (const { url, bytes: size } of body.data.derivatives) {
    const answer = await library.studio.asNobody.fetch(url);
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBe(size);
  }
  const link = await asViewer.ask('get', `/assets/${body.data.id}/url?download=true`);
  const part = await library.studio.asNobody.fetch(link.body.data.url, { headers: { range: 'bytes=4-7' } });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(4, 8));
});
