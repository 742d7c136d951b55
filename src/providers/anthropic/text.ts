/** Texts by Anthropic's Messages API, written and read by the AI SDK's model; answers by a schema are its structured outputs. */
import { createAnthropic } from '@ai-sdk/anthropic';
import { z } from 'zod';
import type { Usage } from '../../domain/generation/answer.types.ts';
import type { Maker } from '../../ports/provider.ts';
import { askText, count, type ReadText, usageOf, type VendorLine } from '../wire/wire.ts';

const countedSchema = z.object({
  usage: z.object({
    input_tokens: count,
    cache_creation_input_tokens: count,
    cache_read_input_tokens: count,
    output_tokens: count,
  }),
});

/** Anthropic counts what it read from its cache and wrote to it apart; here all that went in is one number, and what was cached a part of it. */
const usage = (raw: unknown): Usage => {
  const counted = countedSchema.safeParse(raw).data?.usage;
  if (!counted) return {};
  const {
    input_tokens: fresh,
    cache_creation_input_tokens: written = 0,
    cache_read_input_tokens: cached = 0,
  } = counted;
  return usageOf({
    inputTokens: fresh === undefined ? undefined : fresh + written + cached,
    cachedInputTokens: cached,
    outputTokens: counted.output_tokens,
  });
};

const blockSchema = z.object({ type: z.string(), text: z.string().optional(), input: z.unknown().optional() });
const answerSchema = z.object({
  content: z.array(blockSchema.catch({ type: '', input: undefined })),
  stop_reason: z.string().nullish().catch(undefined),
});
const cutBy = new Set(['max_tokens', 'model_context_window_exceeded']);

/** Undefined: it is no message. Models without structured outputs answer a schema as the input of a tool. */
const read = (raw: unknown): ReadText | undefined => {
  const answer = answerSchema.safeParse(raw).data;
  if (!answer) return undefined;
  const texts = answer.content.map(({ type, text, input }) => {
    if (type === 'tool_use') return JSON.stringify(input) ?? '';
    return type === 'text' ? (text ?? '') : '';
  });
  const reason = answer.stop_reason ?? '';
  return { text: texts.join(''), ended: reason === 'refusal' ? 'refused' : cutBy.has(reason) ? 'cut' : 'whole' };
};

/** Texts from Anthropic. */
export const textMaker = (line: VendorLine): Maker<'text'> => ({
  start: (ask, call) =>
    askText(
      {
        line,
        model: (once) =>
          createAnthropic({ apiKey: line.access.key ?? '', baseURL: line.access.baseUrl, fetch: once }).messages(
            call.model,
          ),
        takes: ['image'],
        read,
        usage,
      },
      ask,
      call,
    ),
});
