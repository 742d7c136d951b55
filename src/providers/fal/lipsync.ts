/**
 * Mouths that follow a voice, on fal: Sync's models and VEED's, for clips and for stills.
 * Sources: https://fal.ai/models/fal-ai/sync-lipsync/v3/llms.txt, https://fal.ai/models/veed/lipsync/llms.txt,
 * https://fal.ai/models/minimax/h3-max/lip-sync/image-to-video/llms.txt and npm @fal-ai/client 1.10.1, read 2026-11-20.
 */
import { z } from 'zod';
import type { LipsyncAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Maker } from '../../ports/provider.ts';
import { ownFailure, readWith, usageOf, type VendorLine } from '../wire/wire.ts';
import { billedMicros } from './bill.ts';
import { addressesOf } from './media.ts';
import { type QueueRequest, queueMaker } from './queue.ts';
import { fileSchema, keptNotes, madeFile } from './results.ts';

const lookAfterMs = 8000;

const modes: Readonly<Record<NonNullable<LipsyncAsk['whenLengthsDiffer']>, string>> = {
  cut: 'cut_off',
  loop: 'loop',
  bounce: 'bounce',
  silence: 'silence',
  remap: 'remap',
};

type Family = {
  readonly matches: RegExp;
  /** The endpoint for a face of this kind; undefined: it takes none. */
  readonly of: (model: string, face: 'video' | 'image') => string | undefined;
  readonly hasMode: boolean;
};

const forVideos = (model: string, face: 'video' | 'image'): string | undefined =>
  face === 'video' ? model : undefined;
const forStills = (model: string, face: 'video' | 'image'): string | undefined =>
  face === 'image' ? model : undefined;

const families: readonly Family[] = [
  {
    matches: /^fal-ai\/sync-lipsync\/v3/,
    of: (model, face) => `${model.replace(/\/image-to-video$/, '')}${face === 'image' ? '/image-to-video' : ''}`,
    hasMode: true,
  },
  { matches: /^fal-ai\/sync-lipsync/, of: forVideos, hasMode: true },
  { matches: /\/lip-sync\/image-to-video$|^veed\/fabric|\/ai-avatar\//, of: forStills, hasMode: false },
  { matches: /^/, of: forVideos, hasMode: false },
];

const requestOf = async (line: VendorLine, wish: LipsyncAsk, call: CallContext): Promise<QueueRequest> => {
  const rejected = (sentence: string): Error => ownFailure('provider-rejected', line, sentence, { taken: 'no' });
  const { face, voice, whenLengthsDiffer } = wish;
  const family = families.find(({ matches }) => matches.test(call.model)) as Family;
  if (face.kind === 'audio' || voice.kind !== 'audio')
    throw rejected('It takes a face that is seen and a voice that is heard.');
  const model = family.of(call.model, face.kind);
  if (model === undefined)
    throw rejected(
      `${call.model} moves ${face.kind === 'image' ? 'the mouth of a video, not of a picture' : 'a picture, not a video'}.`,
    );
  const [seen, heard] = await addressesOf(line, [face, voice], call);
  const hasMode = family.hasMode && face.kind === 'video';
  return {
    model,
    input: {
      [face.kind === 'image' ? 'image_url' : 'video_url']: seen,
      audio_url: heard,
      ...(hasMode && whenLengthsDiffer && { sync_mode: modes[whenLengthsDiffer] }),
    },
    kept: {
      ...(voice.seconds !== undefined && { seconds: voice.seconds }),
      notes: whenLengthsDiffer && !hasMode ? ['It decides by itself what happens when one is longer.'] : [],
    },
  };
};

const resultSchema = z.object({ video: fileSchema });
const keptSchema = z.object({ seconds: z.number().min(0).max(86_400).optional().catch(undefined) }).catch({});

/** Lip-synced videos from fal. */
export const lipsyncMaker = (line: VendorLine): Maker<'lipsync'> =>
  queueMaker<'lipsync'>(
    line,
    lookAfterMs,
    (wish, call) => requestOf(line, wish, call),
    async (result, signal) => {
      const { video } = readWith(line, 'look', result.raw, resultSchema);
      const { notes } = keptNotes.parse(result.kept);
      return {
        files: [madeFile(line, video, 'video')],
        ...(notes.length > 0 && { notes }),
        usage: usageOf({
          seconds: video.duration ?? keptSchema.parse(result.kept).seconds,
          billedMicros: await billedMicros(line, result, signal),
        }),
      };
    },
  );
