/** What past renders took, as lines of JSON under the home folder. A line that cannot be read is skipped: it is only an estimate. */
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RenderHistory, RenderRecord } from '../../ports/render-history.ts';
import { asDiskError } from './write-atomically.ts';

const mostLines = 400;

const isRecord = (value: unknown): value is RenderRecord => {
  const record = value as Partial<RenderRecord> | null;
  const numbers = [record?.untouched, record?.composed, record?.tookMs];
  return (
    typeof record?.encoding === 'string' && numbers.every((each) => Number.isFinite(each) && (each as number) >= 0)
  );
};

const parse = (line: string): readonly RenderRecord[] => {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? [value] : [];
  } catch {
    return []; // a line cut off by a crash
  }
};

/** The history kept in `home`. */
export const openRenderHistory = (home: string): RenderHistory => {
  const path = join(home, 'render-history.jsonl');
  const lines = async (): Promise<string[]> => {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''; // nothing was rendered yet
      throw asDiskError(error, home);
    });
    return text.split('\n').filter((line) => line !== '');
  };
  return {
    all: async () => (await lines()).flatMap(parse),
    add: async (record) => {
      try {
        await appendFile(path, `${JSON.stringify(record)}\n`);
        const all = await lines();
        if (all.length > 2 * mostLines) await writeFile(path, `${all.slice(-mostLines).join('\n')}\n`);
      } catch (error) {
        throw asDiskError(error, home);
      }
    },
  };
};
