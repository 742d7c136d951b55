/**
 * What is wrong with a field, in our words: what it must be, in the style of the timeline's messages. Values are never repeated. A schema that
 * has a sentence of its own keeps it.
 */
import { z } from 'zod';
import type { Problem } from './problem.ts';
import { alternatives, bare, type Check, checksOf, insideOf, nounOf, schemaAt } from './schema-nouns.ts';

/** Stands for “no sentence of its own” until the words are found. */
const unsaid = '\u0000';

const mostFieldNames = 10;

/** What was given, by kind: `a text`, `a list`. */
const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return String(value);
  return 'an object';
};

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
};

const counted = (count: number, [one, many]: readonly [string, string]): string =>
  `${count} ${count === 1 ? one : many}`;

/** The bounds of a schema as its checks left them. */
type Bounds = {
  readonly least: number | undefined;
  readonly most: number | undefined;
  readonly above: number | undefined;
  readonly below: number | undefined;
};

const boundsOf = (schema: z.core.$ZodType | undefined): Bounds => {
  const checks = schema ? checksOf(schema) : [];
  const bound = (matches: (one: Check) => boolean, field: string): number | undefined => {
    const value = checks.find(matches)?.[field];
    return typeof value === 'number' ? value : undefined;
  };
  const value = (check: string, inclusive: boolean) =>
    bound((one) => one.check === check && one['inclusive'] === inclusive, 'value');
  return {
    least: bound(({ check }) => check === 'min_length', 'minimum') ?? value('greater_than', true),
    most: bound(({ check }) => check === 'max_length', 'maximum') ?? value('less_than', true),
    above: value('greater_than', false),
    below: value('less_than', false),
  };
};

/** `must have 1 to 200 characters`, `must be 0 to 300`. */
const rangeWords = (
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  schema: z.core.$ZodType | undefined,
): string => {
  const known = boundsOf(schema);
  const given = Number('minimum' in issue ? issue.minimum : issue.maximum);
  const least = known.least ?? (issue.code === 'too_small' && issue.inclusive !== false ? given : undefined);
  const most = known.most ?? (issue.code === 'too_big' && issue.inclusive !== false ? given : undefined);
  const above = known.above ?? (issue.code === 'too_small' && issue.inclusive === false ? given : undefined);
  const below = known.below ?? (issue.code === 'too_big' && issue.inclusive === false ? given : undefined);
  const unit = units[issue.origin];
  if (unit) {
    if (least !== undefined && most !== undefined)
      return `must have ${least === most ? counted(most, unit) : `${least} to ${counted(most, unit)}`}`;
    return least !== undefined
      ? `must have at least ${counted(least, unit)}`
      : `must have at most ${counted(most ?? 0, unit)}`;
  }
  if (least !== undefined && most !== undefined) return `must be ${least} to ${most}`;
  const words = [
    ...(above !== undefined ? [`above ${above}`] : []),
    ...(below !== undefined ? [`below ${below}`] : []),
    ...(least !== undefined ? [`${least} or more`] : []),
    ...(most !== undefined ? [`${most} or less`] : []),
  ];
  return `must be ${words.join(' and ')}`;
};

/** An address of certain schemes says which. */
const formatWords = (issue: z.core.$ZodIssueInvalidStringFormat, schema: z.core.$ZodType | undefined): string => {
  if (issue.format === 'url') {
    const protocol = schema && insideOf(schema)['protocol'];
    const isSecure = protocol instanceof RegExp && !protocol.test('http');
    return `must be an address that begins with ${isSecure ? 'https://' : 'https:// or http://'}`;
  }
  if (issue.format === 'regex' || !schema) return 'is not written as it must be';
  return `must be ${nounOf(schema)}`;
};

const words = (issue: z.core.$ZodIssue, schema: z.core.$ZodType | undefined): string => {
  if (issue.input === undefined && issue.code !== 'custom') return `is missing; give ${nounOf(schema)}`;
  switch (issue.code) {
    case 'invalid_type': {
      // A fraction where a whole number belongs, or a text of the query that is no number: what it is not need not be said.
      const isPlain = typeof issue.input === 'number' && /number|int/.test(issue.expected);
      return `must be ${nounOf(schema)}${isPlain ? '' : `, not ${kindOf(issue.input)}`}`;
    }
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${alternatives(issue.values)}`
        : `takes one of ${alternatives(issue.values)}`;
    case 'too_small':
    case 'too_big':
      return rangeWords(issue, schema);
    case 'invalid_format':
      return formatWords(issue as z.core.$ZodIssueInvalidStringFormat, schema);
    case 'not_multiple_of':
      return issue.divisor === 2 ? 'must be an even number' : `must be a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return `must be ${nounOf(schema)}, not ${kindOf(issue.input)}`;
    case 'invalid_key':
      return 'has a name that cannot be a field here';
    default:
      return 'is not what it must be';
  }
};

const pathOf = (path: readonly PropertyKey[]): string => z.core.toDotPath(path) || '(body)';

/** The alternative that was meant: the only one whose own kind fits what was given. */
const meant = (issue: z.core.$ZodIssueInvalidUnion): number | undefined => {
  const fitting = issue.errors.flatMap((issues, at) =>
    issues.every(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys') &&
    issues.some(({ code }) => code === 'invalid_type' || code === 'invalid_value')
      ? []
      : [at],
  );
  return fitting.length === 1 ? fitting[0] : undefined;
};

const problemsOf = (
  issue: z.core.$ZodIssue,
  schema: z.core.$ZodType,
  before: readonly PropertyKey[],
): readonly Problem[] => {
  const path = [...before, ...issue.path];
  // Each unknown field is a problem of its own, at its own path.
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, mostFieldNames).map((key) => ({
      path: pathOf([...path, key.slice(0, 100)]),
      message: 'there is no such field',
    }));
  const here = schemaAt(schema, issue.path);
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options))
    return [{ path: pathOf(path), message: `takes one of ${alternatives(issue.options)}` }];
  if (issue.code === 'invalid_union' && here && insideOf(here).type === 'union') {
    const at = meant(issue);
    const option = at === undefined ? undefined : (insideOf(here)['options'] as readonly z.core.$ZodType[])[at];
    if (at !== undefined && option)
      return (issue.errors[at] ?? []).flatMap((one) => problemsOf(one, bare(option), path));
  }
  return [{ path: pathOf(path), message: issue.message === unsaid ? words(issue, here) : issue.message }];
};

/** What a schema makes of a value, or every problem with it at its path. */
export const readBy = (
  schema: z.ZodType,
  value: unknown,
): { readonly data: unknown } | { readonly problems: readonly Problem[] } => {
  const parsed = schema.safeParse(value, { error: () => unsaid, reportInput: true });
  if (parsed.success) return { data: parsed.data };
  return { problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, schema, [])) };
};
