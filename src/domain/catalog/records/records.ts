/** All records, a provider at a time. OpenRouter and servers at home have none here: they say themselves what they have. */
import type { ModelRecord } from '../model.types.ts';
import { anthropicRecords } from './anthropic.ts';
import { elevenlabsRecords } from './elevenlabs.ts';
import { falRecords } from './fal.ts';
import { geminiRecords } from './gemini.ts';
import { localRecords } from './local.ts';
import { openaiRecords } from './openai.ts';
import { syncRecords } from './sync.ts';

/** What is known on the day of the catalog. */
export const allRecords: readonly ModelRecord[] = [
  ...localRecords,
  ...openaiRecords,
  ...anthropicRecords,
  ...geminiRecords,
  ...falRecords,
  ...elevenlabsRecords,
  ...syncRecords,
];
