/** Uploads in a faulty world, at small size; at full size by `npm run prove`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ProofRow } from '../prove/row.types.ts';
import { runRow } from '../prove/run-row.ts';
import { fullVolume, mountSmallVolume } from './full-volume.ts';
import { interruptedUploads } from './interrupted-uploads.ts';

const prove = async (row: ProofRow): Promise<void> => {
  const verdict = await runRow(row, 'quick');
  process.stdout.write(`${verdict.line}\n`);
  expect(verdict.failures, verdict.line).toEqual([]);
};

test('LIB-70 PB1 cut off and killed, an upload arrives as one asset with the same bytes, seed 42', () =>
  prove(interruptedUploads));

/** Where no volume can be mounted, nothing can be proved; `npm run prove PB6` says so. */
const mayMount = await (async () => {
  const folder = await mkdtemp(join(tmpdir(), 'workprint-volume-'));
  const unmount = await mountSmallVolume(folder);
  unmount?.();
  await rm(folder, { recursive: true, force: true });
  return unmount !== undefined;
})();

test.skipIf(!mayMount)(
  'LIB-72 PB6 a full volume is 507, leaves nothing behind, and all goes on when there is room',
  () => prove(fullVolume),
);
