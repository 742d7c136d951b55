/**
 * Speech as OpenAI's audio API makes it: `POST /audio/speech`. Spoken to directly: models that are paid by token tell what they counted only
 * in the events of `stream_format: sse`, which the AI SDK does not ask for.
 * Source: https://platform.openai.com/docs/api-reference/audio/createSpeech and the types of npm `openai`, read 2026-11-20.
 */
import { z } from 'zod';
import type { Usage } from '../../domain/generation/answer.types.ts';
import type { SpeechAsk } from '../../domain/generation/ask.types.ts';
import type { Maker } from '../../ports/provider.ts';
import {
  ask,
  bytesOfBase64,
  count,
  type Heard,
  secondsOfWave,
  soundIn,
  speakerOf,
  unreadable,
  usageOf,
  type VendorLine,
  wholeWave,
} from '../wire/wire.ts';

export type SpeechTraits = {
  /** Models that tell what they counted, in events. */
  readonly countsTokens: (model: string) => boolean;
  /** Models that take instructions beside the text. */
  readonly takesInstructions: (model: string) => boolean;
};

const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('speech.audio.delta'), audio: z.string() }),
  z.object({
    type: z.literal('speech.audio.done'),
    usage: z.object({ input_tokens: count, output_tokens: count }).nullish().catch(undefined),
  }),
]);

type Spoken = { readonly bytes: Uint8Array; readonly mediaType: string; readonly usage?: Usage };

/** The sound in a stream of events, which must have come to its end. */
const spokenInEvents = (line: VendorLine, { bytes }: Heard): Spoken => {
  const broken = (words: string): Error => unreadable(speakerOf(line), 'submit', words);
  const parts: Uint8Array[] = [];
  for (const data of new TextDecoder().decode(bytes).matchAll(/^data: ?(.+)$/gm)) {
    let event: z.infer<typeof eventSchema> | undefined;
    try {
      event = eventSchema.safeParse(JSON.parse(data[1] as string)).data;
    } catch {
      throw broken('One of its events is no JSON.');
    }
    const part = event?.type === 'speech.audio.delta' ? bytesOfBase64(event.audio) : undefined;
    if (part) parts.push(part);
    if (event?.type !== 'speech.audio.done') continue;
    const whole = wholeWave(Buffer.concat(parts));
    if (whole.byteLength === 0) throw broken('It holds no sound.');
    const usage = usageOf({
      inputTokens: event.usage?.input_tokens,
      outputTokens: event.usage?.output_tokens,
      audioOutputTokens: event.usage?.output_tokens,
    });
    return { bytes: whole, mediaType: 'audio/wav', usage };
  }
  throw broken('It ended before the speech was whole.');
};

const notesOf = (
  { instructions, stability, seed, language }: SpeechAsk,
  takesInstructions: boolean,
): readonly string[] => [
  ...(instructions !== undefined && !takesInstructions ? ['It takes no instructions; they were left out.'] : []),
  ...(stability === undefined ? [] : ['It has no setting for stability; that was left out.']),
  ...(seed === undefined ? [] : ['It takes no seed; that was left out.']),
  ...(language === undefined ? [] : ['It finds the language by itself.']),
];

/** Speech from this vendor, as WAV. */
export const speechMaker = (line: VendorLine, traits: SpeechTraits): Maker<'speech'> => ({
  start: async (wish, call) => {
    const takesInstructions = traits.takesInstructions(call.model);
    const inEvents = traits.countsTokens(call.model);
    const heard = await ask(line, {
      path: '/audio/speech',
      headers: { accept: '*/*' },
      json: {
        model: call.model,
        input: wish.text,
        voice: wish.voice,
        response_format: 'wav',
        ...(wish.speed !== undefined && { speed: wish.speed }),
        ...(wish.instructions !== undefined && takesInstructions && { instructions: wish.instructions }),
        ...(inEvents && { stream_format: 'sse' }),
      },
      stake: 'submit',
      signal: call.signal,
    });
    const isEvents = heard.headers.get('content-type')?.startsWith('text/event-stream') === true;
    const spoken: Spoken = isEvents ? spokenInEvents(line, heard) : soundIn(line, 'submit', heard, 'audio/wav');
    const bytes = wholeWave(spoken.bytes);
    const notes = notesOf(wish, takesInstructions);
    return {
      state: 'finished',
      made: {
        files: [{ kind: 'bytes', bytes, mediaType: spoken.mediaType }],
        usage: usageOf({ seconds: secondsOfWave(bytes), ...spoken.usage }),
        ...(notes.length > 0 && { notes }),
      },
    };
  },
});
