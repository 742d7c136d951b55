/** What is written agrees with what is there: error pages, reasons for dependencies, no trace of the writer's machine. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type ErrorCode, errorTable } from '../../src/domain/errors.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Files of the checkout, without what is installed, built or git's own. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return ['node_modules', '.git', '.tsbuild', 'coverage', 'out'].includes(entry.name) ? [] : filesIn(path);
    return entry.isFile() ? [path] : [];
  });

describe('HOU-22 one page for every error code', () => {
  const codes = Object.keys(errorTable) as ErrorCode[];

  test('HOU-22 pages and codes are the same set', () => {
    const pages = readdirSync(join(root, 'docs/errors')).map((name) => name.replace(/\.md$/, ''));
    expect(pages.sort()).toEqual([...codes].sort());
  });

  test.each(codes)('HOU-22 %s says what happened, why, what to do and the true exit code', (code) => {
    const page = read(`docs/errors/${code}.md`);
    expect(page.split('\n')[0]).toBe(`# ${code}`);
    expect(page).toContain(`Exit code ${errorTable[code].exitCode}.`);
    const sections = [...page.matchAll(/^## (.+)\n\n(.+)/gm)];
    expect(sections.map((section) => section[1])).toEqual(['What happened', 'Why', 'What to do']);
    for (const section of sections) expect(section[2]?.length).toBeGreaterThan(30);
  });
});

describe('HOU-23 every direct dependency has a reason and a permissive licence', () => {
  const permissive = [
    'MIT',
    'Apache-2.0',
    'ISC',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'OFL-1.1',
    'CC0-1.0',
    'MIT OR Apache-2.0',
  ];
  const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  const direct = ['dependencies', 'optionalDependencies', 'devDependencies'].flatMap((section) =>
    Object.keys(manifest[section] ?? {}),
  );
  const rows = new Map(
    [...read('docs/decisions/0001-dependencies.md').matchAll(/^\| `(.+?)` \| (.+?) \| (.+?) \|$/gm)].map((row) => [
      row[1],
      row,
    ]),
  );

  test.each(direct)('HOU-23 %s', (name) => {
    const row = rows.get(name);
    expect(row?.[3]?.length ?? 0, `${name} has no line in docs/decisions/0001-dependencies.md`).toBeGreaterThan(20);
    expect(permissive).toContain(row?.[2]);
    const installed = join(root, 'node_modules', name, 'package.json');
    // Packages of other platforms are not here to be asked.
    if (existsSync(installed)) {
      expect((JSON.parse(readFileSync(installed, 'utf8')) as { license?: string }).license).toBe(row?.[2]);
    }
  });

  /** Used without being imported: the compiler and tools that scripts start, types, Node itself, files read by path. */
  const usedByName = /^(?:@biomejs\/biome|@types\/.+|oxlint|oxlint-tsgolint|typescript|vitest|assemblyscript|node-.+)$/;

  test.each(direct.filter((name) => !usedByName.test(name)))('HOU-23 %s is really used', (name) => {
    const users = filesIn('src').filter((path) => /\.(?:ts|mjs)$/.test(path) && read(path).includes(name));
    const tests = filesIn('test').filter((path) => path.endsWith('.ts') && read(path).includes(`'${name}'`));
    // Or asked for by another of them, in the version that is named here.
    const askers = direct.filter((other) => {
      const installed = join(root, 'node_modules', other, 'package.json');
      if (!existsSync(installed)) return false;
      const { peerDependencies = {} } = JSON.parse(readFileSync(installed, 'utf8')) as { peerDependencies?: object };
      return Object.hasOwn(peerDependencies, name);
    });
    expect([...users, ...tests, ...askers]).not.toEqual([]);
  });

  test('HOU-23 no reason is kept for a dependency that left', () => {
    expect(new Set(rows.keys())).toEqual(new Set([...direct, 'empty-npm-package']));
  });
});

test('HOU-24 no text names a folder of the machine it was written on', () => {
  const texts = filesIn('').filter((path) =>
    /\.(?:ts|tsx|mjs|sh|json|md|yml|fountain|fdx|txt|css|html)$|(?:^|\/)[^.]+$/.test(path),
  );
  expect(texts).toContain('workprint');
  const traces = /\/work\/(?:main|shared)|\/root\/|\/home\/[a-z]+\/|\/Users\/[a-z]+\//;
  // This very file names what it looks for.
  const others = texts.filter((path) => path !== 'test/house/documents.test.ts');
  expect(others.filter((path) => traces.test(read(path)))).toEqual([]);
});

test('HOU-24 links between documents lead somewhere', () => {
  const documents = readdirSync(root)
    .filter((name) => name.endsWith('.md'))
    .concat(readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`));
  const dead = documents.flatMap((path) =>
    [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map((link) => join(dirname(path), link[1] as string))
      .filter((target) => !existsSync(join(root, target)))
      .map((target) => `${path} → ${target}`),
  );
  expect(dead).toEqual([]);
});
