/**
 * Voices that a key may use: `GET /v2/voices`, page by page.
 * Source: https://elevenlabs.io/docs/api-reference/voices/search and npm @elevenlabs/elevenlabs-js 2.73.0, read 2026-11-20.
 */
import { z } from 'zod';
import type { ProviderVoice } from '../../ports/provider.ts';
import { askJson, type VendorLine } from '../wire/wire.ts';

const words = z.string().max(2000).nullish().catch(undefined);
const voiceSchema = z.object({
  voice_id: z.string().min(1).max(200),
  name: words,
  description: words,
  labels: z.record(z.string(), z.string()).nullish().catch(undefined),
  verified_languages: z
    .array(
      z.object({ language: z.string().max(20), locale: z.string().max(20).nullish(), model_id: z.string().max(100) }),
    )
    .nullish()
    .catch(undefined),
});
const pageSchema = z.object({
  voices: z.array(voiceSchema).max(1000),
  has_more: z.boolean().catch(false),
  next_page_token: z.string().max(2000).nullish(),
});

const pageSize = 100;
/** A library of more voices than this nobody auditions; it also ends what pages in a circle. */
const mostPages = 30;

const voiceOf = ({
  voice_id,
  name,
  description,
  labels,
  verified_languages,
}: z.infer<typeof voiceSchema>): ProviderVoice => {
  const verified = verified_languages ?? [];
  const languages = [...new Set(verified.map(({ locale, language }) => locale ?? language))];
  const ownLanguage = labels?.['language'];
  const manner = ['accent', 'age', 'descriptive', 'use_case'].flatMap((label) => labels?.[label] ?? []).join(', ');
  const about = description || manner;
  return {
    id: voice_id,
    name: name || voice_id,
    ...(languages.length > 0 ? { languages } : ownLanguage ? { languages: [ownLanguage] } : {}),
    ...(labels?.['gender'] && { gender: labels['gender'] }),
    ...(about && { description: about }),
  };
};

/** Every voice of the account, ready ones included. Throws like `askJson`. */
export const listVoices = async (line: VendorLine, signal: AbortSignal): Promise<readonly ProviderVoice[]> => {
  const voices: ProviderVoice[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const query = { page_size: String(pageSize), ...(token !== undefined && { next_page_token: token }) };
    const answer = await askJson(line, { path: '/v2/voices', query, stake: 'free', signal }, pageSchema);
    voices.push(...answer.voices.map(voiceOf));
    const next = answer.has_more ? (answer.next_page_token ?? undefined) : undefined;
    if (next === undefined || next === token) break;
    token = next;
  }
  return voices;
};
