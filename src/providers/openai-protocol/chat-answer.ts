/** The words of a chat completion. Source: https://platform.openai.com/docs/api-reference/chat/object, read 2026-11-20. */
import { z } from 'zod';
import type { ReadText } from '../wire/wire.ts';

const partSchema = z.object({ text: z.string() });
const choiceSchema = z.object({
  message: z.object({
    content: z.union([z.string(), z.array(z.unknown())]).nullish(),
    refusal: z.string().nullish().catch(undefined),
  }),
  finish_reason: z.string().nullish().catch(undefined),
});
const answerSchema = z.object({ choices: z.array(choiceSchema).min(1) });

const wordsOf = (content: z.infer<typeof choiceSchema>['message']['content']): string =>
  Array.isArray(content)
    ? content.map((part) => partSchema.safeParse(part).data?.text ?? '').join('')
    : (content ?? '');

/** Undefined: it is no chat completion. */
export const readChatAnswer = (raw: unknown): ReadText | undefined => {
  const choice = answerSchema.safeParse(raw).data?.choices[0];
  if (!choice) return undefined;
  const { message, finish_reason: reason } = choice;
  if (message.refusal) return { text: message.refusal, ended: 'refused' };
  if (reason === 'content_filter') return { text: wordsOf(message.content), ended: 'refused' };
  return { text: wordsOf(message.content), ended: reason === 'length' ? 'cut' : 'whole' };
};
