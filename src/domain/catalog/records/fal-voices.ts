/** On fal: mouths moved to a voice, speech, sound effects. */
import { onFal, page, perSecond } from './fal-shared.ts';
import { othersSay, type RecordFacts, source, vendorSays } from './record.ts';

const lipsync = {
  takes: ['video', 'audio'],
  makes: 'lipsync',
  limits: { references: { images: 0, videos: 1, audios: 1 } },
} as const;

const models: readonly RecordFacts[] = [
  {
    ...lipsync,
    id: 'fal-ai/sync-lipsync/v3',
    title: 'Sync sync-3 on fal',
    prices: [vendorSays('minute', '8')],
    sources: [page('fal-ai/sync-lipsync/v3', '$8 a minute')],
    unknown: ['longest clip', 'how a started minute is billed'],
    notes: ['sync_mode: cut_off, loop, bounce, silence, remap.'],
  },
  {
    ...lipsync,
    id: 'fal-ai/sync-lipsync/v2',
    title: 'Sync lipsync-2 on fal',
    prices: [vendorSays('minute', '3')],
    sources: [page('fal-ai/sync-lipsync/v2', '$3 a minute for lipsync-2; lipsync-2-pro costs about 1.67 times that')],
    unknown: ['exact price of lipsync-2-pro', 'longest clip', 'how a started minute is billed'],
    notes: ['The price is that of its model lipsync-2. sync_mode: cut_off, loop, bounce, silence, remap.'],
  },
  {
    ...lipsync,
    id: 'veed/lipsync',
    title: 'VEED lip-sync on fal',
    prices: [vendorSays('minute', '0.4')],
    sources: [page('veed/lipsync', '$0.4 a minute')],
    unknown: ['longest clip', 'how a started minute is billed'],
  },
  {
    id: 'minimax/h3-max/lip-sync/image-to-video',
    title: 'H3 Max lip-sync, image to video',
    takes: ['text', 'image', 'audio'],
    makes: 'lipsync',
    limits: { resolutions: ['480p', '768p', '1080p', '2K'], references: { images: 1, videos: 0, audios: 1 } },
    prices: perSecond([
      ['480p', '0.05'],
      ['768p', '0.08'],
      ['1080p', '0.16'],
      ['2K', '0.32'],
    ]),
    sources: [
      page(
        'minimax/h3-max/lip-sync/image-to-video',
        '$0.05, $0.08, $0.16 and $0.32 a second at 480p, 768p, 1080p and 2K',
      ),
    ],
    unknown: ['longest clip', 'release date', 'resolution where none is asked'],
  },
  {
    id: 'elevenlabs/tts/eleven-v4',
    title: 'ElevenLabs v4 on fal',
    takes: ['text'],
    makes: 'speech',
    dialect: 'eleven-tags',
    prices: [othersSay('thousand-characters', '0.08')],
    lifeCycle: { released: '2026-09-28' },
    sources: [
      source(
        'https://fal.ai/models/elevenlabs/tts/eleven-v4',
        'Id and $0.08 for a thousand characters as several public projects have them (page not read).',
      ),
    ],
    unknown: ['the vendor’s price page', 'length of a text', 'seed'],
    notes: [
      'Its sister elevenlabs/tts/eleven-v4-turbo costs $0.04, a third party says. Both spellings, elevenlabs/… and fal-ai/elevenlabs/…, appear in public code.',
    ],
  },
  {
    id: 'fal-ai/elevenlabs/sound-effects/v2',
    title: 'ElevenLabs sound effects on fal',
    takes: ['text'],
    makes: 'sound',
    prices: [vendorSays('second', '0.002')],
    sources: [page('fal-ai/elevenlabs/sound-effects/v2', '$0.002 a second')],
    unknown: ['durations (0.5 to 30 s at ElevenLabs itself)', 'length of a prompt', 'how a started second is billed'],
  },
];

/** Lip-sync, speech and sound on fal. */
export const falVoices: readonly RecordFacts[] = models.map(onFal);
