/**
 * Clips by Veo: `predictLongRunning` gives the name of an operation, which is asked for until it is done; the file is private.
 * Source: https://ai.google.dev/gemini-api/docs/video, npm `@google/genai@3.1.0` and `@ai-sdk/google@4.0.121`, read 2026-11-20.
 */
import { z } from 'zod';
import type { Reference, VideoAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Stage, UnderWay } from '../../ports/provider.ts';
import {
  askJson,
  base64Of,
  failure,
  ownFailure,
  speakerOf,
  unreadable,
  usageOf,
  type VendorLine,
} from '../wire/wire.ts';
import { modelName } from './model-name.ts';
import { privateFileAt } from './private-file.ts';
import { googleErrorSchema, isRefusal, troubleOfGoogle } from './trouble.ts';

const operationName = z
  .string()
  .regex(/^(?:models\/[\w.-]+\/)?operations\/[\w.-]+$/)
  .max(400);
export const veoHandleSchema = z.object({ operation: operationName, seconds: z.number().min(0).max(3600) });
type VeoHandle = z.infer<typeof veoHandleSchema>;

const startedSchema = z.object({ name: operationName });
const operationSchema = z.object({
  done: z.boolean().optional(),
  error: googleErrorSchema.optional(),
  response: z
    .object({
      generateVideoResponse: z
        .object({
          generatedSamples: z
            .array(z.object({ video: z.object({ uri: z.string().max(4096).optional() }).optional() }))
            .optional(),
          raiMediaFilteredReasons: z.array(z.string()).optional(),
        })
        .optional(),
    })
    .optional(),
  metadata: z
    .object({ progressPercent: z.number().min(0).max(100).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
type Operation = z.infer<typeof operationSchema>;

const lookAfterMs = 10_000;

const rejected = (line: VendorLine, words: string): Error =>
  ownFailure('provider-rejected', line, words, { taken: 'no' });

const pictureOf = async ({ kind, media }: Reference, line: VendorLine, call: CallContext): Promise<object> => {
  if (kind !== 'image') throw rejected(line, `Veo takes no ${kind}.`);
  return { bytesBase64Encoded: base64Of(await call.read(media)), mimeType: media.mediaType };
};

const instanceOf = async (line: VendorLine, wish: VideoAsk, call: CallContext): Promise<object> => {
  const references = wish.references ?? [];
  const shown = references.filter(({ role }) => role !== 'first-frame' && role !== 'last-frame');
  const [first, last] = (['first-frame', 'last-frame'] as const).map((frame) =>
    references.find(({ role }) => role === frame),
  );
  if ((first || last) && shown.length > 0)
    throw rejected(line, 'Veo takes either frames or pictures for reference, not both.');
  if (last && !first) throw rejected(line, 'Veo takes a last frame only with a first.');
  return {
    prompt: wish.prompt,
    ...(first && { image: await pictureOf(first, line, call) }),
    ...(last && { lastFrame: await pictureOf(last, line, call) }),
    ...(shown.length > 0 && {
      referenceImages: await Promise.all(
        shown.map(async (reference) => ({ image: await pictureOf(reference, line, call), referenceType: 'asset' })),
      ),
    }),
  };
};

/** Sends a clip to be made. */
export const startVeo = async (line: VendorLine, wish: VideoAsk, call: CallContext): Promise<UnderWay> => {
  if (wish.shots && wish.shots.length > 1) throw rejected(line, 'Veo takes one shot a request.');
  if (wish.loras && wish.loras.length > 0) throw rejected(line, 'Veo takes no LoRA.');
  if (wish.audio === false) throw rejected(line, 'Veo’s clips always have sound.');
  if (wish.fps !== undefined && wish.fps !== 24) throw rejected(line, 'Veo’s clips have 24 frames a second.');
  const json = {
    instances: [await instanceOf(line, wish, call)],
    parameters: {
      durationSeconds: wish.durationSeconds,
      ...(wish.aspectRatio !== undefined && { aspectRatio: wish.aspectRatio }),
      ...(wish.resolution !== undefined && { resolution: wish.resolution }),
      ...(wish.negativePrompt !== undefined && { negativePrompt: wish.negativePrompt }),
      ...(wish.seed !== undefined && { seed: wish.seed }),
    },
  };
  const path = `/models/${modelName(line, call.model)}:predictLongRunning`;
  const { name } = await askJson(line, { path, json, stake: 'submit', signal: call.signal }, startedSchema);
  const handle: VeoHandle = { operation: name, seconds: wish.durationSeconds };
  return { state: 'under-way', handle, lookAfterMs };
};

const over = (line: VendorLine, { error, response }: Operation): Error | undefined => {
  // “You will not be charged if your video is blocked.” (the video page)
  const ended = { taken: 'yes', charged: 'no', isOver: true } as const;
  const [reason] = response?.generateVideoResponse?.raiMediaFilteredReasons ?? [];
  if (reason !== undefined && !response?.generateVideoResponse?.generatedSamples?.length)
    return failure('provider-refused', speakerOf(line), reason, ended);
  if (!error) return undefined;
  const trouble = troubleOfGoogle(error);
  return failure(
    isRefusal(error.message ?? '') ? 'provider-refused' : 'provider-failed',
    speakerOf(line),
    trouble.says,
    ended,
  );
};

/** How far it is. */
export const lookAtVeo = async (line: VendorLine, handle: VeoHandle, call: CallContext): Promise<Stage> => {
  const question = { path: `/${handle.operation}`, stake: 'look' as const, signal: call.signal };
  const operation = await askJson(line, question, operationSchema);
  if (operation.done !== true) {
    const percent = operation.metadata?.progressPercent;
    return { state: 'under-way', handle, lookAfterMs, ...(percent !== undefined && { progress: percent / 100 }) };
  }
  const trouble = over(line, operation);
  if (trouble) throw trouble;
  const samples = operation.response?.generateVideoResponse?.generatedSamples ?? [];
  const files = samples.flatMap(({ video }) => (video?.uri ? [video.uri] : []));
  if (files.length === 0) throw unreadable(speakerOf(line), 'look', 'It says that it is done and names no file.');
  return {
    state: 'finished',
    made: {
      files: files.map((uri) => ({
        kind: 'url',
        url: privateFileAt(line, uri),
        mediaType: 'video/mp4',
        isPrivate: true,
      })),
      usage: usageOf({ seconds: handle.seconds }),
    },
  };
};
