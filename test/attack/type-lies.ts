/** PB4, the part about media: files that are not what their name says, and files that are two things at once. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProofRow } from '../prove/row.types.ts';
import { openCanaries } from './canaries.ts';
import { polyglotsOf } from './corpus/corpus.ts';
import { disguises } from './corpus/disguises.ts';
import { playlists } from './corpus/playlists.ts';
import { makeSeeds } from './corpus/seeds.ts';
import { judge } from './hostile-files.ts';
import { openStudio } from './subject.ts';

const needed = ['moving.gif', 'still.png', 'still.jpg', 'h264.mp4', 'tone.wav'];

export const typeLies: ProofRow = {
  id: 'PB4',
  promise:
    'The bytes decide what a file is: what only pretends to be media is refused, of what is two things only the media counts.',
  counts: 'files',
  facts: { refused: 'sum', canary_hits: 'sum', slowest_ms: 'max' },
  open: async (size, folder) => {
    const [files, seeds] = [join(folder, 'files'), join(folder, 'seeds')];
    await Promise.all([mkdir(files), mkdir(seeds)]);
    const canaries = await openCanaries(files);
    const studio = await openStudio(folder);
    const lies = [
      ...disguises(),
      ...polyglotsOf(await makeSeeds(seeds, needed), canaries),
      ...playlists(canaries).filter(({ name }) => !/\.(?:svg|m3u8)$/.test(name)),
    ].filter((_, at) => size === 'full' || at % 3 === 0);
    return {
      cases: lies.map((file) => ({
        name: `${file.name}: ${file.tries}`,
        run: async () => {
          const path = join(files, file.name);
          await writeFile(path, file.bytes);
          return judge({ canaries, studio }, path, file.fate === 'refused' ? 'refused' : undefined);
        },
      })),
      close: async () => {
        await studio.close();
        await canaries.close();
      },
    };
  },
};
