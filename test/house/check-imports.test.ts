/** Feeds bad trees to the import check and sees each rule fail, and a good tree pass. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkTree } from '../../scripts/check-imports.ts';

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

const manifest = JSON.stringify({
  dependencies: { sharp: '1.0.0', kysely: '1.0.0' },
  devDependencies: { vitest: '1.0.0', 'fast-check': '1.0.0' },
});

/** A throw-away house with these files; answers `rule file` for each broken rule. */
const broken = (files: Readonly<Record<string, string>>): readonly string[] => {
  const root = mkdtempSync(join(tmpdir(), 'workprint-house-'));
  roots.push(root);
  for (const [path, text] of Object.entries({ 'package.json': manifest, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return checkTree(root).map((violation) => `${violation.rule} ${violation.file}:${violation.line}`);
};

test('HOU-1 a tree that keeps the arrows passes', () => {
  expect(
    broken({
      'src/domain/time.ts':
        "export const rate = 1;\nexport const note = 'import x from \"node:fs\"'; // import 'node:fs'\n",
      'src/compile/plan.ts': "import { rate } from '../domain/time.ts';\nexport const plan = rate;\n",
      'src/ports/clock.ts': "import type { rate } from '../domain/time.ts';\nexport type Clock = typeof rate;\n",
      'src/build/build.ts': "import { createHash } from 'node:crypto';\nexport const hash = createHash;\n",
      'src/pipeline/draw/draw.ts':
        "import { plan } from '../../compile/plan.ts';\nimport './paint.ts';\nexport const draw = plan;\n",
      'src/pipeline/draw/paint.ts': 'export const paint = 1;\n',
      'src/adapters/voice/voice.ts':
        "import { spawn } from 'node:child_process';\nimport sharp from 'sharp';\nexport const voice = [spawn, sharp];\n",
      'src/adapters/net/net.ts':
        "import http from 'node:http';\nexport const get = () => [http, fetch('https://example.org')];\n",
      'src/features/cast/cast.ts': "import { find } from '../scripts/scripts.ts';\nexport const cast = find;\n",
      'src/features/scripts/scripts.ts': "import { rows } from './scripts.queries.ts';\nexport const find = rows;\n",
      'src/features/scripts/scripts.queries.ts':
        "import { sql } from 'kysely';\nexport const rows = sql`select * from scripts`;\n",
      'src/main/cli.ts':
        "import { voice } from '../adapters/voice/voice.ts';\nimport '../features/cast/cast.ts';\nvoice;\n",
      'src/domain/time.test.ts':
        "import { test } from 'vitest';\nimport { readFileSync } from 'node:fs';\ntest('x', () => readFileSync);\n",
    }),
  ).toEqual([]);
});

describe('HOU-2 an import against the arrow fails, in whatever form it is written', () => {
  const target = { 'src/adapters/voice/voice.ts': 'export const voice = 1;\nexport type Voice = 1;\n' };
  test.each([
    ["import { voice } from '../adapters/voice/voice.ts';"],
    ["import type { Voice } from '../adapters/voice/voice.ts';"],
    ["import * as all from '../adapters/voice/voice.ts';"],
    ["import '../adapters/voice/voice.ts';"],
    ["export { voice } from '../adapters/voice/voice.ts';"],
    ["export type { Voice } from '../adapters/voice/voice.ts';"],
    ["export * from '../adapters/voice/voice.ts';"],
    ["export const late = () => import('../adapters/voice/voice.ts');"],
    ['export const late = () => import(`../adapters/voice/voice.ts`);'],
    ["export type Voice = import('../adapters/voice/voice.ts').Voice;"],
    ["export const hidden = `${(await import('../adapters/voice/voice.ts')).voice}`;"],
    ["const ratio = 4 / 2; const pattern = /'/; import { voice } from '../adapters/voice/voice.ts'; // a / b"],
    ["import {\n  voice,\n  type Voice,\n} from '../adapters/voice/voice.ts';"],
  ])('HOU-2 %s', (line) => {
    expect(broken({ ...target, 'src/domain/time.ts': `${line}\n` })).toEqual(['arrow src/domain/time.ts:1']);
  });

  test.each([
    ['compile', 'ports'],
    ['ports', 'build'],
    ['build', 'pipeline'],
    ['pipeline', 'features'],
    ['features', 'main'],
    ['adapters', 'build'],
    ['adapters', 'main'],
    ['providers', 'compile'],
    ['features', 'adapters'],
    ['web', 'pipeline'],
    ['cellar', 'domain'],
  ])('HOU-2 %s may not import %s', (from, to) => {
    const files = {
      [`src/${from}/people/people.ts`]: `import '../../${to}/one/one.ts';\n`,
      [`src/${to}/one/one.ts`]: '\n',
    };
    expect(broken(files)).toEqual([`arrow src/${from}/people/people.ts:1`]);
  });

  test('HOU-2 providers do not know each other, and stand on the wire they share', () => {
    const files = {
      'src/providers/fal/fal.ts': "import '../openai/openai.ts';\nimport '../wire/wire.ts';\n",
      'src/providers/openai/openai.ts': '\n',
      'src/providers/wire/wire.ts': '\n',
    };
    expect(broken(files)).toEqual(['arrow src/providers/fal/fal.ts:1']);
  });

  test('HOU-2 adapters do not know each other', () => {
    const files = { ...target, 'src/adapters/mixer/mixer.ts': "import '../voice/voice.ts';\n" };
    expect(broken(files)).toEqual(['arrow src/adapters/mixer/mixer.ts:1']);
    const foundation = {
      'src/adapters/kernels/kernels.ts': '\n',
      'src/adapters/mixer/mixer.ts': "import '../kernels/kernels.ts';\nimport '../kernels/wasm.ts';\n",
    };
    expect(broken(foundation)).toEqual(['door src/adapters/mixer/mixer.ts:2']);
  });
});

test('HOU-3 a feature imports no later feature', () => {
  const files = { 'src/features/scripts/scripts.ts': "import '../cast/cast.ts';\n", 'src/features/cast/cast.ts': '\n' };
  expect(broken(files)).toEqual(['film-order src/features/scripts/scripts.ts:1']);
});

test('HOU-4 a folder is entered by its door', () => {
  const files = {
    'src/main/cli.ts': "import '../adapters/voice/model.ts';\nimport '../adapters/voice/voice.types.ts';\n",
    'src/adapters/voice/model.ts': '\n',
    'src/adapters/kernels/kernels.ts': '\n',
    'src/adapters/kernels/serve.ts': '\n',
    'src/adapters/voice/voice-worker.ts': "import '../kernels/serve.ts';\n",
    'src/adapters/voice/voice.types.ts': '\n',
  };
  expect(broken(files)).toEqual(['door src/main/cli.ts:1']);
});

describe('HOU-5 pure rooms know no clock, chance, disk or console', () => {
  test.each([
    ["import { readFileSync } from 'node:fs';"],
    ["import type { Stats } from 'fs';"],
    ['export const now = () => Date.now();'],
    ['export const now = () => new Date();'],
    ['export const now = () => performance.now();'],
    ['export const chance = () => Math.random();'],
    ["export const say = () => console.log('x');"],
    ['export const home = process.env;'],
    ['export const all = globalThis;'],
    ['export const later = () => setTimeout(() => 1, 1);'],
    ['export const id = () => crypto.randomUUID();'],
    ['export const late = (path: string) => import(path);'],
    ['export const text = `${Date.now()}`;'],
  ])('HOU-5 %s', (line) => {
    expect(broken({ 'src/domain/time.ts': `${line}\n` })).toEqual(['purity src/domain/time.ts:1']);
    expect(broken({ 'src/pipeline/draw/draw.ts': `${line}\n` })).toEqual(['purity src/pipeline/draw/draw.ts:1']);
  });

  test('HOU-5 build hashes and nothing else; nobody rolls dice that do not repeat', () => {
    expect(broken({ 'src/build/build.ts': "import 'node:fs';\n" })).toEqual(['purity src/build/build.ts:1']);
    expect(broken({ 'src/main/cli.ts': 'Math.random();\n' })).toEqual(['purity src/main/cli.ts:1']);
  });

  test('HOU-5 a word that only looks like one passes', () => {
    const text =
      "const Date1 = 1; const clock = { Date: 2, random: 3 }; clock.Date; // new Date()\nexport const say = 'console.log';\n";
    expect(broken({ 'src/domain/time.ts': text })).toEqual([]);
  });
});

describe('HOU-6 only the net adapter speaks to the network', () => {
  test.each([
    ["import { connect } from 'node:net';"],
    ["import http from 'http';"],
    ["import { request } from 'undici';"],
    ["export const get = () => fetch('https://example.org');"],
    ["export const live = new WebSocket('wss://example.org');"],
  ])('HOU-6 %s', (line) => {
    expect(broken({ 'src/adapters/voice/voice.ts': `${line}\n` })).toEqual(['network src/adapters/voice/voice.ts:1']);
  });
});

describe('HOU-7 no shell is ever started', () => {
  test.each([
    ["import { exec } from 'node:child_process';"],
    ["import { execSync as run } from 'child_process';"],
    ["import * as children from 'node:child_process';"],
    ["import children from 'node:child_process';"],
    ['export const options = { shell: true };'],
    ["export const options = { shell: '/bin/sh' };"],
  ])('HOU-7 %s', (line) => {
    expect(broken({ 'src/adapters/voice/voice.ts': `${line}\n` })).toEqual(['no-shell src/adapters/voice/voice.ts:1']);
    expect(broken({ 'scripts/run.ts': `${line}\n` })).toEqual(['no-shell scripts/run.ts:1']);
  });

  test('HOU-7 a regular expression may still be executed', () => {
    expect(broken({ 'src/adapters/voice/voice.ts': 'export const found = /a/.exec("a");\n' })).toEqual([]);
  });
});

describe('HOU-8 SQL lives only in *.queries.ts', () => {
  test.each([
    ["export const query = 'SELECT id FROM people WHERE id = $1';"],
    ['export const query = `insert into people (id) values (1)`;'],
    ["export const query = 'select id, name from people where id = 1';"],
    ["export const query = 'delete from people';"],
    ['export const query = sql`anything`;'],
  ])('HOU-8 %s', (line) => {
    expect(broken({ 'src/main/cli.ts': `${line}\n` })).toEqual(['sql src/main/cli.ts:1']);
    expect(broken({ 'src/features/people/people.queries.ts': `${line}\n` })).toEqual([]);
  });

  test('HOU-8 an English sentence is not SQL', () => {
    const text = "export const lines = ['Select a shot from the board.', 'Update the cast and set a voice.'];\n";
    expect(broken({ 'src/main/cli.ts': text })).toEqual([]);
  });
});

describe('HOU-9 files are named for what they do, and stay short', () => {
  test.each([
    ['stringUtils'],
    ['string-utils'],
    ['helper'],
    ['voice-manager'],
    ['misc'],
    ['Voice'],
    ['voice_model'],
    ['shot-data'],
  ])('HOU-9 %s.ts', (name) => {
    expect(broken({ [`src/main/${name}.ts`]: '\n' })).toEqual([`name src/main/${name}.ts:1`]);
  });

  test('HOU-9 400 lines are enough; drawings are exempt', () => {
    const long = '// a line\n'.repeat(401);
    expect(broken({ 'src/main/cli.ts': long })).toEqual(['length src/main/cli.ts:1']);
    expect(broken({ 'src/main/cli.ts': long.slice(10) })).toEqual([]);
    expect(broken({ 'src/adapters/panels/art/heads.ts': long })).toEqual([]);
  });
});

test('HOU-10 every package is declared, and a film needs no development package', () => {
  expect(broken({ 'src/main/cli.ts': "import 'left-pad';\n" })).toEqual(['undeclared src/main/cli.ts:1']);
  expect(broken({ 'src/main/cli.ts': "import 'fast-check';\n" })).toEqual(['undeclared src/main/cli.ts:1']);
  expect(broken({ 'src/main/cli.test.ts': "import 'fast-check';\n" })).toEqual([]);
});

test('HOU-27 a file beside the code is found in a folder with a space in its name', () => {
  const text = "export const path = new URL('./kernels.wasm', import.meta.url).pathname;\n";
  expect(broken({ 'src/main/cli.ts': text, 'src/main/cli.test.ts': text })).toEqual([
    'path src/main/cli.test.ts:1',
    'path src/main/cli.ts:1',
  ]);
});
