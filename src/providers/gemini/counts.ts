/** What Gemini counts: tokens, by what they carry. Source: UsageMetadata of https://ai.google.dev/api/generate-content, read 2026-11-20. */
import { z } from 'zod';
import type { Usage } from '../../domain/generation/answer.types.ts';
import { count, usageOf } from '../wire/wire.ts';

const byModality = z
  .array(z.object({ modality: z.string(), tokenCount: count }))
  .nullish()
  .catch(undefined);

export const usageMetadataSchema = z.object({
  promptTokenCount: count,
  cachedContentTokenCount: count,
  candidatesTokenCount: count,
  thoughtsTokenCount: count,
  toolUsePromptTokenCount: count,
  promptTokensDetails: byModality,
  candidatesTokensDetails: byModality,
});

/** Tokens of one kind in a list by kind; undefined when the list does not name it. */
export const tokensOf = (list: z.infer<typeof byModality>, modality: string): number | undefined =>
  list?.find((one) => one.modality.toUpperCase() === modality)?.tokenCount;

/** Thoughts are billed as output; what tools read is billed as input. */
export const countedBy = (metadata: z.infer<typeof usageMetadataSchema> | undefined): Usage => {
  if (!metadata) return {};
  const { promptTokenCount: prompt, candidatesTokenCount: made, thoughtsTokenCount: thought } = metadata;
  return usageOf({
    inputTokens: prompt === undefined ? undefined : prompt + (metadata.toolUsePromptTokenCount ?? 0),
    cachedInputTokens: metadata.cachedContentTokenCount,
    imageInputTokens: tokensOf(metadata.promptTokensDetails, 'IMAGE'),
    audioInputTokens: tokensOf(metadata.promptTokensDetails, 'AUDIO'),
    outputTokens: made === undefined && thought === undefined ? undefined : (made ?? 0) + (thought ?? 0),
    imageOutputTokens: tokensOf(metadata.candidatesTokensDetails, 'IMAGE'),
    audioOutputTokens: tokensOf(metadata.candidatesTokensDetails, 'AUDIO'),
  });
};

const answerSchema = z.object({ usageMetadata: usageMetadataSchema.optional().catch(undefined) });

/** What an answer of `generateContent` says it counted. */
export const usageIn = (raw: unknown): Usage => countedBy(answerSchema.safeParse(raw).data?.usageMetadata);
