/** Voices: the model's weights, whole and unchanged, and the plain voice that speaks when they are missing. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { MachineCheck } from './machine-check.ts';
import { runProgram } from './run-program.ts';
import { whatToType } from './what-to-type.ts';

const reinstall = 'delete the folder node_modules and run ./workprint again';

const hashOf = async (parts: readonly string[]): Promise<string> => {
  const hash = createHash('sha256');
  for (const part of parts) {
    for await (const bytes of createReadStream(part, { highWaterMark: 1 << 20 })) hash.update(bytes as Buffer);
  }
  return hash.digest('hex');
};

/** `folder` is where the operator keeps weights of his own (WORKPRINT_KOKORO). */
const checkModel = async (folder: string | undefined): Promise<MachineCheck> => {
  // Loaded when asked for: the dictionary behind this door would slow down every command that lists the doctor.
  const { findKokoroFiles, weightsSha256 } = await import('../../adapters/kokoro/kokoro.ts');
  const files = findKokoroFiles(folder);
  const advice = folder === undefined ? reinstall : `put Kokoro-82M (fp16) into ${folder}, or unset WORKPRINT_KOKORO`;
  if (files === undefined) {
    return { name: 'Voice model', state: 'weak', found: 'not there: a plain voice speaks instead', advice };
  }
  if ((await hashOf(files.weightParts)) !== weightsSha256) {
    return { name: 'Voice model', state: 'missing', found: 'damaged: its hash is not the expected one', advice };
  }
  return { name: 'Voice model', state: 'ok', found: `Kokoro-82M, ${files.voices.length} voices` };
};

const checkPlainVoice = async (isOnlyVoice: boolean): Promise<MachineCheck> => {
  const espeak = await runProgram('espeak-ng', ['--version']);
  if (espeak !== undefined) {
    return { name: 'Plain voice', state: 'ok', found: espeak.trim().split('  ')[0] ?? 'espeak-ng' };
  }
  const flite = await runProgram('flite', ['--version']);
  if (flite !== undefined) return { name: 'Plain voice', state: 'ok', found: 'flite' };
  return {
    name: 'Plain voice',
    state: isOnlyVoice ? 'missing' : 'weak',
    found: isOnlyVoice ? 'none, so nobody can speak' : 'none; espeak-ng also speaks other languages than English',
    advice: await whatToType('espeak-ng'),
  };
};

/** Two rows: the model and its stand-in. Reads the weights once from end to end, a fraction of a second. */
export const checkVoices = async (folder: string | undefined): Promise<readonly MachineCheck[]> => {
  const model = await checkModel(folder);
  return [model, await checkPlainVoice(model.state === 'weak')];
};
