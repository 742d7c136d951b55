/**
 * This machine as a vendor: Kokoro speaks, Whisper listens, the painter draws, the rules read scripts. No key, no network, no price; everything else of the desk
 * (journal, cache, history) is the same for it as for any other.
 */

import type { SpeechAsk, TextAsk, TranscriptAsk } from '../../domain/generation/ask.types.ts';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import { breakDown, formatBreakdown, readScript } from '../../domain/screenplay/screenplay.ts';
import { resample } from '../../domain/speech/resample.ts';
import type { FilmMachine } from '../../features/renders/renders.ts';
import type { CallContext, Finished, Made, ProviderKind, ProviderVoice } from '../../ports/provider.ts';
import type { Transcriber } from '../../ports/transcriber.ts';
import { drawPrompt } from './draw-prompt.ts';
import { createHeldMachine } from './held-machine.ts';

export type LocalParts = {
  /** Opened when something is asked, closed when nothing was for a while. */
  readonly openMachine: (signal: AbortSignal) => Promise<FilmMachine>;
  /** A sound file, hostile like every other, as 48 kHz mono. */
  readonly hear: (bytes: Uint8Array, signal: AbortSignal) => Promise<Float32Array>;
  /** Undefined: Whisper is not installed. */
  readonly transcriber: Transcriber | undefined;
  readonly voices: readonly string[];
};

export type LocalProvider = { readonly kind: ProviderKind; close(): Promise<void> };

const usualVoice = 'af_heart';
const filmHz = 48_000;
const whisperHz = 16_000;

const finished = (made: Made): Finished => ({ state: 'finished', made });

const cannot = (what: string): ProviderFailure => new ProviderFailure('provider-rejected', what, { taken: 'no' });

/** What Kokoro's names mean: `af_heart` is an American woman. */
const voiceOf = (id: string): ProviderVoice => {
  const [accent = '', gender = ''] = id;
  const languages: Readonly<Record<string, string>> = {
    a: 'en-US',
    b: 'en-GB',
    e: 'es',
    f: 'fr',
    h: 'hi',
    i: 'it',
    j: 'ja',
    p: 'pt-BR',
    z: 'zh',
  };
  return {
    ...{ id, name: id.slice(3).replace(/^./, (letter) => letter.toUpperCase()), models: ['kokoro'] },
    gender: gender === 'f' ? 'female' : 'male',
    ...(languages[accent] !== undefined && { languages: [languages[accent]] }),
  };
};

const speak = async (
  ask: SpeechAsk,
  { signal }: CallContext,
  { tools }: FilmMachine,
  known: readonly string[],
): Promise<Finished> => {
  const voice = ask.voice === 'local' || ask.voice === '' ? usualVoice : ask.voice;
  if (known.length > 0 && !known.includes(voice))
    throw cannot(`There is no voice “${voice.slice(0, 60)}” on this machine; there are ${known.join(', ')}.`);
  const notes = [
    ...(ask.instructions === undefined ? [] : ['This voice takes no instructions.']),
    ...(ask.seed === undefined ? [] : ['This voice takes no seed: it always says a line alike.']),
  ];
  const said = await tools.voice.speak(
    {
      ...{ text: ask.text, emphasis: [], pronunciations: {}, emotion: 'neutral', emotionStrength: 0 },
      voice: { engine: 'kokoro', voice, speed: Math.min(2, Math.max(0.5, ask.speed ?? 1)), pitchSemitones: 0 },
      ...{ delivery: 'normal', channel: 'direct', interior: false },
    },
    signal,
  );
  if (said.unspoken && said.unspoken.length > 0) notes.push(`Not spoken: ${said.unspoken.join(', ')}.`);
  return finished({
    files: [{ kind: 'bytes', bytes: await tools.blobs.get(said.audio), mediaType: 'audio/wav' }],
    words: said.words.map(({ text, startMs, endMs }) => ({ text, startMs, endMs })),
    ...(notes.length > 0 && { notes }),
    usage: { characters: ask.text.length, seconds: said.durationMs / 1000 },
  });
};

const read = (ask: TextAsk): Finished => {
  if (ask.answer)
    throw cannot(
      'This machine has no language model: `local/rules` reads scripts and answers with their breakdown. Leave out the schema, or ask another model.',
    );
  const { screenplay } = readScript(new TextEncoder().encode(ask.prompt), 'prompt');
  const breakdown = breakDown(screenplay, { fileName: 'prompt' });
  return finished({ files: [], text: formatBreakdown(breakdown), object: breakdown, usage: {} });
};

const listen = async (ask: TranscriptAsk, call: CallContext, { transcriber, hear }: LocalParts): Promise<Finished> => {
  if (!transcriber)
    throw cannot('Whisper is not installed on this machine; `npm ci` installs it (an optional dependency).');
  const sound = await hear(await call.read(ask.audio.media), call.signal);
  const { text, words } = await transcriber.transcribe(resample(sound, filmHz, whisperHz), call.signal);
  return finished({ files: [], text, words, usage: { seconds: sound.length / filmHz } });
};

/** The kind for the shelf. `close` ends what is open. */
export const createLocalProvider = (parts: LocalParts): LocalProvider => {
  const machine = createHeldMachine(parts.openMachine);
  const kind: ProviderKind = {
    ...{ name: 'local', title: 'This machine', aliases: {}, baseUrl: '', needsKey: 'none', keyVariables: [] },
    ...{ builtFrom: [], verifiedLive: false, submitsOnce: true, fileHosts: [] },
    usually: { atOnce: 1, perMinute: 600 },
    open: () => ({
      makers: {
        text: { start: async (ask) => read(ask) },
        speech: { start: (ask, call) => machine.use((open) => speak(ask, call, open, parts.voices), call.signal) },
        image: {
          start: (ask, call) =>
            machine.use(async (open) => finished(await drawPrompt(ask, open, call.signal)), call.signal),
        },
        transcript: { start: (ask, call) => listen(ask, call, parts) },
      },
      voices: async () => parts.voices.map(voiceOf),
    }),
  };
  return {
    kind,
    close: async () => {
      await machine.close();
      await parts.transcriber?.close();
    },
  };
};
