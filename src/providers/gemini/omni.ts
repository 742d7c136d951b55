/**
 * Clips by Omni: an interaction that runs in the background, asked for by its id, cancelled by it too. It is stored at Google for as long as it
 * takes to fetch it: that is what looking from another process needs.
 * Source: the types of npm `@google/genai@3.1.0` (Interactions) and npm `@ai-sdk/google@4.0.121`, read 2026-11-20.
 */
import { z } from 'zod';
import type { Usage } from '../../domain/generation/answer.types.ts';
import type { Reference, VideoAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, MadeFile, Stage, UnderWay } from '../../ports/provider.ts';
import {
  ask,
  askJson,
  base64Of,
  bytesOfBase64,
  count,
  failure,
  ownFailure,
  pathPart,
  type Stake,
  speakerOf,
  unreadable,
  usageOf,
  type VendorLine,
} from '../wire/wire.ts';
import { isInTheMaking, privateFileAt } from './private-file.ts';
import { isRefusal } from './trouble.ts';

const interactionId = z.string().regex(/^[\w.~-]{1,300}$/);
export const omniHandleSchema = z.object({ interaction: interactionId, seconds: z.number().min(0).max(3600) });
type OmniHandle = z.infer<typeof omniHandleSchema>;

const byModality = z
  .array(z.object({ modality: z.string(), tokens: count }))
  .nullish()
  .catch(undefined);
const blockSchema = z.object({
  type: z.string(),
  data: z.string().nullish(),
  uri: z.string().max(4096).nullish(),
  mime_type: z.string().nullish(),
  text: z.string().nullish(),
});
type Block = z.infer<typeof blockSchema>;
const interactionSchema = z.object({
  id: interactionId,
  status: z.string(),
  errors: z.array(z.object({ code: z.string().nullish(), message: z.string().nullish() })).nullish(),
  output_video: blockSchema.nullish(),
  steps: z
    .array(
      z.object({
        type: z.string(),
        content: z.array(blockSchema).nullish().catch(undefined),
        error: z.object({ message: z.string().nullish() }).nullish().catch(undefined),
      }),
    )
    .nullish(),
  usage: z
    .object({
      total_input_tokens: count,
      total_cached_tokens: count,
      total_output_tokens: count,
      total_thought_tokens: count,
      input_tokens_by_modality: byModality,
      output_tokens_by_modality: byModality,
    })
    .nullish()
    .catch(undefined),
});
type Interaction = z.infer<typeof interactionSchema>;

const lookAfterMs = 10_000;

const rejected = (line: VendorLine, words: string): Error =>
  ownFailure('provider-rejected', line, words, { taken: 'no' });

const kindOf = (references: readonly Reference[]): string => {
  const has = (...roles: readonly Reference['role'][]): boolean => references.some(({ role }) => roles.includes(role));
  if (has('source')) return 'edit';
  if (has('first-frame', 'last-frame')) return 'image_to_video';
  return references.length > 0 ? 'reference_to_video' : 'text_to_video';
};

const blockOf = async ({ kind, media, name }: Reference, line: VendorLine, call: CallContext): Promise<object> => {
  if (kind === 'audio') throw rejected(line, 'Omni takes no sound.');
  const data = base64Of(await call.read(media));
  return { type: kind, data, mime_type: media.mediaType, ...(name !== undefined && { name }) };
};

const bodyOf = async (line: VendorLine, wish: VideoAsk, call: CallContext): Promise<object> => {
  const references = wish.references ?? [];
  // First frame first: in their order frames are where the clip begins and ends.
  const ordered = [...references].sort(
    (one, other) => Number(one.role === 'last-frame') - Number(other.role === 'last-frame'),
  );
  const blocks = await Promise.all(ordered.map((reference) => blockOf(reference, line, call)));
  return {
    model: call.model,
    background: true,
    store: true,
    input: [{ type: 'user_input', content: [...blocks, { type: 'text', text: wish.prompt }] }],
    response_format: [
      {
        type: 'video',
        duration: `${wish.durationSeconds}s`,
        delivery: 'uri',
        ...(wish.aspectRatio !== undefined && { aspect_ratio: wish.aspectRatio }),
        ...(wish.resolution !== undefined && { resolution: wish.resolution.toLowerCase() }),
      },
    ],
    generation_config: {
      video_config: { task: kindOf(references) },
      ...(wish.seed !== undefined && { seed: wish.seed }),
    },
  };
};

const usageIn = ({ usage }: Interaction, seconds: number): Usage => {
  const tokens = (list: z.infer<typeof byModality>, modality: string): number | undefined =>
    list?.find((one) => one.modality.toLowerCase() === modality)?.tokens;
  const made = usage?.total_output_tokens;
  return usageOf({
    seconds,
    inputTokens: usage?.total_input_tokens,
    cachedInputTokens: usage?.total_cached_tokens,
    imageInputTokens: tokens(usage?.input_tokens_by_modality, 'image'),
    outputTokens: made === undefined ? undefined : made + (usage?.total_thought_tokens ?? 0),
    videoOutputTokens: tokens(usage?.output_tokens_by_modality, 'video'),
  });
};

const fileOf = (line: VendorLine, { data, uri, mime_type }: Block): MadeFile => {
  const mediaType = mime_type?.startsWith('video/') ? mime_type : 'video/mp4';
  if (uri) return { kind: 'url', url: privateFileAt(line, uri), mediaType, isPrivate: true };
  const bytes = data ? bytesOfBase64(data) : undefined;
  if (bytes) return { kind: 'bytes', bytes, mediaType };
  throw unreadable(speakerOf(line), 'look', 'Its clip is no whole file.');
};

const ended = (line: VendorLine, interaction: Interaction): Error => {
  const says =
    interaction.steps?.find(({ error }) => error?.message)?.error?.message ?? interaction.errors?.[0]?.message;
  const usage = usageIn(interaction, 0);
  return failure(
    isRefusal(says ?? '') ? 'provider-refused' : 'provider-failed',
    speakerOf(line),
    says ?? `status ${interaction.status}`,
    {
      taken: 'yes',
      charged: (usage.outputTokens ?? 0) > 0 ? 'yes' : 'no',
      isOver: true,
    },
  );
};

const clipIn = ({ output_video, steps }: Interaction): Block | undefined => {
  const blocks = steps?.flatMap(({ type, content }) => (type === 'model_output' ? (content ?? []) : [])) ?? [];
  return output_video ?? blocks.find(({ type }) => type === 'video');
};

const running = new Set(['in_progress', 'queued']);

const underWay = (handle: OmniHandle): UnderWay => ({ state: 'under-way', handle, lookAfterMs });

/** Sends a clip to be made. */
export const startOmni = async (line: VendorLine, wish: VideoAsk, call: CallContext): Promise<UnderWay> => {
  if (wish.shots && wish.shots.length > 1) throw rejected(line, 'Omni takes its shots in words, as one prompt.');
  if (wish.loras && wish.loras.length > 0) throw rejected(line, 'Omni takes no LoRA.');
  if (wish.negativePrompt !== undefined) throw rejected(line, 'Omni takes no negative prompt.');
  if (wish.audio === false) throw rejected(line, 'Omni’s clips always have sound.');
  if (wish.fps !== undefined && wish.fps !== 24) throw rejected(line, 'Omni’s clips have 24 frames a second.');
  const json = await bodyOf(line, wish, call);
  const question = { path: '/interactions', json, stake: 'submit' as const, signal: call.signal };
  const interaction = await askJson(line, question, interactionSchema);
  if (!running.has(interaction.status) && interaction.status !== 'completed') throw ended(line, interaction);
  return underWay({ interaction: interaction.id, seconds: wish.durationSeconds });
};

const pathOf = (line: VendorLine, { interaction }: OmniHandle): string =>
  `/interactions/${pathPart(line, interaction)}`;

/** How far it is. */
export const lookAtOmni = async (line: VendorLine, handle: OmniHandle, call: CallContext): Promise<Stage> => {
  const question = { path: pathOf(line, handle), stake: 'look' as Stake, signal: call.signal };
  const interaction = await askJson(line, question, interactionSchema);
  if (running.has(interaction.status)) return underWay(handle);
  if (interaction.status !== 'completed') throw ended(line, interaction);
  const clip = clipIn(interaction);
  // Seen at Google: completed, and nothing but what was sent. The next look may tell more.
  if (!clip) throw unreadable(speakerOf(line), 'look', 'It says that it is done and holds no clip.');
  if (clip.uri && (await isInTheMaking(line, clip.uri, call.signal))) return underWay(handle);
  return { state: 'finished', made: { files: [fileOf(line, clip)], usage: usageIn(interaction, handle.seconds) } };
};

/** Asks Google to stop; it may be too late. */
export const cancelOmni = async (line: VendorLine, handle: OmniHandle, call: CallContext): Promise<void> => {
  await ask(line, { path: `${pathOf(line, handle)}/cancel`, json: {}, stake: 'look', signal: call.signal });
};
