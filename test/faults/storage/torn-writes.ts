/**
 * PB7: the machine stops at every call by which an asset is stored, before and after it, and loses what was not flushed. A process of its own
 * writes down what it is about to do, then kills itself; we take away what its journal says was never flushed.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openDiskObjects } from '../../../src/adapters/objects/objects.ts';
import type { ProofCase, ProofRow } from '../../prove/row.types.ts';
import { checkAssetsWhole, openStorageRig, type StorageRig } from './storage-rig.ts';
import type { JournalLine } from './store-and-die.ts';

const run = promisify(execFile);
const child = fileURLToPath(new URL('./store-and-die.ts', import.meta.url));

/** What a power cut takes of that which was not flushed: nothing, names, or the bytes under names that stayed. */
const losses = ['nothing', 'names', 'bytes'] as const;
type Loss = (typeof losses)[number];

type Attempt = { readonly wasKilled: boolean; readonly steps: number };

const store = async (rig: StorageRig, source: string, journal: string, killAt: string): Promise<Attempt> => {
  writeFileSync(journal, '');
  const settings = JSON.stringify({
    store: rig.store,
    url: rig.fresh.url,
    source,
    journal,
    killAt,
    projectId: rig.projectId,
    personId: rig.asOwner.personId,
  });
  const ended = await run(process.execPath, ['--disable-warning=ExperimentalWarning', child, settings]).then(
    ({ stdout }) => ({ wasKilled: false, steps: Number(stdout) }),
    (error: { readonly signal?: string; readonly stderr?: string }) => {
      if (error.signal !== 'SIGKILL') throw new Error(`storing failed instead of dying: ${error.stderr}`);
      return { wasKilled: true, steps: 0 };
    },
  );
  return ended;
};

const linesOf = (journal: string): readonly JournalLine[] =>
  readFileSync(journal, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as JournalLine);

/** Takes away what the calls of the journal left to the operating system's memory. */
const losePower = (journal: string, loss: Loss): number => {
  if (loss === 'nothing') return 0;
  const lines = linesOf(journal);
  const flushed = new Set(lines.filter(({ call }) => call.startsWith('flush')).map(({ path }) => path));
  let lost = 0;
  for (const { call, path, to, made } of lines) {
    if (loss === 'names' && call === 'rename' && to !== undefined && !isFlushedAfter(lines, dirname(to), to)) {
      rmSync(to, { force: true });
      lost++;
    }
    if (loss === 'names' && call === 'makeFolder' && made && !isFlushedAfter(lines, dirname(path), path)) {
      rmSync(path, { recursive: true, force: true });
      lost++;
    }
    if (loss === 'bytes' && (call === 'write' || call === 'copy' || call === 'link') && !flushed.has(to ?? path)) {
      // Under whatever name it has now: half a file is what an unflushed one may become.
      for (const name of [
        to ?? path,
        ...lines.filter((line) => line.call === 'rename' && line.path === (to ?? path)).map((line) => line.to ?? ''),
      ])
        if (existsSync(name)) {
          truncateSync(name, 3);
          lost++;
        }
    }
  }
  return lost;
};

const isFlushedAfter = (lines: readonly JournalLine[], folder: string, path: string): boolean => {
  const made = lines.findIndex(
    (line) => (line.to ?? line.path) === path && ['rename', 'makeFolder'].includes(line.call),
  );
  return lines.slice(made).some((line) => line.call === 'flushFolder' && line.path === folder);
};

const dieOnce = (shared: StorageRig, folder: string, killAt: string, loss: Loss, number: number): ProofCase => ({
  name: `${killAt}, ${loss} lost`,
  run: async () => {
    // A store of its own, so that its folders are made and may be lost.
    const rig = { ...shared, store: join(folder, `store-${number}`) };
    await rig.database.asStudio((query) => query.deleteFrom('workprint.assets').execute());
    const source = join(folder, `received-${number}`);
    const journal = join(folder, `journal-${number}`);
    const content = `asset ${number} ${'x'.repeat(5000)}`;
    writeFileSync(source, content);
    const { wasKilled } = await store(rig, source, journal, killAt);
    if (!wasKilled) throw new Error('the process outlived its end');
    const lost = losePower(journal, loss);
    // Another process looks at it, as after a restart.
    const { database } = rig;
    const whole = await checkAssetsWhole({ database, objects: openDiskObjects(rig.store) });
    // The sender tries again; now it must be there.
    rmSync(source, { force: true });
    writeFileSync(source, content);
    if ((await store(rig, source, journal, 'never')).wasKilled) throw new Error('it died without being told');
    const after = await checkAssetsWhole({ database, objects: openDiskObjects(rig.store) });
    if (after !== whole + 1) throw new Error('the second try stored nothing');
    return { killed: 1, lost_writes: lost };
  },
});

export const tornWrites: ProofRow = {
  id: 'PB7',
  promise: 'Wherever the machine stops while an asset is stored, there is no row without whole bytes.',
  counts: 'stops',
  facts: { killed: 'sum', lost_writes: 'sum' },
  open: async (size, folder) => {
    const rig = await openStorageRig(folder);
    const rehearsal = join(folder, 'rehearsal');
    writeFileSync(rehearsal, 'a rehearsal');
    const { steps } = await store(
      { ...rig, store: join(folder, 'store') },
      rehearsal,
      join(folder, 'journal'),
      'never',
    );
    const moments = Array.from({ length: steps }, (_, at) => [`before call ${at}`, `after call ${at}`]).flat();
    const all = moments.flatMap((moment) => losses.map((loss) => [moment, loss] as const));
    // A few of each at small size: every twenty-ninth, so that moments and losses go round.
    const chosen = size === 'full' ? all : all.filter((_, at) => at % 29 === 4);
    return {
      cases: chosen.map(([moment, loss], at) => dieOnce(rig, folder, moment, loss, at)),
      close: () => rig.close(),
    };
  },
};
