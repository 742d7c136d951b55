/**
 * Speech with the times of its characters: `POST /v1/text-to-speech/{voice}/with-timestamps`.
 * Source: https://elevenlabs.io/docs/api-reference/text-to-speech/convert-with-timestamps and npm @elevenlabs/elevenlabs-js 2.73.0, read 2026-11-20.
 */
import { z } from 'zod';
import type { SpeechAsk } from '../../domain/generation/ask.types.ts';
import type { Maker } from '../../ports/provider.ts';
import {
  alignmentSchema,
  ask,
  bytesOfBase64,
  parseHeard,
  pathPart,
  readWith,
  speakerOf,
  timesOf,
  unreadable,
  type VendorLine,
} from '../wire/wire.ts';

/** Every plan has this format; it is of constant bitrate, so its size tells its length. */
export const soundFormat = 'mp3_44100_128';
const bytesPerSecond = 16_000;

/** Length of a sound in `soundFormat`. */
export const secondsOf = (bytes: Uint8Array): number => bytes.byteLength / bytesPerSecond;

const slowest = 0.7;
const fastest = 1.2;

const answerSchema = z.object({
  audio_base64: z.string().min(1),
  /** Of the text as it was sent; the other of the text as it was read out. */
  alignment: alignmentSchema.nullish().catch(undefined),
  normalized_alignment: alignmentSchema.nullish().catch(undefined),
});

type Setting = { readonly value: number; readonly note?: string };

/** From v3 on stability is one of three ways of acting. Source: https://elevenlabs.io/docs/best-practices/prompting/eleven-v3, read 2026-11-20. */
const stabilityFor = (model: string, asked: number): Setting => {
  if (!/^eleven_(?:v3|v4)/.test(model)) return { value: asked };
  const value = asked < 0.25 ? 0 : asked < 0.75 ? 0.5 : 1;
  return value === asked
    ? { value }
    : { value, note: `It knows a stability of 0, 0.5 and 1; ${asked} became ${value}.` };
};

const speedFor = (asked: number): Setting => {
  const value = Math.min(fastest, Math.max(slowest, asked));
  return value === asked
    ? { value }
    : { value, note: `It speaks at ${slowest} to ${fastest} times the voice’s speed; ${asked} became ${value}.` };
};

/** Older models hear the language in the text and reject being told. */
const takesLanguage = (model: string): boolean =>
  !/^eleven_(?:multilingual|monolingual|english|turbo_v2$|flash_v2$)/.test(model);

const bodyOf = (wish: SpeechAsk, model: string): { readonly json: unknown; readonly notes: readonly string[] } => {
  const stability = wish.stability === undefined ? undefined : stabilityFor(model, wish.stability);
  const speed = wish.speed === undefined ? undefined : speedFor(wish.speed);
  const settings = { ...(stability && { stability: stability.value }), ...(speed && { speed: speed.value }) };
  const hasLanguage = wish.language !== undefined && takesLanguage(model);
  return {
    json: {
      text: wish.text,
      model_id: model,
      ...(hasLanguage && { language_code: (wish.language as string).split('-')[0]?.toLowerCase() }),
      ...(Object.keys(settings).length > 0 && { voice_settings: settings }),
      ...(wish.seed !== undefined && { seed: wish.seed }),
    },
    notes: [
      ...[stability?.note, speed?.note].filter((note) => note !== undefined),
      ...(wish.instructions === undefined ? [] : ['It takes no instructions beside the text; they were left out.']),
      ...(wish.language === undefined || hasLanguage ? [] : ['It finds the language by itself.']),
    ],
  };
};

/** Characters as they are billed: those of Unicode, as the vendor says, else as they were sent. */
export const charactersBilled = (headers: Headers, text: string): number => {
  const said = headers.get('x-character-count');
  return said !== null && /^\d{1,9}$/.test(said) ? Number(said) : [...text].length;
};

/** Speech from ElevenLabs, as MP3. */
export const speechMaker = (line: VendorLine): Maker<'speech'> => ({
  start: async (wish, call) => {
    const { json, notes } = bodyOf(wish, call.model);
    const heard = await ask(line, {
      path: `/v1/text-to-speech/${pathPart(line, wish.voice)}/with-timestamps`,
      query: { output_format: soundFormat },
      json,
      ...{ stake: 'submit', signal: call.signal },
    });
    const answer = readWith(line, 'submit', parseHeard(line, 'submit', heard), answerSchema);
    const bytes = bytesOfBase64(answer.audio_base64);
    if (!bytes) throw unreadable(speakerOf(line), 'submit', 'It holds no sound.');
    const characters = timesOf(wish.text, [answer.alignment, answer.normalized_alignment]);
    const allNotes = characters ? notes : [...notes, 'It gave no usable times of characters.'];
    return {
      state: 'finished',
      made: {
        files: [{ kind: 'bytes', bytes, mediaType: 'audio/mpeg' }],
        ...(characters && { characters }),
        ...(allNotes.length > 0 && { notes: allNotes }),
        usage: { characters: charactersBilled(heard.headers, wish.text), seconds: secondsOf(bytes) },
      },
    };
  },
});
