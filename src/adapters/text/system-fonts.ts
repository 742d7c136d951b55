/**
 * Fonts installed on this machine: for families that are not shipped, and for what the shipped ones lack (Chinese, Japanese, Korean,
 * emoji, …). Folders are looked through when the first such need arises; of a file only its names are read, then its characters, and
 * all of it when it is drawn with.
 */
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { FaceChoice, FontFile } from '../../compile/text/shaper.types.ts';
import { type Coverage, coverageOf, isCovered } from './cmap.ts';
import { facesOf, type ReadAt, tablesOf } from './sfnt.ts';
import { familyNames, styleOf } from './system-font-facts.ts';

/** Where Linux, macOS and Windows keep fonts. */
export const systemFontFolders = (): readonly string[] => {
  const home = homedir();
  if (process.platform === 'darwin') return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library/Fonts')];
  if (process.platform === 'win32')
    return [
      join(process.env['WINDIR'] ?? 'C:\\Windows', 'Fonts'),
      join(process.env['LOCALAPPDATA'] ?? home, 'Microsoft/Windows/Fonts'),
    ];
  return ['/usr/share/fonts', '/usr/local/share/fonts', join(home, '.local/share/fonts'), join(home, '.fonts')];
};

type ListedFile = { readonly path: string; readonly sizeBytes: number; readonly changedSeconds: number };

/** A face of an installed font. */
export type SystemFace = FontFile & {
  /** In lower case. */
  readonly families: readonly string[];
  readonly italic: boolean;
  readonly hasWeightAxis: boolean;
  /** 5 is normal, less is condensed. */
  readonly width: number;
};

const deepest = 6;
const mostFiles = 20_000;
const isFontFile = /\.(?:ttf|otf|ttc|otc)$/i;

const list = (folder: string, depth: number, found: ListedFile[]): void => {
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    // No such folder, or none of ours: it has no fonts for us.
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (found.length >= mostFiles) return;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth < deepest) list(path, depth + 1, found);
    if (!isFontFile.test(entry.name)) continue;
    const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
    if (size > 0) found.push({ path, sizeBytes: size, changedSeconds: Math.floor(mtimeMs / 1000) });
  }
};

/** The installed fonts under some folders. */
export class SystemFonts {
  readonly #folders: readonly string[];
  #files: readonly ListedFile[] | undefined;
  #faces: readonly SystemFace[] | undefined;

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  get #listed(): readonly ListedFile[] {
    if (!this.#files) {
      const found: ListedFile[] = [];
      for (const folder of this.#folders) list(folder, 0, found);
      this.#files = found;
    }
    return this.#files;
  }

  /** A line for each file, the same as long as nobody changes it. */
  get versions(): readonly string[] {
    return this.#listed.map(({ path, sizeBytes, changedSeconds }) => `${path} ${sizeBytes} ${changedSeconds}`);
  }

  get faces(): readonly SystemFace[] {
    this.#faces ??= this.#listed.flatMap((file) => {
      try {
        return readFaces(file);
      } catch {
        // A damaged file in the fonts folder is passed over, as every system does.
        return [];
      }
    });
    return this.#faces;
  }

  /** Faces of a family, the nearest in width, slant and weight first; empty when it is not installed. */
  family({ family, weight, italic }: FaceChoice): readonly SystemFace[] {
    const name = family.toLowerCase();
    const distance = (face: SystemFace): number =>
      Math.abs(face.width - 5) * 10_000 + (face.italic === italic ? 0 : 5_000) + Math.abs(face.weight - weight);
    return this.faces.filter(({ families }) => families.includes(name)).sort((a, b) => distance(a) - distance(b));
  }
}

const readFaces = (file: ListedFile): readonly SystemFace[] => {
  const { path, sizeBytes, changedSeconds } = file;
  return withFile(path, (read) =>
    facesOf(read).map((start, index): SystemFace => {
      const tables = tablesOf(read, start);
      const table = (tag: string, mostBytes: number): Uint8Array => {
        const entry = tables.find((candidate) => candidate.tag === tag);
        return entry ? read(entry.offset, Math.min(entry.length, mostBytes)) : new Uint8Array(0);
      };
      let coverage: Coverage | undefined;
      const cmap = tables.find(({ tag }) => tag === 'cmap');
      return {
        key: `${path} ${sizeBytes} ${changedSeconds}`,
        index,
        families: familyNames(table('name', 65_536)),
        ...styleOf(table('OS/2', 96), table('head', 54)),
        hasWeightAxis: tables.some(({ tag }) => tag === 'fvar'),
        mayHave: (codePoint) => {
          coverage ??= cmap
            ? coverageOf(withFile(path, (again) => again(cmap.offset, Math.min(cmap.length, mostCmapBytes))))
            : new Uint32Array(0);
          return isCovered(coverage, codePoint);
        },
        bytes: () => readFileSync(path),
      };
    }),
  );
};

const mostCmapBytes = 4 * 1024 * 1024;

const withFile = <Result>(path: string, work: (read: ReadAt) => Result): Result => {
  const file = openSync(path, 'r');
  try {
    return work((offset, length) => {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
    });
  } finally {
    closeSync(file);
  }
};
