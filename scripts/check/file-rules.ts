/** Rules about files themselves: their names and their length. */
import { longestFileLines, mayBeLong } from './rooms.ts';
import type { SourceFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** Words that say nothing about what a file does. */
const emptyWords = new Set(['util', 'utils', 'helper', 'helpers', 'manager', 'managers', 'misc', 'data']);

const nameProblem = (path: string): string | undefined => {
  const parts = path.split('/');
  const words = [...parts.slice(0, -1), ...(parts.at(-1)?.split('.').slice(0, -1) ?? [])];
  const notKebab = words.find((word) => !kebabCase.test(word));
  if (notKebab !== undefined) return `“${notKebab}” is not kebab-case.`;
  const empty = words.flatMap((word) => word.split('-')).find((word) => emptyWords.has(word));
  return empty === undefined ? undefined : `“${empty}” does not say what it does; name the one thing it owns.`;
};

/** What is wrong with one file as a whole. */
export const checkFile = ({ path, text }: SourceFile): readonly Violation[] => {
  const problem = nameProblem(path);
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  const isTooLong = lines > longestFileLines && !mayBeLong.some((exempt) => exempt.test(path));
  return [
    ...(problem ? [{ file: path, line: 1, rule: 'name', message: problem }] : []),
    ...(isTooLong
      ? [
          {
            file: path,
            line: 1,
            rule: 'length',
            message: `${lines} lines; a file does one thing in at most ${longestFileLines}.`,
          },
        ]
      : []),
  ];
};
