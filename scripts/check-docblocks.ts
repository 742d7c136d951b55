/**
 * What domain, compile and ports offer beyond the folder it stands in carries a doc comment: these are the contracts.
 * Types and plain values, and what only neighbours in the folder use, may speak through their names and the comment at the
 * head of their module.
 */
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importsOf } from './check/imports.ts';
import { tokensOf } from './check/source-tokens.ts';
import { isTest, readSourceTree, roomOf, type SourceFile } from './check/source-tree.ts';
import { describeViolation, type Violation } from './check/violation.ts';

const rooms = ['domain', 'compile', 'ports'];
const exported =
  /^export (?:declare )?(?:default )?(?:abstract )?(async function\*?|function\*?|const|let|class|type|interface) ([\w$]+)/;

const hasHeader = (text: string): boolean => /^(?:#!.*\n)?\s*\/\*\*/.test(text);

/** A doc comment ends on the line above, or further up with only blank lines between. */
const isDocumented = (lines: readonly string[], at: number): boolean => {
  let above = at - 1;
  while (above >= 0 && lines[above]?.trim() === '') above--;
  if (!lines[above]?.trimEnd().endsWith('*/')) return false;
  let start = above;
  while (start >= 0 && !lines[start]?.includes('/*')) start--;
  return lines[start]?.includes('/**') === true;
};

/** `export const f = (…` or `= async (…`, `= <T>(…`, `= x =>`: a function by another name. */
const isFunction = (kind: string, line: string): boolean =>
  kind.includes('function') || /=\s*(?:async\s*)?(?:<.*>\s*)?(?:\(|[\w$]+\s*=>)/.test(line);

/** Names that others than the neighbours in the folder take from each file; `*` stands for all. */
export const offeredNames = (sources: readonly SourceFile[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const offered = new Map<string, Set<string>>();
  for (const { path, text } of sources.filter((source) => !isTest(source.path))) {
    for (const { specifier, names, isReExport } of importsOf(tokensOf(text))) {
      if (!specifier?.startsWith('.')) continue;
      const target = posix.join(posix.dirname(path), specifier);
      if (posix.dirname(target) === posix.dirname(path) && !isReExport) continue;
      offered.set(target, new Set([...(offered.get(target) ?? []), ...names]));
    }
  }
  return offered;
};

/** The undocumented exports of one file. `offered` are the names others take from it. */
export const undocumented = ({ path, text }: SourceFile, offered: ReadonlySet<string>): readonly Violation[] => {
  const lines = text.split('\n');
  const header = hasHeader(text);
  return lines.flatMap((line, at) => {
    const [, kind, name] = exported.exec(line) ?? [];
    if (kind === undefined || name === undefined || isDocumented(lines, at)) return [];
    const isOffered = offered.has(name) || offered.has('*');
    const speaksForItself = !isOffered || (kind !== 'class' && !isFunction(kind, line));
    if (header && speaksForItself) return [];
    return [{ file: path, line: at + 1, rule: 'docblock', message: `${name} is exported without a doc comment.` }];
  });
};

/** Every undocumented export below `root`. */
export const checkDocblocks = (root: string): readonly Violation[] => {
  const sources = readSourceTree(root).filter(({ path }) => path.endsWith('.ts') && !path.endsWith('.as.ts'));
  const offered = offeredNames(sources);
  return sources
    .filter(({ path }) => rooms.includes(roomOf(path) ?? '') && !isTest(path))
    .flatMap((source) => undocumented(source, offered.get(source.path) ?? new Set()));
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const violations = checkDocblocks(fileURLToPath(new URL('..', import.meta.url)));
  for (const violation of violations) {
    process.stdout.write(`${describeViolation(violation)}\n`);
  }
  process.exitCode = violations.length === 0 ? 0 : 1;
}
