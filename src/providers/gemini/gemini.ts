/**
 * Google's Gemini API: texts, pictures by its own image models (Imagen is retired), clips by Veo and Omni, speech.
 * Clips are spoken to directly: the AI SDK writes the key into the addresses of Veo's files, and waits for Omni within one process.
 */
import type { Makers, ProviderAccess, ProviderKind } from '../../ports/provider.ts';
import { tryKey, type VendorLine } from '../wire/wire.ts';
import { imageMaker } from './images.ts';
import { listModels, testModels } from './models.ts';
import { speechMaker, voices } from './speech.ts';
import { textMaker } from './text.ts';
import { readGoogleTrouble } from './trouble.ts';
import { videoMaker } from './videos.ts';

const lineOf = (access: ProviderAccess): VendorLine => ({
  title: 'Gemini',
  access,
  headers: { 'x-goog-api-key': access.key ?? '' },
  readTrouble: readGoogleTrouble,
  needsKey: true,
});

const makersOn = (line: VendorLine): Makers => ({
  text: textMaker(line),
  image: imageMaker(line),
  video: videoMaker(line),
  speech: speechMaker(line),
});

export const gemini: ProviderKind = {
  name: 'gemini',
  title: 'Google Gemini',
  aliases: {
    google: {},
    'nano-banana': { model: 'gemini-nano-banana-2.1' },
    veo3: { model: 'veo-3.1-generate-preview' },
  },
  baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
  needsKey: 'yes',
  keyVariables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'],
  keyPage: 'https://aistudio.google.com/apikey',
  builtFrom: [
    { url: 'https://ai.google.dev/api', checkedAt: '2026-11-20' },
    { url: 'https://ai.google.dev/gemini-api/docs/video', checkedAt: '2026-11-20' },
    { url: 'npm:@google/genai@3.1.0', checkedAt: '2026-11-20' },
    { url: 'npm:@ai-sdk/google@4.0.121', checkedAt: '2026-11-20' },
  ],
  verifiedLive: false,
  submitsOnce: false,
  usually: { atOnce: 5, perMinute: 60 },
  // A picture in 4K comes inside of the answer; thinking models are silent for minutes.
  answers: { withinMs: 300_000, mostBytes: 96 * 1024 * 1024 },
  fileHosts: ['generativelanguage.googleapis.com', '*.googleusercontent.com', 'storage.googleapis.com'],
  open: (access) => {
    const line = lineOf(access);
    return {
      makers: makersOn(line),
      fileHeaders: line.headers,
      testKey: (signal) => tryKey(() => testModels(line, signal)),
      discover: (signal) => listModels(line, signal),
      voices: async () => voices,
    };
  },
};
