/** Texts by `POST /chat/completions`, written and read by the AI SDK's model for servers of this kind. */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { z } from 'zod';
import type { Usage } from '../../domain/generation/answer.types.ts';
import type { Maker } from '../../ports/provider.ts';
import { readChatAnswer } from '../openai-protocol/openai-protocol.ts';
import { askText, count, usageOf, type VendorLine } from '../wire/wire.ts';

const countedSchema = z.object({
  usage: z.object({
    prompt_tokens: count,
    completion_tokens: count,
    prompt_tokens_details: z.object({ cached_tokens: count }).nullish().catch(undefined),
  }),
});

const usage = (raw: unknown): Usage => {
  const counted = countedSchema.safeParse(raw).data?.usage;
  return usageOf({
    inputTokens: counted?.prompt_tokens,
    cachedInputTokens: counted?.prompt_tokens_details?.cached_tokens,
    outputTokens: counted?.completion_tokens,
  });
};

/** Texts from a server that speaks as OpenAI does. */
export const textMaker = (line: VendorLine): Maker<'text'> => ({
  start: (ask, call) => {
    const { key, baseUrl } = line.access;
    return askText(
      {
        line,
        model: (once) =>
          createOpenAICompatible({
            name: 'openai-compatible',
            baseURL: baseUrl,
            ...(key && { apiKey: key }),
            fetch: once,
            supportsStructuredOutputs: true,
          }).chatModel(call.model),
        takes: ['image'],
        read: readChatAnswer,
        usage,
      },
      ask,
      call,
    );
  },
});
