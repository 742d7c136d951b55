/** `workprint convert IN OUT`: between script formats, and says what did not survive. */
import { stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import { printFountain, readScript, writeFdx } from '../../domain/screenplay/screenplay.ts';
import type { Command } from '../command-line.ts';
import { readScriptFile } from '../input-file.ts';
import { checkFolder, deliverText } from '../output-files.ts';

const writers: Readonly<Record<string, typeof printFountain>> = {
  '.fountain': printFountain,
  '.txt': printFountain,
  '.fdx': writeFdx,
};

/** A script is somebody's work: an existing one is replaced only when asked, and never by its own conversion. */
const refuseToReplace = async (from: string, to: string, isForced: boolean): Promise<void> => {
  const facts = await stat(to).catch(() => undefined); // not there yet: the usual case
  if (!facts) return;
  const own = await stat(from).catch(() => undefined);
  const isSame = resolve(from) === resolve(to) || (own?.ino === facts.ino && own.dev === facts.dev);
  if (isSame) throw new WorkprintError('usage', `“${to}” is the script itself. Name another file.`);
  if (!isForced)
    throw new WorkprintError('usage', `“${to}” exists already. Name another file, or add --force to replace it.`);
};

export const convertCommand: Command = {
  name: 'convert',
  words: ['IN', 'OUT'],
  summary:
    'Converts a script between Fountain (.fountain), Final Draft (.fdx) and plain text (.txt). The ending of OUT decides.',
  options: { force: { type: 'boolean', help: 'replace OUT if it exists' } },
  run: async ([from = '', to = ''], options) => {
    const write = writers[extname(to).toLowerCase()];
    if (!write) {
      const endings = Object.keys(writers).join(', ');
      throw new WorkprintError(
        'usage',
        `“${to}” should end in one of ${endings}: the ending says which format is wanted.`,
      );
    }
    const { screenplay, notes } = readScript(await readScriptFile(from), from);
    await checkFolder(resolve(to), 'Create it, or name another place.');
    await refuseToReplace(from, to, options.force === true);
    await deliverText(write(screenplay), to);
    for (const note of notes) process.stderr.write(`${note}\n`);
    process.stdout.write(`${to}\n`);
    return 0;
  },
};
