/** What lies in a store's folder, in the order of its names: folders are walked as they sort, so nothing is gathered first. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectFacts } from '../../ports/object-store.ts';
import { parseObjectPrefix } from './object-name.ts';
import { codeOf } from './store-error.ts';

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  }
};

/** Whether names below a folder that stands for `part` at this place of a leaf can begin with `beginning`. */
const mayHold = (part: string, beginning: string, from: number): boolean => {
  const wanted = beginning.slice(from, from + part.length);
  return part.startsWith(wanted);
};

/** All objects of `folder` whose names begin with `prefix`. What is removed while it is listed may be missing. */
export const listDisk = async function* (
  folder: string,
  prefix: string,
): AsyncGenerator<ObjectFacts & { readonly name: string }> {
  const { kind, beginning } = parseObjectPrefix(prefix);
  const root = join(folder, kind);
  for (const first of await namesIn(root)) {
    if (!mayHold(first, beginning, 0)) continue;
    for (const second of await namesIn(join(root, first))) {
      if (!mayHold(second, beginning, 2)) continue;
      for (const leaf of await namesIn(join(root, first, second))) {
        if (!leaf.startsWith(beginning)) continue;
        const found = await stat(join(root, first, second, leaf)).catch((error: unknown) => {
          if (codeOf(error) === 'ENOENT') return undefined;
          throw error;
        });
        if (found?.isFile()) yield { name: `${kind}/${leaf}`, bytes: found.size, modifiedMs: found.mtimeMs };
      }
    }
  }
};
