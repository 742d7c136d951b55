import { describe, expect, test } from 'vitest';
import { modelCatalog } from '../../domain/catalog/catalog.ts';
import type { ModelBook } from '../paid/model-book.ts';
import { checkChoices, readFilmModels } from './film-models.ts';

test('FLM-32 E4 E5 D2 what makes what of a film is read from a few words', () => {
  expect(
    readFilmModels({
      analysis: 'anthropic/claude-haiku-5-5',
      shots: 'local',
      stills: { model: 'gemini/gemini-nano-banana-2.1', variants: 3, resolution: '1K', style: '35 mm film' },
      clips: { route: 'cheapest', models: ['fal/a', 'fal/b'], resolution: '720p', acceptDegraded: true },
      voices: { models: ['elevenlabs/eleven_v4', 'openai/gpt-4o-mini-tts'], voices: { 'Mara ': 'v1' }, others: ['v2'] },
      lipsync: { route: 'best' },
      identity: { pictures: { Mara: ['mara.png'] }, train: 'fal/fal-ai/flux-2-trainer', steps: 500 },
    }),
  ).toEqual({
    analysis: { policy: { kind: 'model', model: 'anthropic/claude-haiku-5-5' }, options: {} },
    stills: {
      policy: { kind: 'model', model: 'gemini/gemini-nano-banana-2.1' },
      ...{ options: {}, variants: 3, resolution: '1K', style: '35 mm film' },
    },
    clips: {
      policy: { kind: 'cheapest', models: ['fal/a', 'fal/b'] },
      ...{ options: { acceptDegraded: true }, resolution: '720p' },
    },
    voices: {
      policy: { kind: 'chain', models: ['elevenlabs/eleven_v4', 'openai/gpt-4o-mini-tts'] },
      ...{ options: {}, voices: { mara: 'v1' }, others: ['v2'] },
    },
    lipsync: { policy: { kind: 'best' }, options: {} },
    identity: {
      pictures: { mara: ['mara.png'] },
      leastLikeness: 0.5,
      train: { policy: { kind: 'model', model: 'fal/fal-ai/flux-2-trainer' }, options: {}, steps: 500 },
    },
  });
});

test.each([
  ['text', 'a film', 'the top'],
  ['an unknown part', { still: 'a/b' }, 'still: it should be one of analysis'],
  ['an unknown field', { stills: { model: 'a/b', variant: 2 } }, 'stills.variant'],
  ['both ways', { clips: { model: 'a/b', route: 'best' } }, 'not both'],
  ['no way', { clips: {} }, 'clips: it should be `model`'],
  ['an unknown route', { clips: { route: 'nicest' } }, 'clips.route'],
  ['too many variants', { stills: { model: 'a/b', variants: 9 } }, 'from 1 to 8'],
  ['nobody speaks', { voices: 'elevenlabs/eleven_v4' }, 'which voices of the vendor speak'],
  ['lips without pictures', { lipsync: 'sync/lipsync-2' }, 'beside `clips` or `stills`'],
  ['a likeness out of range', { identity: { leastLikeness: 2 } }, 'from 0 to 1'],
  ['an empty name', { analysis: ' ' }, 'analysis'],
])('FLM-33 %s is refused at its place', (_case, value, words) => {
  expect(() => readFilmModels(value)).toThrow(
    expect.objectContaining({ code: 'models-invalid', message: expect.stringContaining(words) }),
  );
});

describe('words of models', () => {
  const book: ModelBook = {
    record: (name, makes) => modelCatalog.find(name, { makes, today: '2026-11-20' }),
  };
  const wan = 'fal/alibaba/wan-3.0/text-to-video';
  const banana = 'gemini/gemini-nano-banana-2.1';

  test.each([
    [
      'a resolution of clips',
      { clips: { model: wan, resolution: '9p' } },
      'clips.resolution: Wan 3.0 has no resolution “9p”: legal are 480p, 720p or 1080p, the nearest is 480p.',
    ],
    ['one of stills', { stills: { model: banana, resolution: '8K' } }, 'stills.resolution: '],
    ['one that no model of a route has', { clips: { route: 'cheapest', models: [wan], resolution: '9p' } }, 'clips.'],
  ])('FLM-64 %s is refused at its place, never put right in silence', (_case, value, words) => {
    expect(() => checkChoices(readFilmModels(value), book)).toThrow(
      expect.objectContaining({ code: 'models-invalid', message: expect.stringContaining(words) }),
    );
  });

  test('FLM-64 what one model of the route has, and what nobody knows of, passes', () => {
    const route = { route: 'cheapest', models: [wan, 'nobody/knows'], resolution: '720p' };
    expect(() => checkChoices(readFilmModels({ clips: route, stills: banana }), book)).not.toThrow();
  });
});
