/**
 * PC1: the attack corpus through sniffing, probing, thumbnail and decoding. No canary sings, nothing lasts longer than 30 s, and what
 * is refused is refused with a reason. CVE-2016-1897, CVE-2016-1898, CVE-2017-9993, CVE-2026-107695, CVE-2026-107697,
 * CVE-2026-107698.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProofCase, ProofRow } from '../prove/row.types.ts';
import { type OpenCanaries, openCanaries } from './canaries.ts';
import { corpus } from './corpus/corpus.ts';
import type { HostileFile } from './corpus/hostile-file.types.ts';
import { hostileNames } from './corpus/names.ts';
import { makeSeeds } from './corpus/seeds.ts';
import { forbiddenPlaces, hostileOutputs, rendersOf } from './hostile-renders.ts';
import { openedFilesCase } from './opened-files.ts';
import { specialFiles } from './special-files.ts';
import { openStudio, type Studio } from './subject.ts';

const longestMs = 30_000;
/** The neighbour's colour may stand in a damaged picture by chance, but not over a fifth of it. */
const mostCanary = 0.2;

type Field = { readonly canaries: OpenCanaries; readonly studio: Studio };

/** Looks at `path` and judges what happened. `expected` undefined: either fate will do. */
export const judge = async (
  { canaries, studio }: Field,
  path: string,
  expected: HostileFile['fate'] | 'taken' | undefined,
): Promise<{ readonly refused: number; readonly canary_hits: number; readonly slowest_ms: number }> => {
  const before = canaries.hits();
  const look = await studio.lookAt(path);
  if (canaries.hits() > before) throw new Error('the network canary was reached');
  if (look.canaryShare > mostCanary) throw new Error('the neighbour’s picture is shown');
  if (look.tookMs > longestMs) throw new Error(`it took ${Math.round(look.tookMs)} ms`);
  if (expected === 'refused' && look.fate !== 'refused') throw new Error('it was taken in');
  if (expected === 'taken' && look.fate === 'refused') throw new Error(`a sound file was refused: ${look.code}`);
  return { refused: look.fate === 'refused' ? 1 : 0, canary_hits: 0, slowest_ms: Math.round(look.tookMs) };
};

const fileCase = (field: Field, folder: string, file: HostileFile): ProofCase => ({
  name: `${file.name}: ${file.tries}`,
  run: () => judge(field, join(folder, file.name), file.fate === 'refused' ? 'refused' : undefined),
});

/** A sound clip under a hostile name, alone in a folder, so that nothing else can be meant. */
const nameCase = (field: Field, folder: string, name: string, clip: Uint8Array): ProofCase => ({
  name: `the name ${JSON.stringify(name)}`,
  run: async () => {
    const path = join(folder, name);
    await writeFile(path, clip);
    return judge(field, path, 'taken');
  },
});

/** The neighbour’s own clip must set the canary off, or the canary is deaf. */
const tripwire = ({ canaries, studio }: Field): ProofCase => ({
  name: 'the canary sings when it should',
  run: async () => {
    const { canaryShare } = await studio.lookAt(canaries.neighbour);
    if (canaryShare < 0.9) throw new Error(`the neighbour’s colour was recognised in ${canaryShare} of its own clip`);
    return { refused: 0, canary_hits: 0, slowest_ms: 0 };
  },
});

const quickSeeds = ['h264.mp4', 'moving.gif', 'still.png', 'still.jpg', 'tone.wav', 'vp9.webm'];
/** Of the crafted files, the quick proof takes each n-th. */
const quickEach = 8;

export const hostileFiles: ProofRow = {
  id: 'PC1',
  promise: 'No hostile file reaches the network, another file or another person’s picture, nor lasts longer than 30 s.',
  counts: 'files',
  facts: { refused: 'sum', canary_hits: 'sum', opened_outside: 'sum', slowest_ms: 'max' },
  open: async (size, folder) => {
    const [files, seeds] = [join(folder, 'files'), join(folder, 'seeds')];
    await Promise.all([mkdir(files), mkdir(seeds)]);
    // The neighbour lies beside the hostile files: whatever can be reached at all can be reached from there.
    const canaries = await openCanaries(files);
    const field: Field = { canaries, studio: await openStudio(folder) };
    const isQuick = size === 'quick';
    const stock = await makeSeeds(seeds, isQuick ? quickSeeds : undefined);
    const all = corpus(canaries, stock, isQuick ? 3 : 50, !isQuick);
    const chosen = isQuick ? all.filter((_, at) => at % quickEach === 0) : all;
    // All at once: a proof that is taken up again skips what passed, and later cases need the files all the same.
    for (const { name, bytes } of chosen) await writeFile(join(files, name), bytes);
    const clip = stock.find(({ name }) => name === 'h264.mp4')?.bytes ?? new Uint8Array();
    const names = isQuick ? hostileNames.filter((_, at) => at % quickEach === 0) : hostileNames;
    // Of the files that may be taken in, all that were crafted and the first two of each that was spoiled.
    const mayPass = chosen.filter(({ name, fate }) => fate === 'contained' && !/-spoiled-(?![01]\.)/.test(name));
    const toRender = (isQuick ? mayPass.slice(0, 1) : mayPass).map(({ name }) => join(files, name));
    return {
      cases: [
        tripwire(field),
        ...chosen.map((file) => fileCase(field, files, file)),
        ...names.map((name) => nameCase(field, files, name, clip)),
        ...(await specialFiles(join(folder, 'special'), (path) => judge(field, path, 'refused'))),
        ...forbiddenPlaces(field, folder, isQuick),
        ...rendersOf(field, folder, toRender),
        ...hostileOutputs(folder, join(seeds, 'h264.mp4'), isQuick),
        ...openedFilesCase(files, folder, isQuick ? 4 : Number.POSITIVE_INFINITY),
      ],
      close: async () => {
        await field.studio.close();
        await canaries.close();
      },
    };
  },
};
