import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startS3Server } from '../../../test/kit/s3-server.ts';
import { addAsset, addResult, blobOf } from '../../../test/kit/stored-files.ts';
import { startTestStudio, type TestStudio } from '../../../test/kit/studio.ts';
import { openDiskObjects, openS3Objects } from '../../adapters/objects/objects.ts';
import { createSecrets } from '../../adapters/secrets/secrets.ts';
import { createMediaLinks, type LinkedFile, storageRoutes, storeBytes } from './storage.ts';

const folder = mkdtempSync(join(tmpdir(), 'workprint-links-'));
const objects = openDiskObjects(join(folder, 'store'));
const secrets = createSecrets(randomBytes(32));
let nowMs = Date.now();
const clock = { now: () => nowMs };
const links = createMediaLinks({ secrets, clock, base: '/api/v1' });
const film = new TextEncoder().encode('0123456789abcdefghijklmnopqrstuvwxyz');

let studio: TestStudio;
beforeAll(async () => {
  studio = await startTestStudio({ routes: ({ database }) => storageRoutes({ database, objects, links, clock }) });
});
afterAll(async () => {
  await studio.close();
  rmSync(folder, { recursive: true, force: true });
});

const newFile = async (
  mediaType = 'video/mp4',
  name = 'Film.mp4',
  bytes = film,
): Promise<LinkedFile & { readonly id: string }> => {
  const blob = blobOf(bytes, mediaType);
  await storeBytes({ database: studio.database, objects }, bytes, blob);
  const id = await addAsset(studio, blob, name);
  return { id, subject: { of: 'asset', id }, sha256: blob.sha256, name, mediaType };
};
const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  studio.asNobody.fetch(path, { method, headers });

it('STO-16 B5 a link serves what it was made for, without signing in', async () => {
  const answer = await get(links.linkTo(await newFile()));
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe('0123456789abcdefghijklmnopqrstuvwxyz');
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'video/mp4',
    'content-length': '36',
    'content-disposition': `inline; filename="Film.mp4"; filename*=UTF-8''Film.mp4`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'accept-ranges': 'bytes',
  });
});

it('STO-16 methods that are not GET or HEAD are refused', async () => {
  const link = links.linkTo(await newFile());
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) expect((await get(link, {}, method)).status).toBe(405);
  const head = await get(link, {}, 'HEAD');
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '36', '']);
});

it('STO-17 a link ends with its time, its row, its project; what is deleted is gone at once', async () => {
  const { projectId, database } = studio;
  const file = await newFile();
  const link = links.linkTo(file);
  nowMs += 16 * 60_000;
  expect((await get(link)).status).toBe(410);
  nowMs -= 16 * 60_000;
  expect((await get(link)).status).toBe(200);
  const setDeleted = (table: 'assets' | 'projects', id: string, at: Date | null) =>
    database.asStudio((query) =>
      query.updateTable(`workprint.${table}`).set({ deleted_at: at }).where('id', '=', id).execute(),
    );
  await setDeleted('projects', projectId, new Date());
  expect((await get(link)).status).toBe(410);
  await setDeleted('projects', projectId, null);
  await setDeleted('assets', file.id, new Date());
  expect((await get(link)).status).toBe(410);
});

it('STO-17 a result is served until it expires', async () => {
  const blob = blobOf(film, 'video/mp4');
  const jobId = await addResult(studio, blob, { kind: 'video', expiresInMs: 60_000 });
  const gone = await addResult(studio, blob, { kind: 'video', expiresInMs: -1 });
  const linkOf = (id: string) =>
    links.linkTo({
      subject: { of: 'result', id, kind: 'video' },
      sha256: blob.sha256,
      name: 'a.mp4',
      mediaType: 'video/mp4',
    });
  expect((await get(linkOf(jobId))).status).toBe(200);
  expect((await get(linkOf(gone))).status).toBe(410);
  expect((await get(linkOf(randomUUID()))).status).toBe(410);
});

it('STO-17 no link lives longer than an hour, whatever is asked; the same request gives the same link for a while', async () => {
  const file = await newFile();
  const expires = (lifetimeMs?: number) =>
    Number(new URL(links.linkTo(file, lifetimeMs), 'http://x').searchParams.get('expires')) * 1000 - nowMs;
  expect(expires(24 * 3_600_000)).toBeLessThanOrEqual(3_600_000);
  expect(expires()).toBeLessThanOrEqual(900_000);
  expect(expires()).toBeGreaterThanOrEqual(600_000 - 1000);
  expect(links.linkTo(file)).toBe(links.linkTo(file));
});

it('STO-18 ranges: one, the last, several, none that exists, none that makes sense', async () => {
  const link = links.linkTo(await newFile());
  const range = async (value: string, more: Record<string, string> = {}) => {
    const answer = await get(link, { range: value, ...more });
    return {
      status: answer.status,
      range: answer.headers.get('content-range'),
      length: answer.headers.get('content-length'),
      text: await answer.text(),
      type: answer.headers.get('content-type'),
    };
  };
  expect(await range('bytes=2-4')).toMatchObject({ status: 206, text: '234', range: 'bytes 2-4/36', length: '3' });
  expect(await range('bytes=30-')).toMatchObject({ status: 206, text: 'uvwxyz', range: 'bytes 30-35/36' });
  expect(await range('bytes=-2')).toMatchObject({ status: 206, text: 'yz', range: 'bytes 34-35/36' });
  expect(await range('bytes=0-999')).toMatchObject({ status: 206, length: '36' });
  expect(await range('bytes=36-')).toMatchObject({ status: 416, range: 'bytes */36', text: '' });
  for (const nonsense of [
    'bytes=9-3',
    'bytes=a-b',
    'pieces=0-1',
    'bytes=-',
    `bytes=${'0-1,'.repeat(40)}0-1`,
    'bytes=0-30,1-31,2-32',
  ])
    expect(await range(nonsense), nonsense).toMatchObject({ status: 200, length: '36' });
  const several = await range('bytes=0-1, 10-11, -1');
  expect(several).toMatchObject({ status: 206, range: null, length: String(several.text.length) });
  expect(several.type).toMatch(/^multipart\/byteranges; boundary=/);
  expect(several.text.match(/content-range: bytes \S+\r\n\r\n\w+/g)).toEqual([
    'content-range: bytes 0-1/36\r\n\r\n01',
    'content-range: bytes 10-11/36\r\n\r\nab',
    'content-range: bytes 35-35/36\r\n\r\nz',
  ]);
});

it('STO-18 who has the bytes is told so; a range of other bytes is not given', async () => {
  const file = await newFile();
  const link = links.linkTo(file);
  const tag = `"${file.sha256}"`;
  const known = await get(link, { 'if-none-match': `"other", ${tag}` });
  expect([known.status, await known.text(), known.headers.get('etag')]).toEqual([304, '', tag]);
  expect((await get(link, { range: 'bytes=0-1', 'if-range': tag })).status).toBe(206);
  expect((await get(link, { range: 'bytes=0-1', 'if-range': '"another"' })).status).toBe(200);
  expect((await get(link, { range: 'bytes=0-1', 'if-range': `W/${tag}` })).status).toBe(200);
});

it('STO-19 PB4 what could run in a browser is saved, as no type at all', async () => {
  for (const type of [
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
    'application/pdf',
    'application/javascript',
  ]) {
    const answer = await get(links.linkTo(await newFile(type, 'page')));
    expect([
      type,
      answer.headers.get('content-type'),
      answer.headers.get('content-disposition')?.split(';')[0],
    ]).toEqual([type, 'application/octet-stream', 'attachment']);
    await answer.body?.cancel();
  }
  const saved = await get(links.linkTo({ ...(await newFile()), isDownload: true }));
  expect(saved.headers.get('content-disposition')).toMatch(/^attachment;/);
  await saved.body?.cancel();
});

it('STO-19 PB3 a name is display text only: no path, no header, no turned writing', async () => {
  const names = [
    '../../etc/passwd',
    'a\r\nset-cookie: x=1',
    'a"; filename="b.exe',
    '.htaccess',
    'évil\u202Egpj.exe',
    '日本語.mp4',
    "it's (1)*.mp4",
    '\0',
    'x'.repeat(500),
    '😀.png',
    'a\u2028b',
  ];
  for (const name of names) {
    const answer = await get(links.linkTo(await newFile('video/mp4', name)));
    expect(answer.status, name).toBe(200);
    const disposition = answer.headers.get('content-disposition') ?? '';
    expect(disposition, name).toMatch(/^inline; filename="[A-Za-z0-9 ._()-]+"; filename\*=UTF-8''[A-Za-z0-9%!._~-]+$/);
    const told = decodeURIComponent(disposition.split("UTF-8''")[1] ?? '');
    expect(told, name).not.toMatch(/[\\/\p{Cc}\p{Cf}]|^\./u);
    expect(answer.headers.has('set-cookie')).toBe(false);
    await answer.body?.cancel();
  }
});

it.skipIf(process.platform !== 'linux')('STO-18 whoever leaves in the middle leaves no file open', async () => {
  const link = links.linkTo(await newFile('video/mp4', 'Long.mp4', randomBytes(8 * 1024 * 1024)));
  for (let at = 0; at < 20; at++) {
    const answer = await get(link);
    const reader = answer.body?.getReader();
    await reader?.read();
    await reader?.cancel();
  }
  const openFiles = (): readonly string[] =>
    readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/self/fd/${fd}`)].filter((path) => path.startsWith(folder));
      } catch {
        return []; // closed since it was listed
      }
    });
  // The server hears of it when the connection's end arrives.
  await expect.poll(openFiles, { timeout: 30_000 }).toEqual([]);
});

it('STO-22 PB10 damaged bytes are refused by name instead of served', async () => {
  const file = await newFile('video/mp4', 'rust.mp4', new TextEncoder().encode('will rust'));
  await studio.database.asStudio((query) =>
    query.updateTable('workprint.blobs').set({ damaged_at: new Date() }).where('hash', '=', file.sha256).execute(),
  );
  const { status, body } = await studio.asNobody.ask('get', links.linkTo(file));
  expect([status, body.error.code]).toEqual([500, 'media-corrupt']);
});

it('STO-9 a bucket serves by a link of its own for minutes, after we looked at the row; any name survives the signature', async () => {
  const server = await startS3Server();
  const bucket = openS3Objects(server.settings);
  const own = await startTestStudio({
    routes: ({ database }) => storageRoutes({ database, objects: bucket, links, clock }),
  });
  try {
    const blob = blobOf(film, 'video/mp4');
    await storeBytes({ database: own.database, objects: bucket }, film, blob);
    const id = await addAsset(own, blob, 'x');
    const link = links.linkTo({
      subject: { of: 'asset', id },
      sha256: blob.sha256,
      name: "it's (1)*!~ 日本 & + %41.mp4",
      mediaType: 'video/mp4',
    });
    const redirect = await own.asNobody.fetch(link);
    expect(redirect.status).toBe(302);
    const location = redirect.headers.get('location') ?? '';
    expect(Number(new URL(location).searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(300);
    const served = await fetch(location, { headers: { range: 'bytes=10-12' } });
    expect([served.status, await served.text(), served.headers.get('content-type')]).toEqual([206, 'abc', 'video/mp4']);
    expect(served.headers.get('content-disposition')).toContain("filename*=UTF-8''it%27s%20%281%29_!~%20");
    expect((await fetch(location.replace('mp4', 'mp5'))).status).toBe(403);
    expect((await fetch(location, { method: 'DELETE' })).status).toBe(403);
    const head = await own.asNobody.fetch(link, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '36']);
  } finally {
    await own.close();
    await server.close();
  }
});
