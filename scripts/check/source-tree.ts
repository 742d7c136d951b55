/** Reads the project's own source files: what git tracks or would track lies in these folders and has these endings. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type SourceFile = {
  /** From the root of the tree, with forward slashes. */
  readonly path: string;
  readonly text: string;
};

const folders = ['src', 'test', 'scripts', 'bench'];
const skipped = new Set(['node_modules', '.tsbuild', 'coverage', 'fixtures']);

const walk = (root: string, folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(root, path);
      return entry.isFile() && /\.(?:tsx?|mjs|sh)$/.test(entry.name) ? [path] : [];
    });

/** Every source file below `root`, sorted by path. Folders that do not exist are empty. */
export const readSourceTree = (root: string): readonly SourceFile[] =>
  folders
    .filter((folder) => statSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory())
    .flatMap((folder) => walk(root, folder))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** Tests, their kit, and everything outside src stand outside the arrows. */
export const isTest = (path: string): boolean => !path.startsWith('src/') || /\.test\.tsx?$/.test(path);

/** The room of a file: `domain` for `src/domain/time.ts`; undefined outside src. */
export const roomOf = (path: string): string | undefined => {
  const [top, room, ...rest] = path.split('/');
  return top === 'src' && rest.length > 0 ? room : undefined;
};
