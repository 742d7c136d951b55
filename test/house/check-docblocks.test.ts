/** The doc comment check, on single files. */
import { expect, test } from 'vitest';
import { undocumented } from '../../scripts/check-docblocks.ts';

const names = (text: string, path = 'src/domain/time.ts'): readonly string[] =>
  undocumented({ path, text }).map((violation) => violation.message.split(' ')[0] ?? '');

test('HOU-12 exported functions and classes need their own doc comment', () => {
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
