/** ElevenLabs: speech with the times of its characters, sound effects, transcripts, and the voices of an account (C2, D2). */
import type { ProviderKind } from '../../ports/provider.ts';
import { listModels, testKey } from './account.ts';
import { lineTo } from './line.ts';
import { soundMaker } from './sound.ts';
import { speechMaker } from './speech.ts';
import { transcriptMaker } from './transcript.ts';
import { listVoices } from './voices.ts';

const checkedAt = '2026-11-20';

export const elevenlabs: ProviderKind = {
  name: 'elevenlabs',
  title: 'ElevenLabs',
  aliases: { eleven: {}, '11labs': {} },
  baseUrl: 'https://api.elevenlabs.io',
  needsKey: 'yes',
  keyVariables: ['ELEVENLABS_API_KEY', 'XI_API_KEY'],
  keyPage: 'https://elevenlabs.io/app/settings/api-keys',
  builtFrom: [
    { url: 'https://elevenlabs.io/docs/api-reference/text-to-speech/convert-with-timestamps', checkedAt },
    { url: 'https://elevenlabs.io/docs/api-reference/text-to-sound-effects/convert', checkedAt },
    { url: 'https://elevenlabs.io/docs/api-reference/speech-to-text/convert', checkedAt },
    { url: 'https://elevenlabs.io/docs/api-reference/voices/search', checkedAt },
    { url: 'https://elevenlabs.io/docs/eleven-api/resources/errors', checkedAt },
    { url: 'npm:@elevenlabs/elevenlabs-js@2.73.0', checkedAt },
  ],
  verifiedLive: false,
  submitsOnce: false,
  usually: { atOnce: 3, perMinute: 120 },
  fileHosts: [],
  // Ten minutes of speech come inside one answer, in Base64.
  answers: { withinMs: 180_000, mostBytes: 64 * 1024 * 1024 },
  open: (access) => {
    const line = lineTo(access);
    return {
      makers: { speech: speechMaker(line), sound: soundMaker(line), transcript: transcriptMaker(line) },
      testKey: (signal) => testKey(line, signal),
      discover: (signal) => listModels(line, signal),
      voices: (signal) => listVoices(line, signal),
    };
  },
};
