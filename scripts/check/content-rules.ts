/** Rules about what a file says: clock and chance in pure rooms, shells, SQL. */
import { pureRooms } from './rooms.ts';
import type { Token } from './source-tokens.ts';
import { isTest, roomOf } from './source-tree.ts';
import type { Violation } from './violation.ts';

/** Sequences of tokens that a pure room must not hold. Types do not stop them all: the language itself has Date. */
const impure: readonly (readonly string[])[] = [
  ['Date', '.'],
  ['Date', '('],
  ['Math', '.', 'random'],
  ['performance', '.', 'now'],
  ['console', '.'],
  ['process', '.'],
  ['globalThis'],
  ['crypto', '.'],
  ['setTimeout', '('],
  ['setInterval', '('],
  ['setImmediate', '('],
  ['eval', '('],
  ['new', 'Function'],
];

/** Upper-case SQL anywhere in a string, or lower-case SQL that an English sentence does not look like. */
const looksLikeSql = (text: string): boolean =>
  /\b(?:SELECT\s[\s\S]+\sFROM\s|INSERT\s+INTO\s|UPDATE\s[\s\S]+\sSET\s|DELETE\s+FROM\s|(?:CREATE|ALTER|DROP)\s+(?:TABLE|INDEX|POLICY)\s)/.test(
    text,
  ) ||
  /^\s*(?:select\s+(?:\*|[\w."]+(?:\s*,\s*[\w."]+)*)\s+from\s+[\w."]+(?:\s*;?\s*$|\s+(?:where|order|limit|join|group)\b)|insert\s+into\s+[\w."]+\s*(?:\(|values\b|select\b)|update\s+[\w."]+\s+set\s+[\w."]+\s*=|delete\s+from\s+[\w."]+(?:\s*;?\s*$|\s+where\b)|create\s+table\s)/.test(
    text,
  );

const startsAt = (tokens: readonly Token[], at: number, words: readonly string[]): boolean =>
  tokens[at - 1]?.text !== '.' &&
  words.every((word, offset) => {
    const token = tokens[at + offset];
    return token?.text === word && (token.kind === 'name' || token.kind === 'sign');
  });

type Problem = readonly [rule: string, message: string];

const problemAt = (file: string, tokens: readonly Token[], at: number): Problem | undefined => {
  const token = tokens[at] as Token;
  const room = roomOf(file) ?? '';
  if (token.kind === 'name' && token.text === 'shell' && tokens[at + 1]?.text === ':' && tokens[at - 1]?.text !== '.') {
    const value = tokens[at + 2];
    if (value?.kind === 'string' || value?.text === 'true') {
      return ['no-shell', 'a child process gets a list of arguments and never a shell.'];
    }
  }
  if (startsAt(tokens, at, ['import', '.', 'meta', '.', 'url', ')', '.', 'pathname'])) {
    return ['path', 'a path with a space in it arrives as %20; use fileURLToPath from node:url.'];
  }
  if (isTest(file)) return undefined;
  if (token.kind === 'string' || token.kind === 'template') {
    const isQuery = looksLikeSql(token.text) || (token.kind === 'template' && tokens[at - 1]?.text === 'sql');
    return isQuery && !file.endsWith('.queries.ts') ? ['sql', 'SQL lives only in *.queries.ts.'] : undefined;
  }
  if (startsAt(tokens, at, ['Math', '.', 'random'])) {
    return ['purity', 'Math.random never repeats; use seededRandom from src/domain/random.ts.'];
  }
  const found = pureRooms.includes(room) ? impure.find((words) => startsAt(tokens, at, words)) : undefined;
  return found ? ['purity', `src/${room} is pure: \`${found.join(' ')}\` must be passed in.`] : undefined;
};

/** What is wrong with the words of one file. */
export const checkContent = (file: string, tokens: readonly Token[]): readonly Violation[] =>
  tokens.flatMap((token, at) => {
    const problem = problemAt(file, tokens, at);
    return problem ? [{ file, line: token.line, rule: problem[0], message: problem[1] }] : [];
  });
