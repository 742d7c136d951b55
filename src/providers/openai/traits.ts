/**
 * Where OpenAI's models differ from each other. Sources: the image and audio pages of https://platform.openai.com/docs/api-reference, the
 * types of npm `openai@7.55.0` and the model table of npm `@ai-sdk/openai@4.0.118`, read 2026-11-20.
 */
import type { ImageTraits, SpeechTraits, TranscriptTraits, TranscriptWay } from '../openai-protocol/openai-protocol.ts';

export const imageTraits: ImageTraits = {
  asksForBase64: false,
  // From gpt-image-2 on, any size on the grid.
  sizes: (model) => (/^gpt-image-1(?:\D|$)/.test(model) ? ['1024x1024', '1536x1024', '1024x1536'] : undefined),
};

export const speechTraits: SpeechTraits = {
  countsTokens: (model) => model.startsWith('gpt-'),
  takesInstructions: (model) => model.startsWith('gpt-'),
};

const wayOf = (model: string): TranscriptWay => {
  if (model.startsWith('whisper')) return { format: 'verbose_json', hasWords: true, languageField: 'language' };
  if (model.includes('diarize')) return { format: 'diarized_json', hasWords: false, languageField: 'language' };
  return {
    format: 'json',
    hasWords: false,
    languageField: model.startsWith('gpt-transcribe') ? 'languages[]' : 'language',
  };
};

export const transcriptTraits: TranscriptTraits = { wayOf };
