/** The passphrase of a backup's keys: from the environment, or typed unseen. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { WorkprintError } from '../../domain/errors.ts';

const leastLength = 12;

const typed = async (question: string): Promise<string> => {
  process.stderr.write(question);
  // What is typed is echoed to nowhere.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
};

/** `isNew`: it is asked twice, and must be long. Throws `usage`. */
export const askPassphrase = async (isNew: boolean): Promise<string> => {
  const given = process.env.WORKPRINT_BACKUP_PASSPHRASE;
  if (!given && !process.stdin.isTTY)
    throw new WorkprintError(
      'usage',
      '--with-keys needs a passphrase: set WORKPRINT_BACKUP_PASSPHRASE, or run it in a terminal.',
    );
  const passphrase = given || (await typed('Passphrase of the keys: '));
  if (isNew && passphrase.length < leastLength)
    throw new WorkprintError(
      'usage',
      `A passphrase needs at least ${leastLength} characters: it guards every secret of the studio.`,
    );
  if (isNew && !given && (await typed('Once more: ')) !== passphrase)
    throw new WorkprintError('usage', 'The two were not the same. Nothing was written.');
  return passphrase;
};
