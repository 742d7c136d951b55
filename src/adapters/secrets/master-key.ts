/**
 * Where the master keys come from: the environment, or a file of its owner's alone that the first start makes. They never stand in the
 * database that they protect.
 */
import { WorkprintError } from '../../domain/errors.ts';
import { keyOf, makeKeyFile, markOfKeyFile, readKeyFile } from './key-file.ts';
import type { MasterKeySource } from './master-keys.ts';

export type MasterKeyPlace = {
  /** The value of ENCRYPTION_MASTER_KEY, if it is set. */
  readonly given: string | undefined;
  /** Keys of ENCRYPTION_MASTER_KEY_PREVIOUS: they open and verify, and seal nothing. */
  readonly previous?: readonly string[];
  /** WORKPRINT_HOME. */
  readonly home: string;
  /** The database lives elsewhere, so other servers use it too: a key of this machine alone would lock them out. */
  readonly isDatabaseShared: boolean;
};

/** Keys of the file, read again when it was replaced: a rotation reaches the servers of this machine while they run. */
const keysOfFile = async (home: string, alsoFormer: readonly Uint8Array[]): Promise<MasterKeySource> => {
  if (!readKeyFile(home)) await makeKeyFile(home);
  let known = readKeyFile(home);
  if (!known) throw new WorkprintError('configuration-invalid', `The key file master.key in ${home} has gone away.`);
  return () => {
    const mark = markOfKeyFile(home);
    // A file that has gone away under a running server takes nothing from it: it goes on with the keys it has.
    if (mark !== undefined && mark !== known?.mark) known = readKeyFile(home) ?? known;
    const { present, former } = (known as NonNullable<typeof known>).keys;
    return { present, former: [...former, ...alsoFormer] };
  };
};

/** The master keys of this studio. Throws `configuration-invalid` with what to do. */
export const openMasterKeys = async (place: MasterKeyPlace): Promise<MasterKeySource> => {
  const { given, previous = [], home, isDatabaseShared } = place;
  const former = previous.map((text) => keyOf(text, 'ENCRYPTION_MASTER_KEY_PREVIOUS'));
  if (given) {
    const keys = { present: keyOf(given, 'ENCRYPTION_MASTER_KEY'), former };
    return () => keys;
  }
  if (isDatabaseShared)
    throw new WorkprintError(
      'configuration-invalid',
      'ENCRYPTION_MASTER_KEY is missing: with a database of your own (DATABASE_URL) all servers must share one key. Make one with `openssl rand -hex 32` and keep a copy apart from the database.',
    );
  return keysOfFile(home, former);
};

/** The present master key, 32 bytes. Throws `configuration-invalid` with what to do. */
export const loadMasterKey = async (place: MasterKeyPlace): Promise<Uint8Array> =>
  (await openMasterKeys(place))().present;
