/** Finds everything a module takes from elsewhere: static, type-only, side-effect, re-exported, dynamic, required. */
import type { Token } from './source-tokens.ts';

export type Import = {
  /** Undefined when the path is computed. */
  readonly specifier: string | undefined;
  /** Imported names; `*` for a namespace, `default` for a default import; empty when nothing is bound. */
  readonly names: readonly string[];
  readonly line: number;
  /** `export … from`. */
  readonly isReExport: boolean;
};

/** Reads the clause between `import`/`export` and `from`; undefined when there is no `from`. */
const readClause = (tokens: readonly Token[], start: number): Import | undefined => {
  const names: string[] = [];
  const line = tokens[start - 1]?.line ?? 0;
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const isSign = token.kind === 'sign';
    if (isSign && token.text === '{') depth++;
    else if (isSign && token.text === '}') depth--;
    else if (isSign && token.text === '*') names.push('*');
    else if (isSign && token.text !== ',') return undefined;
    else if (token.text === 'from' && depth === 0 && tokens[at + 1]?.kind === 'string') {
      return { specifier: tokens[at + 1]?.text, names, line, isReExport: tokens[start - 1]?.text === 'export' };
    } else if (token.kind === 'name' && depth > 0) {
      const isType = token.text === 'type' && tokens[at + 1]?.kind === 'name' && tokens[at + 1]?.text !== 'as';
      const follows = tokens[at - 1]?.text === 'type' ? tokens[at - 2]?.text : tokens[at - 1]?.text;
      if (!isType && (follows === '{' || follows === ',') && token.text !== 'as') names.push(token.text);
    } else if (token.kind === 'name' && depth === 0 && !['type', 'as'].includes(token.text)) {
      if (tokens[at - 1]?.text !== 'as') names.push('default');
    }
  }
  return undefined;
};

/** `import(…)`, `require(…)`, `require.resolve(…)`, `import.meta.resolve(…)`: `open` is the index of the bracket. */
const readCall = (tokens: readonly Token[], open: number): Import => {
  const path = tokens[open + 1];
  const isPlain = path?.kind === 'string' || (path?.kind === 'template' && !path.text.includes('${}'));
  return { specifier: isPlain ? path.text : undefined, names: ['*'], line: tokens[open]?.line ?? 0, isReExport: false };
};

const textAt = (tokens: readonly Token[], at: number, words: readonly string[]): boolean =>
  words.every((word, offset) => tokens[at + offset]?.text === word && tokens[at + offset]?.kind !== 'string');

/** Every import of a module, in order of appearance. */
export const importsOf = (tokens: readonly Token[]): readonly Import[] => {
  const found: Import[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'name' || tokens[at - 1]?.text === '.') return;
    if (token.text === 'import') {
      if (textAt(tokens, at + 1, ['('])) found.push(readCall(tokens, at + 1));
      else if (textAt(tokens, at + 1, ['.', 'meta', '.', 'resolve', '('])) found.push(readCall(tokens, at + 5));
      else if (tokens[at + 1]?.kind === 'string') {
        found.push({ specifier: tokens[at + 1]?.text, names: [], line: token.line, isReExport: false });
      } else if (!textAt(tokens, at + 1, ['.'])) {
        const clause = readClause(tokens, at + 1);
        if (clause) found.push(clause);
      }
    } else if (token.text === 'export' && /^(?:type|\{|\*)$/.test(tokens[at + 1]?.text ?? '')) {
      const clause = readClause(tokens, at + 1);
      if (clause) found.push(clause);
    } else if (token.text === 'require') {
      if (textAt(tokens, at + 1, ['('])) found.push(readCall(tokens, at + 1));
      else if (textAt(tokens, at + 1, ['.', 'resolve', '('])) found.push(readCall(tokens, at + 3));
    }
  });
  return found;
};
