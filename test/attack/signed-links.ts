/** PE4: a link to stored bytes, changed in every byte, too old, by another method, for another object, after what it stands for was deleted. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openDiskObjects } from '../../src/adapters/objects/objects.ts';
import { createSecrets } from '../../src/adapters/secrets/secrets.ts';
import { createMediaLinks, type LinkedFile, storageRoutes, storeBytes } from '../../src/features/storage/storage.ts';
import { addAsset, blobOf } from '../kit/stored-files.ts';
import { startTestStudio, type TestStudio } from '../kit/studio.ts';
import type { ProofCase, ProofRow } from '../prove/row.types.ts';

const minuteMs = 60_000;

type Scene = {
  readonly studio: TestStudio;
  readonly link: string;
  readonly file: LinkedFile & { readonly id: string };
  readonly other: LinkedFile & { readonly id: string };
  readonly links: ReturnType<typeof createMediaLinks>;
  readonly clock: { nowMs: number };
};

const expectRefused = async ({ studio }: Scene, link: string, how: string, method = 'GET'): Promise<void> => {
  const answer = await studio.asNobody.fetch(link, { method });
  const body = await answer.text();
  if (answer.status < 400 || body.includes('secret scene'))
    throw new Error(`${how} was answered with ${answer.status}`);
};

const refuseAll = async (scene: Scene, links: readonly (readonly [string, string])[]): Promise<{ refused: number }> => {
  for (const [how, link] of links) await expectRefused(scene, link, how);
  return { refused: links.length };
};

/** What a link says, however it is spelled: two that say the same are the same link. */
const wordsOf = (link: string): string => {
  const url = new URL(link, 'http://studio');
  return JSON.stringify([url.pathname, [...url.searchParams].filter(([name]) => name !== '')]);
};

/** Every byte of the path and query turned into others: one bit, another letter, none, twice. */
const tampered = (link: string, changes: number): readonly (readonly [string, string])[] =>
  [...link].flatMap((sign, at) => {
    // What stands before the object's name is the address of the route, not the link.
    if (at < '/api/v1/media/'.length) return [];
    const code = sign.charCodeAt(0);
    const others = [
      String.fromCharCode(code ^ 1),
      '',
      sign + sign,
      /[a-z]/.test(sign) ? sign.toUpperCase() : sign === '0' ? '1' : '0',
      encodeURIComponent(String.fromCharCode(code ^ 4)),
    ];
    return others
      .slice(0, changes)
      .filter((other) => other !== sign && !/[#\s\0-\x1f]/.test(other))
      .map((other) => [`byte ${at} “${sign}” as “${other}”`, link.slice(0, at) + other + link.slice(at + 1)] as const)
      .filter(([, changed]) => wordsOf(changed) !== wordsOf(link));
  });

const withSearch = (link: string, change: (search: URLSearchParams) => void): string => {
  const url = new URL(link, 'http://studio');
  change(url.searchParams);
  return url.pathname + url.search;
};

const cases = (scene: Scene, changes: number): readonly ProofCase[] => {
  const { studio, link, file, other, links, clock } = scene;
  const inSearch = (name: string, value: string): string => withSearch(link, (search) => search.set(name, value));
  return [
    {
      name: 'the link itself',
      run: async () => {
        const answer = await studio.asNobody.fetch(link);
        if (answer.status !== 200 || !(await answer.text()).includes('secret scene'))
          throw new Error('it does not work');
        return { refused: 0 };
      },
    },
    { name: 'every byte changed', run: () => refuseAll(scene, tampered(link, changes)) },
    {
      name: 'other words under the same signature',
      run: () =>
        refuseAll(scene, [
          ['another object', link.replace(file.sha256, other.sha256)],
          ['another row', inSearch('for', `asset:${other.id}`)],
          ['another kind of row', inSearch('for', `derivative:${file.id}:poster`)],
          ['another name', inSearch('name', 'evil.html')],
          ['another type', inSearch('type', 'text/html')],
          ['saved instead of shown', inSearch('download', '1')],
          ['a later end', inSearch('expires', String(Math.floor(clock.nowMs / 1000) + 86_400))],
          ['no signature', withSearch(link, (search) => search.delete('signature'))],
          ['no end', withSearch(link, (search) => search.delete('expires'))],
          ['an end that is no number', inSearch('expires', '1e99')],
          ['one more word', inSearch('also', '1')],
          [
            'a signature for another purpose',
            inSearch('signature', createSecrets(randomBytes(32)).sign('media-link', 'x')),
          ],
          ['the end twice', `${link}&expires=99999999999`],
          ['no words', link.split('?')[0] ?? ''],
        ]),
    },
    {
      name: 'other methods',
      run: async () => {
        const methods = ['POST', 'PUT', 'PATCH', 'DELETE'];
        for (const method of methods) await expectRefused(scene, link, method, method);
        return { refused: methods.length };
      },
    },
    {
      name: 'nothing is listed',
      run: () =>
        refuseAll(
          scene,
          ['', '/', '/..', '/%2e%2e/%2e%2e/etc/passwd', `/blobs/${file.sha256}`, '/?prefix=blobs'].map(
            (path) => [path, `/api/v1/media${path}`] as const,
          ),
        ),
    },
    {
      name: 'after its time',
      run: async () => {
        const lives =
          (Number(new URL(link, 'http://studio').searchParams.get('expires')) * 1000 - clock.nowMs) / minuteMs;
        if (lives > 15) throw new Error(`it lives ${lives} minutes`);
        const longest = links.linkTo(file, 24 * 60 * minuteMs);
        clock.nowMs += 15 * minuteMs;
        await expectRefused(scene, link, 'an old link');
        clock.nowMs += 46 * minuteMs;
        await expectRefused(scene, longest, 'the longest link there is');
        clock.nowMs -= 61 * minuteMs;
        return { refused: 2 };
      },
    },
    {
      name: 'after what it stands for was deleted',
      run: async () => {
        const { database } = studio;
        await database.asStudio((query) =>
          query.updateTable('workprint.assets').set({ deleted_at: new Date() }).where('id', '=', file.id).execute(),
        );
        await expectRefused(scene, link, 'a link to a deleted asset');
        await database.asStudio((query) => query.deleteFrom('workprint.assets').where('id', '=', file.id).execute());
        await expectRefused(scene, link, 'a link to a removed asset');
        return { refused: 2 };
      },
    },
  ];
};

export const signedLinks: ProofRow = {
  id: 'PE4',
  promise: 'A link to stored bytes serves what it was made for, for minutes, and nothing else.',
  counts: 'attacks',
  facts: { refused: 'sum' },
  open: async (size, folder) => {
    const clock = { nowMs: Date.now() };
    const objects = openDiskObjects(join(folder, 'store'));
    const now = { now: () => clock.nowMs };
    const links = createMediaLinks({ secrets: createSecrets(randomBytes(32)), clock: now, base: '/api/v1' });
    const studio = await startTestStudio({
      routes: ({ database }) => storageRoutes({ database, objects, links, clock: now }),
    });
    const newFile = async (text: string) => {
      const bytes = new TextEncoder().encode(text);
      const blob = blobOf(bytes, 'text/plain');
      await storeBytes({ database: studio.database, objects }, bytes, blob);
      const id = await addAsset(studio, blob, 'scene.txt');
      return {
        id,
        subject: { of: 'asset', id },
        sha256: blob.sha256,
        name: 'scene.txt',
        mediaType: 'text/plain',
      } as const;
    };
    const file = await newFile('the secret scene');
    const other = await newFile('another secret scene');
    const scene = { studio, links, clock, file, other, link: links.linkTo(file) };
    return { cases: cases(scene, size === 'full' ? 5 : 1), close: () => studio.close() };
  },
};
