/** Every command, in the order of the help. */
import type { Command } from '../command-line.ts';
import { analyseCommand } from './analyse.ts';
import { backupCommand } from './backup.ts';
import { benchCommand } from './bench.ts';
import { convertCommand } from './convert.ts';
import { doctorCommand } from './doctor.ts';
import { filmCommand } from './film.ts';
import { linkCommand } from './link.ts';
import { renderCommand } from './render.ts';
import { restoreCommand } from './restore.ts';
import { rotateKeyCommand } from './rotate-key.ts';
import { serveCommand } from './serve.ts';
import { workCommand } from './work.ts';

export const commands: readonly Command[] = [
  filmCommand,
  renderCommand,
  analyseCommand,
  convertCommand,
  serveCommand,
  workCommand,
  backupCommand,
  restoreCommand,
  linkCommand,
  rotateKeyCommand,
  doctorCommand,
  benchCommand,
];
