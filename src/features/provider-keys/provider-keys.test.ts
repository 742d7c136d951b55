/** Keys of vendors as people keep, test and share them, over a whole server and a vendor that remembers which keys it saw. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keyWorld } from '../../../test/kit/key-world.ts';
import type { Answered } from '../../../test/kit/studio.ts';
import { seededRandom } from '../../domain/random.ts';
import { keyIdentity, lastFourOf, withoutKey } from './key-rules.ts';

const world = keyWorld();
beforeAll(() => world.open());
afterAll(() => world.close());
beforeEach(() => world.clear());

const unreadable = expect.objectContaining({ code: 'secret-unreadable' });

describe('keeping keys', () => {
  test('KEY-1 KEY-2 PE6 a key is sealed to its row; copied to another row, person or provider it does not open', async () => {
    const { asOwner, asEditor } = world.studio;
    const [one, two] = [await world.add(asOwner), await world.add(asOwner, { name: 'second' })];
    const third = await world.add(asEditor);
    const sealed = new Map((await world.rows()).map((row) => [row.id, row.sealed]));
    expect([...sealed.values()].join()).not.toContain(world.key.slice(4));
    const of = (id: string, personId: string, provider = 'paid') => keyIdentity({ id, personId, provider });
    expect(world.secrets.open(sealed.get(one.id) ?? '', of(one.id, asOwner.personId))).toBe(world.key);
    for (const [id, identity] of [
      [two.id, of(one.id, asOwner.personId)],
      [third.id, of(third.id, asOwner.personId)],
      [third.id, of(one.id, asOwner.personId)],
      [one.id, of(one.id, asOwner.personId, 'home')],
    ] as const)
      expect(() => world.secrets.open(sealed.get(id) ?? '', identity)).toThrow(unreadable);
    // Swapped in the database: the ring cannot open it, and no vendor ever sees it.
    await world.swapSealed(one.id, third.id);
    const found = await world.find(asOwner);
    await expect(found.open()).rejects.toThrow(unreadable);
  });

  test('KEY-2 only the last four characters leave, of a short key none', async () => {
    const { asOwner } = world.studio;
    const made = await world.add(asOwner);
    const short = await world.add(asOwner, { name: 'short', key: 'abc1234' });
    expect(made.lastFour).toBe(world.key.slice(-4));
    expect(short.lastFour).toBeNull();
    const answers = await Promise.all([
      asOwner.ask('get', '/api-keys'),
      asOwner.ask('put', `/api-keys/${made.id}`, { body: { key: world.key } }),
      asOwner.ask('post', '/api-keys', { body: { provider: 'paid', name: 'third', key: world.key } }),
    ]);
    for (const { body } of answers) expect(JSON.stringify(body)).not.toContain(world.key.slice(0, 12));
    expect([lastFourOf('12345678'), lastFourOf('1234567')]).toEqual(['5678', '']);
  });

  test.each([
    ['a blank', 'sk-with blank'],
    ['a line break', 'sk-with\nbreak'],
    ['a character beyond ASCII', 'sk-schlüssel'],
    ['nothing', ''],
    ['4,097 characters', 'k'.repeat(4097)],
  ])('KEY-3 a key with %s is refused and not repeated', async (_case, key) => {
    const { asOwner } = world.studio;
    const answer = await asOwner.ask('post', '/api-keys', { body: { provider: 'paid', name: 'x', key } });
    expect(answer.status).toBe(422);
    if (key) expect(JSON.stringify(answer.body)).not.toContain(key.slice(0, 60));
    expect(await world.rows()).toHaveLength(0);
  });

  test('KEY-3 unknown providers are refused with those there are, one that needs no key too', async () => {
    const { asOwner } = world.studio;
    const ask = (provider: string) =>
      asOwner.ask('post', '/api-keys', { body: { provider, name: 'x', key: 'k1234567' } });
    expect((await ask('nonesuch')).body.error.message).toContain('paid');
    expect((await ask('free')).body.error.message).toContain('needs no key');
    expect((await ask('alias-of-paid')).body.data.provider).toBe('paid');
  });

  test('KEY-4 nobody else sees, changes, tests or deletes a key; without the scope manage not even a program of its person’s', async () => {
    const { asOwner, asEditor, asOutsider, asNobody, withKey, projectId } = world.studio;
    const { id } = await world.add(asOwner, { projectId });
    const tries = (who: { ask: typeof asOwner.ask }): Promise<readonly Answered[]> =>
      Promise.all([
        who.ask('put', `/api-keys/${id}`, { body: { name: 'mine now' } }),
        who.ask('post', '/api-keys/test', { body: { id } }),
        who.ask('delete', `/api-keys/${id}`),
      ]);
    for (const who of [asEditor, asOutsider]) {
      expect((await tries(who)).map(({ status }) => status)).toEqual([404, 404, 404]);
      expect((await who.ask('get', '/api-keys')).body.data.keys).toEqual([]);
    }
    expect((await tries(asNobody)).map(({ status }) => status)).toEqual([401, 401, 401]);
    expect((await tries(withKey(['read', 'write', 'run']))).map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await withKey(['manage']).ask('get', '/api-keys')).body.data.keys).toHaveLength(1);
    // Not even by a query of their own: the sealed text is no person's to read.
    const { database } = world.studio;
    for (const personId of [asOwner.personId, asEditor.personId])
      await expect(
        database.asPerson(personId, (query) => query.selectFrom('workprint.provider_keys').select('sealed').execute()),
      ).rejects.toThrow(/permission denied/);
    await asOwner.ask('delete', `/api-keys/${id}`);
    const audit = (await asOwner.ask('get', '/audit-log')).body.data;
    expect(JSON.stringify(audit)).not.toContain(world.key.slice(0, 12));
    const actions = (await world.audit(id)).map(({ action }) => action);
    expect(actions).toEqual(['provider-key-added', 'provider-key-deleted']);
  });

  test('KEY-5 names are one’s own for a provider; an older version is refused; what is left out stays', async () => {
    const { asOwner, asEditor } = world.studio;
    const made = await world.add(asOwner, { monthlyCapMicros: 5 });
    await world.add(asOwner, { name: 'second' });
    await world.add(asEditor);
    const again = { provider: 'paid', name: 'first', key: world.key };
    expect((await asOwner.ask('post', '/api-keys', { body: again })).status).toBe(409);
    const put = (body: object) => asOwner.ask('put', `/api-keys/${made.id}`, { body });
    expect((await put({ name: 'second' })).body.error.code).toBe('conflict');
    const changed = await put({ isActive: false, version: 1 });
    expect(changed.body.data).toMatchObject({ name: 'first', isActive: false, monthlyCapMicros: 5, version: 2 });
    expect((await put({ isActive: true, version: 1 })).body.error.code).toBe('stale-version');
    expect((await put({ monthlyCapMicros: null })).body.data).toMatchObject({ monthlyCapMicros: null, version: 3 });
    for (const wrong of [{ monthlyCapMicros: -1 }, { monthlyCapMicros: 0.5 }, { provider: 'home' }, { sealed: 'x' }])
      expect((await put(wrong)).status).toBe(422);
  });

  test('KEY-6 an address of one’s own: only for servers of one’s own, only where the studio may go', async () => {
    const { asOwner } = world.studio;
    const ask = (provider: string, baseUrl: string, key?: string) =>
      asOwner.ask('post', '/api-keys', {
        body: { provider, name: baseUrl.slice(0, 90), baseUrl, ...(key && { key }) },
      });
    expect((await ask('paid', 'https://models.example/v1', 'k1234567')).status).toBe(422);
    for (const inside of [
      'http://10.0.0.1/v1',
      'http://localhost:11434/v1',
      'http://169.254.169.254/',
      'http://[::1]/',
    ])
      expect([inside, (await ask('home', inside)).body.error.code]).toEqual([inside, 'url-refused']);
    for (const wrong of [
      'ftp://models.example',
      'no address',
      'https://models.example/?key=1',
      'https://models.example/#x',
    ])
      expect([wrong, (await ask('home', wrong)).status]).toEqual([wrong, 422]);
    const made = await ask('home', 'https://models.example/v1//');
    expect(made.body.data).toMatchObject({ baseUrl: 'https://models.example/v1', lastFour: null });
    expect((await asOwner.ask('post', '/api-keys', { body: { provider: 'home', name: 'neither' } })).status).toBe(422);
    const found = await world.find(asOwner, { provider: 'home' });
    expect([found.baseUrl, await found.open()]).toEqual(['https://models.example/v1', undefined]);
  });

  test('KEY-4 a key is shared only by those who may start work in the project', async () => {
    const { asOwner, asViewer, asOutsider, projectId } = world.studio;
    const share = (who: typeof asOwner) =>
      who.ask('post', '/api-keys', { body: { provider: 'paid', name: 'shared', key: world.key, projectId } });
    expect([(await share(asViewer)).status, (await share(asOutsider)).status]).toEqual([403, 404]);
    const { id } = await world.add(asViewer);
    expect((await asViewer.ask('put', `/api-keys/${id}`, { body: { projectId } })).status).toBe(403);
    expect((await share(asOwner)).status).toBe(201);
  });
});

describe('testing keys', () => {
  test.each([
    ['good-', 'works'],
    ['wrong-', 'wrong'],
    ['expired-', 'expired'],
    ['poor-', 'no-credit'],
    ['narrow-', 'forbidden'],
    ['silent-', 'unreachable'],
    ['thrown-wrong-', 'wrong'],
    ['thrown-busy-', 'unreachable'],
  ])(
    'KEY-11 a key beginning with %s is found %s, and no word of it comes back although the vendor repeats it',
    async (kind, state) => {
      const tester = await world.studio.newPerson();
      const key = `${kind}${randomBytes(20).toString('hex')}`;
      const given = await tester.ask('post', '/api-keys/test', { body: { provider: 'paid', key } });
      const { id } = await world.add(tester, { key });
      const kept = await tester.ask('post', '/api-keys/test', { body: { id } });
      expect([given.body.data.state, kept.body.data.state]).toEqual([state, state]);
      for (const { body } of [given, kept]) {
        expect(body.data.message.length).toBeGreaterThan(20);
        for (let at = 0; at + 8 <= key.length; at++) expect(body.data.message).not.toContain(key.slice(at, at + 8));
      }
      expect(world.seenKeys).toContain(key);
      const [row] = (await tester.ask('get', '/api-keys')).body.data.keys;
      expect(row.verdict).toBe(state === 'unreachable' ? null : state);
    },
  );

  test('KEY-11 one or the other way to say which key; ten a minute; an inner address is refused', async () => {
    const tester = await world.studio.newPerson();
    const { id } = await world.add(tester);
    const ask = (body: object) => tester.ask('post', '/api-keys/test', { body });
    for (const body of [{}, { id, provider: 'paid', key: 'k1234567' }, { key: 'k1234567' }, { provider: 'paid' }])
      expect((await ask(body)).status).toBe(422);
    expect((await ask({ provider: 'home', baseUrl: 'http://10.0.0.1/' })).body.error.code).toBe('url-refused');
    const statuses: number[] = [];
    for (let count = 0; count < 12; count++) statuses.push((await ask({ id })).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
    const other = await world.studio.newPerson();
    expect((await other.ask('post', '/api-keys/test', { body: { provider: 'paid', key: 'good-1234' } })).status).toBe(
      200,
    );
  });

  test('KEY-11 a new key is not called what was found of the one before it', async () => {
    const { asOwner } = world.studio;
    const { id } = await world.add(asOwner, { key: 'wrong-12345678' });
    await asOwner.ask('post', '/api-keys/test', { body: { id } });
    const changed = await asOwner.ask('put', `/api-keys/${id}`, { body: { key: 'good-12345678' } });
    expect(changed.body.data).toMatchObject({ verdict: null, testedAt: null });
    // A call that began with the key before ends now.
    const found = await world.find(asOwner);
    await found.open();
    await asOwner.ask('put', `/api-keys/${id}`, { body: { key: 'good-87654321' } });
    await world.ring().report(id, 'works');
    await world.lateRing.report(id, 'wrong');
    expect((await asOwner.ask('get', '/api-keys')).body.data.keys[0].verdict).toBe('works');
  });
});

test('KEY-2 a vendor’s words lose every stretch of the key, however they are cut or written', () => {
  const key = 'sk-proj-AbCd+EfGh/IjKl=0123456789';
  expect(withoutKey(`Incorrect API key provided: ${key}. Find yours`, key)).toBe(
    'Incorrect API key provided: …. Find yours',
  );
  expect(withoutKey(`key ${key.slice(0, 12)}*****${key.slice(-4)}`, key)).toBe(`key …*****${key.slice(-4)}`);
  expect(withoutKey(`?key=${encodeURIComponent(key)}&x`, key)).toBe('?key=…&x');
  expect(withoutKey('nothing of it', key)).toBe('nothing of it');
  expect(withoutKey('a short one: abc!', 'abc')).toBe('a short one: …!');
  expect(withoutKey(key.slice(0, 20), key)).toBe('…');
  expect(withoutKey('no key', undefined)).toBe('no key');
});

test('KEY-2 of 300 random keys in random sentences no eight characters in a row are left, seed 42', () => {
  const random = seededRandom('42');
  const pick = (most: number): number => Math.floor(random() * most);
  const word = (length: number): string =>
    Array.from({ length }, () => String.fromCharCode(0x21 + pick(0x5e))).join('');
  for (let round = 0; round < 300; round++) {
    const key = word(8 + pick(60));
    const pieces = Array.from({ length: 1 + pick(6) }, () => {
      const from = pick(key.length);
      return [word(pick(12)), key.slice(from, from + 1 + pick(key.length)), ' is wrong, '][pick(3)] ?? '';
    });
    const clean = withoutKey([...pieces, key].join(''), key);
    for (let at = 0; at + 8 <= key.length; at++) expect(clean).not.toContain(key.slice(at, at + 8));
  }
});
