/** Answers of `generateContent` that are refusals: the prompt was blocked, or what was made was held back. Source: https://ai.google.dev/api/generate-content (FinishReason, BlockReason), read 2026-11-20. */
import { z } from 'zod';
import { failure, speakerOf, type VendorLine } from '../wire/wire.ts';
import { usageIn } from './counts.ts';

const answerSchema = z.object({
  candidates: z
    .array(z.object({ finishReason: z.string().nullish(), finishMessage: z.string().nullish() }))
    .nullish()
    .catch(undefined),
  promptFeedback: z.object({ blockReason: z.string().nullish() }).nullish().catch(undefined),
});

const heldBack =
  /^(?:SAFETY|BLOCKLIST|PROHIBITED_CONTENT|SPII|RECITATION|LANGUAGE|IMAGE_SAFETY|IMAGE_PROHIBITED_CONTENT|IMAGE_RECITATION)$/;

/** Throws `provider-refused` when this answer is a refusal. */
export const refuseHeldBack = (line: VendorLine, raw: unknown): void => {
  const answer = answerSchema.safeParse(raw).data;
  const blocked = answer?.promptFeedback?.blockReason;
  const candidate = answer?.candidates?.[0];
  const isBlocked =
    typeof blocked === 'string' && blocked !== '' && blocked !== 'BLOCK_REASON_UNSPECIFIED' && !candidate;
  const reason = candidate?.finishReason ?? '';
  if (!isBlocked && !heldBack.test(reason)) return;
  const usage = usageIn(raw);
  const isCounted = (usage.outputTokens ?? 0) > 0;
  throw failure('provider-refused', speakerOf(line), candidate?.finishMessage ?? (isBlocked ? blocked : reason), {
    taken: 'yes',
    charged: isCounted ? 'yes' : 'no',
    ...(isCounted && { usage }),
  });
};
