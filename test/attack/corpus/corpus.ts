/** The attack corpus: every incident of the field as a file of our own, and good files spoiled by numbers (seed 42). */
import { bombs } from './bombs.ts';
import { containers } from './containers.ts';
import { disguises, polyglots } from './disguises.ts';
import type { Canaries, HostileFile } from './hostile-file.types.ts';
import { mutate } from './mutate.ts';
import { playlists } from './playlists.ts';
import type { Seed } from './seeds.ts';

const bytesOf = (seeds: readonly Seed[], name: string): Uint8Array => {
  const seed = seeds.find((each) => each.name === name);
  if (!seed) throw new Error(`the seed ${name} was not made`);
  return seed.bytes;
};

/** `seeds` must hold those that `polyglots` is made of. */
export const polyglotsOf = (seeds: readonly Seed[], { neighbour }: Canaries): readonly HostileFile[] => {
  const playlist = `#EXTM3U\n#EXTINF:1,\nfile://${neighbour}\n`;
  const good = {
    gif: bytesOf(seeds, 'moving.gif'),
    png: bytesOf(seeds, 'still.png'),
    jpg: bytesOf(seeds, 'still.jpg'),
    mp4: bytesOf(seeds, 'h264.mp4'),
    wav: bytesOf(seeds, 'tone.wav'),
  };
  return polyglots(good, playlist);
};

/** Good files spoiled `times` each. */
export const mutations = (seeds: readonly Seed[], times: number): readonly HostileFile[] =>
  seeds.flatMap(({ name, bytes }) =>
    Array.from({ length: times }, (_, number): HostileFile => {
      const [stem, extension] = name.split('.');
      return {
        name: `${stem}-spoiled-${number}.${extension}`,
        tries: 'a damaged file',
        fate: 'contained',
        bytes: mutate(bytes, `42 ${name}`, number),
      };
    }),
  );

/** Everything that PC1 throws: incidents, disguises, bombs, polyglots and mutations. */
export const corpus = (
  canaries: Canaries,
  seeds: readonly Seed[],
  times: number,
  heavy: boolean,
): readonly HostileFile[] => [
  ...playlists(canaries),
  ...containers(canaries),
  ...disguises(),
  ...polyglotsOf(seeds, canaries),
  ...bombs(heavy),
  ...mutations(seeds, times),
];
