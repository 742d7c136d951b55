/** PB4, the part about the server: files that lie are uploaded, and what is served of them is what their content is, with a type of ours. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startLibraryStudio } from '../kit/library-studio.ts';
import type { ProofRow } from '../prove/row.types.ts';
import { openCanaries } from './canaries.ts';
import { polyglotsOf } from './corpus/corpus.ts';
import { disguises } from './corpus/disguises.ts';
import { playlists } from './corpus/playlists.ts';
import { makeSeeds } from './corpus/seeds.ts';

const needed = ['moving.gif', 'still.png', 'still.jpg', 'h264.mp4', 'tone.wav'];

/** Types that a browser shows; all of them are pictures, sounds, films, fonts or plain captions, in which nothing runs. */
const harmless =
  /^(?:(?:video|audio|image|font)\/(?!svg)[\w.+-]+|text\/vtt|text\/plain|application\/octet-stream)(?:; charset=utf-8)?$/;

const checkServed = ({ status, headers }: Response): void => {
  const said = Object.fromEntries(headers);
  if (status !== 200) throw new Error(`it is served with ${status}`);
  if (said['x-content-type-options'] !== 'nosniff') throw new Error('it is served without nosniff');
  if (!harmless.test(said['content-type'] ?? '')) throw new Error(`it is served as ${said['content-type']}`);
  if (!said['content-security-policy']?.includes('sandbox')) throw new Error('it is served without a sandbox');
  if (said['set-cookie'] !== undefined) throw new Error('it sets a cookie');
};

export const liesOnTheServer: ProofRow = {
  id: 'PB4-SERVER',
  promise: 'What lies about itself is refused or taken for its content, and served so that nothing in it runs.',
  counts: 'files',
  facts: { refused: 'sum', ready: 'sum', canary_hits: 'sum' },
  open: async (size, folder) => {
    const [files, seeds] = [join(folder, 'files'), join(folder, 'seeds')];
    await Promise.all([mkdir(files), mkdir(seeds)]);
    const canaries = await openCanaries(files);
    const library = await startLibraryStudio({ hasWorker: true });
    const { asOwner, asNobody } = library.studio;
    const lies = [
      ...disguises(),
      ...polyglotsOf(await makeSeeds(seeds, needed), canaries),
      ...playlists(canaries),
    ].filter((_, at) => size === 'full' || at % 16 === 0);
    return {
      cases: lies.map((file) => ({
        name: `${file.name}: ${file.tries}`,
        run: async () => {
          const before = canaries.hits();
          const added = await library.upload(asOwner, file.bytes, file.name);
          if (added.status !== 201) throw new Error(`uploading answered ${added.status}`);
          const { body } = await library.settled(asOwner, added.body.data.id);
          const { state, error } = body.data;
          // The library has a place for captions, which to a player are no film whatever they are called.
          const isCaptions = body.data.kind === 'captions' && /subtitles/i.test(file.tries);
          if (file.fate === 'refused' && state !== 'refused' && !isCaptions)
            throw new Error(`it was taken for ${body.data.kind}`);
          if (state === 'refused' && !/^(?:media|font)-/.test(error.code))
            throw new Error(`it was refused as ${error.code}`);
          for (const download of [true, false]) {
            const link = await asOwner.ask('get', `/assets/${body.data.id}/url?download=${download}`);
            checkServed(await asNobody.fetch(link.body.data.url));
          }
          for (const { url } of body.data.derivatives) checkServed(await asNobody.fetch(url));
          const hits = canaries.hits() - before;
          if (hits > 0) throw new Error('a canary was reached');
          return { refused: state === 'refused' ? 1 : 0, ready: state === 'ready' ? 1 : 0, canary_hits: hits };
        },
      })),
      close: async () => {
        await library.close();
        await canaries.close();
      },
    };
  },
};
