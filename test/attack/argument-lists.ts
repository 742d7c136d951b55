/**
 * PC3: what people write never becomes an argument, and no program is started through a shell. Every maker of arguments is fed
 * with facts and requests in which all words are hostile; no word may come out again.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSourceTree } from '../../scripts/check/source-tree.ts';
import { segmentArguments } from '../../src/adapters/ffmpeg/encodings.ts';
import { soundArguments, wholeArguments } from '../../src/adapters/ffmpeg/outputs/arguments.ts';
import { decodePictures, decodeSound } from '../../src/adapters/media/media.ts';
import { bubblewrapArguments } from '../../src/adapters/sandbox/bubblewrap.ts';
import { pick, type Random, seededRandom } from '../../src/domain/random.ts';
import { type MediaFacts, mediaKinds } from '../../src/domain/timeline/media-facts.types.ts';
import type { ProofCase, ProofRow } from '../prove/row.types.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Stands in every hostile word, so that it is found wherever it comes out. */
const mark = 'QZX';
const words = [
  '-i',
  '--',
  '-y',
  '-f',
  ';',
  '|',
  '$(id)',
  '`id`',
  ',movie=',
  '\n-i',
  '%d',
  'concat:',
  '"',
  "'",
  '\\',
  '[in]',
  '\u0000',
];
const hostileWord = (random: Random): string => `${pick(random, words)}${mark}${pick(random, words)}`;
const between = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
const maybe = <T>(random: Random, value: T): T | undefined => (random() < 0.5 ? value : undefined);

/** Facts as a probe would give them, all free words hostile. */
const hostileFacts = (random: Random): MediaFacts => {
  const size = { width: between(random, 1, 8192), height: between(random, 1, 8192) };
  const word = (): string => hostileWord(random);
  const colour = {
    matrix: pick(random, ['bt709', 'bt601', 'bt2020', 'rgb', 'unknown'] as const),
    primaries: pick(random, ['bt709', 'bt601', 'bt2020', 'p3', 'unknown'] as const),
    transfer: pick(random, ['bt709', 'srgb', 'pq', 'hlg', 'linear', 'unknown'] as const),
    range: pick(random, ['limited', 'full'] as const),
  };
  const picture = {
    ...size,
    stream: between(random, 0, 63),
    codec: word(),
    codedWidth: size.width,
    codedHeight: size.height,
    pixelFormat: word(),
    bitDepth: pick(random, [8, 10, 12]),
    alpha: random() < 0.3,
    rotation: pick(random, [0, 90, 180, 270] as const),
    mirrored: random() < 0.3,
    colour,
    interlaced: random() < 0.3,
    frames: between(random, 1, 1e6),
    rate: { num: between(random, 1, 240_000), den: between(random, 1, 1001) },
  };
  const sound = {
    stream: 1,
    codec: word(),
    channels: between(random, 1, 8),
    sampleRateHz: 48_000,
    startMs: 0,
    durationMs: 1e4,
  };
  const zeroUs = maybe(random, between(random, -1e9, 1e9));
  return {
    kind: pick(random, mediaKinds),
    durationMs: 1e4,
    picture,
    sounds: [sound],
    ...(zeroUs === undefined ? {} : { zeroUs }),
  };
};

/** Every argument list that one roll of the dice gives. */
const argumentLists = (random: Random): readonly (readonly string[])[] => {
  const facts = hostileFacts(random);
  const delivered = { width: between(random, 8, 2000) * 2, height: between(random, 8, 2000) * 2 };
  const rate = { num: between(random, 1, 60_000), den: 1001 };
  const encoding = {
    codec: pick(random, ['h264', 'h265', 'av1', 'prores', 'ffv1'] as const),
    crf: 20,
    preset: 'veryfast',
    alpha: false,
  } as const;
  const path = resolve('/', `${between(random, 0, 1e9)}.bin`);
  const parts = {
    ...delivered,
    rate,
    encoding,
    format: pick(random, ['webp', 'png', 'jpg', 'webm'] as const),
    title: hostileWord(random),
    segments: [],
  };
  return [
    decodePictures({
      input: 'media',
      facts,
      delivered,
      firstFrame: random() < 0.5 ? 0 : between(random, 1, 1e6),
      frameCount: between(random, 1, 1e6),
      threads: 1,
    }),
    decodeSound({
      input: 'media',
      facts,
      track: 0,
      firstSample: between(random, 0, 1e9),
      sampleCount: between(random, 1, 1e9),
    }),
    segmentArguments({ ...delivered, rate }, encoding, { svtAv1: random() < 0.5 }, path),
    wholeArguments(parts, path),
    soundArguments(path, pick(random, ['mp4', 'webm', 'mp3', 'wav'] as const), path),
  ];
};

/** Outside the jail a path must be named: it stands where a path belongs, begins with `/`, and appears nowhere else. */
const checkJail = (random: Random): void => {
  const path = pick(random, ['', 'folder/', '/absolute/', '../']) + hostileWord(random).replaceAll('\u0000', '');
  const jail = {
    kind: 'bubblewrap',
    bubblewrap: 'bwrap',
    mode: pick(random, ['root', 'user'] as const),
    filters: true,
  } as const;
  const visible = { program: '/usr/bin/ffmpeg', paths: ['/usr/bin/ffmpeg'], libraryFolders: ['/usr/lib'], links: [] };
  const args = bubblewrapArguments(jail, visible, { reads: [{ path, name: 'media' }], writes: path }, true);
  for (const [at, argument] of args.entries()) {
    if (!argument.includes(mark)) continue;
    const isInPlace = ['--ro-bind', '--bind'].includes(args[at - 1] ?? '') && argument.startsWith('/');
    if (!isInPlace) throw new Error(`a person’s path became ${JSON.stringify(argument)}`);
  }
};

const properties = (from: number, count: number): ProofCase => ({
  name: `seeds ${from} to ${from + count - 1}`,
  run: async () => {
    for (let seed = from; seed < from + count; seed++) {
      const random = seededRandom('argv', seed);
      for (const list of argumentLists(random)) {
        const leaked = list.find((argument) => argument.includes(mark));
        if (leaked !== undefined) throw new Error(`seed ${seed}: a hostile word became ${JSON.stringify(leaked)}`);
        const odd = list.find((argument) => argument === '' || /[^\x20-\x7e]/.test(argument));
        if (odd !== undefined) throw new Error(`seed ${seed}: an argument is ${JSON.stringify(odd)}`);
      }
      checkJail(random);
    }
    return { seeds: count };
  },
});

/** Adapters whose children meet media start them through the jail's door; these files may start others, each for its reason. */
const mayStartPrograms = [
  /^src\/adapters\/sandbox\//, // the door itself
  /^src\/adapters\/ffmpeg\/render\/fifo-shelf\.ts$/, // mkfifo, with names of its own
  /^src\/adapters\/(?:espeak|kokoro|panels|whisper)\//, // speech and painting: text by standard input, no media
  /^src\/adapters\/postgres\/embedded\//, // the database’s own programs, with folders of the studio
  /^src\/main\/serve\.ts$/, // the system’s opener, with the studio’s own address
  /^src\/main\/(?:machine\/|bench\/|commands\/bench\.ts$)/, // looks at this machine, measures it
];

const noOtherDoor: ProofCase = {
  name: 'programs are started by the jail’s door, and by no shell',
  run: async () => {
    const strangers = readSourceTree(repository)
      .filter(({ path, text }) => /^src\//.test(path) && !/\.test\.ts$/.test(path) && /node:child_process/.test(text))
      .map(({ path }) => path)
      .filter((path) => !mayStartPrograms.some((pattern) => pattern.test(path)));
    if (strangers.length > 0) throw new Error(`these start programs: ${strangers.join(', ')}`);
    const lint = join(repository, 'scripts/check-imports.ts');
    await readFile(lint);
    const found = await new Promise<string>((answer) => {
      execFile(process.execPath, [lint], (_error, stdout) => answer(stdout));
    });
    const shells = found.split('\n').filter((line) => line.includes('no-shell'));
    if (shells.length > 0) throw new Error(shells.join('; '));
    return { seeds: 0 };
  },
};

export const argumentListsRow: ProofRow = {
  id: 'PC3',
  promise: 'No word of a person becomes an argument of a program; no shell is ever started.',
  counts: 'cases',
  facts: { seeds: 'sum' },
  open: async (size) => {
    const [total, each] = size === 'full' ? [10_000, 1000] : [500, 500];
    const cases = Array.from({ length: total / each }, (_, at) => properties(at * each, each));
    return { cases: [...cases, noOtherDoor] };
  },
};
