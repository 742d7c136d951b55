/** ElevenLabs: speech, sound effects, transcripts. Its real prices hang on the plan a person has: those here are other people's. */
import type { ModelRecord } from '../model.types.ts';
import { othersSay, type RecordFacts, recordsOf, source } from './record.ts';

const overview = source(
  'https://elevenlabs.io/docs/overview/models',
  'The vendor’s overview of models and their limits of characters: 5,000 with v3, 10,000 with multilingual v2, 40,000 with flash v2.5.',
);
const puter = source(
  'https://developer.puter.com',
  '$0.10 for a thousand characters with v3 and multilingual v2, $0.05 with flash v2.5 (site given, page not kept).',
  '2026-06',
);
const planNote =
  'What a character really costs hangs on your plan: set a price of your own for a ledger that agrees with your bill.';

const speech = { takes: ['text'], makes: 'speech' } as const;

const facts: readonly RecordFacts[] = [
  {
    ...speech,
    id: 'eleven_v4',
    title: 'Eleven v4',
    dialect: 'eleven-tags',
    limits: { promptChars: 10_000, takesSeed: true },
    prices: [othersSay('thousand-characters', '0.08')],
    lifeCycle: { released: '2026-09-29' },
    sources: [
      source('https://vercel.com/ai-gateway/models', 'A gateway lists $80 for a million characters (page not kept).'),
      source(
        'https://wavespeed.ai/blog/audio-and-voice-models/eleven-v4-api-guide/',
        'eleven_v4 takes 10,000 characters in a request.',
      ),
      overview,
    ],
    unknown: [
      'the vendor’s price',
      'release on 2026-09-28 or 2026-09-29',
      'whether it takes a seed is assumed from the shared request',
      'failuresCharged',
    ],
    notes: [planNote],
  },
  {
    ...speech,
    id: 'eleven_v4_turbo',
    title: 'Eleven v4 Turbo',
    dialect: 'eleven-tags',
    limits: { promptChars: 10_000, takesSeed: true },
    prices: [
      othersSay('thousand-characters', '0.02'),
      othersSay('thousand-characters', '0.04'),
      othersSay('thousand-characters', '0.046'),
    ],
    lifeCycle: { released: '2026-09-29' },
    sources: [
      source(
        'https://vercel.com/ai-gateway/models/eleven-v4-turbo.md',
        '$20 for a million characters; up to 10,000 characters in a request.',
      ),
      source('https://muapi.ai/vi/comparison/elevenlabs-v4-turbo', 'A reseller: $0.04 for a thousand characters.'),
      source(
        'https://docs.venice.ai/pt-BR/models/elevenlabs-tts-v4-turbo.md',
        '$46 for a million characters; released 2026-09-29.',
      ),
    ],
    unknown: ['the vendor’s price', 'whether it takes a seed is assumed from the shared request', 'failuresCharged'],
    notes: ['Sources disagree by more than twice; the dearest counts.', planNote],
  },
  {
    ...speech,
    id: 'eleven_v3',
    title: 'Eleven v3',
    dialect: 'eleven-tags',
    limits: { promptChars: 5000, takesSeed: true },
    prices: [othersSay('thousand-characters', '0.10')],
    sources: [
      puter,
      source('npm:@ai-sdk/elevenlabs', 'eleven_v3 is in the list of speech models.', '2026-09-22'),
      source(
        'https://fal.ai/models/fal-ai/elevenlabs/tts/eleven-v3/llms.txt',
        'fal resells v3 at $0.10 for a thousand characters (read through a stored copy).',
      ),
      overview,
    ],
    unknown: ['the vendor’s price', 'release date', 'failuresCharged'],
    notes: [planNote],
  },
  {
    ...speech,
    id: 'eleven_multilingual_v2',
    title: 'Eleven Multilingual v2',
    dialect: 'eleven',
    limits: { promptChars: 10_000, takesSeed: true },
    prices: [othersSay('thousand-characters', '0.10')],
    sources: [puter, overview],
    unknown: ['the vendor’s price', 'failuresCharged'],
    notes: [planNote],
  },
  {
    ...speech,
    id: 'eleven_flash_v2_5',
    title: 'Eleven Flash v2.5',
    dialect: 'eleven',
    limits: { promptChars: 40_000, takesSeed: true },
    prices: [othersSay('thousand-characters', '0.05')],
    sources: [puter, overview],
    unknown: ['the vendor’s price', 'failuresCharged'],
    notes: [planNote],
  },
  {
    id: 'eleven_text_to_sound_v2',
    title: 'Eleven Text to Sound v2',
    takes: ['text'],
    makes: 'sound',
    limits: { durationsSeconds: { min: 0.5, max: 30, step: null } },
    prices: [
      // One minute or one sound: nobody says which, and a sound is never longer than a minute, so the dearer is both.
      othersSay('minute', '0.138', undefined, { standsFor: 'reseller' }),
    ],
    sources: [
      source(
        'npm:@elevenlabs/elevenlabs-js',
        'textToSoundEffects: duration_seconds 0.5 to 30, loop, prompt_influence 0 to 1.',
        '2026-10-15',
      ),
      source(
        'https://docs.venice.ai/models/elevenlabs-sound-effects.md',
        'A reseller: $0.138 for a minute of sound; another third party says $0.12 for a generation.',
      ),
    ],
    unknown: ['the vendor’s price', 'length of a prompt', 'failuresCharged'],
    notes: [
      '$0.12 for a generation may really be for a minute, as fal takes ($0.002 a second); the dearest counts.',
      planNote,
    ],
  },
  {
    id: 'scribe_v2',
    title: 'Scribe v2',
    takes: ['audio'],
    makes: 'transcript',
    prices: [
      // $0.22 for an hour, as the source says, is this for a minute: exact to the last digit a price has, rounded up.
      othersSay('minute', '0.003666666666666667'),
    ],
    sources: [
      source(overview.url, 'scribe_v2 is in the overview; $0.22 for an hour is a third party’s figure.'),
      source('npm:@elevenlabs/elevenlabs-js', 'scribe_v2 is accepted as model id.', '2026-10-15'),
      source(
        'https://fal.ai/models/fal-ai/elevenlabs/speech-to-text/scribe-v2/llms.txt',
        'fal resells it at $0.008 for a minute, 30 % more with key terms (read through a stored copy).',
      ),
    ],
    unknown: ['the vendor’s price', 'how a started minute is billed', 'failuresCharged'],
    notes: [planNote],
  },
];

/** The models of ElevenLabs. */
export const elevenlabsRecords: readonly ModelRecord[] = recordsOf('elevenlabs', facts);
