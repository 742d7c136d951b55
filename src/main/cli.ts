/**
 * Where a process of the command line begins. What Node compiled for an earlier run is read from the home folder: a third of a second
 * less for every command. Where that folder is not there yet, or cannot be written, everything is compiled again, as always.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { workprintHome } from './home.ts';

/** Folders are made one by one: left to make them itself, Node never returns where a folder exists and takes no folders (/proc). */
const codeCache = (): string | undefined => {
  const home = workprintHome();
  if (!existsSync(home)) return undefined;
  const folders = [join(home, 'cache'), join(home, 'cache', 'code')];
  try {
    for (const folder of folders) if (!existsSync(folder)) mkdirSync(folder);
    return folders[1];
  } catch {
    return undefined; // the command itself says what is wrong with the home folder
  }
};

const folder = codeCache();
if (folder !== undefined) enableCompileCache(folder);
const { runCommandLine } = await import('./run-command-line.ts');
process.exitCode = await runCommandLine(process.argv.slice(2));
