/** `workprint bench film|render`: measures this machine against the limits that are promised. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WorkprintError } from '../../domain/errors.ts';
import type { Command } from '../command-line.ts';

const sample = fileURLToPath(new URL('../../../examples/the-salt-line.fountain', import.meta.url));
const renderBench = fileURLToPath(new URL('../../../bench/render/render.ts', import.meta.url));

/** The bench of the renderer is a program of its own: what it measures are processes, itself not among them. */
const benchRender = async (args: readonly string[]): Promise<number> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', renderBench, ...args], {
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
};

export const benchCommand: Command = {
  name: 'bench',
  words: ['film|render'],
  summary:
    'Measures speed and memory on this machine. `film` builds a sample from an empty cache; `render` compares T1 to T4 with FFmpeg and melt.',
  options: {
    script: { type: 'string', value: 'SCRIPT', help: 'film: measure with this script instead of the sample' },
    only: { type: 'string', value: 'T1,T2,T3,T4', help: 'render: these tests (default all)' },
    runs: { type: 'string', value: 'NUMBER', help: 'render: medians of so many runs (default 3)' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  run: async ([what], options) => {
    if (what === 'render') {
      const given = (['only', 'runs'] as const).flatMap((name) =>
        typeof options[name] === 'string' ? [`--${name}`, options[name]] : [],
      );
      return benchRender([...given, ...(options.json === true ? ['--json'] : [])]);
    }
    if (what !== 'film')
      throw new WorkprintError('usage', `There is no bench “${what}”; this version measures “film” and “render”.`);
    const { benchFilm } = await import('../bench/film.ts');
    return benchFilm(typeof options.script === 'string' ? options.script : sample, options.json === true);
  },
};
