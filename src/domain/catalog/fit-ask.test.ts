import { describe, expect, test } from 'vitest';
import type { Ask, AskOf, Reference } from '../generation/ask.types.ts';
import { pick, type Random, seededRandom } from '../random.ts';
import { checkAsk, fitAsk, modelCatalog, nameOf, type Problem } from './catalog.ts';
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

const media = { sha256: 'a'.repeat(64), sizeBytes: 1000, mediaType: 'application/octet-stream' };
const image = (role: Reference['role'] = 'reference'): Reference => ({ role, kind: 'image', media });
const video = (ask: Partial<AskOf<'video'>> = {}): AskOf<'video'> => ({
  type: 'video',
  prompt: 'A door opens',
  durationSeconds: 8,
  ...ask,
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
    const isNot = ({ message }: Problem): boolean => !message.includes('does not work from words alone');
    for (const record of modelCatalog.records.filter(({ makes }) => makes === 'image' || makes === 'video')) {
      for (let round = 0; round < 20; round++) {
        const asked = wild(random, record);
        const { ask, changes, problems } = fitAsk(record, asked);
        // No file can be made up for a model that works from one.
        expect(problems.filter(isNot), `${nameOf(record)} ${JSON.stringify(ask).slice(0, 300)}`).toEqual([]);
        expect(changes.length === 0).toBe(checkAsk(record, asked).filter(isNot).length === 0);
        expect(fitAsk(record, ask)).toEqual({ ask, changes: [], problems });
      }
    }
  });
});
