/**
 * Texts by OpenAI's Responses API, written and read by the AI SDK's model. Nothing is stored there (`store: false`): scripts are people's own.
 */
import { createOpenAI } from '@ai-sdk/openai';
import { z } from 'zod';
import type { Usage } from '../../domain/generation/answer.types.ts';
import type { TextAsk } from '../../domain/generation/ask.types.ts';
import type { Maker } from '../../ports/provider.ts';
import { codeOfOpenai } from '../openai-protocol/openai-protocol.ts';
import { askText, count, failure, type ReadText, speakerOf, usageOf, type VendorLine } from '../wire/wire.ts';

const countedSchema = z.object({
  usage: z.object({
    input_tokens: count,
    output_tokens: count,
    input_tokens_details: z.object({ cached_tokens: count }).nullish().catch(undefined),
  }),
});

const usage = (raw: unknown): Usage => {
  const counted = countedSchema.safeParse(raw).data?.usage;
  return usageOf({
    inputTokens: counted?.input_tokens,
    cachedInputTokens: counted?.input_tokens_details?.cached_tokens,
    outputTokens: counted?.output_tokens,
  });
};

const partSchema = z.object({ text: z.string().optional(), refusal: z.string().optional() });
const answerSchema = z.object({
  output: z.array(z.object({ content: z.array(partSchema.catch({})).nullish().catch(undefined) }).catch({})),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish().catch(undefined),
});

/** Undefined: it is no response. Reasoning has no content of its own kind. */
const read = (raw: unknown): ReadText | undefined => {
  const answer = answerSchema.safeParse(raw).data;
  if (!answer) return undefined;
  const parts = answer.output.flatMap(({ content }) => content ?? []);
  const refusal = parts.find((part) => part.refusal)?.refusal;
  const text = parts.map((part) => part.text ?? '').join('');
  const reason = answer.incomplete_details?.reason;
  if (refusal !== undefined || reason === 'content_filter') return { text: refusal ?? text, ended: 'refused' };
  return { text, ended: reason === 'max_output_tokens' ? 'cut' : 'whole' };
};

const failedSchema = z.object({ error: z.object({ code: z.string().nullish(), message: z.string().nullish() }) });

/** An answer of a good status that says that it failed: the vendor ran the model, and says what came of it. */
const judgeOn =
  (line: VendorLine) =>
  (raw: unknown): void => {
    const failed = failedSchema.safeParse(raw).data?.error;
    if (!failed) return;
    const code = codeOfOpenai(failed.code) ?? 'provider-failed';
    const counted = usage(raw);
    const isCounted = (counted.outputTokens ?? 0) > 0;
    throw failure(code, speakerOf(line), failed.message ?? failed.code ?? undefined, {
      taken: 'yes',
      charged: isCounted ? 'yes' : 'no',
      ...(isCounted && { usage: counted }),
    });
  };

/** OpenAI enforces a schema only when every field is required and no other may come; looser ones are asked for, and checked by us. */
export const isStrict = (schema: unknown): boolean => {
  if (typeof schema !== 'object' || schema === null) return true;
  if (Array.isArray(schema)) return schema.every(isStrict);
  const { type, properties, required, additionalProperties } = schema as Readonly<Record<string, unknown>>;
  const isObject = type === 'object' || properties !== undefined;
  const names = Object.keys((properties as object | undefined) ?? {});
  const isClosed =
    additionalProperties === false && names.every((name) => Array.isArray(required) && required.includes(name));
  return (!isObject || isClosed) && Object.values(schema).every(isStrict);
};

/** Texts from OpenAI. */
export const textMaker = (line: VendorLine): Maker<'text'> => ({
  start: (ask: TextAsk, call) =>
    askText(
      {
        line,
        model: (once) =>
          createOpenAI({ apiKey: line.access.key ?? '', baseURL: line.access.baseUrl, fetch: once }).responses(
            call.model,
          ),
        takes: ['image'],
        read,
        usage,
        judge: judgeOn(line),
        options: {
          openai: { store: false, strictJsonSchema: ask.answer !== undefined && isStrict(ask.answer.schema) },
        },
      },
      ask,
      call,
    ),
});
