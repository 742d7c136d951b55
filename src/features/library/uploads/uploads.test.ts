/** Resumable uploads through the real listener: the protocol, what it refuses, and that every refusal is always the same (PB2). */
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LibraryStudio, startLibraryStudio } from '../../../../test/kit/library-studio.ts';
import type { Asker } from '../../../../test/kit/studio.ts';

let library: LibraryStudio;
let nowMs = Date.now();
beforeAll(async () => {
  library = await startLibraryStudio({ now: () => nowMs, limits: { uploadBytes: 50_000_000, writerLeaseMs: 2_000 } });
});
afterAll(() => library.close());

const base = '/api/v1/uploads';
const tus = { 'tus-resumable': '1.0.0' };
const offsetType = { 'content-type': 'application/offset+octet-stream' };
const metadata = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');

type Send = { readonly headers?: Readonly<Record<string, string>>; readonly body?: Uint8Array };
const send = (asker: Asker, method: string, path: string, { headers, body }: Send = {}): Promise<Response> =>
  asker.fetch(path, {
    method,
    headers: { ...tus, ...headers },
    ...(body && { body: body as Uint8Array<ArrayBuffer> }),
  });
const create = (asker: Asker, length: number | string, more: Send = {}, at = base): Promise<Response> =>
  send(asker, 'POST', at, {
    ...more,
    headers: {
      'upload-length': String(length),
      'upload-metadata': metadata({ projectId: library.studio.projectId, filename: 'a.mp4' }),
      ...more.headers,
    },
  });
const begin = async (asker: Asker, length: number): Promise<string> => {
  const made = await create(asker, length);
  expect(made.status).toBe(201);
  return made.headers.get('location') ?? '';
};
const patch = (
  asker: Asker,
  path: string,
  offset: number | string,
  body: Uint8Array,
  headers = {},
): Promise<Response> =>
  send(asker, 'PATCH', path, { body, headers: { ...offsetType, 'upload-offset': String(offset), ...headers } });
const offsetOf = async (asker: Asker, path: string): Promise<number> =>
  Number((await send(asker, 'HEAD', path)).headers.get('upload-offset'));
const piecesOnDisk = (): Promise<readonly string[]> => readdir(join(library.folder, 'intake', 'uploads'));

test('LIB-34 B4 a file sent in parts becomes an asset with the same bytes', async () => {
  const { asOwner } = library.studio;
  const bytes = randomBytes(3_000_000);
  const path = await begin(asOwner, bytes.length);
  const first = await patch(asOwner, path, 0, bytes.subarray(0, 1_000_000));
  expect([first.status, first.headers.get('upload-offset'), first.headers.get('workprint-asset-id')]).toEqual([
    204,
    '1000000',
    null,
  ]);
  expect(new Date(first.headers.get('upload-expires') ?? '').getTime()).toBeGreaterThan(nowMs);
  expect(await offsetOf(asOwner, path)).toBe(1_000_000);
  const last = await patch(asOwner, path, 1_000_000, bytes.subarray(1_000_000));
  const id = last.headers.get('workprint-asset-id');
  expect(last.status).toBe(204);
  const { body } = await asOwner.ask('get', `/assets/${id}`);
  expect(body.data).toMatchObject({
    ...{ name: 'a.mp4', state: 'processing', bytes: bytes.length },
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect((await send(asOwner, 'HEAD', path)).headers.get('workprint-asset-id')).toBe(id);
  const link = await asOwner.ask('get', `/assets/${id}/url`);
  const served = await library.studio.asNobody.fetch(link.body.data.url);
  expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
  expect(await piecesOnDisk()).toEqual([]);
});

test('LIB-34 B4 creation with upload, at the root, and an empty file', async () => {
  const { asOwner } = library.studio;
  const made = await create(asOwner, 10, { headers: offsetType, body: randomBytes(4) }, '/uploads');
  expect([made.status, made.headers.get('upload-offset')]).toEqual([201, '4']);
  const path = made.headers.get('location') ?? '';
  expect(path).toMatch(/^\/uploads\/[0-9a-f-]{36}$/);
  expect((await patch(asOwner, path, 4, randomBytes(6))).headers.get('workprint-asset-id')).toBeTruthy();
  const whole = await create(asOwner, 5, { headers: offsetType, body: randomBytes(5) });
  expect([whole.status, whole.headers.get('upload-offset')]).toEqual([201, '5']);
  expect(whole.headers.get('workprint-asset-id')).toBeTruthy();
  expect((await create(asOwner, 0)).headers.get('workprint-asset-id')).toBeTruthy();
});

test('LIB-35 what the server can is told to anybody', async () => {
  const answer = await library.studio.asNobody.fetch(base, { method: 'OPTIONS' });
  expect(answer.status).toBe(204);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    ...{ 'tus-resumable': '1.0.0', 'tus-version': '1.0.0', 'tus-max-size': '50000000' },
    ...{ 'tus-extension': 'creation,creation-with-upload,expiration,checksum,termination' },
    'tus-checksum-algorithm': 'sha1,sha256,sha512,md5',
  });
});

test('LIB-36 PB2 each abuse gets its one status, always the same', async () => {
  const { asOwner, asEditor, asViewer, asOutsider, asNobody } = library.studio;
  const path = await begin(asOwner, 1000);
  const at = (offset: number | string, length: number, headers = {}) =>
    patch(asOwner, path, offset, randomBytes(length), headers);
  expect((await at(0, 500)).status).toBe(204);
  const cases: readonly (readonly [string, number, () => Promise<Response>])[] = [
    ['an offset one too low', 409, () => at(499, 10)],
    ['an offset one too high', 409, () => at(501, 10)],
    ['a negative offset', 400, () => at(-1, 10)],
    ['an offset of 2^63', 400, () => at('9223372036854775808', 10)],
    ['no offset', 400, () => send(asOwner, 'PATCH', path, { headers: offsetType, body: randomBytes(5) })],
    ['one byte too many', 413, () => at(500, 501)],
    ['another content type', 415, () => at(500, 10, { 'content-type': 'application/octet-stream' })],
    ['another version', 412, () => at(500, 10, { 'tus-resumable': '0.2.2' })],
    [
      'a checksum of other bytes',
      460,
      () => at(500, 10, { 'upload-checksum': `sha1 ${createHash('sha1').digest('base64')}` }),
    ],
    ['an unknown checksum', 400, () => at(500, 10, { 'upload-checksum': 'crc32 AAAAAA==' })],
    ['an editor of the same project', 404, () => patch(asEditor, path, 500, randomBytes(5))],
    ['a viewer', 404, () => patch(asViewer, path, 500, randomBytes(5))],
    ['a stranger', 404, () => patch(asOutsider, path, 500, randomBytes(5))],
    ['a stranger who asks', 404, () => send(asOutsider, 'HEAD', path)],
    ['a stranger who deletes', 404, () => send(asOutsider, 'DELETE', path)],
    ['nobody', 401, () => patch(asNobody, path, 500, randomBytes(5))],
    ['an unknown upload', 404, () => send(asOwner, 'HEAD', `${base}/${crypto.randomUUID()}`)],
    ['a creation without length', 400, () => send(asOwner, 'POST', base)],
    ['a creation of -5 bytes', 400, () => create(asOwner, -5)],
    ['a creation of 2^63 bytes', 400, () => create(asOwner, '9223372036854775808')],
    ['a creation that is too large', 413, () => create(asOwner, 50_000_001)],
    ['a deferred length', 400, () => create(asOwner, 5, { headers: { 'upload-defer-length': '1' } })],
    ['no project', 400, () => create(asOwner, 5, { headers: { 'upload-metadata': metadata({ filename: 'x' }) } })],
    ['a project of others', 404, () => create(asOutsider, 5)],
    ['a viewer’s creation', 403, () => create(asViewer, 5)],
    [
      'another method in disguise',
      400,
      () => send(asOwner, 'POST', path, { headers: { 'x-http-method-override': 'PUT' } }),
    ],
  ];
  for (const [what, status, ask] of cases) {
    for (let again = 0; again < 3; again++) {
      const answer = await ask();
      expect([what, answer.status]).toEqual([what, status]);
      await answer.arrayBuffer();
    }
    expect([what, await offsetOf(asOwner, path)]).toEqual([what, 500]);
  }
  const refused = await at(499, 1);
  expect(refused.headers.get('tus-resumable')).toBe('1.0.0');
});

test('LIB-36 PB2 a body without a length that grows too long leaves nothing of itself', async () => {
  const { asOwner } = library.studio;
  const path = await begin(asOwner, 20_000_000);
  const { hostname, port } = new URL(library.studio.url);
  const status = await new Promise<number>((resolve, reject) => {
    const asking = httpRequest(
      {
        ...{ hostname, port, path, method: 'PATCH' },
        headers: { ...asOwner.headers, ...tus, ...offsetType, 'upload-offset': '0' },
      },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    asking.on('error', reject);
    const chunk = Buffer.alloc(1_000_000);
    let sent = 0;
    const more = (): void => {
      if (sent++ < 25) asking.write(chunk, () => more());
      else asking.end();
    };
    more();
  });
  expect(status).toBe(413);
  expect(await offsetOf(asOwner, path)).toBe(0);
  expect((await send(asOwner, 'DELETE', path)).status).toBe(204);
  expect(await piecesOnDisk()).not.toContain(path.split('/').at(-1));
});

test('LIB-37 PB2 a right checksum is taken; PATCH and DELETE in disguise work', async () => {
  const { asOwner } = library.studio;
  const bytes = randomBytes(600);
  const path = await begin(asOwner, 1000);
  const checksum = `sha256 ${createHash('sha256').update(bytes).digest('base64')}`;
  const taken = await patch(asOwner, path, 0, bytes, { 'upload-checksum': checksum });
  expect([taken.status, taken.headers.get('upload-offset')]).toEqual([204, '600']);
  const disguised = await send(asOwner, 'POST', path, {
    body: bytes.subarray(0, 100),
    headers: { ...offsetType, 'upload-offset': '600', 'x-http-method-override': 'PATCH' },
  });
  expect([disguised.status, disguised.headers.get('upload-offset')]).toEqual([204, '700']);
  const dropped = await send(asOwner, 'POST', path, { headers: { 'x-http-method-override': 'DELETE' } });
  expect(dropped.status).toBe(204);
  expect((await send(asOwner, 'HEAD', path)).status).toBe(404);
});

test('LIB-38 PB2 the second of two senders is told 423, whichever server it asks; the first goes on', async () => {
  const { asOwner } = library.studio;
  const path = await begin(asOwner, 2000);
  const { hostname, port } = new URL(library.studio.url);
  const slow = httpRequest({
    ...{ hostname, port, path, method: 'PATCH' },
    headers: { ...asOwner.headers, ...tus, ...offsetType, 'upload-offset': '0', 'content-length': '1000' },
  });
  const answered = new Promise<number>((resolve, reject) => {
    slow.on('response', (answer) => resolve(answer.resume().statusCode ?? 0));
    slow.on('error', reject);
  });
  slow.write(Buffer.alloc(500));
  // The first holds the turn from when its head was read.
  const second = async (): Promise<number> => (await patch(asOwner, path, 0, randomBytes(10))).status;
  while (
    !(
      await library.studio.database.asStudio((query) =>
        query.selectFrom('workprint.uploads').select('writer').where('id', '=', path.slice(-36)).executeTakeFirst(),
      )
    )?.writer
  )
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect([await second(), await second(), await second()]).toEqual([423, 423, 423]);
  expect((await send(asOwner, 'DELETE', path)).status).toBe(423);
  slow.end(Buffer.alloc(500));
  expect(await answered).toBe(204);
  expect(await offsetOf(asOwner, path)).toBe(1000);
});

test('LIB-38 PB1 whoever is cut off loses nothing that arrived, and may go on at once', async () => {
  const { asOwner } = library.studio;
  const bytes = randomBytes(5_000_000);
  const path = await begin(asOwner, bytes.length);
  const { hostname, port } = new URL(library.studio.url);
  const cut = httpRequest({
    ...{ hostname, port, path, method: 'PATCH' },
    headers: {
      ...asOwner.headers,
      ...tus,
      ...offsetType,
      'upload-offset': '0',
      'content-length': String(bytes.length),
    },
  });
  cut.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    cut.write(bytes.subarray(0, 2_000_000), () => resolve());
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  cut.destroy();
  let offset = 0;
  for (let tries = 0; tries < 100 && offset === 0; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    offset = await offsetOf(asOwner, path);
  }
  expect(offset).toBeGreaterThan(1_000_000);
  expect(offset).toBeLessThanOrEqual(2_000_000);
  const rest = await patch(asOwner, path, offset, bytes.subarray(offset));
  expect(rest.status).toBe(204);
  const { body } = await asOwner.ask('get', `/assets/${rest.headers.get('workprint-asset-id')}`);
  expect(body.data.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('LIB-39 PB2 twenty uploads a person, however fast they are begun; the others go on when one ends', async () => {
  const person = await library.studio.newPerson();
  const projectId = await library.studio.newProject(person);
  const headers = { 'upload-metadata': metadata({ projectId }) };
  const made = await Promise.all(Array.from({ length: 40 }, () => create(person, 10, { headers })));
  const statuses = made.map(({ status }) => status).sort((a, b) => a - b);
  expect(statuses).toEqual([...Array<number>(20).fill(201), ...Array<number>(20).fill(429)]);
  const open = made.find(({ status }) => status === 201)?.headers.get('location') ?? '';
  expect((await send(person, 'DELETE', open)).status).toBe(204);
  expect((await create(person, 10, { headers })).status).toBe(201);
  expect((await create(person, 10, { headers })).status).toBe(429);
});

test('LIB-40 PB2 an upload that rested too long is gone, and counts no more', async () => {
  const person = await library.studio.newPerson();
  const projectId = await library.studio.newProject(person);
  const path =
    (await create(person, 10, { headers: { 'upload-metadata': metadata({ projectId }) } })).headers.get('location') ??
    '';
  const before = nowMs;
  nowMs += 25 * 3600_000;
  try {
    for (const method of ['HEAD', 'DELETE']) expect((await send(person, method, path)).status).toBe(410);
    expect((await patch(person, path, 0, randomBytes(5))).status).toBe(410);
  } finally {
    nowMs = before;
  }
});

test('LIB-32 PB2 metadata with paths and keys is a name and nothing else', async () => {
  const { asOwner } = library.studio;
  const hostile = {
    path: '/etc/passwd',
    key: '../../key',
    Key: 'blobs/x',
    bucket: 'b',
    'x-amz': '../',
    filename: '../../../etc/cron.d/x',
  };
  const made = await create(asOwner, 4, {
    headers: { ...offsetType, 'upload-metadata': metadata({ projectId: library.studio.projectId, ...hostile }) },
    body: randomBytes(4),
  });
  const { body } = await asOwner.ask('get', `/assets/${made.headers.get('workprint-asset-id')}`);
  expect(body.data.name).toBe('x');
});
