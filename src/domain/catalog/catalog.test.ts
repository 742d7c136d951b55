import { describe, expect, test } from 'vitest';
import { type Catalog, createCatalog, mergeCatalog, modelCatalog, nameOf } from './catalog.ts';
import { editsBetween } from './catalog-names.ts';
import { dialectOf } from './merge-catalog.ts';
import type { ModelRecord } from './model.types.ts';

const today = '2026-11-20';
const find = (name: string, options: Partial<Parameters<Catalog['find']>[1]> = {}): string =>
  nameOf(modelCatalog.find(name, { today, ...options }));
const trouble = (
  name: string,
  options: Partial<Parameters<Catalog['find']>[1]> = {},
): { code: string; message: string } => {
  try {
    find(name, options);
    return { code: 'none', message: '' };
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return { code, message };
  }
};

describe('CAT-5 models are found by the names people use', () => {
  test.each([
    ['openai/gpt-6-astra', 'openai/gpt-6-astra'],
    ['gpt-6-astra', 'openai/gpt-6-astra'],
    [' GPT-6-Astra ', 'openai/gpt-6-astra'],
    ['gpt-6.1-sol-2026-09-29', 'openai/gpt-6.1-sol'],
    ['google/gemini-3.8-flash', 'gemini/gemini-3.8-flash'],
    ['Google/gemini-3.8-flash', 'gemini/gemini-3.8-flash'],
    ['fal/fal-ai/veo3.1', 'fal/fal-ai/veo3.1'],
    ['fal-ai/veo3.1', 'fal/fal-ai/veo3.1'],
    ['eleven_v4', 'elevenlabs/eleven_v4'],
    ['nano-banana', 'gemini/gemini-nano-banana-2.1'],
    ['nano-banana/nano-banana', 'gemini/gemini-nano-banana-2.1'],
    ['nano-banana/gemini-3-pro-image', 'gemini/gemini-3-pro-image'],
    ['google/nano-banana', 'gemini/gemini-nano-banana-2.1'],
    ['veo3', 'gemini/gemini-omni-1.1-flash'],
    ['google/veo3', 'gemini/gemini-omni-1.1-flash'],
    ['local/kokoro', 'local/kokoro'],
  ])('CAT-5 C2 “%s” is %s', (name, model) => {
    expect(find(name)).toBe(model);
  });

  test('CAT-5 an alias goes down its line: the day Veo still answered it meant Veo', () => {
    const living: ModelRecord[] = modelCatalog.records.map((record) =>
      record.id.startsWith('veo-3.1') ? { ...record, status: 'deprecated' as const } : record,
    );
    const catalog = createCatalog(living);
    expect(catalog.find('veo3', { today: '2026-10-21' }).id).toBe('veo-3.1-generate-preview');
    expect(catalog.find('veo3', { today: '2026-10-22' }).id).toBe('gemini-omni-1.1-flash');
  });

  test('CAT-5 a bare id that two providers have is refused with both names', () => {
    const [first] = modelCatalog.list({ provider: 'fal', makes: 'speech' });
    const catalog = createCatalog([
      ...modelCatalog.records,
      { ...(first as ModelRecord), provider: 'openrouter', id: 'eleven_v4' },
    ]);
    expect(() => catalog.find('eleven_v4', { today })).toThrow(
      '“eleven_v4” is a model of elevenlabs and openrouter; write which: elevenlabs/eleven_v4, openrouter/eleven_v4.',
    );
    expect(catalog.find('openrouter/eleven_v4', { today }).provider).toBe('openrouter');
  });

  test('CAT-5 a full name is never taken for an id of a reseller, nor the other way round', () => {
    const [luna] = modelCatalog.records.filter(({ id }) => id === 'gpt-6-luna');
    const catalog = createCatalog([
      ...modelCatalog.records,
      { ...(luna as ModelRecord), provider: 'openrouter', id: 'openai/gpt-6-luna' },
    ]);
    expect(catalog.find('openai/gpt-6-luna', { today }).provider).toBe('openai');
    expect(catalog.find('openrouter/openai/gpt-6-luna', { today }).provider).toBe('openrouter');
    expect(trouble('elevenlabs/tts/eleven-v4').message).toContain('fal/elevenlabs/tts/eleven-v4');
    expect(trouble('google/gemini-omni-flash/v1.1/text-to-video').message).toContain(
      'fal/google/gemini-omni-flash/v1.1/text-to-video',
    );
    expect(find('bytedance/seedance-2.5/text-to-video')).toBe('fal/bytedance/seedance-2.5/text-to-video');
  });

  test('CAT-5 of a model that does two kinds of work the wanted one is found', () => {
    const base = modelCatalog.find('gemini-omni-1.1-flash', { today });
    const catalog = createCatalog([base, { ...base, makes: 'image' }]);
    expect(catalog.find('gemini/gemini-omni-1.1-flash', { today, makes: 'image' }).makes).toBe('image');
    expect(catalog.find('gemini/gemini-omni-1.1-flash', { today, makes: 'video' }).makes).toBe('video');
  });
});

describe('CAT-6 an unknown name is answered with the three nearest', () => {
  test.each([
    ['openai/gpt-6-asta', 'openai/gpt-6-astra'],
    ['openai/gtp-image-2', 'openai/gpt-image-2'],
    ['claude-opus-5.5', 'anthropic/claude-opus-5-5'],
    ['elevenlabs/eleven-v4', 'elevenlabs/eleven_v4'],
    ['gemini/nano-bananna-2.1', 'gemini/gemini-nano-banana-2.1'],
    ['Kling 4', 'fal/kling/v4/text-to-video'],
    ['seedance', 'fal/bytedance/seedance-2.5/text-to-video'],
    ['fal/flux-2-pro', 'fal/fal-ai/flux-2-pro'],
  ])('CAT-6 C1 “%s” names %s', (name, nearest) => {
    const { code, message } = trouble(name);
    expect(code).toBe('model-unknown');
    expect(message).toContain(nearest);
    expect(
      message
        .match(/[a-z]+\/[\w./-]+/g)
        ?.filter((word) => modelCatalog.records.some((record) => nameOf(record) === word.replace(/\.$/, ''))),
    ).toHaveLength(3);
  });

  test('CAT-6 for a provider that says itself what it has, how to ask it', () => {
    expect(trouble('openrouter/some/model').message).toContain('GET /providers/openrouter/models?refresh=true');
    expect(trouble('gemini/some-model').message).not.toContain('refresh');
  });

  test('CAT-6 the same kind of work comes first, and nothing retired is offered', () => {
    expect(trouble('gemini/gemini-3.8-flash-image', { makes: 'image' }).message).toContain('image');
    expect(trouble('openai/sora-3', { makes: 'video' }).message).not.toContain('sora-2');
    expect(trouble('gemini/veo-4', { makes: 'video' }).message).toMatch(/fal\/fal-ai\/veo3\.1|gemini\/gemini-omni/);
  });

  test.each([
    '',
    '/',
    '///',
    '__proto__',
    'constructor/constructor',
    'toString',
    '\u0000\u202e[31m',
    '🦄'.repeat(50),
    'a'.repeat(1_000_000),
    '../../etc/passwd',
  ])('CAT-6 hostile name %#: a short, clean sentence', (name) => {
    const { code, message } = trouble(name);
    expect(code).toBe('model-unknown');
    expect(message.length).toBeLessThan(500);
    expect(message).not.toMatch(/\p{C}/u);
  });

  test('CAT-6 edits are counted right', () => {
    expect(editsBetween('', 'abc')).toBe(3);
    expect(editsBetween('kitten', 'sitting')).toBe(3);
    expect(editsBetween('abcd', 'abdc')).toBe(1);
    expect(editsBetween('same', 'same')).toBe(0);
  });
});

describe('CAT-7 a retired model is refused with its successor and the day', () => {
  test.each([
    ['openai/gpt-image-1', '2026-10-23', 'openai/gpt-image-2.5-sunburst'],
    ['gemini/gemini-3.1-flash-image', '2026-10-29', 'gemini/gemini-nano-banana-2.1'],
    ['gemini/veo-3.1-generate-preview', '2026-10-22', 'gemini/gemini-omni-1.1-flash'],
    ['google/veo-3.1-lite-generate-preview', '2026-10-22', 'gemini/gemini-omni-1.1-flash'],
    ['imagen-4.0-ultra-generate-001', '2026-08-17', 'gemini/gemini-3-pro-image'],
  ])('CAT-7 C1 %s, since %s, became %s', (name, day, successor) => {
    const { code, message } = trouble(name);
    expect(code).toBe('model-retired');
    expect(message).toContain(day);
    expect(message).toContain(successor);
  });

  test('CAT-7 CAT-24 a successor without a price is named together with the nearest of that vendor that has one', () => {
    expect(trouble('openai/gpt-image-1').message).toContain(
      'its successor is openai/gpt-image-2.5-sunburst, which has no price until you set one; the nearest of openai that has one is openai/gpt-image-2.',
    );
    expect(trouble('gemini/gemini-3.1-flash-image').message).toMatch(/gemini-nano-banana-2\.1\.$/);
  });

  test('CAT-7 one without a successor names others of its kind', () => {
    const { code, message } = trouble('openai/sora-2');
    expect(code).toBe('model-retired');
    expect(message).toContain('2026-09-24');
    expect(message).toMatch(/names no successor; \S+, \S+, \S+ do the same kind of work/);
  });

  test('CAT-7 a model ends on the day of its shutdown, not before', () => {
    expect(find('claude-sonnet-4-5', { today: '2026-11-29' })).toBe('anthropic/claude-sonnet-4-5');
    expect(trouble('claude-sonnet-4-5', { today: '2026-11-30' }).code).toBe('model-retired');
    expect(trouble('openai/tts-1', { today: '2027-01-06' }).message).toContain('openai/gpt-realtime-2.1-mini');
  });

  test('CAT-7 where sources disagree the later, dated fact counts and the disagreement is told', () => {
    for (const id of ['veo-3.1-generate-preview', 'veo-3.1-fast-generate-preview', 'veo-3.1-lite-generate-preview']) {
      const record = modelCatalog.records.find((each) => each.id === id);
      expect(record).toMatchObject({
        status: 'retired',
        lifeCycle: { shutdown: '2026-10-22', replacement: 'gemini-omni-1.1-flash' },
      });
      expect(record?.notes.join(' ')).toContain('Sources disagree');
    }
    expect(modelCatalog.records.find(({ id }) => id === 'gemini-omni-1.1-flash')?.lifeCycle.replacement).toBe(
      'gemini-omni-1.2-flash',
    );
  });
});

describe('CAT-8 models are listed', () => {
  test('CAT-8 C3 by provider, by work, and as usable on a day', () => {
    expect(modelCatalog.list({ provider: 'google' }).every(({ provider }) => provider === 'gemini')).toBe(true);
    expect(modelCatalog.list({ makes: 'lora' }).map(nameOf)).toEqual([
      'fal/fal-ai/flux-2-trainer',
      'fal/fal-ai/flux-lora-fast-training',
    ]);
    expect(modelCatalog.list()).toEqual(modelCatalog.records);
    expect(modelCatalog.list({ provider: 'constructor' })).toEqual([]);
    expect(modelCatalog.list({ usableOn: today }).some(({ status }) => status === 'retired')).toBe(false);
    expect(modelCatalog.list({ usableOn: '2027-02-01' }).some(({ id }) => id === 'tts-1')).toBe(false);
    expect(modelCatalog.list({ provider: 'openai' }).map(({ id }) => id)).toContain('sora-2');
  });
});

describe('CAT-9 what vendors and people say corrects the catalog', () => {
  const merged = mergeCatalog(
    modelCatalog.records,
    [
      {
        provider: 'openai',
        id: 'gpt-6-astra',
        makes: 'text',
        limits: { ...modelCatalog.find('gpt-6-luna', { today }).limits, contextTokens: null, outputTokens: 64_000 },
      },
      {
        provider: 'openrouter',
        id: 'google/veo-9',
        makes: 'video',
        title: 'Veo 9',
        prices: [{ unit: 'second', dollars: '0.3', said: 'vendor' }],
      },
      { provider: 'openrouter', id: 'nobody/knows', makes: 'text' },
    ],
    [
      {
        provider: 'openai',
        model: 'gpt-image-2.6-sunburst',
        prices: [{ unit: 'image', dollars: '0.2', said: 'vendor' }],
      },
    ],
  );
  const catalog = createCatalog(merged);

  test('CAT-9 C3 what is said replaces, what is not said stays, what is null says nothing', () => {
    const astra = catalog.find('openai/gpt-6-astra', { today });
    expect(astra.limits.outputTokens).toBe(64_000);
    expect(astra.limits.contextTokens).toBe(1_050_000);
    expect(astra.prices).toEqual(modelCatalog.find('gpt-6-astra', { today }).prices);
    expect(astra.title).toBe('GPT-6 Astra');
  });

  test('CAT-9 a new model comes behind the known ones, with everything unsaid unknown', () => {
    expect(merged.slice(0, modelCatalog.records.length).map(nameOf)).toEqual(modelCatalog.records.map(nameOf));
    expect(catalog.find('openrouter/google/veo-9', { today })).toMatchObject({
      dialect: 'veo',
      status: 'active',
      limits: { durationsSeconds: null },
    });
    expect(catalog.find('nobody/knows', { today })).toMatchObject({ prices: null, dialect: 'plain', sources: [] });
  });

  test('CAT-9 what a new model takes, when nobody says it, passes and is told', () => {
    expect(catalog.find('nobody/knows', { today })).toMatchObject({
      takes: ['text', 'image', 'video', 'audio'],
      unknown: ['what may go in'],
    });
    const [told] = mergeCatalog(
      [],
      [{ provider: 'openrouter', id: 'b/seedance-9', makes: 'video', takes: ['text'], videoTokens: 'pixels-24-1024' }],
    );
    expect(told).toMatchObject({ takes: ['text'], unknown: [], dialect: 'seedance', framePixels: { '720p': 942_934 } });
  });

  test('CAT-9 C5 a plain price does not replace a list that tells cases apart; how parts are billed stays', () => {
    const pricesOf = (id: string, dollars: string): readonly unknown[] | null => {
      const [record] = modelCatalog.records.filter((each) => each.id === id);
      const said = {
        provider: 'fal',
        id,
        makes: 'image' as const,
        prices: [{ unit: 'megapixel' as const, dollars, said: 'vendor' as const }],
      };
      return mergeCatalog([record as ModelRecord], [said])[0]?.prices ?? null;
    };
    expect(pricesOf('fal-ai/flux-2-pro', '0.015')).toEqual(modelCatalog.find('fal-ai/flux-2-pro', { today }).prices);
    expect(pricesOf('fal-ai/flux/dev', '0.02')).toEqual([
      { unit: 'megapixel', dollars: '0.02', said: 'vendor', rounding: 'unit', megapixelPixels: 1_048_576 },
    ]);
  });

  test('CAT-9 nothing is deleted because a vendor does not list it', () => {
    expect(mergeCatalog(modelCatalog.records, [{ provider: 'openai', id: 'gpt-7', makes: 'text' }])).toHaveLength(
      modelCatalog.records.length + 1,
    );
    expect(mergeCatalog(modelCatalog.records)).toEqual(modelCatalog.records);
  });

  test('CAT-9 C5 a price of one’s own is the only one that counts, and says whose it is', () => {
    expect(catalog.find('openai/gpt-image-2.6-sunburst', { today }).prices).toEqual([
      { unit: 'image', dollars: '0.2', said: 'person' },
    ]);
  });

  test.each([
    ['google/veo-3.1', 'video', 'veo'],
    ['kwaivgi/kling-v3', 'video', 'kling'],
    ['alibaba/wan-2.7', 'video', 'wan'],
    ['swan-lake', 'video', 'video'],
    ['black-forest-labs/flux-2', 'image', 'flux'],
    ['google/gemini-3-pro-image', 'image', 'gemini-image'],
    ['eleven_v5', 'speech', 'eleven-tags'],
    ['eleven_flash_v2_5', 'speech', 'eleven'],
    ['llama3.2', 'text', 'plain'],
  ] as const)('CAT-9 prompts of %s (%s) are written as %s', (id, makes, dialect) => {
    expect(dialectOf(id, makes)).toBe(dialect);
  });
});
