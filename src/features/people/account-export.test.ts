/** Taking one's data along. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AccountStudio, type Person, startAccountStudio } from '../../../test/kit/account-studio.ts';
import { testPassword } from '../../../test/kit/sign-in.ts';
import { unzip } from '../../../test/kit/unzip.ts';
import { safeName } from './account-export.ts';
import { zipOf } from './zip-stream.ts';

let studio: AccountStudio;
beforeAll(async () => {
  studio = await startAccountStudio();
});
afterAll(() => studio.close());

const linkOf = async (person: Person): Promise<string> =>
  (await person.ask('post', '/me/export', { body: {} })).body.data.url;
const download = async (link: string): Promise<ReadonlyMap<string, Buffer>> =>
  unzip(Buffer.from(await (await studio.asNobody.fetch(link)).arrayBuffer()));
const textOf = (bytes: Buffer | undefined): string => bytes?.toString('utf8') ?? '(no such file)';
const idsIn = (files: ReadonlyMap<string, Buffer>, table: string): Set<unknown> =>
  new Set(rowsIn(files, table).map((row) => row['id']));
const rowsIn = (files: ReadonlyMap<string, Buffer>, table: string): Record<string, unknown>[] =>
  textOf(files.get(`data/${table}.jsonl`))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

test('ACC-32 the archive holds every row and every file of one’s own, and nothing of others', async () => {
  const [ada, eve] = [await studio.person(), await studio.person()];
  const mine = await studio.projectWithAsset(ada.personId, ada.personId, 'mine ../../etc/passwd');
  const theirs = await studio.projectWithAsset(eve.personId, eve.personId, 'theirs');
  const shared = await studio.projectWithAsset(eve.personId, ada.personId, 'lent');
  await studio.join(shared.id, ada.personId, 'editor');
  await studio.join(mine.id, eve.personId, 'viewer');
  const files = await download(await linkOf(ada));
  expect(files.has('about.txt')).toBe(true);
  expect(rowsIn(files, 'people')).toMatchObject([{ id: ada.personId, email: ada.email }]);
  expect(idsIn(files, 'projects')).toEqual(new Set([mine.id, shared.id]));
  expect(idsIn(files, 'assets')).toEqual(new Set([mine.assetId, shared.assetId]));
  expect(rowsIn(files, 'project_members')).toHaveLength(3);
  expect(rowsIn(files, 'audit_log').map(({ action }) => action)).toContain('account-exported');
  const named = [...files].filter(([path]) => path.startsWith('files/'));
  expect(named.map(([, bytes]) => textOf(bytes)).toSorted()).toEqual([
    'bytes of lent',
    'bytes of mine ../../etc/passwd',
  ]);
  for (const [path] of named) expect(path).toMatch(/^files\/[\da-f-]{36}\/library\/[\da-f-]{36} [^/\\]+$/);
  expect([...files.values()].join()).not.toContain(theirs.id);
});

test('ACC-32 PE5 no password, token, hash or sealed secret is in it', async () => {
  const ada = await studio.person();
  await ada.post('set-password', { newPassword: testPassword });
  const { key } = (await ada.post('api-key/create')).body;
  const project = await studio.projectWithAsset(ada.personId, ada.personId, 'secrets');
  const invited = await ada.ask('post', `/projects/${project.id}/invitations`, {
    body: { email: 'x@example.com', role: 'viewer' },
  });
  await studio.database.asStudio((query) =>
    query
      .insertInto('workprint.webhooks')
      .values({
        person_id: ada.personId,
        url: 'https://example.com',
        secret_sealed: 'v1.sealed',
        secret_ending: 'abcd',
        events: [],
      })
      .execute(),
  );
  await studio.database.asStudio((query) =>
    query
      .insertInto('workprint.provider_keys')
      .values({ person_id: ada.personId, provider: 'fal', name: 'Mine', sealed: 'v1.sealed too', last_four: 'last' })
      .execute(),
  );
  const held = await studio.database.asStudio(async (query) => [
    ...(await query.selectFrom('workprint.sessions').select('token as text').execute()),
    ...(await query.selectFrom('workprint.logins').select('password as text').execute()),
    ...(await query.selectFrom('workprint.personal_keys').select('key_hash as text').execute()),
    ...(await query.selectFrom('workprint.project_invitations').select('token_hash as text').execute()),
  ]);
  expect(held.length).toBeGreaterThanOrEqual(4);
  const files = await download(await linkOf(ada));
  for (const table of ['sessions', 'logins', 'personal_keys', 'project_invitations', 'webhooks', 'provider_keys'])
    expect(rowsIn(files, table), table).toHaveLength(1);
  const all = [...files.values()].join('\n');
  for (const secret of [
    ...held.map(({ text }) => text),
    key.slice(10),
    invited.body.data.token,
    'v1.sealed',
    'sealed too',
  ])
    expect(all).not.toContain(secret);
});

test('ACC-32 the link opens for 15 minutes, for whom it was made, and not once they are gone', async () => {
  const [ada, eve] = [await studio.person(), await studio.person()];
  const link = await linkOf(ada);
  const status = async (changed: string): Promise<number> => {
    const response = await studio.asNobody.fetch(changed);
    await response.body?.cancel();
    return response.status;
  };
  expect(await status(link)).toBe(200);
  expect((await studio.asNobody.fetch(link, { method: 'HEAD' })).headers.get('content-type')).toBe('application/zip');
  expect(await status(link.replace(ada.personId, eve.personId))).toBe(403);
  expect(await status(link.replace(/expires=(\d+)/, (_all, ms: string) => `expires=${Number(ms) + 1}`))).toBe(403);
  expect(await status(link.replace(/signature=./, 'signature=-'))).toBe(403);
  studio.clock.ms += 15 * 60_000;
  expect(await status(link)).toBe(410);
  const later = await linkOf(ada);
  expect((await ada.ask('delete', '/me', { body: { confirm: ada.email } })).status).toBe(200);
  expect(await status(later)).toBe(410);
});

test('ACC-32 a file whose bytes are gone is named, and the archive is whole', async () => {
  const ada = await studio.person();
  const { hash } = await studio.projectWithAsset(ada.personId, ada.personId, 'vanished');
  studio.blobs.delete(hash);
  const files = await download(await linkOf(ada));
  expect(textOf(files.get('missing.txt'))).toContain('vanished');
});

test('ACC-32 tables longer than a page are whole', async () => {
  const ada = await studio.person();
  const { id, hash } = await studio.projectWithAsset(ada.personId, ada.personId, 'many');
  await studio.database.asStudio((query) =>
    query
      .insertInto('workprint.assets')
      .values(
        Array.from({ length: 620 }, (_, at) => ({
          project_id: id,
          owner_id: ada.personId,
          blob_hash: hash,
          bytes: 0,
          name: `a${at}`,
        })),
      )
      .execute(),
  );
  const files = await download(await linkOf(ada));
  expect(idsIn(files, 'assets').size).toBe(621);
  expect([...files.keys()].filter((path) => path.startsWith('files/'))).toHaveLength(621);
});

test('ACC-32 an archive that breaks off does not look whole; who stops reading stops it', async () => {
  async function* broken() {
    yield {
      path: 'a',
      isCompressed: false,
      bytes: (async function* () {
        yield Buffer.from('a');
        throw new Error('the disk is gone');
      })(),
    };
  }
  await expect(new Response(zipOf(broken())).arrayBuffer()).rejects.toThrow();
  let made = 0;
  async function* endless() {
    for (;;) {
      made++;
      yield {
        path: `file ${made}`,
        isCompressed: false,
        bytes: (async function* () {
          yield Buffer.alloc(100_000);
        })(),
      };
    }
  }
  const reader = zipOf(endless()).getReader();
  await reader.read();
  await reader.cancel();
  await expect
    .poll(() => {
      const before = made;
      return new Promise((resolve) => setTimeout(() => resolve(made === before), 50));
    })
    .toBe(true);
  expect(made).toBeLessThan(50);
});

test.each([
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\con', 'C_con'],
  ['', 'file'],
  ['...', 'file'],
  ['Ünïcode फिल्म.mp4', 'Ünïcode फिल्म.mp4'],
  ['a\0b\nc', 'a_b_c'],
  ['x'.repeat(300), 'x'.repeat(100)],
])('ACC-32 %j is unpacked as %j', (name, safe) => {
  expect(safeName(name)).toBe(safe);
});
