/** PB5, the part about media: small files that unfold. Refused within two seconds, without the memory and the disk they ask for. */
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { watchMemory } from '../../src/main/bench/process-memory.ts';
import type { ProofRow } from '../prove/row.types.ts';
import { bombs } from './corpus/bombs.ts';
import { openStudio } from './subject.ts';

const mostMs = 2000;
const mostMemory = 256 * 1024 ** 2;
const mostDisk = 200 * 1024 ** 2;
const megabytes = (bytes: number): number => Math.round(bytes / 1024 ** 2);

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

export const decompressionBombs: ProofRow = {
  id: 'PB5',
  promise: 'A file that unfolds is refused within 2 s, 256 MB of memory and 200 MB of disk.',
  counts: 'bombs',
  facts: { refused: 'sum', slowest_ms: 'max', memory_mb: 'max', disk_mb: 'max' },
  open: async (size, folder) => {
    const studio = await openStudio(folder);
    return {
      cases: bombs(size === 'full').map((bomb) => ({
        name: `${bomb.name}: ${bomb.tries}`,
        run: async () => {
          const path = join(folder, bomb.name);
          await writeFile(path, bomb.bytes);
          const diskBefore = await sizeOf(folder);
          const now = watchMemory(process.pid, 60_000);
          const before = now() ?? 0;
          const stopWatching = watchMemory(process.pid, 25);
          const started = performance.now();
          const refused = await studio.takeIn(path).then(
            () => 0,
            (error: Error & { code?: string }) => {
              if (!/^media-/.test(error.code ?? '')) throw error;
              return 1;
            },
          );
          const tookMs = performance.now() - started;
          const memory = Math.max(0, (stopWatching() ?? 0) - before);
          const disk = (await sizeOf(folder)) - diskBefore;
          if (bomb.fate === 'refused' && refused === 0) throw new Error('it was taken in');
          if (memory > mostMemory) throw new Error(`it took ${megabytes(memory)} MB of memory`);
          if (disk > mostDisk) throw new Error(`it took ${megabytes(disk)} MB of disk`);
          // On a machine that does other things as well, time is no proof; the full run is made alone.
          if (size === 'full' && tookMs > mostMs) throw new Error(`it took ${Math.round(tookMs)} ms`);
          return { refused, slowest_ms: Math.round(tookMs), memory_mb: megabytes(memory), disk_mb: megabytes(disk) };
        },
      })),
      close: studio.close,
    };
  },
};
