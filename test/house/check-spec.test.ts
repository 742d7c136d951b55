/** The check of numbered rules, on a small tree of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tokensOf } from '../../scripts/check/source-tokens.ts';
import { checkSpec, testTitles } from '../../scripts/check-spec.ts';

const problems = (spec: string, tests: string): readonly string[] => {
  const root = mkdtempSync(join(tmpdir(), 'workprint-spec-'));
  try {
    for (const folder of ['docs/spec', 'src']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'docs/spec/room.md'), spec);
    writeFileSync(join(root, 'src/room.test.ts'), tests);
    return checkSpec(root).map(({ file, line, message }) => `${file}:${line} ${message}`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

test('HOU-13 every rule is cited by a running test', () => {
  const spec = '# Room\n\n- RM-1 one\n- RM-2 two\n| RM-3 | three |\n';
  expect(problems(spec, "test('RM-1 RM-3 seed 42', () => {});\ntest.skip('RM-2 later', () => {});\n")).toEqual([
    'docs/spec/room.md:4 RM-2 is cited by no test title.',
  ]);
});

test('HOU-13 a cited number is a rule, and is defined once', () => {
  expect(problems('- RM-1 one\n- RM-1 again\n', "test('RM-1 and RM-9 in UTF-16', () => {});\n")).toEqual([
    'docs/spec/room.md:2 RM-1 is defined twice.',
    'src/room.test.ts:1 RM-9 is no rule of docs/spec.',
  ]);
});

test('HOU-13 titles are found however the test is written', () => {
  const source = `
    describe('A-1', () => { it(\`A-2 \${1}\`, () => expect('A-9').toBe('test("A-9")')); });
    test.each([['A-9', (x: number) => x]])('A-3 %s', () => {});
    test.for([1])('A-4', () => {}); test.concurrent("A-5", () => {}); describe.skipIf(false)('A-6', () => {});
    test.todo('A-9'); it.skip('A-9', () => {}); /* test('A-9') */ pattern.test('A-9');
  `;
  expect(testTitles(tokensOf(source)).map((title) => title.text)).toEqual([
    'A-1',
    'A-2 ${}',
    'A-3 %s',
    'A-4',
    'A-5',
    'A-6',
  ]);
});
