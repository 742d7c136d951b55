/** Every provider of the studio at the fake of its vendor, one line each. */
import { openaiUnderTest } from '../../kit/vendors/openai.ts';
import type { ProviderUnderTest } from './provider-under-test.ts';

export const providersUnderTest: readonly ProviderUnderTest[] = [openaiUnderTest];
