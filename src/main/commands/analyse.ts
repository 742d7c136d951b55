/** `workprint analyse SCRIPT`: the breakdown, without any model. */
import type { Command } from '../command-line.ts';

export const analyseCommand: Command = {
  name: 'analyse',
  words: ['SCRIPT'],
  summary:
    'Breaks a script down into scenes, people, places and props. Reads Fountain, Final Draft (.fdx) and plain text.',
  options: { json: { type: 'boolean', help: 'print the whole breakdown as JSON' } },
  run: async ([script = ''], options) => {
    const [{ breakDown, formatBreakdown, readScript }, { readScriptFile }] = await Promise.all([
      import('../../domain/screenplay/screenplay.ts'),
      import('../input-file.ts'),
    ]);
    const { screenplay, notes } = readScript(await readScriptFile(script), script);
    for (const note of notes) process.stderr.write(`${note}\n`);
    const breakdown = breakDown(screenplay, { fileName: script });
    process.stdout.write(
      options.json === true ? `${JSON.stringify(breakdown, null, 2)}\n` : `${formatBreakdown(breakdown)}\n`,
    );
    return 0;
  },
};
