/** What a program needs to see in order to run: itself, its libraries, the loader. Asked of `ldd` once for each program. */
import { spawnSync } from 'node:child_process';
import { accessSync, closeSync, constants, lstatSync, openSync, readlinkSync, readSync, realpathSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';

export type VisibleFiles = {
  /** The program itself, by its real path. */
  readonly program: string;
  /** Files and folders, by the same name inside as outside; only to be read. */
  readonly paths: readonly string[];
  /** Where the loader looks for libraries, since it has no cache of them inside. */
  readonly libraryFolders: readonly string[];
  /** Top-level links such as `/lib` → `usr/lib`, which the loader's own path goes through. */
  readonly links: readonly (readonly [link: string, target: string])[];
};

/** Folders that hold nobody's own files: their libraries are shown folder by folder, others file by file. */
const systemFolders = /^\/(?:usr|lib|lib32|lib64|opt|nix|gnu)\//;
/** A program that is a script runs others; it sees the system's programs, and still no /etc, /home, /var, /tmp. */
const forScripts = ['/usr', '/opt', '/nix', '/snap', '/lib', '/lib64', '/bin'];
const topLevel = ['/lib', '/lib32', '/lib64', '/bin', '/sbin'];

const isThere = (path: string): boolean => {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
};

/** The program's absolute path: a plain name is looked for in PATH. Undefined when there is none that may be executed. */
export const findProgram = (program: string, searchPath = process.env.PATH ?? ''): string | undefined => {
  const candidates = program.includes('/')
    ? [program]
    : searchPath.split(delimiter).map((folder) => join(folder || '.', program));
  for (const candidate of candidates) {
    try {
      accessSync(candidate, constants.X_OK);
      return realpathSync(candidate);
    } catch {
      // Not here; the next folder may have it.
    }
  }
  return undefined;
};

const isScript = (path: string): boolean => {
  const descriptor = openSync(path, 'r');
  try {
    const start = Buffer.alloc(2);
    return readSync(descriptor, start, 0, 2, 0) === 2 && start.toString('latin1') === '#!';
  } finally {
    closeSync(descriptor);
  }
};

/** Libraries of a program as the loader would find them; none for one that is linked statically. */
const librariesOf = (program: string): readonly string[] => {
  const { stdout } = spawnSync('ldd', ['--', program], { encoding: 'utf8', timeout: 10_000 });
  const listed = stdout ?? '';
  return [...listed.matchAll(/(?:=>\s*|^\s*)(\/\S+)(?:\s+\(0x|\s*$)/gm)].map((match) => match[1] as string);
};

const known = new Map<string, VisibleFiles>();

/** What `program` (an absolute, real path) needs to see. Kept for the life of this process. */
export const visibleFilesOf = (program: string): VisibleFiles => {
  const kept = known.get(program);
  if (kept) return kept;
  const links = topLevel.flatMap((link) =>
    isThere(link) && lstatSync(link).isSymbolicLink() ? [[link, readlinkSync(link)] as const] : [],
  );
  const linked = new Set(links.map(([link]) => link));
  const found = look(program);
  const paths = [...new Set(found.paths)].filter((path) => isAbsolute(path) && isThere(path) && !linked.has(path));
  const visible = { program, paths: withoutNested(paths), libraryFolders: [...new Set(found.libraryFolders)], links };
  known.set(program, visible);
  return visible;
};

const look = (program: string): Pick<VisibleFiles, 'paths' | 'libraryFolders'> => {
  if (isScript(program)) return { paths: [program, ...forScripts], libraryFolders: [] };
  // A library may be a link through /etc/alternatives, which is not shown: where it really lies counts as well.
  const libraries = librariesOf(program).flatMap((library) => [library, realpathSync(library)]);
  const folders = libraries.map((library) => realpathSync(dirname(library)));
  const shown = libraries.map((library, at) => {
    const folder = folders[at] ?? library;
    return systemFolders.test(`${folder}/`) ? folder : library;
  });
  return { paths: [program, ...shown], libraryFolders: folders };
};

/** A folder shows what lies in it. */
const withoutNested = (paths: readonly string[]): readonly string[] =>
  paths.filter((path) => !paths.some((other) => other !== path && path.startsWith(`${other}/`)));
