/** Where the face models lie on this machine: optional packages, so they may be missing. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FaceFiles } from './face-messages.ts';

const folderOf = (name: string): string | undefined => {
  for (let at = import.meta.dirname; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(folder)) return folder;
    if (dirname(at) === at) return undefined;
  }
};

/** Undefined when they are not installed. */
export const findFaceModels = (): FaceFiles | undefined => {
  const human = folderOf('@vladmandic/human');
  const wasm = folderOf('@tensorflow/tfjs-backend-wasm');
  if (!human || !wasm || !folderOf('@tensorflow/tfjs-core') || !folderOf('@tensorflow/tfjs-converter'))
    return undefined;
  const library = join(human, 'dist', 'human.node-wasm.js');
  if (!existsSync(library) || !existsSync(join(human, 'models', 'faceres.bin'))) return undefined;
  const { version } = JSON.parse(readFileSync(join(human, 'package.json'), 'utf8')) as { version: string };
  return { version, library, modelsFolder: join(human, 'models'), wasmFolder: `${join(wasm, 'dist')}/` };
};
