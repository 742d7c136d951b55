/** `workprint backup`: finds the studio, names the file, tells how it went. */
import { access, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { asDiskError } from '../../adapters/files/files.ts';
import { openMasterKeys } from '../../adapters/secrets/secrets.ts';
import { errorTable, WorkprintError } from '../../domain/errors.ts';
import { cancelOnSignal } from '../cancel-on-signal.ts';
import type { GivenOptions } from '../command-line.ts';
import { workprintHome } from '../home.ts';
import { openObjects } from '../open-objects.ts';
import { ownVersion } from '../own-version.ts';
import { type Configuration, readConfiguration } from '../settings/settings.ts';
import { askPassphrase } from './ask-passphrase.ts';
import { createByteProgress } from './byte-progress.ts';
import { type BackupReport, makeBackup } from './make-backup.ts';
import { openStudioDatabase, type StudioDatabase } from './studio-database.ts';

/** The file to write; a folder gets one named after the moment. Throws `usage` when it exists. */
const fileFor = async (word: string): Promise<string> => {
  const given = resolve(word);
  const found = await stat(given).catch(() => undefined); // it is to be made
  if (!found) {
    await access(dirname(given)).catch((error: unknown) => {
      throw new WorkprintError('output-folder-missing', `The folder of ${word} does not exist. Make it first.`, {
        cause: error,
      });
    });
    return given;
  }
  if (!found.isDirectory())
    throw new WorkprintError('usage', `${word} exists already; a backup never replaces a file.`);
  const moment = new Date().toISOString().replace(/[:-]|\.\d+Z$/g, '');
  return join(given, `workprint-${moment}.tar`);
};

/** All keys there are, one behind the other: in the middle of a rotation some rows still lie under a former one. */
const keysFor = async (home: string, configuration: Configuration, database: StudioDatabase) => {
  const keys = await openMasterKeys({
    ...{ home, isDatabaseShared: database.isShared, given: configuration.ENCRYPTION_MASTER_KEY },
    previous: configuration.ENCRYPTION_MASTER_KEY_PREVIOUS,
  });
  const { present, former } = keys();
  return { masterKey: Buffer.concat([present, ...former]), passphrase: await askPassphrase(true) };
};

const inWords = ({ bytes, rows, objects, damaged }: BackupReport, hasKeys: boolean): string =>
  [
    `${rows} rows and ${objects} stored files, ${(bytes / 1e6).toFixed(1)} MB.`,
    hasKeys
      ? 'The master key is in it, under your passphrase.'
      : 'The master key is not in it: keep master.key or ENCRYPTION_MASTER_KEY apart, or its secrets stay closed.',
    ...(damaged.length > 0
      ? [
          `${damaged.length} stored files were damaged or missing and are not in it: ${damaged.slice(0, 5).join(', ')}${damaged.length > 5 ? ' …' : ''}.`,
        ]
      : []),
  ].join('\n');

/** Exit code 0: all of it is in the file. 12: the file is good, but some stored bytes were damaged before. */
export const runBackup = async (word: string, given: GivenOptions): Promise<number> => {
  const home = workprintHome();
  const configuration = readConfiguration(process.env);
  const asJson = given.json === true;
  const path = await fileFor(word);
  const { signal, done } = cancelOnSignal();
  const progress = createByteProgress('saved', asJson);
  const database = await openStudioDatabase(home, configuration, true);
  try {
    const keys = given['with-keys'] ? await keysFor(home, configuration, database) : undefined;
    const report = await makeBackup({
      ...{ path, signal, databaseUrl: database.url, objects: openObjects(home, configuration), program: ownVersion() },
      ...(keys && { keys }),
      onProgress: progress.show,
    });
    progress.end();
    process.stderr.write(asJson ? '' : `${inWords(report, keys !== undefined)}\n`);
    process.stdout.write(`${asJson ? JSON.stringify({ ...report, hasKeys: keys !== undefined }) : path}\n`);
    return report.damaged.length > 0 ? errorTable['media-corrupt'].exitCode : 0;
  } catch (error) {
    throw asDiskError(error, path);
  } finally {
    progress.end();
    await database.close();
    done();
  }
};
