/** ElevenLabs at a loopback address: answers as documented (elevenlabs-words.ts), characters counted in a header of its answers. */
import { elevenlabs } from '../../../src/providers/elevenlabs/elevenlabs.ts';
import type { ProviderUnderTest } from '../../contract/providers/provider-under-test.ts';
import { heardText } from '../../contract/providers/work/transcript.ts';
import {
  elevenlabsError,
  elevenlabsTroubles,
  soundQuery,
  soundRequest,
  speechRequest,
  transcriptFields,
} from './elevenlabs-words.ts';
import { silentMp3 } from './made-media.ts';
import type { Asked, Said, VendorWords } from './vendor-server.ts';

const goodKey = 'sk_0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778';
const knownVoice = 'kore';

/** Times of this text, a twentieth of a second for each character: of Unicode, not of UTF-16. */
export const alignmentOf = (text: string): object => {
  const characters = [...text];
  return {
    characters,
    character_start_times_seconds: characters.map((_, at) => at / 20),
    character_end_times_seconds: characters.map((_, at) => (at + 1) / 20),
  };
};

const speak = (asked: Asked, voice: string): Said => {
  soundQuery.parse(Object.fromEntries(asked.search));
  const { text } = speechRequest.parse(asked.json());
  if (voice !== knownVoice)
    return elevenlabsError(404, 'voice_not_found', `A voice with the voice_id ${voice} was not found.`);
  return {
    headers: { 'x-character-count': String([...text].length), 'request-id': 'kx2' },
    json: {
      audio_base64: Buffer.from(silentMp3([...text].length / 20)).toString('base64'),
      alignment: alignmentOf(text),
      normalized_alignment: alignmentOf(` ${text} `),
    },
  };
};

const makeSound = (asked: Asked): Said => {
  soundQuery.parse(Object.fromEntries(asked.search));
  const { duration_seconds } = soundRequest.parse(asked.json());
  return { bytes: silentMp3(duration_seconds ?? 1), headers: { 'content-type': 'audio/mpeg' } };
};

const hear = async (asked: Asked): Promise<Said> => {
  const form = await asked.form();
  transcriptFields.parse(Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')));
  if (!(form.get('file') instanceof File)) throw new Error('its sound is in “file”');
  const words = heardText
    .split(' ')
    .flatMap((text, at) => [
      ...(at === 0 ? [] : [{ text: ' ', type: 'spacing', start: at * 0.25 - 0.05, end: at * 0.25 }]),
      { text, type: 'word', start: at * 0.25, end: at * 0.25 + 0.2, logprob: -0.01, speaker_id: 'speaker_0' },
    ]);
  return {
    json: { language_code: 'en', language_probability: 0.98, text: heardText, words, audio_duration_secs: 0.75 },
  };
};

const models: Said = {
  json: [
    { model_id: 'eleven_v4', name: 'Eleven v4', can_do_text_to_speech: true, maximum_text_length_per_request: 5000 },
    { model_id: 'eleven_multilingual_v2', name: 'Eleven Multilingual v2', can_do_text_to_speech: true },
    { model_id: 'eleven_english_sts_v2', name: 'Eleven English v2', can_do_text_to_speech: false },
  ],
};

const voices = ({ search }: Asked): Said => {
  const isSecond = search.get('next_page_token') === 'n2';
  const voice = {
    voice_id: isSecond ? 'JBFqnCBsd6RMkjVDRZzb' : knownVoice,
    name: isSecond ? 'George' : 'Kore',
    labels: { accent: 'British', age: 'middle-aged', gender: 'male', language: 'en' },
    description: null,
    verified_languages: isSecond
      ? []
      : [{ language: 'en', locale: 'en-GB', model_id: 'eleven_v3', accent: 'british', preview_url: null }],
  };
  return { json: { voices: [voice], has_more: !isSecond, total_count: 2, next_page_token: isSecond ? null : 'n2' } };
};

const words = (): VendorWords => ({
  goodKey,
  keyOf: ({ headers }) => headers['xi-api-key'],
  answer: (asked) => {
    const [, voice] = /^\/v1\/text-to-speech\/([^/]+)\/with-timestamps$/.exec(asked.path) ?? [];
    if (asked.method === 'POST' && voice) return speak(asked, decodeURIComponent(voice));
    switch (`${asked.method} ${asked.path}`) {
      case 'POST /v1/sound-generation':
        return makeSound(asked);
      case 'POST /v1/speech-to-text':
        return hear(asked);
      case 'GET /v1/models':
        return models;
      case 'GET /v2/voices':
        return voices(asked);
      case 'GET /v1/user/subscription':
        return {
          json: { tier: 'creator', character_count: 4000, character_limit: 100_000, can_extend_character_limit: false },
        };
      default:
        throw new Error('ElevenLabs has no such path');
    }
  },
  troubles: elevenlabsTroubles(goodKey),
});

export const elevenlabsUnderTest: ProviderUnderTest = {
  kind: elevenlabs,
  basePath: '',
  words,
  isSubmit: ({ method }) => method === 'POST',
  works: [
    { type: 'speech', model: 'eleven_v4', can: { times: true, counts: true } },
    { type: 'speech', model: 'eleven_multilingual_v2', can: { times: true, counts: true } },
    { type: 'sound', model: 'eleven_text_to_sound_v2', can: { counts: true } },
    { type: 'transcript', model: 'scribe_v2', can: { times: true, counts: true } },
  ],
};
