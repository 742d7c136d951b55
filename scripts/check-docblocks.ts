/**
 * Every exported function and class of domain, compile and ports carries a doc comment: these are the contracts.
 * Types and plain values may speak through their names and the comment at the head of their module.
 */
import { fileURLToPath } from 'node:url';
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

/** The undocumented exports of one file. */
export const undocumented = ({ path, text }: SourceFile): readonly Violation[] => {
  const lines = text.split('\n');
  const header = hasHeader(text);
  return lines.flatMap((line, at) => {
    const [, kind, name] = exported.exec(line) ?? [];
    if (kind === undefined || name === undefined || isDocumented(lines, at)) return [];
    if (header && kind !== 'class' && !isFunction(kind, line)) return [];
    return [{ file: path, line: at + 1, rule: 'docblock', message: `${name} is exported without a doc comment.` }];
  });
};

/** Every undocumented export below `root`. */
export const checkDocblocks = (root: string): readonly Violation[] =>
  readSourceTree(root)
    .filter(({ path }) => rooms.includes(roomOf(path) ?? '') && !isTest(path) && !path.endsWith('.as.ts'))
    .filter(({ path }) => path.endsWith('.ts'))
    .flatMap(undocumented);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const violations = checkDocblocks(fileURLToPath(new URL('..', import.meta.url)));
  for (const violation of violations) {
    process.stdout.write(`${describeViolation(violation)}\n`);
  }
  process.exitCode = violations.length === 0 ? 0 : 1;
}
