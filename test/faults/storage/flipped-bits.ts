/** PB10: one bit in each of a hundred stored files; the audit finds them all, and nothing that needs them is given wrong bytes. */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFileCache } from '../../../src/adapters/files/files.ts';
import { openSharedCache } from '../../../src/adapters/shared-cache/shared-cache.ts';
import { seededRandom } from '../../../src/domain/random.ts';
import { auditObjects, createAnswerStore, storeBytes } from '../../../src/features/storage/storage.ts';
import { addAsset } from '../../kit/stored-files.ts';
import type { ProofRow } from '../../prove/row.types.ts';
import { contentOf, openStorageRig } from './storage-rig.ts';

const flipOneBit = (path: string, random: () => number): void => {
  const bytes = readFileSync(path);
  const at = Math.floor(random() * bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  chmodSync(path, 0o644);
  writeFileSync(path, bytes);
};

export const flippedBits: ProofRow = {
  id: 'PB10',
  promise: 'An audit finds every stored file in which a bit changed, and nothing is given wrong bytes.',
  counts: 'runs',
  facts: { files: 'sum', found: 'sum', false_alarms: 'sum', refused: 'sum' },
  open: async (size, folder) => {
    const rig = await openStorageRig(folder);
    const files = size === 'full' ? 100 : 20;
    const run = async () => {
      const random = seededRandom('bits', 42);
      const contents = Array.from({ length: 2 * files }, (_, at) => contentOf(at));
      for (const { bytes, blob } of contents) {
        await storeBytes(rig, bytes, blob);
        await addAsset(rig, blob, 'a');
      }
      const damaged = contents.slice(0, files).map(({ blob }) => blob);
      for (const { sha256 } of damaged) flipOneBit(rig.objectPath(sha256), random);
      rmSync(rig.objectPath(contents[files]?.blob.sha256 ?? ''));
      const home = join(folder, 'home');
      const local = openFileCache(home);
      const cache = await openSharedCache({
        local: { blobs: local.blobs, folder: join(home, 'cache') },
        ...{ objects: rig.objects, answers: createAnswerStore(rig.database), limitBytes: 2 ** 40 },
      });
      let refused = 0;
      for (const blob of damaged.slice(0, 10))
        await cache.blobs.get(blob).then(
          () => undefined,
          (error: { readonly code?: string }) => (refused += error.code === 'media-corrupt' ? 1 : 0),
        );
      await cache.close();
      local.close();
      // What the readers found is known already; the audit must find it by itself.
      await rig.database.asStudio((query) => query.updateTable('workprint.blobs').set({ damaged_at: null }).execute());
      const report = await auditObjects(rig);
      const found = new Map(report.damaged.map(({ hash, reason }) => [hash, reason]));
      const hits = damaged.filter(({ sha256 }) => found.get(sha256) === 'changed').length;
      const missing = found.get(contents[files]?.blob.sha256 ?? '') === 'missing' ? 1 : 0;
      const facts = { files: files + 1, found: hits + missing, false_alarms: found.size - hits - missing, refused };
      if (facts.found !== facts.files || facts.false_alarms !== 0 || refused !== 10)
        throw new Error(JSON.stringify(facts));
      const again = await auditObjects(rig);
      if (again.checked !== 0) throw new Error('what was looked at a moment ago was looked at again');
      return facts;
    };
    return { cases: [{ name: 'seed 42', run }], close: () => rig.close() };
  },
};
