/**
 * Where the master key comes from: the environment, or a file of its owner's alone that the first start makes. It never stands in the
 * database that it protects.
 */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';

export type MasterKeyPlace = {
  /** The value of ENCRYPTION_MASTER_KEY, if it is set. */
  readonly given: string | undefined;
  /** WORKPRINT_HOME. */
  readonly home: string;
  /** The database lives elsewhere, so other servers use it too: a key of this machine alone would lock them out. */
  readonly isDatabaseShared: boolean;
};

const refused = (message: string, cause?: unknown): WorkprintError =>
  new WorkprintError('configuration-invalid', message, { cause });

const keyOf = (text: string, from: string): Buffer => {
  if (!/^[\da-f]{64}$/i.test(text))
    throw refused(`${from} must hold 64 hexadecimal digits, such as \`openssl rand -hex 32\` prints.`);
  return Buffer.from(text, 'hex');
};

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException | undefined)?.code;

/** Writes the key whole or not at all; another server's key that came first stays. */
const makeFile = async (path: string): Promise<void> => {
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
};

/** The master key, 32 bytes. Throws `configuration-invalid` with what to do. */
export const loadMasterKey = async ({ given, home, isDatabaseShared }: MasterKeyPlace): Promise<Uint8Array> => {
  if (given) return keyOf(given, 'ENCRYPTION_MASTER_KEY');
  if (isDatabaseShared)
    throw refused(
      'ENCRYPTION_MASTER_KEY is missing: with a database of your own (DATABASE_URL) all servers must share one key. Make one with `openssl rand -hex 32` and keep a copy apart from the database.',
    );
  const path = join(home, 'master.key');
  const read = async (): Promise<string | undefined> => {
    try {
      const facts = await stat(path);
      if (process.platform !== 'win32' && (facts.mode & 0o077) !== 0)
        throw refused(`The key file master.key in ${home} can be read by others; run \`chmod 600\` on it.`);
      return await readFile(path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error instanceof WorkprintError
        ? error
        : refused(`The key file master.key in ${home} cannot be read.`, error);
    }
  };
  const text = await read();
  if (text !== undefined) return keyOf(text.trim(), `The key file master.key in ${home}`);
  try {
    await mkdir(home, { recursive: true });
    await makeFile(path);
  } catch (error) {
    throw refused(`No key file can be made in ${home}; set WORKPRINT_HOME to a folder that can be written to.`, error);
  }
  return keyOf((await read())?.trim() ?? '', `The key file master.key in ${home}`);
};
