/** Door of the synthesiser: plays composed cues with a SoundFont, in its own thread. */
import { rm } from 'node:fs/promises';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { ScoreRenderer } from '../../ports/score-renderer.ts';
import { createWorkerCrew } from '../worker-crew/worker-crew.ts';
import { soundBankId } from './sound-bank.ts';
import type { SynthJob } from './synth-worker.ts';

export type SynthOptions = {
  readonly blobs: BlobStore;
  /** Cues played at a time; each thread holds the sound bank (about 200 MB). */
  readonly threads?: number;
};

export const createScoreRenderer = ({ blobs, threads = 1 }: SynthOptions): ScoreRenderer => {
  const crew = createWorkerCrew<SynthJob, null>(
    new URL('./synth-worker.ts', import.meta.url),
    threads,
    'Playing the score',
  );
  return {
    id: `spessasynth-4.3.22/${soundBankId}/2`,
    prepare: () => crew.prepare(),
    renderCue: async (cue, signal) => {
      const path = blobs.scratchPath('.wav');
      try {
        await crew.run({ cue, path }, signal);
        return await blobs.adoptFile(path, 'audio/wav');
      } finally {
        await rm(path, { force: true });
      }
    },
    close: () => crew.close(),
  };
};
