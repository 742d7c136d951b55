/**
 * Transcripts as OpenAI's audio API makes them: `POST /audio/transcriptions`, a form. Spoken to directly: the AI SDK leaves out what was
 * counted. Source: https://platform.openai.com/docs/api-reference/audio/createTranscription and the types of npm `openai`, read 2026-11-20.
 */
import { z } from 'zod';
import type { Usage } from '../../domain/generation/answer.types.ts';
import type { Maker } from '../../ports/provider.ts';
import {
  amount,
  ask,
  count,
  fileOf,
  ownFailure,
  parseHeard,
  readWith,
  usageOf,
  type VendorLine,
} from '../wire/wire.ts';

/** How a model is asked: the format of its answer and the name of its field for the language. */
export type TranscriptWay = {
  readonly format: 'json' | 'verbose_json' | 'diarized_json';
  readonly hasWords: boolean;
  readonly languageField: 'language' | 'languages[]';
};
export type TranscriptTraits = { readonly wayOf: (model: string) => TranscriptWay };

const time = z.number().min(0).max(1e6);
const answerSchema = z.object({
  text: z.string(),
  duration: amount,
  words: z.array(z.object({ word: z.string(), start: time, end: time })).nullish(),
  usage: z
    .union([
      z.object({ type: z.literal('duration'), seconds: amount }),
      z.object({
        type: z.literal('tokens'),
        input_tokens: count,
        output_tokens: count,
        input_token_details: z.object({ audio_tokens: count }).nullish().catch(undefined),
      }),
    ])
    .nullish()
    .catch(undefined),
});

const countedIn = ({ usage, duration }: z.infer<typeof answerSchema>): Usage =>
  usage?.type === 'tokens'
    ? usageOf({
        seconds: duration,
        inputTokens: usage.input_tokens,
        audioInputTokens: usage.input_token_details?.audio_tokens,
        outputTokens: usage.output_tokens,
      })
    : usageOf({ seconds: usage?.seconds ?? duration });

/** Transcripts from this vendor, with the times of words where the model has them. */
export const transcriptMaker = (line: VendorLine, traits: TranscriptTraits): Maker<'transcript'> => ({
  start: async ({ audio, language }, call) => {
    if (audio.kind === 'image') throw ownFailure('provider-rejected', line, 'It hears no pictures.', { taken: 'no' });
    const way = traits.wayOf(call.model);
    const form = new FormData();
    form.set('model', call.model);
    form.set('response_format', way.format);
    if (way.hasWords) form.append('timestamp_granularities[]', 'word');
    if (way.format === 'diarized_json') form.set('chunking_strategy', 'auto');
    // ISO 639-1 is what it takes: of `pt-BR` the first part.
    if (language !== undefined) form.set(way.languageField, language.split('-')[0] as string);
    form.set('file', fileOf(await call.read(audio.media), audio.media.mediaType, 'speech'));
    const question = { path: '/audio/transcriptions', form, stake: 'submit' as const, signal: call.signal };
    const answer = readWith(line, 'submit', parseHeard(line, 'submit', await ask(line, question)), answerSchema);
    const words = answer.words?.map(({ word, start, end }) => ({
      text: word.trim(),
      startMs: Math.round(start * 1000),
      endMs: Math.round(Math.max(start, end) * 1000),
    }));
    const hasNoTimes = way.hasWords && !words;
    return {
      state: 'finished',
      made: {
        files: [],
        text: answer.text,
        ...(words && { words }),
        ...(hasNoTimes && { notes: ['It gave no times of words.'] }),
        usage: countedIn(answer),
      },
    };
  },
});
