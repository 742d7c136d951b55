import { describe, expect, test } from 'vitest';
import type { Ask, AskOf, Reference } from '../../generation/ask.types.ts';
import { createCatalog, mergeCatalog, modelCatalog, nameOf, type Quote, quoteAsk } from '../catalog.ts';
import type { ModelRecord, Sku } from '../model.types.ts';
import { utf8Bytes } from './tokens.ts';

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

  test('CAT-17 a price of input alone names the price that is missing', () => {
    const half = made('text', [sku('million-input-tokens', '1')]);
    expect(unknownOf(half, text())).toMatch(/what its output costs.*`million-input-tokens`.*`million-output-tokens`/);
  });

  test('CAT-15 where others disagree the dearest counts', () => {
    expect(quoted('elevenlabs/eleven_v4_turbo', speech('x'.repeat(1000))).micros).toBe(46_000);
    expect(
      quoted('fal/fal-ai/kling-video/v3/pro/text-to-video', video({ durationSeconds: 5, audio: true })).micros,
    ).toBe(1_680_000);
    expect(
      quoted('elevenlabs/eleven_text_to_sound_v2', { type: 'sound', prompt: 'boom', durationSeconds: 10 }).micros,
    ).toBe(138_000);
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
    // A ratio may be asked at any size of up to 1.82 million pixels: 96 x 96 x 3.82 / 4 tokens for a square.
    expect(quoted('openai/gpt-image-2', picture({ prompt: '' })).micros).toBe(8802 * 30 + 64 * 5);
    expect(quoted('openai/gpt-image-2', picture({ prompt: '', aspectRatio: '16:9' })).micros).toBeLessThan(5300 * 30);
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

  test('CAT-17 numbers that are none make no price, and no harm', () => {
    for (const none of [Number.NaN, Number.POSITIVE_INFINITY, -1]) {
      expect(unknownOf('fal/kling/v4/text-to-video', video({ durationSeconds: none, resolution: '720p' }))).toContain(
        'is no number',
      );
      expect(unknownOf('openai/gpt-6-luna', text({ maxOutputTokens: none }))).toContain('is no number');
      expect(unknownOf('sync/sync-3', lipsync({ seconds: none, fps: none }, 3))).toContain('is no number');
      expect(unknownOf('fal/fal-ai/flux/dev', picture({ width: none, height: 1024 }))).toContain('is no number');
    }
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
