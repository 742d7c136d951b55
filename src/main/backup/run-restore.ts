/** `workprint restore`: prepares an empty studio, fills it, tells what is left to do. */
import { randomUUID } from 'node:crypto';
import { access, mkdir, open, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { asDiskError } from '../../adapters/files/files.ts';
import { migrate } from '../../adapters/postgres/postgres.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { cancelOnSignal } from '../cancel-on-signal.ts';
import type { GivenOptions } from '../command-line.ts';
import { workprintHome } from '../home.ts';
import { openObjects } from '../open-objects.ts';
import { readConfiguration } from '../settings/settings.ts';
import { askPassphrase } from './ask-passphrase.ts';
import { createByteProgress } from './byte-progress.ts';
import { type RestoreReport, restoreBackup } from './restore-backup.ts';
import { openStudioDatabase } from './studio-database.ts';

/** Writes the keys where the server looks for them, one a line; a file that is there stays, and stops the restore. */
const writeMasterKey = async (home: string, key: Buffer): Promise<void> => {
  const file = await open(join(home, 'master.key'), 'wx', 0o600).catch((error: unknown) => {
    throw new WorkprintError(
      'configuration-invalid',
      `${home} has a master key already. Restore without --with-keys, or into another home.`,
      {
        cause: error,
      },
    );
  });
  try {
    await file.writeFile(key.toString('hex').replace(/.{64}/g, '$&\n'));
    await file.sync();
  } finally {
    await file.close();
  }
};

const inWords = (report: RestoreReport, withKeys: boolean, isShared: boolean): string =>
  [
    `The studio of ${report.madeAt} is back, with ${report.objects} stored files.`,
    withKeys
      ? isShared
        ? 'Its master key is in master.key; set ENCRYPTION_MASTER_KEY to its first line on every server, and ENCRYPTION_MASTER_KEY_PREVIOUS to others it has.'
        : 'Its master key is in place.'
      : `Put its master key in place before the first start${report.hasKeys ? ' (--with-keys takes it out of the backup)' : ''}: master.key or ENCRYPTION_MASTER_KEY.`,
    ...(report.damaged.length > 0
      ? [`${report.damaged.length} stored files were damaged before the backup was made and are missing.`]
      : []),
    'People sign in anew; uploads that were under way begin again.',
  ].join('\n');

/** Exit code 0: everything is there. */
export const runRestore = async (word: string, given: GivenOptions): Promise<number> => {
  const home = workprintHome();
  const configuration = readConfiguration(process.env);
  const [asJson, withKeys] = [given.json === true, given['with-keys'] === true];
  const path = resolve(word);
  await access(path).catch((error: unknown) => {
    throw new WorkprintError('usage', `The backup ${word} cannot be read. Check the path.`, { cause: error });
  });
  const passphrase = withKeys ? await askPassphrase(false) : undefined;
  const { signal, done } = cancelOnSignal();
  const progress = createByteProgress('restored', asJson);
  const scratch = join(home, `restoring-${randomUUID()}`);
  await mkdir(scratch, { recursive: true });
  const database = await openStudioDatabase(home, configuration, false);
  try {
    await migrate(database.url);
    const report = await restoreBackup({
      ...{ path, signal, databaseUrl: database.url, objects: openObjects(home, configuration) },
      scratchPath: () => join(scratch, randomUUID()),
      ...(passphrase !== undefined && { keys: { passphrase, onMasterKey: (key) => writeMasterKey(home, key) } }),
      onProgress: progress.show,
    });
    progress.end();
    process.stderr.write(asJson ? '' : `${inWords(report, withKeys, database.isShared)}\n`);
    process.stdout.write(`${asJson ? JSON.stringify(report) : home}\n`);
    return 0;
  } catch (error) {
    throw asDiskError(error, home);
  } finally {
    progress.end();
    await database.close();
    await rm(scratch, { recursive: true, force: true });
    done();
  }
};
