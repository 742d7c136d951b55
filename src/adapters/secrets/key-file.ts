/**
 * The file of master keys: one a line, the present one first, then those that were before it and still open what they sealed. Only its owner may
 * read it. It is replaced whole, so whoever reads it while a key is rotated reads the old keys or the new ones, never half of them.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, type Stats, statSync } from 'node:fs';
import { link, mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import type { MasterKeys } from './master-keys.ts';

const refused = (message: string, cause?: unknown): WorkprintError =>
  new WorkprintError('configuration-invalid', message, { cause });

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException | undefined)?.code;

/** The key of 64 hexadecimal digits; `from` names the place for the sentence of the refusal, `configuration-invalid`. */
export const keyOf = (text: string, from: string): Uint8Array => {
  if (!/^[\da-f]{64}$/i.test(text))
    throw refused(`${from} must hold 64 hexadecimal digits, such as \`openssl rand -hex 32\` prints.`);
  return Buffer.from(text, 'hex');
};

export const keyFileOf = (home: string): string => join(home, 'master.key');

const mostKeys = 16;

const keysIn = (text: string, home: string): MasterKeys => {
  const lines = text.trim().split('\n').slice(0, mostKeys);
  const [present = '', ...former] = lines.map((line) => line.trim());
  const from = `The key file master.key in ${home}`;
  return { present: keyOf(present, from), former: former.map((line) => keyOf(line, `Each line of ${from}`)) };
};

const unlessMissing = <T>(home: string, work: () => T): T | undefined => {
  try {
    return work();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error instanceof WorkprintError
      ? error
      : refused(`The key file master.key in ${home} cannot be read.`, error);
  }
};

/** What the file holds, and by what it is known to be the same file still; undefined: there is none. Throws `configuration-invalid`. */
export const readKeyFile = (home: string): { readonly keys: MasterKeys; readonly mark: string } | undefined =>
  unlessMissing(home, () => {
    const facts = statSync(keyFileOf(home));
    if (process.platform !== 'win32' && (facts.mode & 0o077) !== 0)
      throw refused(`The key file master.key in ${home} can be read by others; run \`chmod 600\` on it.`);
    return { keys: keysIn(readFileSync(keyFileOf(home), 'utf8'), home), mark: markOf(facts) };
  });

const markOf = ({ ino, mtimeMs, size }: Stats): string => `${ino} ${mtimeMs} ${size}`;

/** The mark of the file as it is now; undefined: there is none just now. */
export const markOfKeyFile = (home: string): string | undefined =>
  unlessMissing(home, () => markOf(statSync(keyFileOf(home))));

const flushFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const writeDraft = async (home: string, keys: MasterKeys): Promise<string> => {
  const draft = `${keyFileOf(home)}.${process.pid}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile([keys.present, ...keys.former].map((key) => `${Buffer.from(key).toString('hex')}\n`).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
};

/** Makes the file with one new key; another server's file that came first stays. Throws `configuration-invalid`. */
export const makeKeyFile = async (home: string): Promise<void> => {
  try {
    await mkdir(home, { recursive: true });
    const draft = await writeDraft(home, { present: randomBytes(32), former: [] });
    try {
      await link(draft, keyFileOf(home));
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    } finally {
      await unlink(draft);
    }
  } catch (error) {
    throw refused(`No key file can be made in ${home}; set WORKPRINT_HOME to a folder that can be written to.`, error);
  }
};

/** Replaces the file; durable when it resolves. The caller sees to it that nobody else does so at the same time. Throws the disk's errors. */
export const replaceKeyFile = async (home: string, keys: MasterKeys): Promise<void> => {
  await rename(await writeDraft(home, keys), keyFileOf(home));
  await flushFolder(dirname(keyFileOf(home)));
};
