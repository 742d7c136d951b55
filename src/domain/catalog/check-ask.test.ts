import { describe, expect, test } from 'vitest';
import type { Ask, AskOf, Reference } from '../generation/ask.types.ts';
import { bestFirst, checkAsk, fitAsk, mergeCatalog, modelCatalog, nameOf, uncheckedOf } from './catalog.ts';
import type { ModelRecord } from './model.types.ts';
import { neededByName } from './records/fal-shared.ts';

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
      expect(paths(anyLength, video({ durationSeconds: none, references: [image()] }))).toEqual(['durationSeconds']);
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

  test('CAT-10 CAT-22 what a model cannot do without: a frame, a picture, a video, anything shown', () => {
    const source: Reference = { role: 'source', kind: 'video', media: media() };
    const sound: Reference = { role: 'reference', kind: 'audio', media: media() };
    expect(checkAsk(modelOf('fal/fal-ai/wan/v2.7/image-to-video'), video())).toEqual([
      {
        path: 'references',
        message:
          'Wan 2.7 image to video does not work from words alone: give a picture with the role first-frame, or ask another model.',
        legal: { needs: 'first-frame' },
      },
    ]);
    const needs = (name: string, ask: Ask): boolean =>
      checkAsk(modelOf(name), ask).some(({ legal }) => JSON.stringify(legal).includes('needs'));
    for (const [name, shown, notEnough] of [
      ['fal/bytedance/seedance-2.5/image-to-video', [image('first-frame')], [image('last-frame')]],
      ['fal/fal-ai/veo3.1/image-to-video', [image('first-frame')], []],
      ['fal/bytedance/seedance-2.5/reference-to-video', [sound], []],
      ['fal/bytedance/seedance-2.5/reference-to-video', [image('first-frame')], []],
      ['fal/blackforestlabs/flux-3/extend-video', [source], [image('first-frame')]],
    ] as const) {
      expect(needs(name, video({ references: shown })), name).toBe(false);
      expect(needs(name, video({ references: notEnough })), name).toBe(true);
    }
    for (const name of ['fal/fal-ai/flux-2-pro/edit', 'fal/fal-ai/flux-pro/kontext']) {
      expect(needs(name, picture({ references: [image()] })), name).toBe(false);
      expect(needs(name, picture()), name).toBe(true);
    }
  });

  test('CAT-22 every model of fal whose name says what it works from needs it, one that fal alone tells of too', () => {
    for (const { id, makes, limits } of modelCatalog.list({ provider: 'fal' }))
      expect(limits.needs, id).toBe(neededByName(id, makes));
    const waves = bestFirst(modelCatalog.list({ makes: 'video' })).find(
      (record) => checkAsk(record, video()).length === 0,
    );
    expect(waves && nameOf(waves)).toBe('fal/bytedance/seedance-2.5/text-to-video');
    const told = (id: string) => mergeCatalog([], [{ provider: 'fal', id, makes: 'video' }])[0];
    expect(told('new/thing/image-to-video/fast')?.limits.needs).toBe('first-frame');
    expect(told('new/thing/text-to-video')?.limits.needs).toBeUndefined();
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

  test('CAT-10 trained weights', () => {
    const loras = Array.from({ length: 4 }, () => ({ url: 'https://example.com/a.safetensors', scale: 1 }));
    expect(checkAsk(gptImage2, picture({ loras }))[0]?.message).toBe('GPT Image 2 takes no trained weights (LoRAs).');
    expect(checkAsk(modelOf('fal/fal-ai/flux-2/lora'), picture({ loras }))[0]).toMatchObject({
      path: 'loras',
      legal: { most: 3 },
    });
    expect(fitAsk(modelOf('fal/fal-ai/flux-2/lora'), picture({ loras })).ask.loras).toHaveLength(3);
    expect(uncheckedOf(kling3, video({ loras })).map(({ path }) => path)).toContain('loras');
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
