/**
 * A promise has a number, a number has a test. Rules are defined in docs/spec/*.md, one a line, as `- BLD-1 …`;
 * a test cites them in its title. Reported: a number without a running test, a citation of no rule, a number used twice.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Token, tokensOf } from './check/source-tokens.ts';
import { readSourceTree } from './check/source-tree.ts';
import { describeViolation, type Violation } from './check/violation.ts';

type Rule = { readonly id: string; readonly file: string; readonly line: number };

const definition = /^\s*(?:[-*]|\||\d+\.)\s*(?:\*\*)?`?([A-Z]{2,4}-\d+[a-z]?)\b/;
const citation = /(?<![\w-])[A-Z]{2,4}-\d+[a-z]?\b/g;
/** Looks like a rule, is a standard. */
const standards = new Set(['UTF', 'SHA', 'ISO', 'RFC', 'CVE', 'BCP', 'BT', 'MP', 'EBU', 'AES', 'GMT', 'UTC']);

/** Rules defined in the specification files of `folder`. */
export const readRules = (root: string, folder = 'docs/spec'): readonly Rule[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .flatMap((name) =>
      readFileSync(join(root, folder, name), 'utf8')
        .split('\n')
        .flatMap((text, at) => {
          const id = definition.exec(text)?.[1];
          return id === undefined ? [] : [{ id, file: `${folder}/${name}`, line: at + 1 }];
        }),
    );

/** Index of the bracket that closes the one at `open`. */
const closing = (tokens: readonly Token[], open: number): number => {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (tokens[at]?.kind !== 'sign') continue;
    if (tokens[at]?.text === '(') depth++;
    if (tokens[at]?.text === ')' && --depth === 0) return at;
  }
  return tokens.length;
};

/** Titles of the tests that run: `test('…')`, `it.each(…)('…')`, `describe('…')`; not those skipped or planned. */
export const testTitles = (tokens: readonly Token[]): readonly Token[] =>
  tokens.flatMap((token, start) => {
    if (token.kind !== 'name' || !['test', 'it', 'describe'].includes(token.text)) return [];
    if (tokens[start - 1]?.text === '.') return [];
    let at = start + 1;
    for (let isEach = false; ; ) {
      if (tokens[at]?.text === '.' && tokens[at]?.kind === 'sign') {
        const modifier = tokens[at + 1]?.text ?? '';
        if (['skip', 'todo', 'fails'].includes(modifier)) return [];
        isEach = ['each', 'for', 'skipIf', 'runIf'].includes(modifier);
        at += 2;
      } else if (tokens[at]?.text === '(' && isEach) {
        at = closing(tokens, at) + 1;
        isEach = false;
      } else {
        break;
      }
    }
    const title = tokens[at + 1];
    const isTitle = tokens[at]?.text === '(' && (title?.kind === 'string' || title?.kind === 'template');
    return isTitle ? [title] : [];
  });

/** Every gap between rules and tests below `root`. */
export const checkSpec = (root: string): readonly Violation[] => {
  const rules = readRules(root);
  const known = new Set(rules.map((rule) => rule.id));
  const titles = readSourceTree(root)
    .filter(({ path }) => /\.test\.tsx?$/.test(path))
    .flatMap(({ path, text }) => testTitles(tokensOf(text)).map((title) => ({ path, ...title })));
  const cited = new Set(titles.flatMap(({ text }) => text.match(citation) ?? []));

  const untested = rules.filter((rule) => !cited.has(rule.id));
  const twice = rules.filter((rule, at) => rules.findIndex((other) => other.id === rule.id) !== at);
  const unknown = titles.flatMap(({ path, line, text }) =>
    (text.match(citation) ?? [])
      .filter((id) => !known.has(id) && !standards.has(id.split('-')[0] ?? ''))
      .map((id) => ({ file: path, line, rule: 'spec', message: `${id} is no rule of docs/spec.` })),
  );
  return [
    ...untested.map(({ id, file, line }) => ({
      file,
      line,
      rule: 'spec',
      message: `${id} is cited by no test title.`,
    })),
    ...twice.map(({ id, file, line }) => ({ file, line, rule: 'spec', message: `${id} is defined twice.` })),
    ...unknown,
  ];
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const violations = checkSpec(fileURLToPath(new URL('..', import.meta.url)));
  for (const violation of violations) {
    process.stdout.write(`${describeViolation(violation)}\n`);
  }
  process.exitCode = violations.length === 0 ? 0 : 1;
}
