/** Texts by Gemini, written and read by the AI SDK's model; it also sees clips and hears sound. */
import { createGoogle } from '@ai-sdk/google';
import { z } from 'zod';
import type { Maker } from '../../ports/provider.ts';
import { askText, type ReadText, type SdkFetch, type VendorLine } from '../wire/wire.ts';
import { usageIn } from './counts.ts';
import { modelName } from './model-name.ts';
import { refuseHeldBack } from './refusals.ts';

/** The AI SDK's provider on this line. */
export const sdkOn = (line: VendorLine, once: SdkFetch): ReturnType<typeof createGoogle> =>
  createGoogle({ apiKey: line.access.key ?? '', baseURL: line.access.baseUrl, fetch: once });

const partSchema = z.object({ text: z.string().optional(), thought: z.boolean().optional() });
const answerSchema = z.object({
  candidates: z
    .array(
      z.object({
        content: z.object({ parts: z.array(partSchema.catch({})).optional() }).optional(),
        finishReason: z.string().nullish().catch(undefined),
      }),
    )
    .min(1),
});

/** Undefined: it is no answer. Thoughts are not words of the answer. */
const read = (raw: unknown): ReadText | undefined => {
  const candidate = answerSchema.safeParse(raw).data?.candidates[0];
  if (!candidate) return undefined;
  const parts = candidate.content?.parts ?? [];
  const text = parts.map((part) => (part.thought === true ? '' : (part.text ?? ''))).join('');
  // `CONTINUATION`: more would come for another request, which nobody reserved money for.
  const isCut = candidate.finishReason === 'MAX_TOKENS' || candidate.finishReason === 'CONTINUATION';
  return { text, ended: isCut ? 'cut' : 'whole' };
};

/** Texts from Gemini. */
export const textMaker = (line: VendorLine): Maker<'text'> => ({
  start: async (ask, call) =>
    askText(
      {
        line,
        model: (once) => sdkOn(line, once).chat(modelName(line, call.model)),
        takes: ['image', 'video', 'audio'],
        read,
        usage: usageIn,
        judge: (raw) => refuseHeldBack(line, raw),
      },
      ask,
      call,
    ),
});
