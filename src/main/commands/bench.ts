/** `workprint bench film`: measures this machine against the limits the film command promises. */
import { fileURLToPath } from 'node:url';
import { WorkprintError } from '../../domain/errors.ts';
import type { Command } from '../command-line.ts';

const sample = fileURLToPath(new URL('../../../examples/the-salt-line.fountain', import.meta.url));

export const benchCommand: Command = {
  name: 'bench',
  words: ['film'],
  summary: 'Measures speed and memory on this machine. Builds a sample three times from an empty cache of its own.',
  options: {
    script: { type: 'string', value: 'SCRIPT', help: 'measure with this script instead of the sample' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  run: async ([what], options) => {
    if (what !== 'film')
      throw new WorkprintError('usage', `There is no bench “${what}”; this version measures “film”.`);
    const { benchFilm } = await import('../bench/film.ts');
    return benchFilm(typeof options.script === 'string' ? options.script : sample, options.json === true);
  },
};
