/** `workprint convert IN OUT`: between script formats, and says what did not survive. */
import { extname } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import { printFountain, readScript, writeFdx } from '../../domain/screenplay/screenplay.ts';
import type { Command } from '../command-line.ts';
import { checkOutput, deliverText, outputFilesFor } from '../output-files.ts';
import { readScriptFile } from '../script-file.ts';

const writers: Readonly<Record<string, typeof printFountain>> = {
  '.fountain': printFountain,
  '.txt': printFountain,
  '.fdx': writeFdx,
};

export const convertCommand: Command = {
  name: 'convert',
  words: ['IN', 'OUT'],
  summary:
    'Converts a script between Fountain (.fountain), Final Draft (.fdx) and plain text (.txt). The ending of OUT decides.',
  options: {},
  run: async ([from = '', to = '']) => {
    const write = writers[extname(to).toLowerCase()];
    if (!write)
      throw new WorkprintError(
        'usage',
        `“${to}” should end in ${Object.keys(writers).join(', ')}: the ending says which format is wanted.`,
      );
    const { screenplay, notes } = readScript(await readScriptFile(from), from);
    await checkOutput({ ...outputFilesFor(from, undefined), film: to });
    await deliverText(write(screenplay), to);
    for (const note of notes) process.stderr.write(`${note}\n`);
    process.stdout.write(`${to}\n`);
    return 0;
  },
};
