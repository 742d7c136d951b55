/**
 * An error as a line of the log may hold it. Messages of our own errors are written for people; those of others may quote what they were
 * given, so everything that looks like an address with a password, a token or an e-mail is taken out of them.
 */
import { fileURLToPath } from 'node:url';
import { WorkprintError } from '../../domain/errors.ts';

export type LoggedError = {
  readonly name: string;
  readonly code?: string;
  readonly message: string;
  /** Functions and lines of our own code, innermost first. */
  readonly at: readonly string[];
  readonly cause?: LoggedError;
};

const root = fileURLToPath(new URL('../../../', import.meta.url));
const mostCharacters = 500;
const mostPlaces = 8;
const deepestCause = 4;

const secrets: readonly (readonly [RegExp, string])[] = [
  // Everything of an address after its host: user, path, query may be secret.
  [/\b([a-z][a-z\d+.-]*:\/\/)[^\s"'<>]*@([\w.:[\]-]+)[^\s"'<>]*/gi, '$1…@$2'],
  [/\b([a-z][a-z\d+.-]*:\/\/[\w.:[\]-]+)\/[^\s"'<>]*/gi, '$1/…'],
  [
    /\b(authorization|cookie|password|secret|api[-_ ]?key|token)(["']?\s*[:=]\s*["']?)(?:(?:bearer|basic) )?[^\s"',;]+/gi,
    '$1$2…',
  ],
  [/\b(bearer|basic) [^\s"',;]+/gi, '$1 …'],
  // Our own keys and secrets: letters alone would pass for a word.
  [/\b(wp_|whsec_)[\w+/=-]+/g, '$1…'],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '…@…'],
  [/\b(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{24,}/g, '…'],
];

/** `text` without what could be a secret, in one line, cut to 500 characters. */
export const scrub = (text: string): string => {
  const line = text.slice(0, mostCharacters * 4).replace(/\s+/g, ' ');
  return secrets.reduce((left, [shape, instead]) => left.replace(shape, instead), line).slice(0, mostCharacters);
};

const places = (stack: string | undefined): readonly string[] =>
  (stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at ') && !line.includes('node:'))
    .map((line) => line.slice(7).replace('file://', '').replace(root, ''))
    .filter((place) => !place.includes('/home/') || place.includes('node_modules'))
    .slice(0, mostPlaces);

/** What is written of an error, whatever was thrown. */
export const errorFields = (thrown: unknown, depth = 0): LoggedError => {
  if (!(thrown instanceof Error))
    return { name: typeof thrown, message: 'something that is no error was thrown', at: [] };
  const { code } = thrown as { readonly code?: unknown };
  return {
    name: thrown.name,
    ...(typeof code === 'string' && { code: code.slice(0, 60) }),
    message: thrown instanceof WorkprintError ? thrown.message.slice(0, mostCharacters) : scrub(thrown.message),
    at: places(thrown.stack),
    ...(thrown.cause !== undefined && depth < deepestCause && { cause: errorFields(thrown.cause, depth + 1) }),
  };
};
