/** Door of the mixer: scenes to stems, stems to the master, in threads of their own. */
import { rm } from 'node:fs/promises';
import { WorkprintError } from '../../domain/errors.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Mixer } from '../../ports/mixer.ts';
import { createWorkerCrew } from '../worker-crew/worker-crew.ts';
import type { MasterMeasures } from './master-film.ts';
import type { MixerJob } from './mixer-worker.ts';

export type MixerOptions = {
  readonly blobs: BlobStore;
  /** Scenes mixed at a time. */
  readonly threads?: number;
};

export const createMixer = ({ blobs, threads = 2 }: MixerOptions): Mixer => {
  const crew = createWorkerCrew<MixerJob, MasterMeasures | null>(
    new URL('./mixer-worker.ts', import.meta.url),
    threads,
    'Mixing the sound',
  );

  const pathsOf = async (refs: readonly BlobRef[]): Promise<Record<string, string>> => {
    const paths: Record<string, string> = {};
    for (const ref of refs) {
      if (!(await blobs.has(ref))) {
        throw new WorkprintError(
          'media-corrupt',
          'A sound that the mix needs was damaged or removed from the cache. Run the same command again and it is remade.',
        );
      }
      paths[ref.sha256] = blobs.localPath(ref);
    }
    return paths;
  };

  /** Lets a job write a scratch file and takes it over; nothing is left behind when it fails. */
  const written = async <Out>(work: (path: string) => Promise<Out>): Promise<readonly [BlobRef, Out]> => {
    const path = blobs.scratchPath('.wav');
    try {
      const out = await work(path);
      return [await blobs.adoptFile(path, 'audio/wav'), out];
    } finally {
      await rm(path, { force: true });
    }
  };

  return {
    id: 'workprint-mixer/3',
    prepare: () => crew.prepare(),
    mixScene: async (plan, signal) => {
      const paths = await pathsOf([...plan.speeches, ...plan.music].map((event) => event.audio));
      const [audio] = await written((outputPath) => crew.run({ kind: 'scene', plan, paths, outputPath }, signal));
      return audio;
    },
    master: async (plan, signal) => {
      const paths = await pathsOf(plan.stems.map((stem) => stem.audio));
      const [audio, measures] = await written((outputPath) =>
        crew.run({ kind: 'master', plan, paths, outputPath }, signal),
      );
      if (measures === null) throw new WorkprintError('internal', 'The mixer gave no measurements for the master.');
      return { audio, ...measures };
    },
    close: () => crew.close(),
  };
};
