/** Rules about imports of Node's modules and of packages: purity, the network's one door, no shell, nothing undeclared. */
import { builtinModules } from 'node:module';
import type { Import } from './imports.ts';
import { listeningDoor, listeningModules, networkDoor, networkModules, nodeModulesOf, pureRooms } from './rooms.ts';
import { isTest, roomOf } from './source-tree.ts';
import type { Violation } from './violation.ts';

export type DeclaredPackages = { readonly runtime: ReadonlySet<string>; readonly development: ReadonlySet<string> };

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const builtinOf = (specifier: string): string | undefined => {
  const bare = specifier.replace(/^node:/, '');
  return specifier.startsWith('node:') || builtinModules.includes(bare) ? bare : undefined;
};

type Problem = readonly [rule: string, message: string];

const builtinProblem = (file: string, builtin: string, names: readonly string[]): Problem | undefined => {
  const room = roomOf(file);
  if (builtin === 'child_process') {
    const shells = names.filter((name) => ['exec', 'execSync', '*', 'default'].includes(name));
    if (shells.length > 0) {
      return [
        'no-shell',
        `import spawn or execFile by name from node:child_process; ${shells.join(', ')} can start a shell.`,
      ];
    }
  }
  if (isTest(file)) return undefined;
  const listens = file.startsWith(listeningDoor) && listeningModules.includes(builtin);
  if (networkModules.includes(builtin) && !file.startsWith(networkDoor) && !listens) {
    return ['network', `only ${networkDoor} speaks to the network; ask its port instead of node:${builtin}.`];
  }
  const allowed = room === undefined ? undefined : nodeModulesOf[room];
  if (allowed !== undefined && !allowed.includes(`node:${builtin}`)) {
    const why = pureRooms.includes(room ?? '') ? 'is pure' : `uses only ${allowed.join(', ') || 'no Node module'}`;
    return ['purity', `src/${room} ${why}: node:${builtin} belongs in an adapter, behind a port.`];
  }
  return undefined;
};

const packageProblem = (file: string, name: string, declared: DeclaredPackages): Problem | undefined => {
  if (networkModules.includes(name) && !file.startsWith(networkDoor) && !isTest(file)) {
    return ['network', `only ${networkDoor} speaks to the network; ask its port instead of ${name}.`];
  }
  if (declared.runtime.has(name)) return undefined;
  if (!declared.development.has(name)) return ['undeclared', `${name} is not in package.json.`];
  if (isTest(file)) return undefined;
  return ['undeclared', `${name} is a development dependency: it is not there when ./workprint sets itself up.`];
};

/** What is wrong with the package imports of one file. */
export const checkPackages = (
  file: string,
  imports: readonly Import[],
  declared: DeclaredPackages,
): readonly Violation[] =>
  imports.flatMap(({ specifier, names, line }) => {
    if (specifier === undefined) {
      const isPure = !isTest(file) && pureRooms.includes(roomOf(file) ?? '');
      return isPure ? [{ file, line, rule: 'purity', message: 'a computed import cannot be checked.' }] : [];
    }
    if (specifier.startsWith('.') || specifier.startsWith('#')) return [];
    const builtin = builtinOf(specifier);
    const problem =
      builtin === undefined
        ? packageProblem(file, packageOf(specifier), declared)
        : builtinProblem(file, builtin, names);
    return problem ? [{ file, line, rule: problem[0], message: problem[1] }] : [];
  });
