/** Texts by Gemini, written and read by the AI SDK's model; it also sees clips and hears sound. */
import { createGoogle } from '@ai-sdk/google';
import type { Maker } from '../../ports/provider.ts';
import { askText, type SdkFetch, type VendorLine } from '../wire/wire.ts';
import { usageIn } from './counts.ts';
import { modelName } from './model-name.ts';
import { refuseHeldBack } from './refusals.ts';

/** The AI SDK's provider on this line. */
export const sdkOn = (line: VendorLine, once: SdkFetch): ReturnType<typeof createGoogle> =>
  createGoogle({ apiKey: line.access.key ?? '', baseURL: line.access.baseUrl, fetch: once });

/** Texts from Gemini. */
export const textMaker = (line: VendorLine): Maker<'text'> => ({
  start: async (ask, call) =>
    askText(
      {
        line,
        model: (once) => sdkOn(line, once).chat(modelName(line, call.model)),
        takes: ['image', 'video', 'audio'],
        usage: usageIn,
        judge: (raw) => refuseHeldBack(line, raw),
      },
      ask,
      call,
    ),
});
