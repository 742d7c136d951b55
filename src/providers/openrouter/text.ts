/**
 * Texts by way of the AI SDK's model for servers that speak like OpenAI: what OpenRouter adds (its bill, its routing) goes and comes beside it.
 * Source: https://openrouter.ai/docs/api-reference/chat-completion and https://openrouter.ai/docs/features/structured-outputs, read 2026-11-20.
 */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { Maker } from '../../ports/provider.ts';
import { readChatAnswer } from '../openai-protocol/openai-protocol.ts';
import { askText, type VendorLine } from '../wire/wire.ts';
import { countsIn } from './bill.ts';
import { judgeAnswer } from './line.ts';

/** Texts from every language model of OpenRouter. */
export const textMaker = (line: VendorLine): Maker<'text'> => ({
  start: (wish, call) =>
    askText(
      {
        line,
        model: (once) =>
          createOpenAICompatible({
            name: 'openrouter',
            baseURL: line.access.baseUrl,
            headers: { ...line.headers },
            supportsStructuredOutputs: true,
            fetch: once,
          }).chatModel(call.model),
        takes: ['image', 'audio'],
        read: readChatAnswer,
        usage: countsIn,
        judge: (raw) => judgeAnswer(line, raw),
        options: {
          openrouter: {
            usage: { include: true },
            // Vendors that would ignore the schema are passed over.
            ...(wish.answer && { provider: { require_parameters: true } }),
          },
        },
      },
      wish,
      call,
    ),
});
