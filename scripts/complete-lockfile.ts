/**
 * Completes package-lock.json for platforms that the registry it was made with does not carry.
 * A mirror may lack, say, the macOS half of a native package; npm then leaves it out of the lockfile, and every later
 * `npm ci` refuses the file as out of step. Each such package is pinned here by the exact version its parent asks for;
 * machines of other platforms skip it by its `os` and `cpu`. Run it after any change of dependencies.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type LockEntry = {
  readonly name?: string;
  version?: string;
  resolved?: string;
  integrity?: string;
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
  os?: readonly string[];
  cpu?: readonly string[];
  libc?: readonly string[];
  optionalDependencies?: Readonly<Record<string, string>>;
};
export type Lockfile = { packages: Record<string, LockEntry> };

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64', 'arm'];

/** `@scope/binding-linux-arm64-musl` → linux, arm64, musl; a part that the name does not tell is left out. */
export const platformFromName = (name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> => {
  const words = name.split(/[^a-z0-9]+/i);
  const system = systems.find((each) => words.includes(each) || words.includes(`${each}musl`));
  const processor = processors.find((each) => words.includes(each));
  const musl = words.some((word) => word.includes('musl'));
  return {
    ...(system === undefined ? {} : { os: [system] }),
    ...(processor === undefined ? {} : { cpu: [processor] }),
    ...(musl ? { libc: ['musl'] } : {}),
  };
};

/** Where Node would find `name` from the package kept at `from`, or undefined. */
const resolveEntry = (lockfile: Lockfile, from: string, name: string): string | undefined => {
  for (let folder = from; ; ) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lockfile.packages[candidate] !== undefined) {
      return candidate;
    }
    if (folder === '') {
      return undefined;
    }
    const cut = folder.lastIndexOf('node_modules/');
    folder = cut <= 0 ? '' : folder.slice(0, cut - 1);
  }
};

/** Optional packages that the lockfile asks for and does not pin: `[parent, name, version range]`. */
export const missingOptional = (lockfile: Lockfile): readonly (readonly [string, string, string])[] =>
  Object.entries(lockfile.packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => resolveEntry(lockfile, path, name) === undefined)
      .map(([name, range]) => [path, name, range] as const),
  );

/** Adds the missing entries in place and says how many they were. Throws when a range is not an exact version. */
export const completeLockfile = (lockfile: Lockfile): number => {
  const missing = missingOptional(lockfile);
  for (const [parent, name, range] of missing) {
    if (!/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(range)) {
      throw new Error(`${parent} asks for ${name}@${range}: only an exact version can be pinned without the registry.`);
    }
    const isDev = lockfile.packages[parent]?.dev === true;
    lockfile.packages[`node_modules/${name}`] = {
      version: range,
      ...platformFromName(name),
      ...(isDev ? { dev: true } : {}),
      optional: true,
    };
  }
  lockfile.packages = Object.fromEntries(
    Object.entries(lockfile.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
  return missing.length;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = new URL('../package-lock.json', import.meta.url);
  const lockfile = JSON.parse(readFileSync(path, 'utf8')) as Lockfile;
  const added = completeLockfile(lockfile);
  if (added > 0) {
    writeFileSync(path, `${JSON.stringify(lockfile, null, 2)}\n`);
  }
  process.stdout.write(`${added} packages of other platforms added to package-lock.json\n`);
}
