/** PB5, the part about the server: bombs are uploaded while somebody else works. Refused soon, with little disk, and nobody waits for them. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startLibraryStudio } from '../kit/library-studio.ts';
import type { ProofRow } from '../prove/row.types.ts';
import { bombs } from './corpus/bombs.ts';

const mostMs = 2000;
const mostDisk = 200 * 1024 ** 2;

const sizeOf = async (folder: string): Promise<number> => {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
};

/** Asks again and again until it is told to stop; gives how long answers took at the 99th of a hundred. */
const watchOthers = (ask: () => Promise<unknown>) => {
  const times: number[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const begun = performance.now();
      await ask();
      times.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return async (): Promise<number> => {
    isOver = true;
    await asking;
    times.sort((a, b) => a - b);
    return times[Math.floor(times.length * 0.99)] ?? 0;
  };
};

export const bombsOnTheServer: ProofRow = {
  id: 'PB5-SERVER',
  promise: 'A bomb that is uploaded is refused within seconds, and answers to others do not wait for it.',
  counts: 'bombs',
  facts: { refused: 'sum', slowest_ms: 'max', others_p99_ms: 'max', disk_mb: 'max' },
  open: async (size) => {
    const library = await startLibraryStudio({ hasWorker: true });
    const { asOwner, asOutsider, newProject } = library.studio;
    const elsewhere = await newProject(asOutsider);
    const askOthers = () => asOutsider.ask('get', `/assets?projectId=${elsewhere}`);
    const quiet = watchOthers(askOthers);
    await new Promise((resolve) => setTimeout(resolve, size === 'full' ? 3000 : 200));
    const quietMs = await quiet();
    const some = bombs(size === 'full').filter((_, at) => size === 'full' || at % 4 === 0);
    const cases = some.map((bomb) => ({
      name: `${bomb.name}: ${bomb.tries}`,
      run: async () => {
        const before = await sizeOf(library.folder);
        const added = await library.upload(asOwner, bomb.bytes, bomb.name);
        if (added.status !== 201) throw new Error(`uploading answered ${added.status}`);
        const watch = watchOthers(askOthers);
        const begun = performance.now();
        const { body } = await library.settled(asOwner, added.body.data.id);
        const tookMs = performance.now() - begun;
        const othersMs = await watch();
        const { state, error } = body.data;
        if (bomb.fate === 'refused' && state !== 'refused') throw new Error('it was taken in');
        const disk = (await sizeOf(library.folder)) - before - bomb.bytes.byteLength * 2;
        if (disk > mostDisk) throw new Error(`it took ${disk} bytes of disk`);
        if (state === 'refused' && !/^media-/.test(error.code)) throw new Error(`it was refused as ${error.code}`);
        // On a machine that does other things as well, time is no proof; the full run is made alone.
        if (size === 'full' && state === 'refused' && tookMs > mostMs)
          throw new Error(`it took ${Math.round(tookMs)} ms`);
        if (size === 'full' && othersMs > Math.max(2 * quietMs, 50))
          throw new Error(`others waited ${othersMs.toFixed(1)} ms, before ${quietMs.toFixed(1)}`);
        const rounded = {
          slowest_ms: Math.round(tookMs),
          others_p99_ms: Math.round(othersMs),
          disk_mb: Math.max(0, Math.round(disk / 1024 ** 2)),
        };
        return { refused: state === 'refused' ? 1 : 0, ...rounded };
      },
    }));
    return { cases, close: () => library.close() };
  },
};
