/** Clips whose lips follow the voice: asked for shots in which a speaker's mouth is seen. */
import type { Build } from '../../build/build.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Served } from '../../ports/model-desk.ts';
import type { ModelChoice } from '../film-models/film-models.types.ts';
import { type PaidTools, paidStep, sketchedFile } from '../paid/paid-step.ts';
import { shotVoice } from './shot-voice.ts';

export type SyncWish = {
  readonly shotId: string;
  readonly number: string;
  /** A clip, or the still where nothing moves it. */
  readonly face: {
    readonly kind: 'image' | 'video';
    readonly media: BlobRef;
    readonly width?: number;
    readonly height?: number;
    /** Of a clip: some services bill by the frame. */
    readonly fps?: number;
  };
  /** Length of the clip, and of the sound that is made for it. */
  readonly seconds: number;
  readonly lines: readonly { readonly audio: BlobRef; readonly startMs: number }[];
};

type SyncMatter = Pick<SyncWish, 'number' | 'face' | 'seconds'> & { readonly voice: BlobRef };

const syncStep = (tools: PaidTools) =>
  paidStep<SyncMatter>(tools, {
    name: 'model-lipsync',
    version: 1,
    label: ({ number, seconds }) => `lips of ${number}, ${seconds.toFixed(1)} s`,
    askFor: ({ face, voice, seconds }) => ({
      type: 'lipsync',
      face: { role: 'source', ...face, ...(face.kind === 'video' && { seconds }) },
      voice: { role: 'voice', kind: 'audio', media: voice, seconds },
      whenLengthsDiffer: 'cut',
    }),
    sketch: () => ({ type: 'lipsync', files: [sketchedFile('video/mp4')] }),
  });

/** By shot id. */
export const syncClips = async (
  build: Build,
  tools: PaidTools,
  blobs: BlobStore,
  choice: ModelChoice,
  wishes: readonly SyncWish[],
  expect: (step: string, count: number) => void,
): Promise<ReadonlyMap<string, Served>> => {
  const step = syncStep(tools);
  expect('model-lipsync', wishes.length);
  const made = await build.all(
    wishes.map(async ({ shotId, number, face, seconds, lines }): Promise<readonly [string, Served]> => {
      const voice = await shotVoice(build, blobs, { seconds, lines });
      const matter = { number, face, seconds, voice };
      return [shotId, await build.produce(step, { matter, choice, project: tools.payer.projectId })];
    }),
  );
  return new Map(made);
};
