import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectStores, type StoreUnderTest } from './object-stores.ts';

const nameOf = (text: string): string => `blobs/${createHash('sha256').update(text).digest('hex')}`;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = async (stream: ReadableStream<Uint8Array> | undefined): Promise<string | undefined> =>
  stream && new Response(stream).text();
const gather = async <T>(all: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const one of all) found.push(one);
  return found;
};

describe.each(Object.entries(objectStores))('objects on %s', (kind, open) => {
  let under: StoreUnderTest;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());

  it('STO-1 B5 what was put is there, whole, and what was not is not', async () => {
    const { store } = under;
    expect(await store.read(nameOf('nothing'))).toBeUndefined();
    expect(await store.facts(nameOf('nothing'))).toBeUndefined();
    await store.put(nameOf('one'), bytesOf('salt and iron'), 'text/plain');
    expect(await textOf(await store.read(nameOf('one')))).toBe('salt and iron');
    expect(await store.facts(nameOf('one'))).toMatchObject({ bytes: 13 });
    expect(Math.abs(((await store.facts(nameOf('one')))?.modifiedMs ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('STO-1 an empty object is an object', async () => {
    const { store } = under;
    await store.put(nameOf('empty'), new Uint8Array(), 'text/plain');
    expect(await textOf(await store.read(nameOf('empty')))).toBe('');
    expect(await store.facts(nameOf('empty'))).toMatchObject({ bytes: 0 });
  });

  it('STO-2 a range is inclusive and cut to what there is', async () => {
    const { store } = under;
    await store.put(nameOf('range'), bytesOf('0123456789'), 'text/plain');
    const read = async (first: number, last: number) => textOf(await store.read(nameOf('range'), { first, last }));
    expect(await read(2, 4)).toBe('234');
    expect(await read(0, 0)).toBe('0');
    expect(await read(8, 100)).toBe('89');
    expect(await read(10, 20)).toBe('');
  });

  it('STO-3 a large file is stored from where it lies, and comes back as a file', async () => {
    const { store, folder } = under;
    const path = join(folder, `large-${kind}`);
    const bytes = randomBytes(18 * 1024 * 1024 + 7);
    writeFileSync(path, bytes);
    await store.putFile(nameOf('large'), path, 'video/mp4');
    expect(readFileSync(path).equals(bytes)).toBe(true);
    const back = join(folder, `back-${kind}`);
    expect(await store.copyTo(nameOf('large'), back)).toBe(true);
    expect(readFileSync(back).equals(bytes)).toBe(true);
    expect(await store.copyTo(nameOf('nothing'), join(folder, 'none'))).toBe(false);
    await expect(store.copyTo(nameOf('large'), back)).rejects.toThrow();
  });

  it('STO-1 putting again replaces, removing twice is no error', async () => {
    const { store } = under;
    await store.put(nameOf('again'), bytesOf('first'), 'text/plain');
    await store.put(nameOf('again'), bytesOf('second'), 'text/plain');
    expect(await textOf(await store.read(nameOf('again')))).toBe('second');
    await store.remove(nameOf('again'));
    await store.remove(nameOf('again'));
    expect(await store.facts(nameOf('again'))).toBeUndefined();
  });

  it('STO-4 lists names in order, by their beginning', async () => {
    const { store } = under;
    const names = Array.from({ length: 40 }, (_, at) => nameOf(`listed ${at}`).replace('blobs', 'listed'));
    await Promise.all(names.map((name) => store.put(name, bytesOf(name), 'text/plain')));
    expect((await gather(store.list('listed/'))).map((one) => one.name)).toEqual([...names].sort());
    const beginning = (names[0] ?? '').slice(0, 'listed/'.length + 3);
    const expected = names.filter((name) => name.startsWith(beginning)).sort();
    expect((await gather(store.list(beginning))).map((one) => one.name)).toEqual(expected);
    expect(await gather(store.list('nowhere/'))).toEqual([]);
  });

  it('STO-5 what is not a name of ours reaches neither disk nor URL', async () => {
    const { store } = under;
    const wrong = [
      '../../etc/passwd',
      'blobs/../x',
      'blobs',
      '/blobs/aaaa',
      'blobs/AAAA',
      'blobs/a/b',
      'blobs/aaaa\0',
      'blobs/-aaaa',
      '',
      '.incoming/aaaa',
    ];
    for (const name of wrong) {
      await expect((async () => store.read(name))(), name).rejects.toThrow('is not the name of an object');
      await expect((async () => store.put(name, bytesOf('x'), 'text/plain'))(), name).rejects.toThrow();
      await expect((async () => store.remove(name))(), name).rejects.toThrow();
    }
    await expect(gather(store.list('../'))).rejects.toThrow();
  });

  it('STO-6 an unfinished write is no object; it can be found by its age and discarded', async () => {
    const { store } = under;
    under.leaveUnfinished(nameOf('left'));
    expect(await store.facts(nameOf('left'))).toBeUndefined();
    expect(await gather(store.unfinished(Date.now() - 3_600_000))).toEqual([]);
    const left = await gather(store.unfinished(Date.now() + 60_000));
    expect(left).toHaveLength(1);
    await store.discard(left[0] ?? '');
    expect(await gather(store.unfinished(Date.now() + 60_000))).toEqual([]);
  });

  it('STO-7 says that it is up', async () => {
    expect(await under.store.health()).toMatchObject({ isUp: true });
  });
});
