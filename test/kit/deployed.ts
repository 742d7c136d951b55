/** What is deployed, as its readers read it, and what this checkout's command line says to words that are told to be typed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { parse } from 'yaml';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');
// oxlint-disable-next-line no-explicit-any -- documents of other programs
export type Document = any;
export const yaml = (path: string): Document => parse(read(path), { merge: true });

export const compose = yaml('compose.yaml');
/** What the command line of this checkout says to these words. */
const workprint = (...words: readonly string[]): { readonly status: number | null; readonly words: string } => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'src/main/cli.ts'), ...words],
    { encoding: 'utf8' },
  );
  return { status, words: `${stdout}${stderr}` };
};
/** Options of a command, as `--help` lists them. */
export const knowsOptions = (command: string, words: readonly string[]): void => {
  const help = workprint(command, '--help');
  expect(help.status).toBe(0);
  for (const option of words.filter((word) => word.startsWith('--'))) expect(help.words).toContain(option);
};
