/** The command that brings a missing program, for this machine; known in one place, scripts/what-to-type.sh. */
import { fileURLToPath } from 'node:url';
import { runProgram } from './run-program.ts';

const script = fileURLToPath(new URL('../../../scripts/what-to-type.sh', import.meta.url));

/** One line to type into a terminal, or where to read on. */
export const whatToType = async (
  thing: 'node' | 'ffmpeg' | 'bubblewrap' | 'espeak-ng' | 'cjk-fonts',
): Promise<string> => (await runProgram('sh', [script, thing])) ?? 'see README.md';
