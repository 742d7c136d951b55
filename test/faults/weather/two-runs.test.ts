/** Two runs of one film at the same time, over one WORKPRINT_HOME. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openDeskFolder } from '../../../src/adapters/desk-folder/desk-folder.ts';
import { openPaidVendor } from '../../kit/paid-vendor.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('film-run.ts', import.meta.url));

test('DSK-16 DSK-18 two runs of one film at the same time pay for each clip once, and both have it', async () => {
  const home = mkdtempSync(join(tmpdir(), 'workprint-two-runs-'));
  const vendor = await openPaidVendor({ name: 'plain', honoursKeys: false });
  try {
    const { name, url, kind } = vendor;
    const settings = {
      home,
      clips: 6,
      vendor: { name, url, submitsOnce: false, isFindable: false, usually: kind.usually },
    };
    const runs = await Promise.all([1, 2].map(() => run(process.execPath, [program, JSON.stringify(settings)])));
    const [one, other] = runs.map(({ stdout }) => JSON.parse(stdout) as string[]);
    expect(one).toEqual(other);
    expect(new Set(one).size).toBe(6);
    expect(vendor.bill.length).toBe(6);
    const folder = await openDeskFolder({ home, clock: { now: () => Date.now() } });
    expect(await folder.purse()).toEqual({ reservedMicros: 0, spentMicros: vendor.billedMicros() });
    await folder.close();
  } finally {
    await vendor.close();
    rmSync(home, { recursive: true, force: true });
  }
});
