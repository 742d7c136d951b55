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

/** Asks again and again until it is told to stop, and adds how long each answer took. */
const watchOthers = (ask: () => Promise<unknown>, times: number[]) => {
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const begun = performance.now();
      await ask();
      times.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return (): Promise<void> => {
    isOver = true;
    return asking;
  };
};

const p99 = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;

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
    const [before, during]: [number[], number[]] = [[], []];
    const stop = watchOthers(askOthers, before);
    await new Promise((resolve) => setTimeout(resolve, size === 'full' ? 10_000 : 200));
    await stop();
    const some = bombs(size === 'full').filter((_, at) => size === 'full' || at % 8 === 0);
    const cases = some.map((bomb) => ({
      name: `${bomb.name}: ${bomb.tries}`,
      run: async () => {
        const diskBefore = await sizeOf(library.folder);
        const added = await library.upload(asOwner, bomb.bytes, bomb.name);
        if (added.status !== 201) throw new Error(`uploading answered ${added.status}`);
        const stopWatching = watchOthers(askOthers, during);
        const begun = performance.now();
        const { body } = await library.settled(asOwner, added.body.data.id);
        const tookMs = performance.now() - begun;
        await stopWatching();
        const { state, error } = body.data;
        if (bomb.fate === 'refused' && state !== 'refused') throw new Error('it was taken in');
        const disk = (await sizeOf(library.folder)) - diskBefore - bomb.bytes.byteLength * 2;
        if (disk > mostDisk) throw new Error(`it took ${disk} bytes of disk`);
        if (state === 'refused' && !/^media-/.test(error.code)) throw new Error(`it was refused as ${error.code}`);
        // On a machine that does other things as well, time is no proof; the full run is made alone.
        if (size === 'full' && state === 'refused' && tookMs > mostMs)
          throw new Error(`it took ${Math.round(tookMs)} ms`);
        const disk_mb = Math.max(0, Math.round(disk / 1024 ** 2));
        return { refused: state === 'refused' ? 1 : 0, slowest_ms: Math.round(tookMs), disk_mb };
      },
    }));
    const others = {
      name: 'others are answered as before',
      run: async () => {
        const [quietMs, othersMs] = [p99(before), p99(during)];
        if (size === 'full' && othersMs > Math.max(2 * quietMs, 50))
          throw new Error(
            `99 of a hundred answers came within ${othersMs.toFixed(1)} ms, before ${quietMs.toFixed(1)}`,
          );
        return { others_p99_ms: Math.round(othersMs) };
      },
    };
    return { cases: [...cases, others], close: () => library.close() };
  },
};
