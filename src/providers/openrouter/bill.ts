/**
 * What OpenRouter counted and billed: `usage` of its answers. Its own sum in dollars is the truth; with a key of the person's own at the vendor
 * behind it (BYOK) that sum is its fee, and what the vendor takes comes on top.
 * Source: https://openrouter.ai/docs/use-cases/usage-accounting and npm @openrouter/sdk 1.3.19, read 2026-11-20.
 */
import { z } from 'zod';
import type { Usage } from '../../domain/generation/answer.types.ts';
import { count, microsOfBill, usageOf } from '../wire/wire.ts';

const dollars = z.number().min(0).nullish().catch(undefined);
const tokenUsage = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count, audio_tokens: count }).nullish().catch(undefined),
  completion_tokens_details: z.object({ image_tokens: count, audio_tokens: count }).nullish().catch(undefined),
  cost: dollars,
  is_byok: z.boolean().nullish().catch(undefined),
  cost_details: z.object({ upstream_inference_cost: dollars }).nullish().catch(undefined),
});

export const usageSchema = tokenUsage.nullish().catch(undefined);
const answerSchema = z.object({ usage: usageSchema });

/** Undefined where a part of the sum is not known: then the price list decides. */
export const billedMicros = (usage: z.infer<typeof usageSchema>): number | undefined => {
  const fee = microsOfBill(usage?.cost);
  if (!usage?.is_byok) return fee;
  const behind = microsOfBill(usage.cost_details?.upstream_inference_cost);
  return fee === undefined || behind === undefined ? undefined : fee + behind;
};

/** Counts of an answer that has tokens. */
export const countsOf = (usage: z.infer<typeof usageSchema>): Usage =>
  usageOf({
    inputTokens: usage?.prompt_tokens,
    cachedInputTokens: usage?.prompt_tokens_details?.cached_tokens,
    audioInputTokens: usage?.prompt_tokens_details?.audio_tokens,
    outputTokens: usage?.completion_tokens,
    imageOutputTokens: usage?.completion_tokens_details?.image_tokens,
    audioOutputTokens: usage?.completion_tokens_details?.audio_tokens,
    billedMicros: billedMicros(usage),
  });

/** Counts of a raw answer. */
export const countsIn = (raw: unknown): Usage => {
  const read = answerSchema.safeParse(raw);
  return countsOf(read.success ? read.data.usage : undefined);
};
