/** `workprint bench film|render|server|desk|generations`: measures this machine against the limits that are promised. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WorkprintError } from '../../domain/errors.ts';
import type { Command } from '../command-line.ts';

const sample = fileURLToPath(new URL('../../../examples/the-salt-line.fountain', import.meta.url));
const renderBench = fileURLToPath(new URL('../../../bench/render/render.ts', import.meta.url));
const serverBench = fileURLToPath(new URL('../../../bench/server/server.ts', import.meta.url));
const deskBench = fileURLToPath(new URL('../../../bench/desk/desk.ts', import.meta.url));
const generationsBench = fileURLToPath(new URL('../../../bench/generations/generations.ts', import.meta.url));

/** All but the film's bench are programs of their own: what they measure are processes, themselves not among them. */
const runBench = async (program: string, args: readonly string[]): Promise<number> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
};

export const benchCommand: Command = {
  name: 'bench',
  words: ['film|render|server|desk|generations'],
  summary:
    'Measures speed and memory on this machine. `film` builds a sample from an empty cache; `render` compares T1 to T4 with FFmpeg and melt; `server` compares the API with a bare route and plain SQL; `desk` and `generations` compare a call of a model through the desk, and from POST /generate to its end, with the bare call.',
  options: {
    script: { type: 'string', value: 'SCRIPT', help: 'film: measure with this script instead of the sample' },
    only: { type: 'string', value: 'T1,T2,T3,T4', help: 'render: these tests (default all)' },
    runs: { type: 'string', value: 'NUMBER', help: 'render: medians of so many runs (default 3)' },
    seconds: { type: 'string', value: 'NUMBER', help: 'server: length of each measurement (default 5)' },
    connections: { type: 'string', value: 'NUMBER', help: 'server: connections at the same time (default 16)' },
    calls: { type: 'string', value: 'NUMBER', help: 'desk, generations: calls of each measurement (default 400, 200)' },
    json: { type: 'boolean', help: 'print JSON' },
  },
  run: async ([what], options) => {
    const given = (names: readonly string[]): readonly string[] => [
      ...names.flatMap((name) => (typeof options[name] === 'string' ? [`--${name}`, options[name]] : [])),
      ...(options.json === true ? ['--json'] : []),
    ];
    if (what === 'render') return runBench(renderBench, given(['only', 'runs']));
    if (what === 'server') return runBench(serverBench, given(['seconds', 'connections']));
    if (what === 'desk') return runBench(deskBench, given(['calls']));
    if (what === 'generations') return runBench(generationsBench, given(['calls']));
    if (what !== 'film')
      throw new WorkprintError(
        'usage',
        `There is no bench “${what}”; this version measures “film”, “render”, “server”, “desk” and “generations”.`,
      );
    const { benchFilm } = await import('../bench/film.ts');
    return benchFilm(typeof options.script === 'string' ? options.script : sample, options.json === true);
  },
};
