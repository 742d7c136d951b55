/** PC6: the same plan twice, in homes that know nothing of each other, gives the same frames and the same sound. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProofRow } from '../prove/row.types.ts';
import { makeSeeds } from './corpus/seeds.ts';
import { randomPlan } from './random-plans.ts';
import { frameHashes, render, resultOf } from './render-proof.ts';

const seeds = ['h264.mp4', 'vp9.webm', 'moving.gif', 'animation.mov', 'still.png', 'still.jpg', 'tone.wav', 'tone.mp3'];

export const determinism: ProofRow = {
  id: 'PC6',
  promise: 'The same plan rendered twice gives the same frames and the same sound.',
  counts: 'plans',
  facts: { frames: 'sum', differences: 'sum' },
  open: async (size, folder) => {
    const stockFolder = join(folder, 'stock');
    await mkdir(stockFolder);
    await makeSeeds(stockFolder, seeds);
    const paths = seeds.map((name) => join(stockFolder, name));
    const stock = { videos: paths.slice(0, 4), images: paths.slice(4, 6), sounds: paths.slice(6) };
    const cases = Array.from({ length: size === 'full' ? 30 : 1 }, (_, seed) => ({
      name: `plan of seed ${seed}`,
      run: async () => {
        const file = join(folder, `plan-${seed}.json`);
        await writeFile(file, randomPlan(seed, stock));
        const hashes = await Promise.all(
          ['once', 'again'].map(async (which) => {
            const output = join(folder, `${seed}-${which}.mp4`);
            resultOf(await render(file, output, join(folder, `home-${seed}-${which}`)));
            return frameHashes(output);
          }),
        );
        const [once = '', again = ''] = hashes;
        const lines = once.split('\n');
        const differences = again.split('\n').filter((line, at) => line !== lines[at]).length;
        if (differences > 0 || once !== again) throw new Error(`${differences} of ${lines.length} frames differ`);
        return { frames: lines.filter((line) => line.startsWith('0,')).length, differences };
      },
    }));
    return { cases };
  },
};
