import { describe, expect, test } from 'vitest';
import type { Usage } from '../../generation/answer.types.ts';
import type { Ask, AskOf, Reference } from '../../generation/ask.types.ts';
import { pick, type Random, seededRandom } from '../../random.ts';
import { costOf, createCatalog, mergeCatalog, modelCatalog, nameOf, type Quote, quoteAsk } from '../catalog.ts';
import type { ModelRecord, Sku } from '../model.types.ts';
import { utf8Bytes } from './amounts.ts';

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
const lipsync = (face: Partial<Reference>, seconds: number): Ask => ({
  type: 'lipsync',
  face: file('video', { role: 'source', ...face }),
  voice: file('audio', { role: 'source', seconds }),
});

const priced = (quote: Quote): { micros: number; isExact: boolean } => {
  if ('unknown' in quote) throw new Error(quote.unknown);
  return { micros: quote.micros, isExact: quote.isExact };
};
const quoted = (model: string | ModelRecord, ask: Ask, day = today) =>
  priced(quoteAsk(typeof model === 'string' ? modelOf(model) : model, ask, day));
const unknownOf = (model: string | ModelRecord, ask: Ask): string => {
  const quote = quoteAsk(typeof model === 'string' ? modelOf(model) : model, ask, today);
  return 'unknown' in quote ? quote.unknown : `priced at ${quote.micros}`;
};

/** A model with prices of its own making. */
const made = (makes: ModelRecord['makes'], prices: readonly Sku[], more: Partial<ModelRecord> = {}): ModelRecord => {
  const [record] = mergeCatalog(
    [],
    [{ provider: 'test', id: 'm', makes, takes: ['text', 'image', 'video', 'audio'], prices, ...more }],
  );
  return record as ModelRecord;
};
const sku = (unit: Sku['unit'], dollars: string, more: Partial<Sku> = {}): Sku => ({
  unit,
  dollars,
  said: 'vendor',
  ...more,
});

describe('CAT-13 what is billed as it is asked is quoted exactly', () => {
  test.each([
    [
      'seconds by resolution',
      'fal/kling/v4/text-to-video',
      video({ durationSeconds: 5, resolution: '1080p' }),
      1_175_000,
    ],
    ['a resolution in other letters', 'fal/minimax/h3/text-to-video', video({ resolution: '768p' }), 640_000],
    ['seconds with sound', 'fal/fal-ai/veo3.1', video({ resolution: '4k', audio: true }), 4_800_000],
    ['seconds without sound', 'fal/fal-ai/veo3.1', video({ resolution: '720p', audio: false }), 1_600_000],
    [
      'a clip, by its length',
      'fal/fal-ai/minimax/hailuo-2.3/standard/text-to-video',
      video({ durationSeconds: 10 }),
      560_000,
    ],
    ['pictures', 'fal/fal-ai/flux-pro/kontext', picture({ count: 3 }), 120_000],
    [
      'steps',
      'fal/fal-ai/flux-2-trainer',
      { type: 'lora', examples: [], triggerWord: 'x', steps: 1000 } as Ask,
      6_400_000,
    ],
    ['characters', 'openai/tts-1', speech('Hello, Mara.'), 180],
    [
      'seconds of an hour’s price',
      'openai/whisper-1',
      { type: 'transcript', audio: file('audio', { seconds: 7.3 }) } as Ask,
      800,
    ],
    ['frames', 'sync/lipsync-2', lipsync({ seconds: 4, fps: 25 }, 4), 200_000],
    ['frames at another rate', 'sync/lipsync-2', lipsync({ seconds: 4, fps: 30 }, 4), 240_000],
    ['frames of 29.97 a second, whole ones', 'sync/sync-3', lipsync({ seconds: 1, fps: 30_000 / 1001 }, 1), 159_600],
    [
      'input and output of a clip',
      'fal/kling/v4/reference-to-video',
      video({ durationSeconds: 5, resolution: '720p', references: [file('video', { seconds: 7 })] }),
      1_128_000,
    ],
    [
      'at least twice the output',
      'fal/kling/v4/reference-to-video',
      video({ durationSeconds: 5, resolution: '720p', references: [file('video', { seconds: 2 })] }),
      940_000,
    ],
    [
      'the fifth reference picture, free',
      'fal/minimax/h3/reference-to-video',
      video({ resolution: '480P', references: Array.from({ length: 5 }, () => file('image')) }),
      400_000,
    ],
    [
      'the seventh, not',
      'fal/minimax/h3/reference-to-video',
      video({ resolution: '480P', references: Array.from({ length: 7 }, () => file('image')) }),
      560_000,
    ],
    ['one megapixel', 'fal/fal-ai/flux/dev', picture({ width: 1024, height: 1024 }), 25_000],
    [
      'a first and a further megapixel, as the page’s own example',
      'fal/fal-ai/flux-2-pro',
      picture({ width: 1920, height: 1080 }),
      45_000,
    ],
    [
      'the same for each of two pictures',
      'fal/fal-ai/flux-2-pro',
      picture({ width: 1920, height: 1080, count: 2 }),
      90_000,
    ],
    ['nothing, at home', 'local/kokoro', speech('Hello'), 0],
  ])('CAT-13 C5 %s', (_, model, ask, micros) => {
    expect(quoted(model, ask)).toEqual({ micros, isExact: true });
  });

  test('CAT-13 least quantities, whole units, fractions', () => {
    const ask = video({ durationSeconds: 3.2 });
    expect(quoted(made('video', [sku('second', '0.1', { rounding: 'none' })]), ask)).toEqual({
      micros: 320_000,
      isExact: true,
    });
    expect(quoted(made('video', [sku('second', '0.1', { rounding: 'second' })]), ask)).toEqual({
      micros: 400_000,
      isExact: true,
    });
    expect(quoted(made('video', [sku('second', '0.1')]), ask)).toEqual({ micros: 400_000, isExact: false });
    expect(quoted(made('video', [sku('minute', '6', { rounding: 'unit' })]), ask)).toEqual({
      micros: 6_000_000,
      isExact: true,
    });
    expect(quoted(made('video', [sku('minute', '6', { rounding: 'none' })]), ask)).toEqual({
      micros: 320_000,
      isExact: true,
    });
    expect(quoted(made('video', [sku('second', '0.1', { rounding: 'none', atLeast: 5 })]), ask)).toEqual({
      micros: 500_000,
      isExact: true,
    });
  });
});

describe('CAT-14 what is billed by tokens is never quoted below what can be billed', () => {
  const luna = modelOf('openai/gpt-6-luna');

  test('CAT-14 C5 a token a byte, a frame around it, all of the output', () => {
    // 5 bytes and the frame of 64 at $0.10, 1,000 at $0.50 a million.
    expect(quoted(luna, text())).toEqual({ micros: Math.ceil((69 * 100_000 + 1000 * 500_000) / 1e6), isExact: false });
    expect(utf8Bytes('é😀ل\ud800')).toBe(2 + 4 + 2 + 3);
    for (const words of ['日本語のテキスト', '🦄🦄🦄', 'ñ'.repeat(100), 'a\ud800b'])
      expect(utf8Bytes(words)).toBe(Buffer.byteLength(words, 'utf8'));
  });

  test('CAT-14 system words, schemas and files count', () => {
    const plain = quoted(luna, text()).micros;
    expect(quoted(luna, text({ system: 'x'.repeat(1_000_000) })).micros).toBeGreaterThan(plain + 100_000);
    expect(
      quoted(luna, text({ answer: { name: 'a', schema: { type: 'object', description: 'x'.repeat(50_000) } } })).micros,
    ).toBeGreaterThan(plain + 10_000);
  });

  test('CAT-14 a prompt that may reach the dear tier is quoted in it', () => {
    const sol = modelOf('openai/gpt-6.1-sol');
    expect(quoted(sol, text({ prompt: 'x'.repeat(271_936) })).micros).toBe(272_000 * 2 + 10_000);
    expect(quoted(sol, text({ prompt: 'x'.repeat(271_937) })).micros).toBe(272_001 * 4 + 15_000);
  });

  test('CAT-14 pictures of a request, where their tokens are known', () => {
    const sonnet = modelOf('anthropic/claude-sonnet-5-5');
    const one = quoted(sonnet, text({ references: [file('image')] })).micros;
    expect(one).toBeGreaterThanOrEqual(quoted(sonnet, text()).micros + 10_000);
    const astra = modelOf('openai/gpt-6-astra');
    const measured =
      quoted(astra, text({ references: [file('image', { width: 4032, height: 3024 })] })).micros -
      quoted(astra, text()).micros;
    expect(measured).toBe((14_364 + 100) * 10);
    expect(unknownOf(astra, text({ references: [file('image')] }))).toContain(
      'how many pixels the pictures of the request have',
    );
    expect(unknownOf(luna, text({ references: [file('image', { width: 10, height: 10 })] }))).toContain(
      'how many tokens a picture of the request has',
    );
    expect(unknownOf('gemini/gemini-3.8-flash', text({ references: [file('video', { seconds: 3 })] }))).toContain(
      'how many tokens a second of video in the request has',
    );
  });

  test('CAT-14 pictures that are made, as OpenAI counts them', () => {
    const gpt = modelOf('openai/gpt-image-2');
    const tokens = (width: number, height: number, quality: string): number =>
      Math.round((quoted(gpt, picture({ prompt: '', width, height, quality })).micros - quotedInput) / 30);
    const quotedInput = Math.ceil(64 * 5);
    expect([
      tokens(1024, 1024, 'high'),
      tokens(1536, 1024, 'high'),
      tokens(1792, 1024, 'high'),
      tokens(3584, 2048, 'high'),
    ]).toEqual([7024, 5488, 5063, 12_329]);
    expect(tokens(1024, 1024, 'low')).toBe(196);
    expect(quoted(gpt, picture({ count: 4, width: 1024, height: 1024, quality: 'low' })).micros).toBe(
      4 * quoted(gpt, picture({ width: 1024, height: 1024, quality: 'low' })).micros,
    );
  });

  test('CAT-14 words beside pictures count for each of them', () => {
    const banana = modelOf('gemini/gemini-nano-banana-2.1');
    const of = (count: number): number => quoted(banana, picture({ count, resolution: '1K' })).micros;
    expect(of(1)).toBe(33_600 + Math.ceil(4096 * 7.5 + (6 + 64) * 1.5));
    expect(of(3)).toBeGreaterThanOrEqual(3 * of(1) - 3);
    expect(of(3)).toBeLessThanOrEqual(3 * of(1));
  });

  test('CAT-14 video by its tokens', () => {
    const omni = modelOf('gemini/gemini-omni-1.1-flash');
    const { micros } = quoted(omni, video({ durationSeconds: 10, resolution: '720p' }));
    expect(micros).toBeGreaterThanOrEqual(57_920 * 17.5);
    expect(micros).toBeLessThan(57_920 * 17.5 + 4096 * 9 + 200 * 1.5);
    const seedance = modelOf('fal/bytedance/seedance-2.0/fast/text-to-video');
    expect(quoted(seedance, video({ durationSeconds: 5, resolution: '480p' }))).toEqual({
      micros: Math.ceil(Math.ceil((439_467 * 5 * 24) / 1024) * 11.2),
      isExact: false,
    });
    expect(quoted(seedance, video({ durationSeconds: 5, resolution: '720p' })).micros).toBeGreaterThanOrEqual(
      1_209_500,
    );
  });
});

describe('CAT-15 which price counts', () => {
  test('CAT-15 C5 prices of another day do not', () => {
    const argon = modelOf('gemini/gemini-4-argon');
    const november = quoted(argon, text(), '2026-11-30').micros;
    const december = quoted(argon, text(), '2026-12-01').micros;
    expect([november, december]).toEqual([138 + 10_000, 276 + 20_000]);
    expect(
      unknownOf(made('text', [sku('million-input-tokens', '1', { when: { from: '2027-01-01' } })]), text()),
    ).toContain('it is not known what it costs');
  });

  test('CAT-15 where others disagree the dearest counts', () => {
    expect(quoted('elevenlabs/eleven_v4_turbo', speech('x'.repeat(1000))).micros).toBe(46_000);
    expect(
      quoted('fal/fal-ai/kling-video/v3/pro/text-to-video', video({ durationSeconds: 5, audio: true })).micros,
    ).toBe(1_680_000);
    expect(
      quoted('elevenlabs/eleven_text_to_sound_v2', { type: 'sound', prompt: 'boom', durationSeconds: 10 }).micros,
    ).toBe(120_000);
  });

  test('CAT-15 the vendor is believed before others, the person who pays before all', () => {
    const both = [sku('second', '0.9', { said: 'third-party' }), sku('second', '0.1')];
    expect(quoted(made('video', both), video()).micros).toBe(800_000);
    expect(quoted(made('video', [...both, sku('second', '0.05', { said: 'person' })]), video()).micros).toBe(400_000);
  });

  test('CAT-4 what is not the model’s own price counts only where nothing better is known, and is never exact', () => {
    expect(quoted('gemini/gemini-omni-1.1-flash', video({ resolution: '720p' })).micros).toBeGreaterThan(800_000);
    const reseller = quoteAsk(modelOf('gemini/gemini-omni-1.1-flash'), video({ resolution: '360p' }), today);
    expect(reseller).toMatchObject({ isExact: false, lines: [{ what: 'what is made', dollars: '0.03' }, {}, {}] });
    for (const record of modelCatalog.records) {
      const own = (record.prices ?? []).filter(({ standsFor }) => standsFor === undefined);
      if (record.prices && record.prices.length > own.length)
        expect(record.notes.join(' ').length, nameOf(record)).toBeGreaterThan(20);
    }
  });

  test('CAT-15 what is added is added', () => {
    const base = [sku('million-input-tokens', '1'), sku('million-output-tokens', '2')];
    const plain = quoted(made('text', base), text()).micros;
    expect(quoted(made('text', [...base, sku('request', '0.01')]), text()).micros).toBe(plain + 10_000);
    const shown = { ...made('text', [...base, sku('image', '0.002')]), imageInputTokens: { most: 100 } };
    expect(quoted(shown, text({ references: [file('image'), file('image')] })).micros).toBe(plain + 400 + 4_000);
    expect(quoted(made('video', [sku('second', '0.1'), sku('request', '0.5', { adds: true })]), video()).micros).toBe(
      1_300_000,
    );
    expect(quoted(made('video', [sku('second', '0.1'), sku('request', '0.5')]), video()).micros).toBe(800_000);
  });
});

describe('CAT-16 what is left open is quoted at its dearest', () => {
  test('CAT-16 resolution, sound, quality', () => {
    expect(quoted('fal/kling/v4/text-to-video', video())).toEqual({ micros: 8 * 235_000, isExact: false });
    expect(quoted('fal/fal-ai/veo3.1', video())).toEqual({ micros: 8 * 600_000, isExact: false });
    expect(quoted('openai/gpt-image-2', picture()).micros).toBe(
      quoted('openai/gpt-image-2', picture({ width: 1024, height: 1024, quality: 'high' })).micros,
    );
    expect(quoted('openai/gpt-image-2', picture({ quality: 'auto' })).micros).toBe(
      quoted('openai/gpt-image-2', picture()).micros,
    );
    expect(quoted('gemini/gemini-nano-banana-2.1', picture()).micros).toBe(
      quoted('gemini/gemini-nano-banana-2.1', picture({ resolution: '1K' })).micros,
    );
  });

  test('CAT-16 one way without a price leaves all without', () => {
    const half = made('video', [sku('second', '0.1', { when: { resolutions: ['720p'] } })]);
    const both = { ...half, limits: { ...half.limits, resolutions: ['720p', '1080p'] } };
    expect(unknownOf(both, video())).toContain('it is not known what it costs at 1080p');
    expect(quoted(both, video({ resolution: '720p' })).micros).toBe(800_000);
  });
});

describe('CAT-17 what cannot be priced names the missing fact', () => {
  test.each([
    [
      'fal/fal-ai/flux-lora-fast-training',
      { type: 'lora', examples: [], triggerWord: 'x', steps: 1 } as Ask,
      'Nobody was found to say what fal/fal-ai/flux-lora-fast-training costs.',
    ],
    ['openai/gpt-image-2.6-sunburst', picture(), 'how many tokens a picture of it has'],
    ['openai/gpt-4o-mini-tts', speech('a'), 'how many tokens an answer of it has at most'],
    ['fal/fal-ai/sync-lipsync/v3', lipsync({ seconds: 3 }, 3), 'priced at 8000000'],
    ['fal/fal-ai/sync-lipsync/v3', lipsync({}, 3), 'how long the video of the face of the request is'],
    ['sync/sync-3', lipsync({ seconds: 3 }, 3), 'how many frames a second the video of the face has'],
    [
      'elevenlabs/scribe_v2',
      { type: 'transcript', audio: file('audio') } as Ask,
      'how long the sound of the request is',
    ],
    [
      'fal/kling/v4/reference-to-video',
      video({ resolution: '720p', references: [file('video')] }),
      'how long the video of the request is',
    ],
    ['fal/fal-ai/elevenlabs/sound-effects/v2', { type: 'sound', prompt: 'boom' } as Ask, 'how long the sound will be'],
    ['fal/minimax/h3/text-to-video', video({ resolution: '8K' }), 'what it costs at 8K'],
    [
      'fal/fal-ai/flux-2-flex',
      picture({ references: [file('image')] }),
      'how many pixels the pictures of the request have',
    ],
    ['openai/tts-1', picture(), 'openai/tts-1 makes speech'],
  ])('CAT-17 C5 %s: %#', (model, ask, fact) => {
    expect(unknownOf(model, ask)).toContain(fact);
  });

  test('CAT-17 a price of one’s own makes it usable', () => {
    const own = mergeCatalog(
      modelCatalog.records,
      [],
      [{ provider: 'openai', model: 'gpt-image-2.6-sunburst', prices: [sku('image', '0.2')] }],
    );
    const record = createCatalog(own).find('openai/gpt-image-2.6-sunburst', { today });
    expect(quoted(record, picture({ count: 2 }))).toEqual({ micros: 400_000, isExact: true });
    const free = mergeCatalog(
      [],
      [{ provider: 'openai-compatible', id: 'llama', makes: 'text' }],
      [{ provider: 'openai-compatible', model: 'llama', prices: [] }],
    );
    expect(quoted(free[0] as ModelRecord, text())).toEqual({ micros: 0, isExact: true });
  });
});

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

describe('CAT-19 costs within what was asked stay within the quote', () => {
  const words = (random: Random, most: number): string =>
    pick(random, ['Mara ', 'é', '雪', '🦄', 'x']).repeat(Math.floor(random() ** 3 * most));
  const some = <T>(random: Random, value: T): T | undefined => (random() < 0.5 ? value : undefined);
  const whole = (random: Random, most: number): number => Math.floor(random() * (most + 1));
  const only = <T extends object>(fields: T): T =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

  const askFor = (random: Random, { makes, takes, limits }: ModelRecord): Ask => {
    const pictures = takes.includes('image')
      ? some(
          random,
          Array.from({ length: whole(random, 6) }, () =>
            file('image', { width: 1 + whole(random, 4000), height: 1 + whole(random, 3000) }),
          ),
        )
      : undefined;
    const clips =
      takes.includes('video') && makes === 'video'
        ? some(random, [file('video', { seconds: 1 + whole(random, 20) })])
        : undefined;
    const references = pictures || clips ? [...(pictures ?? []), ...(clips ?? [])] : undefined;
    const resolution = some(random, pick(random, limits.resolutions ?? ['720p']));
    switch (makes) {
      case 'text':
        return only({
          type: 'text',
          prompt: words(random, 80_000),
          maxOutputTokens: 1 + whole(random, 100_000),
          system: some(random, words(random, 5000)),
          references: pictures,
        }) as Ask;
      case 'image': {
        const size =
          random() < 0.4
            ? { width: 16 * (1 + whole(random, 240)), height: 16 * (1 + whole(random, 240)) }
            : { resolution };
        return only({
          type: 'image',
          prompt: words(random, 3000),
          count: 1 + whole(random, 4),
          quality: some(random, pick(random, limits.qualities ?? ['high'])),
          references,
          ...size,
        }) as Ask;
      }
      case 'video':
        return only({
          type: 'video',
          prompt: words(random, 3000),
          durationSeconds: 1 + whole(random, 290) / 10,
          resolution,
          audio: some(random, random() < 0.5),
          references,
        }) as Ask;
      case 'speech':
        return speech(words(random, 4000));
      case 'sound':
        return only({ type: 'sound', prompt: 'boom', durationSeconds: some(random, 0.5 + random() * 29) }) as Ask;
      case 'transcript':
        return { type: 'transcript', audio: file('audio', { seconds: random() * 600 }) };
      case 'lipsync':
        return lipsync(
          {
            kind: takes.includes('video') ? 'video' : 'image',
            seconds: random() * 60,
            fps: pick(random, [24, 25, 29.97, 50, 60]),
          },
          random() * 60,
        );
      case 'lora':
        return { type: 'lora', examples: [], triggerWord: 'x', steps: 1 + whole(random, 4000) };
    }
  };

  /** Counts a vendor may report that are within what was quoted. */
  const usageWithin = (random: Random, ask: Ask, quote: Extract<Quote, { micros: number }>): Usage => {
    const of = (name: string): number =>
      quote.lines.filter(({ what }) => what === name).reduce((sum, { quantity }) => sum + quantity, 0);
    const [textIn, imageIn, beside] = [of('what goes in: text'), of('what goes in: image'), of('words beside it')];
    const work = quote.lines.find(({ what }) => what === 'what is made');
    const madeTokens = work?.unit === 'million-output-tokens' ? whole(random, work.quantity) : undefined;
    const image = whole(random, imageIn);
    const besideTokens = whole(random, beside);
    const inputTokens = textIn + imageIn > 0 ? whole(random, textIn) + image : undefined;
    return only({
      inputTokens,
      cachedInputTokens: inputTokens === undefined ? undefined : some(random, whole(random, inputTokens)),
      imageInputTokens: imageIn > 0 ? image : undefined,
      outputTokens: madeTokens === undefined ? (beside > 0 ? besideTokens : undefined) : madeTokens + besideTokens,
      imageOutputTokens:
        ask.type === 'image' && (beside > 0 || madeTokens !== undefined) ? (madeTokens ?? 0) : undefined,
      videoOutputTokens: ask.type === 'video' && madeTokens !== undefined ? madeTokens : undefined,
      seconds:
        ask.type === 'video'
          ? some(random, random() * ask.durationSeconds)
          : ask.type === 'transcript'
            ? some(random, random() * (ask.audio.seconds ?? 0))
            : undefined,
      images: ask.type === 'image' ? some(random, whole(random, ask.count)) : undefined,
      characters: ask.type === 'speech' ? some(random, whole(random, ask.text.length)) : undefined,
      steps: ask.type === 'lora' ? some(random, whole(random, ask.steps)) : undefined,
    }) as Usage;
  };

  const byTokens = ({ unit }: { unit: Sku['unit'] }): boolean => unit.startsWith('million');

  test('CAT-19 C5 10,000 random requests x counts (seed 42): cost ≤ quote; billed as asked, equal', () => {
    const random = seededRandom('price', 42);
    const records = modelCatalog.records.filter(({ prices }) => prices !== null);
    const seen = { priced: 0, equal: 0, told: 0 };
    for (let round = 0; round < 10_000; round++) {
      const record = records[round % records.length] as ModelRecord;
      const ask = askFor(random, record);
      const day = pick(random, ['2026-11-20', '2026-12-01', '2027-01-01']);
      const quote = quoteAsk(record, ask, day);
      if ('unknown' in quote) continue;
      seen.priced++;
      const cost = costOf(record, ask, usageWithin(random, ask, quote), day);
      if (cost !== undefined) {
        seen.told++;
        if (cost > quote.micros)
          expect.fail(`${nameOf(record)} costs ${cost} of ${quote.micros}: ${JSON.stringify(ask).slice(0, 400)}`);
      }
      if (!quote.lines.some(byTokens) && ask.type !== 'sound') {
        seen.equal++;
        expect(costOf(record, ask, {}, day), nameOf(record)).toBe(quote.micros);
      }
    }
    expect(seen.priced).toBeGreaterThan(6000);
    expect(seen.told).toBeGreaterThan(5000);
    expect(seen.equal).toBeGreaterThan(3000);
  });
});
