/** The name of a film whose script has no title: the file's name, made fit to be read. */
import { titleCase } from './capitals.ts';

/** Names that say nothing of the film. */
const namelessFile =
  /^(?:script|screenplay|untitled|draft|final|test|input|stdin|film|movie|document|new|my)?[-_ ]?\d*$/i;

/** `v2`, `2nd`: small letters belong to them. */
const isCountWord = (word: string): boolean => /^(?:v\d[\d.]*|\d+(?:st|nd|rd|th))$/i.test(word);

/**
 * `The Last Bus v2` of `scripts/the-last-bus_v2.txt` and of `theLastBus_v2.fountain`; undefined where the name says
 * nothing (`script.txt`, `untitled-3`).
 */
export const titleOfFile = (fileName: string | undefined): string | undefined => {
  const base = (fileName ?? '').replace(/^.*[\\/]/, '').replace(/\.[\p{L}\p{N}]{1,8}$/u, '');
  if (namelessFile.test(base)) return undefined;
  const words = base
    .replace(/\s*\(\d{1,3}\)$/, '')
    .replace(/(\p{Ll})(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .replace(/[-_.\s]+/g, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(words) || namelessFile.test(words)) return undefined;
  return titleCase(words)
    .split(' ')
    .map((word) => (isCountWord(word) ? word.toLowerCase() : word))
    .join(' ');
};
