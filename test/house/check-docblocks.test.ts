/** The doc comment check, on single files. */
import { expect, test } from 'vitest';
import { offeredNames, undocumented } from '../../scripts/check-docblocks.ts';

const names = (text: string, offered: readonly string[] = ['*']): readonly string[] =>
  undocumented({ path: 'src/domain/time.ts', text }, new Set(offered)).map((each) => each.message.split(' ')[0] ?? '');

test('HOU-12 offered functions and classes need their own doc comment', () => {
  const text = [
    '/** About time. */',
    "import { a } from './a.ts';",
    '',
    'export const bare = (frames: number) => frames;',
    'export const generic = <T>(x: T): T => x;',
    'export const curried = a => a;',
    'export async function later() {}',
    'export class Clock {}',
    '// no doc comment',
    'export function remarked() {}',
    '/** Said. */',
    'export const said = (frames: number) => frames;',
    '/**',
    ' * Said at length.',
    ' */',
    'export class Said {}',
    'const own = () => 1;',
  ].join('\n');
  expect(names(text)).toEqual(['bare', 'generic', 'curried', 'later', 'Clock', 'remarked']);
});

test('HOU-12 types and plain values share the head of their module; without one they speak for themselves', () => {
  const text = "export type Rate = { readonly num: number };\nexport const names = ['a'];\nexport interface Port {}\n";
  expect(names(`/** Rates. */\n${text}`)).toEqual([]);
  expect(names(text)).toEqual(['Rate', 'names', 'Port']);
  expect(names(`import type { X } from './x.ts';\n/** Rates. */\n${text}`)).toEqual(['names', 'Port']);
});

test('HOU-12 what only neighbours in the folder use may share the head of the module', () => {
  const text = '/** Rates. */\nexport const half = () => 1;\nexport const twice = () => 2;\n';
  expect(names(text, ['twice'])).toEqual(['twice']);
  expect(names(text.slice(14), [])).toEqual(['half', 'twice']);

  const offered = offeredNames([
    {
      path: 'src/domain/sound/door.ts',
      text: "import { half } from './rates.ts';\nexport { twice as two } from './rates.ts';\n",
    },
    { path: 'src/domain/sound/near.test.ts', text: "import { fourth } from '../../domain/sound/rates.ts';\n" },
    {
      path: 'src/compile/far.ts',
      text: "import { type third, half as h } from '../domain/other.ts';\nimport * as all from '../domain/all.ts';\n",
    },
  ]);
  expect([...offered].map(([path, taken]) => [path, [...taken]])).toEqual([
    ['src/domain/sound/rates.ts', ['twice']],
    ['src/domain/other.ts', ['third', 'half']],
    ['src/domain/all.ts', ['*']],
  ]);
});
