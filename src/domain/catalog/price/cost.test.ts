import { describe, expect, test } from 'vitest';
import type { Usage } from '../../generation/answer.types.ts';
import type { Ask, AskOf, Reference } from '../../generation/ask.types.ts';
import { costOf, modelCatalog, nameOf } from '../catalog.ts';
import type { ModelRecord } from '../model.types.ts';

const today = '2026-11-20';
const modelOf = (name: string): ModelRecord => {
  const record = modelCatalog.records.find((each) => nameOf(each) === name);
  if (!record) throw new Error(`no ${name}`);
  return record;
};
const media = { sha256: 'a'.repeat(64), sizeBytes: 1000, mediaType: 'application/octet-stream' };
const file = (kind: Reference['kind'], more: Partial<Reference> = {}): Reference => ({
  role: 'reference',
  kind,
  media,
  ...more,
});
const video = (ask: Partial<AskOf<'video'>> = {}): AskOf<'video'> => ({
  type: 'video',
  prompt: 'A door opens',
  durationSeconds: 8,
  ...ask,
});
const picture = (ask: Partial<AskOf<'image'>> = {}): AskOf<'image'> => ({
  type: 'image',
  prompt: 'A door',
  count: 1,
  ...ask,
});
const text = (ask: Partial<AskOf<'text'>> = {}): AskOf<'text'> => ({
  type: 'text',
  prompt: 'Hello',
  maxOutputTokens: 1000,
  ...ask,
});
const speech = (words: string): Ask => ({ type: 'speech', text: words, voice: 'a' });

describe('CAT-18 what a call cost', () => {
  const cost = (model: string | ModelRecord, ask: Ask, usage: Usage, day = today) =>
    costOf(typeof model === 'string' ? modelOf(model) : model, ask, usage, day);

  test('CAT-18 C5 what the vendor says it billed is the truth, rounded up', () => {
    expect(cost('openai/gpt-6-luna', text(), { billedMicros: 12.2, inputTokens: 1e9 })).toBe(13);
    expect(cost('openai/gpt-4o-mini-tts', speech('a'), { billedMicros: 0 })).toBe(0);
  });

  test('CAT-18 tokens: cached ones at their price, tiers by what really went in', () => {
    const sunburst = modelOf('openai/gpt-image-2.6-sunburst');
    expect(cost(sunburst, picture(), { inputTokens: 1000, cachedInputTokens: 400, outputTokens: 5000 })).toBe(
      3000 + 500 + 150_000,
    );
    expect(
      cost(sunburst, picture({ references: [file('image')] }), {
        inputTokens: 1000,
        imageInputTokens: 900,
        outputTokens: 5000,
      }),
    ).toBe(500 + 7200 + 150_000);
    expect(
      cost('openai/gpt-6.1-sol', text({ prompt: 'x'.repeat(300_000) }), { inputTokens: 80_000, outputTokens: 10 }),
    ).toBe(160_100);
    expect(
      cost('openai/gpt-6.1-sol', text({ prompt: 'x'.repeat(300_000) }), { inputTokens: 272_001, outputTokens: 10 }),
    ).toBe(272_001 * 4 + 150);
  });

  test('CAT-18 the sum is enough where the price does not tell kinds of input apart', () => {
    const shown = text({ references: [file('image')] });
    expect(cost('anthropic/claude-sonnet-5-5', shown, { inputTokens: 5000, outputTokens: 100 })).toBe(11_000);
    const wide = text({ references: [file('image', { width: 4000, height: 4000 })] });
    expect(cost('openai/gpt-6-astra', wide, { inputTokens: 300_000, outputTokens: 1 })).toBe(6_000_075);
  });

  test('CAT-18 a vendor’s count decides before a price of what was asked', () => {
    const banana = modelOf('gemini/gemini-nano-banana-2.1');
    const usage = { inputTokens: 20, outputTokens: 1500, imageOutputTokens: 1120 };
    expect(cost(banana, picture({ resolution: '1K' }), usage)).toBe(30 + 1120 * 30 + 380 * 7.5);
    expect(cost(banana, picture({ resolution: '4K' }), { ...usage, imageOutputTokens: 2600, outputTokens: 2600 })).toBe(
      30 + 78_000,
    );
  });

  test('CAT-18 units as asked, or as counted', () => {
    expect(cost('fal/kling/v4/text-to-video', video({ resolution: '720p' }), {})).toBe(8 * 157_000);
    expect(cost('fal/kling/v4/text-to-video', video({ resolution: '720p' }), { seconds: 5 })).toBe(5 * 157_000);
    expect(cost('fal/fal-ai/flux-pro/kontext', picture({ count: 4 }), { images: 3 })).toBe(120_000);
    expect(cost('elevenlabs/eleven_v4', speech('x'.repeat(1000)), { characters: 900 })).toBe(72_000);
    expect(
      cost('fal/fal-ai/flux-2-trainer', { type: 'lora', examples: [], triggerWord: 'x', steps: 1000 }, { steps: 500 }),
    ).toBe(3_200_000);
    expect(
      cost('fal/bytedance/seedance-2.0/text-to-video', video({ resolution: '720p' }), { videoOutputTokens: 100_000 }),
    ).toBe(1_400_000);
  });

  test('CAT-18 what nobody counted is unknown, not guessed', () => {
    expect(cost('openai/gpt-6-luna', text(), {})).toBeUndefined();
    expect(cost('openai/gpt-6-luna', text(), { inputTokens: 10 })).toBeUndefined();
    expect(
      cost('openai/gpt-image-2', picture({ references: [file('image')] }), { inputTokens: 100, outputTokens: 100 }),
    ).toBeUndefined();
    expect(
      cost('fal/fal-ai/flux-lora-fast-training', { type: 'lora', examples: [], triggerWord: 'x', steps: 1 }, {}),
    ).toBeUndefined();
  });

  test('CAT-18 absurd counts are taken as not said', () => {
    for (const absurd of [Number.NaN, Number.POSITIVE_INFINITY, -5, 1e300]) {
      expect(
        cost('openai/gpt-6-luna', text(), {
          inputTokens: absurd,
          outputTokens: absurd,
          billedMicros: absurd === 1e300 ? Number.NaN : absurd,
        }),
      ).toBeUndefined();
      expect(cost('fal/fal-ai/flux-pro/kontext', picture(), { images: absurd })).toBe(40_000);
    }
  });
});
