/** Every provider of the studio at the fake of its vendor, one line each. */
import { anthropicUnderTest } from '../../kit/vendors/anthropic.ts';
import { deepgramUnderTest } from '../../kit/vendors/deepgram.ts';
import { elevenlabsUnderTest } from '../../kit/vendors/elevenlabs.ts';
import { falUnderTest } from '../../kit/vendors/fal.ts';
import { geminiUnderTest } from '../../kit/vendors/gemini.ts';
import { openaiUnderTest } from '../../kit/vendors/openai.ts';
import { openaiCompatibleUnderTest } from '../../kit/vendors/openai-compatible.ts';
import { openrouterUnderTest } from '../../kit/vendors/openrouter.ts';
import { syncUnderTest } from '../../kit/vendors/sync.ts';
import type { ProviderUnderTest } from './provider-under-test.ts';

export const providersUnderTest: readonly ProviderUnderTest[] = [
  openaiUnderTest,
  anthropicUnderTest,
  geminiUnderTest,
  openaiCompatibleUnderTest,
  openrouterUnderTest,
  falUnderTest,
  elevenlabsUnderTest,
  syncUnderTest,
  // The worked example of docs/add-a-provider.md.
  deepgramUnderTest,
];
