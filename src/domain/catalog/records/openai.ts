/** OpenAI: text, speech and transcripts. Pictures and clips are in openai-pictures.ts. */
import type { ModelRecord } from '../model.types.ts';
import { openaiPictures } from './openai-pictures.ts';
import { othersSay, type RecordFacts, recordsOf, source, tokens, vendorSays } from './record.ts';

const modelList = 'https://developers.openai.com/ko-KR/api/docs/models';
const thirdPartyList = 'npm:@earendil-works/pi-ai';

/** Long requests are dearer as a whole: above 272,000 input tokens both prices rise. */
const upTo = { inputTokensUpTo: 272_000 } as const;
const above = { inputTokensAbove: 272_000 } as const;

type TextModel = {
  readonly id: string;
  readonly title: string;
  readonly usual: readonly [string, string];
  readonly long: readonly [string, string];
};

const textModel = ({ id, title, usual, long }: TextModel): RecordFacts => ({
  id,
  title,
  takes: ['text', 'image'],
  makes: 'text',
  limits: { contextTokens: 1_050_000, outputTokens: 128_000, inputTokens: 922_000 },
  prices: [...tokens(vendorSays, ...usual, upTo), ...tokens(othersSay, ...long, above)],
  sources: [
    source(
      modelList,
      `Model list: $${usual[0]} for a million input tokens, $${usual[1]} for a million output tokens; 1.05M context, 128K output; text and image in.`,
    ),
    source(
      thirdPartyList,
      `$${long[0]} and $${long[1]} above 272k input tokens; context 1,050,000, input 922,000, output 128,000.`,
      '2026-11-10',
    ),
    source('npm:@ai-sdk/openai', `${id} is in the list of chat and responses models.`),
  ],
  unknown: ['failuresCharged', 'tokens of a picture of the request'],
  notes: ['The price above 272,000 input tokens is stated by a third party only.'],
});

const pictureTokens = source(
  'https://huggingface.co/datasets/JOHNISKING/image-token-cost',
  'Measured input tokens of one picture with GPT-6 Astra at default detail: 1.2 for each square of 32 pixels, from 77 (256x256) to 14,364 (4032x3024), without a cap.',
);

const astra = textModel({ id: 'gpt-6-astra', title: 'GPT-6 Astra', usual: ['10', '50'], long: ['20', '75'] });

const text: readonly RecordFacts[] = [
  {
    ...astra,
    imageInputTokens: { squareSide: 32, hundredthsEach: 120 },
    sources: [...astra.sources, pictureTokens],
    unknown: ['failuresCharged', 'release date'],
  },
  {
    ...textModel({ id: 'gpt-6.1-sol', title: 'GPT-6.1 Sol', usual: ['2', '10'], long: ['4', '15'] }),
    alsoIds: ['gpt-6.1-sol-2026-09-29'],
    lifeCycle: { released: '2026-09-29' },
    sources: [
      ...textModel({ id: 'gpt-6.1-sol', title: 'GPT-6.1 Sol', usual: ['2', '10'], long: ['4', '15'] }).sources,
      source('https://docs.litellm.ai/blog/gpt_6_1_sol', 'Snapshot gpt-6.1-sol-2026-09-29.'),
    ],
  },
  textModel({ id: 'gpt-6.1-terra', title: 'GPT-6.1 Terra', usual: ['1', '5'], long: ['2', '7.5'] }),
  textModel({ id: 'gpt-6-luna', title: 'GPT-6 Luna', usual: ['0.1', '0.5'], long: ['0.2', '0.75'] }),
];

const speechGuide = source(
  'https://developers.openai.com/api/docs/guides/text-to-speech',
  'tts-1, tts-1-hd and gpt-4o-mini-tts are deprecated and shut down on 2027-01-06; the way on is gpt-realtime-2.1-mini on the Realtime API.',
);
const speechLimit = source('npm:openai', 'The input of audio.speech has at most 4096 characters.', '2026-11-10');
const speechLife = { shutdown: '2027-01-06', replacement: 'gpt-realtime-2.1-mini' } as const;

const speech: readonly RecordFacts[] = [
  {
    id: 'gpt-4o-mini-tts',
    title: 'GPT-4o mini TTS',
    alsoIds: ['gpt-4o-mini-tts-2025-12-15', 'gpt-4o-mini-tts-2025-03-20'],
    takes: ['text'],
    makes: 'speech',
    status: 'deprecated',
    dialect: 'openai-speech',
    limits: { promptChars: 4096, contextTokens: 2000, inputTokens: 2000 },
    prices: [
      vendorSays('million-input-tokens', '0.60', { modality: 'text' }),
      vendorSays('million-output-tokens', '12', { modality: 'audio' }),
    ],
    lifeCycle: speechLife,
    sources: [
      speechGuide,
      speechLimit,
      source(
        'https://developers.openai.com/ja-JP/api/docs/models/gpt-4o-mini-tts',
        'Text input $0.60 and audio output $12 for a million tokens; at most 2,000 input tokens.',
      ),
    ],
    unknown: [
      'failuresCharged',
      'the most audio tokens of one answer, so nothing bounds a price before the call',
      'day of the deprecation notice',
    ],
    notes: [
      'The answer does not say how many tokens it had: set a price per thousand characters of your own to use it.',
    ],
  },
  {
    id: 'tts-1',
    title: 'TTS-1',
    takes: ['text'],
    makes: 'speech',
    status: 'deprecated',
    dialect: 'speech',
    limits: { promptChars: 4096 },
    prices: [vendorSays('thousand-characters', '0.015')],
    lifeCycle: speechLife,
    sources: [
      speechGuide,
      speechLimit,
      source('https://developers.openai.com/api/docs/models/tts-1', '$15 for a million characters.'),
    ],
    unknown: ['failuresCharged', 'day of the deprecation notice'],
  },
  {
    id: 'tts-1-hd',
    title: 'TTS-1 HD',
    takes: ['text'],
    makes: 'speech',
    status: 'deprecated',
    dialect: 'speech',
    limits: { promptChars: 4096 },
    prices: [vendorSays('thousand-characters', '0.03')],
    lifeCycle: speechLife,
    sources: [
      speechGuide,
      speechLimit,
      source('https://developers.openai.com/api/docs/models/tts-1-hd.md', '$30 for a million characters.'),
    ],
    unknown: ['failuresCharged', 'day of the deprecation notice'],
  },
  {
    id: 'gpt-realtime-2.1-mini',
    title: 'GPT Realtime 2.1 mini',
    takes: ['text', 'audio'],
    makes: 'speech',
    dialect: 'speech',
    sources: [source(speechGuide.url, 'Named as the successor of the models of the speech endpoint.')],
    unknown: ['price', 'limits', 'release date', 'failuresCharged'],
    notes: ['A model of the Realtime API: it does not answer the requests that its predecessors answer.'],
  },
];

const transcripts: readonly RecordFacts[] = [
  {
    id: 'gpt-transcribe',
    title: 'GPT Transcribe',
    takes: ['audio'],
    makes: 'transcript',
    prices: [vendorSays('minute', '0.0045')],
    sources: [
      source('https://developers.openai.com/api/docs/models/gpt-transcribe.md', '$0.0045 for a minute of audio.'),
    ],
    unknown: ['release date', 'largest file', 'failuresCharged', 'how a started minute is billed'],
  },
  {
    id: 'gpt-4o-transcribe',
    title: 'GPT-4o Transcribe',
    takes: ['audio', 'text'],
    makes: 'transcript',
    limits: { contextTokens: 16_000, outputTokens: 2000 },
    prices: tokens(vendorSays, '2.5', '10'),
    sources: [
      source(
        'https://developers.openai.com/api/docs/models/gpt-4o-transcribe.md',
        '$2.50 for a million input tokens, $10 for a million output tokens; context 16k, output 2k.',
      ),
    ],
    unknown: [
      'whether the end of gpt-4o announced for 2027-01-14 covers it',
      'failuresCharged',
      'tokens of a second of audio',
    ],
  },
  {
    id: 'gpt-4o-transcribe-diarize',
    title: 'GPT-4o Transcribe Diarize',
    takes: ['audio'],
    makes: 'transcript',
    sources: [source('npm:@ai-sdk/openai', 'gpt-4o-transcribe-diarize is in the list of transcription models.')],
    unknown: ['price', 'limits', 'life-cycle', 'failuresCharged'],
  },
  {
    id: 'whisper-1',
    title: 'Whisper',
    takes: ['audio'],
    makes: 'transcript',
    limits: { referenceBytes: { audios: 25_000_000 } },
    prices: [vendorSays('minute', '0.006', undefined, { rounding: 'second' })],
    sources: [
      source('https://developers.openai.com/ja-JP/api/docs/models/whisper-1', '$0.006 for a minute.'),
      source(
        'https://openrouter.ai/openai/whisper-1/api',
        'Billed to the nearest second of audio; files of up to 25 MB.',
      ),
    ],
    unknown: ['life-cycle', 'failuresCharged'],
  },
];

/** The models of OpenAI. */
export const openaiRecords: readonly ModelRecord[] = recordsOf('openai', [
  ...text,
  ...openaiPictures,
  ...speech,
  ...transcripts,
]);
