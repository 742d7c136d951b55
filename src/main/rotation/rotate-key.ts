/**
 * `workprint rotate-key`: a new master key, and everything sealed under it. Which key is new is decided first and kept; the rows follow, and can
 * follow again after any end. A key before is forgotten only when it is asked for and nothing lies under it any more.
 */
import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import {
  createSecrets,
  type MasterKeySource,
  type MasterKeys,
  openMasterKeys,
  readKeyFile,
  replaceKeyFile,
} from '../../adapters/secrets/secrets.ts';
import { errorTable, WorkprintError } from '../../domain/errors.ts';
import { withClient } from '../backup/database-client.ts';
import { openStudioDatabase } from '../backup/studio-database.ts';
import type { GivenOptions } from '../command-line.ts';
import { workprintHome } from '../home.ts';
import { type Configuration, readConfiguration } from '../settings/settings.ts';
import { type ResealReport, resealAll } from './reseal.ts';
import { beginRotation, countSealed } from './sealed-rows.queries.ts';

type Place = { readonly home: string; readonly configuration: Configuration; readonly isShared: boolean };

export type RotationReport = ResealReport & {
  /** Sealed texts there are. */
  readonly texts: number;
  readonly isNewKey: boolean;
  /** Keys before the present one that are still given or kept. */
  readonly formerKeys: number;
};

const fromEnvironment = (): WorkprintError =>
  new WorkprintError(
    'configuration-invalid',
    'The master key comes from ENCRYPTION_MASTER_KEY. On every server and worker set the new key there and the one before it in ENCRYPTION_MASTER_KEY_PREVIOUS, restart them, then run this again with the same two.',
  );

/** The keys of the file with a new one in front, unless the last rotation still has a key to forget: then that one is gone on with. */
const newKeyInFile = async (home: string): Promise<boolean> => {
  const kept = readKeyFile(home);
  if (!kept || kept.keys.former.length > 0) return false;
  await replaceKeyFile(home, { present: randomBytes(32), former: [kept.keys.present] });
  return true;
};

/** Which keys there are from now on. */
const keysFor = async (
  { home, configuration, isShared }: Place,
  isForgetting: boolean,
): Promise<{ readonly keys: MasterKeySource; readonly isNewKey: boolean }> => {
  const { ENCRYPTION_MASTER_KEY: given, ENCRYPTION_MASTER_KEY_PREVIOUS: previous } = configuration;
  const keys = await openMasterKeys({ given, previous, home, isDatabaseShared: isShared });
  if (given === undefined) return { keys, isNewKey: !isForgetting && (await newKeyInFile(home)) };
  if (previous.length === 0) throw fromEnvironment();
  return { keys, isNewKey: false };
};

/** Nothing lies under the keys before: out with them. Those of the environment are the operator's to remove. */
const forget = async (home: string): Promise<void> => {
  const kept = readKeyFile(home);
  if (kept && kept.keys.former.length > 0) await replaceKeyFile(home, { present: kept.keys.present, former: [] });
};

/** Rotates on a connection of its own. Throws `configuration-invalid`, `conflict`. */
export const rotate = async (
  client: Client,
  place: Place,
  {
    isForgetting,
    onProgress,
  }: { readonly isForgetting: boolean; readonly onProgress: (done: number, of: number) => void },
): Promise<RotationReport> => {
  if (!(await beginRotation(client)))
    throw new WorkprintError('conflict', 'Another rotation of the master key is under way; wait until it has ended.');
  const { keys, isNewKey } = await keysFor(place, isForgetting);
  const texts = await countSealed(client);
  const report = await resealAll(client, createSecrets(keys), (done) => onProgress(done, texts));
  if (isForgetting && place.configuration.ENCRYPTION_MASTER_KEY === undefined) await forget(place.home);
  const after: MasterKeys = keys();
  return { ...report, texts, isNewKey, formerKeys: after.former.length };
};

const counted = (count: number): string =>
  count === 1 ? 'One secret was' : `${count === 0 ? 'No' : count} secrets were`;

const inWords = (report: RotationReport, isForgetting: boolean, isGiven: boolean): readonly string[] => [
  `${counted(report.resealed)} sealed anew; all ${report.texts - report.unreadable.length} that can be read lie under the present key.`,
  ...(report.unreadable.length > 0
    ? [
        `${report.unreadable.length} open under none of the keys and were left as they are: ${report.unreadable.slice(0, 5).join(', ')}${report.unreadable.length > 5 ? ' …' : ''}. If you have the key they lie under, add it to ENCRYPTION_MASTER_KEY_PREVIOUS and run this again.`,
      ]
    : []),
  isGiven
    ? 'ENCRYPTION_MASTER_KEY_PREVIOUS can be removed when every server and worker has run with the new key for a week: until then who is signed in stays so.'
    : isForgetting
      ? 'The key before is forgotten. Old copies of master.key and backups made before still hold it.'
      : 'The key before stays in master.key, so that who is signed in stays so. Forget it in a week with `workprint rotate-key --forget`. Keep a new copy of master.key apart from your backups.',
];

/** Exit code 0: everything lies under the present key; 17: some texts open under no key. Throws `configuration-invalid`, `conflict`, `unavailable`, `usage`. */
export const rotateKey = async (options: GivenOptions): Promise<number> => {
  const home = workprintHome();
  const configuration = readConfiguration(process.env);
  const [asJson, isForgetting] = [options['json'] === true, options['forget'] === true];
  const database = await openStudioDatabase(home, configuration, true);
  const say = (line: object): void => void (asJson && process.stdout.write(`${JSON.stringify(line)}\n`));
  try {
    const place = { home, configuration, isShared: database.isShared };
    const onProgress = (done: number, of: number): void => {
      if (asJson) say({ type: 'progress', done, of });
      else if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} sealed anew `);
    };
    const report = await withClient(database.url, 'workprint rotate-key', (client) =>
      rotate(client, place, { isForgetting, onProgress }),
    );
    const isGiven = configuration.ENCRYPTION_MASTER_KEY !== undefined;
    if (asJson) say({ type: 'done', ...report });
    else
      process.stderr.write(`${process.stderr.isTTY ? '\n' : ''}${inWords(report, isForgetting, isGiven).join('\n')}\n`);
    return report.unreadable.length > 0 ? errorTable['secret-unreadable'].exitCode : 0;
  } finally {
    await database.close();
  }
};
