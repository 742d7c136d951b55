/** The walls are types: what a pure room may not know does not even compile there. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../..', import.meta.url));

const impure: Readonly<Record<string, readonly [code: string, named: string]>> = {
  'reads-disk': ["import { readFileSync } from 'node:fs';\nexport const text = readFileSync('x');", "'node:fs'"],
  'types-of-node': ["import type { Stats } from 'node:fs';\nexport type Facts = Stats;", "'node:fs'"],
  prints: ["console.log('x');\nexport {};", "'console'"],
  fetches: ["export const page = fetch('https://example.org');", "'fetch'"],
  waits: ['export const timer = setTimeout(() => 1, 1);', "'setTimeout'"],
  measures: ['export const now = performance.now();', "'performance'"],
  'looks-around': ['export const home = process.env;', "'process'"],
  'touches-page': ['export const title = document.title;', "'document'"],
  buffers: ["export const bytes = Buffer.from('x');", "'Buffer'"],
};

const compile = (project: string): Promise<string> =>
  new Promise((resolve) => {
    const compiler = join(repository, 'node_modules/typescript/bin/tsc');
    execFile(process.execPath, [compiler, '-p', project, '--pretty', 'false'], (_error, stdout) => resolve(stdout));
  });

test.each(['domain', 'compile'])('HOU-11 an impure import does not compile in src/%s', async (room) => {
  const root = mkdtempSync(join(tmpdir(), 'workprint-walls-'));
  try {
    writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
    for (const each of ['domain', 'compile']) mkdirSync(join(root, 'src', each), { recursive: true });
    copyFileSync(join(repository, 'tsconfig.base.json'), join(root, 'tsconfig.base.json'));
    for (const each of ['domain', 'compile']) {
      copyFileSync(join(repository, `src/${each}/tsconfig.json`), join(root, `src/${each}/tsconfig.json`));
      writeFileSync(join(root, `src/${each}/pure.ts`), 'export const half = (whole: number): number => whole / 2;\n');
    }
    const project = join(root, 'src', room);
    expect(await compile(join(root, 'src/domain'))).toBe('');
    expect(await compile(project)).toBe('');

    for (const [name, [code]] of Object.entries(impure)) writeFileSync(join(project, `${name}.ts`), `${code}\n`);
    const complaints = (await compile(project)).split('\n');
    for (const [name, [, named]] of Object.entries(impure)) {
      expect(complaints.filter((line) => line.includes(`${name}.ts`)).join('\n')).toContain(named);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
