/**
 * Transcripts with the times of words: `POST /v1/speech-to-text`, a form.
 * Source: https://elevenlabs.io/docs/api-reference/speech-to-text/convert and npm @elevenlabs/elevenlabs-js 2.73.0, read 2026-11-20.
 */
import { z } from 'zod';
import type { Maker } from '../../ports/provider.ts';
import { amount, ask, fileOf, ownFailure, parseHeard, readWith, usageOf, type VendorLine } from '../wire/wire.ts';

const time = z.number().min(0).max(1e6).nullish().catch(undefined);
const answerSchema = z.object({
  text: z.string(),
  words: z
    .array(z.object({ text: z.string(), type: z.string(), start: time, end: time }))
    .max(500_000)
    .nullish(),
  audio_duration_secs: amount,
});

/** Transcripts from ElevenLabs. */
export const transcriptMaker = (line: VendorLine): Maker<'transcript'> => ({
  start: async ({ audio, language }, call) => {
    if (audio.kind === 'image') throw ownFailure('provider-rejected', line, 'It hears no pictures.', { taken: 'no' });
    const form = new FormData();
    form.set('model_id', call.model);
    form.set('timestamps_granularity', 'word');
    form.set('tag_audio_events', 'false');
    if (language !== undefined) form.set('language_code', language.split('-')[0]?.toLowerCase() as string);
    form.set('file', fileOf(await call.read(audio.media), audio.media.mediaType, 'speech'));
    const heard = await ask(line, { path: '/v1/speech-to-text', form, stake: 'submit', signal: call.signal });
    const answer = readWith(line, 'submit', parseHeard(line, 'submit', heard), answerSchema);
    // Blanks between words are timed too; they are no words.
    const words = answer.words
      ?.filter(({ type, start }) => type === 'word' && typeof start === 'number')
      .map(({ text, start, end }) => ({
        text: text.trim(),
        startMs: Math.round((start as number) * 1000),
        endMs: Math.round(Math.max(start as number, end ?? 0) * 1000),
      }));
    return {
      state: 'finished',
      made: {
        files: [],
        text: answer.text,
        ...(words && { words }),
        usage: usageOf({ seconds: answer.audio_duration_secs ?? audio.seconds }),
      },
    };
  },
});
