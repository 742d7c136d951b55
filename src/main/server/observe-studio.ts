/** Numbers about the whole studio that are looked up when Prometheus asks: every process can tell them, and all tell the same. */
import { statfs } from 'node:fs/promises';
import { type Health, storedBytes } from '../../features/operations/operations.ts';
import type { Services } from './services.ts';

/** Registers them; `health` is what `/health` answers. */
export const observeStudio = ({ metrics, queue, database, home }: Services, health: () => Promise<Health>): void => {
  metrics.observe('queue_jobs', async () =>
    (await queue.depth()).flatMap(({ lane, waiting, running }) => [
      { value: waiting, labels: { lane, state: 'waiting' } },
      { value: running, labels: { lane, state: 'running' } },
    ]),
  );
  metrics.observe('part_is_up', async () =>
    Object.entries((await health()).parts).map(([part, { state }]) => ({
      value: state === 'down' ? 0 : 1,
      labels: { part },
    })),
  );
  // The disk of this machine: with S3 the caches, otherwise everything.
  metrics.observe('disk_free_bytes', async () => {
    const { bavail, bsize } = await statfs(home);
    return [{ value: bavail * bsize }];
  });
  metrics.observe('disk_total_bytes', async () => {
    const { blocks, bfree, bavail, bsize } = await statfs(home);
    // Without what only root may use: full is full for us.
    return [{ value: (blocks - bfree + bavail) * bsize }];
  });
  metrics.observe('stored_bytes', async () => [{ value: await database.asStudio((query) => storedBytes(query)) }]);
};
