/** Where the studio keeps what it made: `WORKPRINT_HOME`, else `~/.workprint`. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const workprintHome = (): string => {
  const given = process.env.WORKPRINT_HOME;
  return given ? resolve(given) : join(homedir(), '.workprint');
};
