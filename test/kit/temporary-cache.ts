/** A file cache in a folder of its own. `remove` takes both away; `scratchFiles` names what work left behind. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileCache } from '../../src/adapters/files/files.ts';

/** Opens one. */
export const temporaryCache = () => {
  const home = mkdtempSync(join(tmpdir(), 'workprint-cache-'));
  const cache = openFileCache(home);
  return {
    ...cache,
    home,
    scratchFiles: (): string[] =>
      readdirSync(join(home, 'cache', 'scratch'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name),
    remove: (): void => {
      cache.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
};
