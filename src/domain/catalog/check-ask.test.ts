import { describe, expect, test } from 'vitest';
import type { Ask, AskOf, Reference } from '../generation/ask.types.ts';
import { pick, type Random, seededRandom } from '../random.ts';
import { checkAsk, fitAsk, modelCatalog, nameOf, uncheckedOf } from './catalog.ts';
import { cutText } from './check/check-words.ts';
import {
  isLegalNumber,
  isLegalSize,
  nearestNumber,
  nearestRatio,
  nearestResolution,
  nearestSize,
} from './check/legal.ts';
import type { ModelRecord } from './model.types.ts';

const modelOf = (name: string): ModelRecord => {
  const record = modelCatalog.records.find((each) => nameOf(each) === name);
  if (!record) throw new Error(`no ${name}`);
  return record;
};
const veo = modelOf('gemini/veo-3.1-generate-preview');
const ltxFast = modelOf('fal/fal-ai/ltx-2.3/text-to-video/fast');
const kling3 = modelOf('fal/fal-ai/kling-video/v3/pro/text-to-video');
const seedanceReference = modelOf('fal/bytedance/seedance-2.5/reference-to-video');
const gptImage2 = modelOf('openai/gpt-image-2');

const media = (sizeBytes = 1000) => ({ sha256: 'a'.repeat(64), sizeBytes, mediaType: 'application/octet-stream' });
const image = (role: Reference['role'] = 'reference'): Reference => ({ role, kind: 'image', media: media() });
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
const paths = (record: ModelRecord, ask: Ask): readonly string[] => checkAsk(record, ask).map(({ path }) => path);

describe('CAT-10 everything illegal is named at once: the place, what is legal, what comes nearest', () => {
  test('CAT-10 C1 a duration', () => {
    expect(checkAsk(veo, video({ durationSeconds: 7 }))).toEqual([
      {
        path: 'durationSeconds',
        message: 'Veo 3.1 does not make 7 s: legal are 4, 6 or 8 s, the nearest is 8 s.',
        legal: [4, 6, 8],
        nearest: 8,
      },
    ]);
    expect(checkAsk(modelOf('fal/kling/v4/text-to-video'), video({ durationSeconds: 31 }))[0]).toMatchObject({
      nearest: 30,
      legal: { min: 3, max: 30, step: 1 },
    });
    const anyLength = modelOf('fal/minimax/h3/reference-to-video');
    for (const none of [Number.NaN, 0, -3, Number.POSITIVE_INFINITY]) {
      expect(paths(veo, video({ durationSeconds: none }))).toEqual(['durationSeconds']);
      expect(paths(anyLength, video({ durationSeconds: none }))).toEqual(['durationSeconds']);
      expect(
        paths(modelOf('fal/fal-ai/flux-2-trainer'), {
          type: 'lora',
          examples: Array(12).fill(image('training')),
          triggerWord: 'x',
          steps: none,
        }),
      ).toEqual(['steps']);
    }
  });

  test('CAT-10 durations that hang on resolution, frames a second, reference pictures, a last frame', () => {
    expect(checkAsk(veo, video({ durationSeconds: 4, resolution: '1080p' }))[0]).toMatchObject({
      message: 'Veo 3.1 does not make 4 s at 1080p or 4k: legal are 8 s, the nearest is 8 s.',
      nearest: 8,
    });
    expect(paths(veo, video({ durationSeconds: 4, resolution: '720p' }))).toEqual([]);
    expect(paths(veo, video({ durationSeconds: 4, references: [image()] }))).toEqual(['durationSeconds']);
    expect(paths(veo, video({ durationSeconds: 4, references: [image('first-frame'), image('last-frame')] }))).toEqual(
      [],
    );
    expect(paths(ltxFast, video({ durationSeconds: 20, resolution: '1080p', fps: 25 }))).toEqual([]);
    expect(checkAsk(ltxFast, video({ durationSeconds: 20, resolution: '1440p', fps: 25 }))[0]).toMatchObject({
      nearest: 10,
    });
    expect(checkAsk(ltxFast, video({ durationSeconds: 20, resolution: '1080p', fps: 50 }))[0]).toMatchObject({
      nearest: 10,
    });
    const omni = modelOf('gemini/gemini-omni-1.2-flash');
    expect(checkAsk(omni, video({ durationSeconds: 15, references: [image('last-frame')] }))[0]).toMatchObject({
      nearest: 10,
    });
    expect(paths(omni, video({ durationSeconds: 15 }))).toEqual([]);
  });

  test('CAT-10 all of it in one answer', () => {
    const all = video({
      ...{ durationSeconds: 99, aspectRatio: '2:1', resolution: '8k', fps: 60, audio: false },
      references: [...Array.from({ length: 5 }, () => image()), { ...image(), kind: 'audio' as const }],
    });
    expect(paths(veo, all)).toEqual([
      'references',
      'references',
      'aspectRatio',
      'resolution',
      'fps',
      'audio',
      'durationSeconds',
    ]);
    for (const { message } of checkAsk(veo, all)) expect(message).toMatch(/^[A-Z].*\.$/);
  });

  test.each([
    ['a kind of work', modelOf('openai/tts-1'), picture(), 'type'],
    ['a prompt too long', modelOf('fal/fal-ai/wan/v2.7/text-to-video'), video({ prompt: 'x'.repeat(5001) }), 'prompt'],
    [
      'a negative prompt too long',
      modelOf('fal/fal-ai/wan/v2.7/text-to-video'),
      video({ negativePrompt: 'x'.repeat(501) }),
      'negativePrompt',
    ],
    ['a negative prompt at all', gptImage2, picture({ negativePrompt: 'blur' }), 'negativePrompt'],
    ['a seed', gptImage2, picture({ seed: 1 }), 'seed'],
    ['too many pictures', gptImage2, picture({ count: 11 }), 'count'],
    ['no picture', gptImage2, picture({ count: 0 }), 'count'],
    ['half a picture', gptImage2, picture({ count: 1.5 }), 'count'],
    ['an odd size', gptImage2, picture({ width: 1000, height: 1000 }), 'width'],
    ['a size without a height', gptImage2, picture({ width: 1024 }), 'height'],
    ['a size of nothing', gptImage2, picture({ width: 0, height: -1 }), 'width'],
    ['a shape beside a size', gptImage2, picture({ width: 1024, height: 1024, aspectRatio: '1:1' }), 'aspectRatio'],
    ['a ratio beyond', gptImage2, picture({ aspectRatio: '4:1' }), 'aspectRatio'],
    ['a quality', gptImage2, picture({ quality: 'max' }), 'quality'],
    [
      'sound',
      modelOf('fal/fal-ai/minimax/hailuo-2.3/standard/text-to-video'),
      video({ durationSeconds: 6, audio: true }),
      'audio',
    ],
    [
      'more words than it writes',
      modelOf('openai/gpt-6-luna'),
      { type: 'text', prompt: 'a', maxOutputTokens: 128_001 } as const,
      'maxOutputTokens',
    ],
    [
      'a first frame',
      modelOf('fal/fal-ai/wan/v2.7/text-to-video'),
      video({ references: [image('first-frame')] }),
      'references',
    ],
    [
      'a text too long',
      modelOf('openai/tts-1'),
      { type: 'speech', text: 'x'.repeat(4097), voice: 'a' } as const,
      'text',
    ],
    [
      'too few examples',
      modelOf('fal/fal-ai/flux-2-trainer'),
      { type: 'lora', examples: [image('training')], triggerWord: 'x', steps: 1 } as const,
      'examples',
    ],
    [
      'a still for a model of videos',
      modelOf('sync/sync-3'),
      { type: 'lipsync', face: image('source'), voice: { ...image('source'), kind: 'audio' } } as const,
      'face',
    ],
    [
      'a video too long',
      seedanceReference,
      video({ references: [{ ...image(), kind: 'video', seconds: 31 }] }),
      'references',
    ],
    [
      'videos too long together',
      seedanceReference,
      video({ references: [20, 20].map((seconds) => ({ ...image(), kind: 'video' as const, seconds })) }),
      'references',
    ],
    [
      'a picture too big',
      seedanceReference,
      video({ references: [{ ...image(), media: media(31_000_000) }] }),
      'references',
    ],
    ['shots', veo, video({ shots: [{ prompt: 'a', durationSeconds: 8 }] }), 'shots'],
    ['shots that last too short', kling3, video({ shots: [{ prompt: 'a', durationSeconds: 3 }] }), 'shots'],
    [
      'too many shots',
      kling3,
      video({ durationSeconds: 7, shots: Array.from({ length: 7 }, () => ({ prompt: 'a', durationSeconds: 1 })) }),
      'shots',
    ],
    [
      'a shot with too many words',
      kling3,
      video({ shots: [{ prompt: 'x'.repeat(513), durationSeconds: 8 }] }),
      'shots.0.prompt',
    ],
  ] as readonly (readonly [string, ModelRecord, Ask, string])[])('CAT-10 %s', (_, record, ask, path) => {
    expect(paths(record, ask)).toContain(path);
  });

  test('CAT-10 pixels for a model that takes words: the nearest ratio and word', () => {
    const banana = modelOf('gemini/gemini-nano-banana-2.1');
    expect(checkAsk(banana, picture({ width: 1920, height: 1080 }))).toEqual([
      {
        path: 'width',
        message:
          'Gemini Nano Banana 2.1 takes no size in pixels: ask a ratio and one of 1K, 2K or 4K; the nearest is 16:9 at 1K.',
        legal: ['1K', '2K', '4K'],
        nearest: { aspectRatio: '16:9', resolution: '1K' },
      },
    ]);
    expect(fitAsk(banana, picture({ width: 3000, height: 3000, count: 4 })).ask).toEqual(
      picture({ aspectRatio: '1:1', resolution: '2K', count: 1 }),
    );
  });

  test('CAT-10 what is legal passes, up to the limit itself', () => {
    expect(
      paths(kling3, video({ prompt: 'x'.repeat(2500), shots: [{ prompt: 'x'.repeat(512), durationSeconds: 8 }] })),
    ).toEqual([]);
    expect(
      paths(
        gptImage2,
        picture({
          width: 3840,
          height: 2160,
          count: 10,
          quality: 'high',
          references: Array.from({ length: 16 }, () => image()),
        }),
      ),
    ).toEqual([]);
    expect(
      paths(modelOf('elevenlabs/eleven_text_to_sound_v2'), { type: 'sound', prompt: 'a', durationSeconds: 0.5 }),
    ).toEqual([]);
    expect(paths(modelOf('elevenlabs/eleven_text_to_sound_v2'), { type: 'sound', prompt: 'a' })).toEqual([]);
  });

  test('CAT-10 words are compared to the letter, and the right letter is told', () => {
    expect(checkAsk(veo, video({ resolution: '4K' }))[0]).toMatchObject({ path: 'resolution', nearest: '4k' });
    expect(checkAsk(modelOf('fal/minimax/h3/text-to-video'), video({ resolution: '768p' }))[0]).toMatchObject({
      nearest: '768P',
    });
  });
});

describe('CAT-11 what nobody says passes and is told', () => {
  test('CAT-11 unknown limits', () => {
    const flex = modelOf('fal/fal-ai/flux-2-flex');
    expect(paths(flex, picture({ seed: 3, aspectRatio: '7:3' }))).toEqual([]);
    expect(uncheckedOf(flex, picture({ seed: 3, aspectRatio: '7:3' }))).toEqual([
      { path: 'aspectRatio', message: 'Nobody was found to say of FLUX.2 [flex] which ratios it makes.' },
      { path: 'seed', message: 'Nobody was found to say of FLUX.2 [flex] whether it takes a seed.' },
      { path: 'prompt', message: 'Nobody was found to say of FLUX.2 [flex] how long a prompt may be.' },
    ]);
    expect(uncheckedOf(gptImage2, picture())).toEqual([]);
  });
});

describe('CAT-12 the nearest legal request', () => {
  test('CAT-12 each change is told: what was asked, what was made of it, why', () => {
    const { ask, changes, problems } = fitAsk(
      veo,
      video({ durationSeconds: 5, resolution: '1440p', aspectRatio: '4:3', fps: 25 }),
    );
    expect(ask).toMatchObject({ durationSeconds: 8, resolution: '1080p', aspectRatio: '16:9', fps: 24 });
    expect(problems).toEqual([]);
    expect(changes.map(({ path, asked, made }) => [path, asked, made])).toEqual([
      ['aspectRatio', '4:3', '16:9'],
      ['resolution', '1440p', '1080p'],
      ['fps', 25, 24],
      ['durationSeconds', 5, 8],
    ]);
  });

  test('CAT-12 what is legal stays as it is', () => {
    const ask = video({ durationSeconds: 6, resolution: '720p' });
    expect(fitAsk(veo, ask)).toEqual({ ask, changes: [], problems: [] });
  });

  test('CAT-12 spoken words are never cut: the problem stays', () => {
    const { ask, changes, problems } = fitAsk(modelOf('openai/tts-1'), {
      type: 'speech',
      text: 'word '.repeat(1000),
      voice: 'a',
    });
    expect(ask.text).toHaveLength(5000);
    expect(changes).toEqual([]);
    expect(problems.map(({ path }) => path)).toEqual(['text']);
  });

  test('CAT-12 prompts are cut between words and never within a character', () => {
    expect(cutText('one two three', 9)).toBe('one two');
    expect(cutText('one two three', 7)).toBe('one two');
    expect(cutText('one two', 7)).toBe('one two');
    expect(cutText('雪'.repeat(10), 4)).toBe('雪雪雪雪');
    expect(cutText('🦄🦄🦄', 3)).toBe('🦄');
    expect(cutText('', 0)).toBe('');
  });

  test('CAT-12 nearest numbers, ratios, words for fineness', () => {
    expect(nearestNumber([4, 6, 8], 5)).toBe(6);
    expect(nearestNumber({ min: 6, max: 20, step: 2 }, 7)).toBe(8);
    expect(nearestNumber({ min: 0.5, max: 30, step: null }, 0.1)).toBe(0.5);
    expect(nearestNumber({ min: 0.1, max: 0.5, step: 0.1 }, 0.34)).toBe(0.3);
    expect(isLegalNumber({ min: 0.1, max: 0.5, step: 0.1 }, 0.3)).toBe(true);
    expect(nearestNumber([], 3)).toBeUndefined();
    expect(nearestRatio(['16:9', '9:16'], '1:1')).toBe('16:9');
    expect(nearestRatio(['auto', '21:9', '1:1'], '2:1')).toBe('21:9');
    expect(nearestRatio({ min: '1:3', max: '3:1' }, '10:1')).toBe('3:1');
    expect(nearestRatio(['16:9'], 'wide')).toBe('16:9');
    expect(nearestResolution(['480P', '768P', '2K', '4K'], '720p', false)).toBe('768P');
    expect(nearestResolution(['720p', '1080p'], '4K', false)).toBe('1080p');
    expect(nearestResolution(['1K', '2K', '4K'], '2048x2048', true)).toBe('2K');
    expect(
      nearestSize(
        { multipleOf: 16, longestSide: 3840, leastPixels: 655_360, mostPixels: 8_294_400 },
        { min: '1:3', max: '3:1' },
        { width: 1000, height: 1000 },
      ),
    ).toEqual({ width: 1008, height: 1008 });
  });

  test('CAT-12 the nearest size is legal, whatever is asked (seed 42, 3,000 sizes)', () => {
    const random = seededRandom('size', 42);
    const rule = { multipleOf: 16, longestSide: 3840, leastPixels: 655_360, mostPixels: 8_294_400 };
    const ratios = { min: '1:3', max: '3:1' };
    for (let round = 0; round < 3000; round++) {
      const size = { width: 1 + Math.floor(random() ** 3 * 20_000), height: 1 + Math.floor(random() ** 3 * 20_000) };
      const nearest = nearestSize(rule, ratios, size);
      expect(nearest && isLegalSize(rule, ratios, nearest), JSON.stringify(size)).toBe(true);
    }
  });

  const wild = (random: Random, record: ModelRecord): Ask => {
    const maybe = <T>(value: T): T | undefined => (random() < 0.5 ? value : undefined);
    const some = <T extends object>(fields: T): T =>
      Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
    const references = maybe(
      Array.from({ length: Math.floor(random() * 12) }, () => ({
        ...image(pick(random, ['reference', 'first-frame', 'last-frame', 'style'] as const)),
        kind: pick(random, ['image', 'image', 'video', 'audio'] as const),
      })),
    );
    const looks = {
      negativePrompt: maybe('blur '.repeat(Math.floor(random() * 800))),
      aspectRatio: maybe(pick(random, ['16:9', '9:16', '1:1', '21:9', '5:4', '1:8', 'auto', 'wide', '0:1'])),
      resolution: maybe(pick(random, ['480p', '720p', '1080P', '4k', '4K', '1K', '2K', '1024x1024', 'huge'])),
      seed: maybe(7),
      references,
    };
    const prompt = 'A slow move towards the door. '.repeat(1 + Math.floor(random() ** 4 * 1500));
    if (record.makes === 'image') {
      const sides = random() < 0.4 ? { width: Math.floor(random() * 6000), height: Math.floor(random() * 6000) } : {};
      return some({
        type: 'image',
        prompt,
        count: Math.floor(random() * 14),
        ...looks,
        ...sides,
        quality: maybe(pick(random, ['low', 'high', 'max', 'x'])),
      }) as Ask;
    }
    return some({
      type: 'video',
      prompt,
      durationSeconds: Math.round(1 + random() * 400) / 10,
      ...looks,
      fps: maybe(pick(random, [12, 24, 25, 30, 60])),
      audio: maybe(random() < 0.5),
    }) as Ask;
  };

  test('CAT-12 fitted requests are legal, and fitting again changes nothing (seed 42, every model of pictures and clips x 20)', () => {
    const random = seededRandom('fit', 42);
    for (const record of modelCatalog.records.filter(({ makes }) => makes === 'image' || makes === 'video')) {
      for (let round = 0; round < 20; round++) {
        const asked = wild(random, record);
        const { ask, changes, problems } = fitAsk(record, asked);
        expect(problems, `${nameOf(record)} ${JSON.stringify(ask).slice(0, 300)}`).toEqual([]);
        expect(changes.length === 0).toBe(checkAsk(record, asked).length === 0);
        expect(fitAsk(record, ask)).toEqual({ ask, changes: [], problems: [] });
      }
    }
  });
});
