/**
 * What may be in the lockfile (PE10): licences that let everybody use and change Workprint, versions without known holes, few direct
 * dependencies, a hash for every package. Each exception stands here with its reason.
 */
import { directProjects, type LockedPackage, lockedPackages } from './locked-packages.ts';

/** SPDX names that ask for no more than to be named. */
const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'CC0-1.0',
  'OFL-1.1',
  'BlueOak-1.0.0',
  'Unlicense',
  'Zlib',
  'Python-2.0',
]);

type Exception = { readonly licence: string; readonly packages: RegExp; readonly reason: string };

const exceptions: readonly Exception[] = [
  {
    licence: 'LGPL-3.0-or-later',
    packages: /^@img\/sharp-/,
    reason: 'libvips is loaded as a shared library of its own, which anybody can replace',
  },
  {
    licence: 'MPL-2.0',
    packages: /^lightningcss(?:-|$)/,
    reason: 'used unchanged by the test runner, as a library of its own',
  },
];

/** Oldest versions that are let in: what came before has a hole that was made public. */
export const oldestVersions: Readonly<Record<string, readonly [version: string, reason: string]>> = {
  sharp: ['0.34.0', 'libvips 8.17 and a libwebp after CVE-2023-4863'],
  'fast-xml-parser': ['4.4.1', 'CVE-2024-41818: a pattern that takes for ever'],
  ws: ['8.17.1', 'CVE-2024-37890: many headers end the process'],
  'better-auth': ['1.3.26', 'CVE-2025-61928: keys made for other people'],
  '@hono/node-server': ['1.10.1', 'CVE-2024-32652: a strange Host header ends the process'],
  hono: ['4.9.7', 'CVE-2025-59139: a body limit that can be passed'],
  pg: ['8.0.3', 'does not work with Node 14 and later before that'],
};

/** At most so many projects are relied on directly by what people run. */
export const mostDirectProjects = 40;

const isOlder = (version: string, than: string): boolean => {
  const [left, right] = [version, than].map((text) => text.split(/[.-]/).slice(0, 3).map(Number));
  for (let at = 0; at < 3; at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
};

/** Whether a licence of an expression (`A OR B`, `A AND B`, brackets) suffices. Throws on what is no expression. */
export const isAllowed = (expression: string, allows: (name: string) => boolean): boolean => {
  const words = expression.match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const one = (): boolean => {
    const word = words[at++];
    if (word === undefined || word === ')' || word === 'AND' || word === 'OR')
      throw new Error(`“${expression}” is no licence.`);
    if (word !== '(') return allows(word);
    const inner = either();
    if (words[at++] !== ')') throw new Error(`“${expression}” is no licence.`);
    return inner;
  };
  const all = (): boolean => {
    let holds = one();
    while (words[at] === 'AND') {
      at++;
      holds = one() && holds;
    }
    return holds;
  };
  const either = (): boolean => {
    let holds = all();
    while (words[at] === 'OR') {
      at++;
      holds = all() || holds;
    }
    return holds;
  };
  const holds = either();
  if (at !== words.length) throw new Error(`“${expression}” is no licence.`);
  return holds;
};

/** What is wrong with the licence of a package; undefined: nothing. */
export const licenceProblem = ({ name, version, licence }: LockedPackage): string | undefined => {
  if (licence === undefined) return `${name}@${version} says no licence.`;
  const allows = (word: string): boolean =>
    permissive.has(word) || exceptions.some((each) => each.licence === word && each.packages.test(name));
  try {
    return isAllowed(licence, allows) ? undefined : `${name}@${version} is under ${licence}.`;
  } catch (error) {
    return `${name}@${version}: ${error instanceof Error ? error.message : String(error)}`;
  }
};

/** Everything wrong with the lockfile below `root`, a sentence each. */
export const supplyProblems = (root: string): readonly string[] => {
  const packages = lockedPackages(root);
  const direct = directProjects(root);
  const tooOld = packages.flatMap(({ name, version }) => {
    const known = oldestVersions[name];
    return known && isOlder(version, known[0]) ? [`${name}@${version} is older than ${known[0]} (${known[1]}).`] : [];
  });
  const unhashed = packages
    .filter(({ integrity, isOptional }) => !isOptional && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))
    .map(({ name, version }) => `${name}@${version} has no SHA-512 in the lockfile.`);
  return [
    ...(direct.length > mostDirectProjects
      ? [`There are ${direct.length} projects behind the direct dependencies; ${mostDirectProjects} are enough.`]
      : []),
    ...packages.flatMap((each) => licenceProblem(each) ?? []),
    ...tooOld,
    ...unhashed,
  ];
};
