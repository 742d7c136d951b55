/** The thread that plays cues. It keeps the sound bank between jobs, because reading it costs more than a short cue. */
import { writeFileSync } from 'node:fs';
import type { CueScore } from '../../domain/sound/sound.ts';
import { encodeStereo, gainFromDb, stereoLufs, wavHeader } from '../../domain/sound/sound.ts';
import { serveJobs } from '../worker-crew/serve-jobs.ts';
import { playCue } from './play-cue.ts';
import { loadSoundBank } from './sound-bank.ts';

export type SynthJob = { readonly cue: CueScore; readonly path: string };

/** Cues are kept at this loudness, so that 16 bits are well used; the mix decides how loud they are heard. */
const cueLufs = -23;

/** Brings both channels to `cueLufs` without passing full scale. */
const level = (left: Float32Array, right: Float32Array): void => {
  const measured = stereoLufs(left, right);
  if (measured === null) return;
  let peak = 0;
  for (let i = 0; i < left.length; i++)
    peak = Math.max(peak, Math.abs(left[i] as number), Math.abs(right[i] as number));
  const gain = Math.min(gainFromDb(cueLufs - measured), 0.9 / peak);
  for (let i = 0; i < left.length; i++) {
    left[i] = (left[i] as number) * gain;
    right[i] = (right[i] as number) * gain;
  }
};

/** Read when the thread starts: whoever prepares it early does not wait for it later. */
const bank = loadSoundBank();

const answer = async ({ cue, path }: SynthJob): Promise<null> => {
  const [left, right] = await playCue(bank, cue);
  level(left, right);
  const samples = encodeStereo(left, right);
  writeFileSync(path, Buffer.concat([wavHeader(2, left.length), samples]), { flag: 'wx' });
  return null;
};

serveJobs(answer);
