import { expect, test } from 'vitest';
import type { BuildEntry } from '../build/build.ts';
import { readFilmModels } from '../pipeline/film-models/film-models.ts';
import { mayLackKeys, missingVariables } from './film-keys.ts';
import { planText } from './plan-text.ts';
import { providerKinds } from './provider-shelf.ts';

const would = (label: string, more: Partial<BuildEntry> = {}): BuildEntry => ({
  ...{ step: 'model-clip', key: label, label, state: 'would-run', tookMs: 0, costMicros: 0, ...more },
});
const entries = [
  would('clip 1A a harbour, 8.1 s', { model: 'fal/a', costMicros: 810_000, lacksKey: 'fal' }),
  would('still 1A a harbour', { step: 'model-still', model: 'gemini/b', costMicros: 40_000, lacksKey: 'gemini' }),
  would('voice', { step: 'model-voice', model: 'elevenlabs/c', costMicros: 10_000, lacksKey: 'elevenlabs' }),
  would('score', { step: 'score' }),
];
const plan = { entries, isWhole: true, missingKeys: missingVariables(entries, providerKinds) };
const linesOf = (text: string): readonly string[] => text.split('\n');

test('FLM-65 FLM-66 a plan says of each request who is asked and for how much, and all keys that are missing', () => {
  const lines = linesOf(planText(plan));
  expect(lines[0]).toBe('  would run  clip 1A a harbour, 8.1 s  fal/a $0.81');
  expect(lines[3]).toBe('  would run  score');
  expect(lines.slice(-2)).toEqual([
    '4 things would be made. Cost: at most $0.86.',
    'To make it you need FAL_KEY, GEMINI_API_KEY and ELEVENLABS_API_KEY in the environment.',
  ]);
});

test.each([
  [860_000, 0, 'The budget of $0.86 will do.'],
  [859_999, 0, 'may not do: this film can cost $0.86. It would stop'],
  [900_000, 50_000, 'may not do: this film can cost $0.91 with the $0.05 of earlier runs.'],
])('FLM-66 a plan says in its last line whether a budget of %i does', (budgetMicros, spentMicros, words) => {
  const [last] = linesOf(planText({ ...plan, purse: { budgetMicros, spentMicros } })).slice(-1);
  expect(last).toContain(words);
});

test('FLM-65 a film is walked for missing keys where one could be missing', () => {
  const withKeys = new Set(['fal', 'gemini']);
  const lacks = (models: unknown): boolean => mayLackKeys(readFilmModels(models), withKeys);
  expect(lacks({ clips: { models: ['fal/a', 'gemini/b'] }, stills: 'gemini/b' })).toBe(false);
  expect(lacks({ clips: { models: ['fal/a', 'openai/b'] } })).toBe(true);
  expect(lacks({ clips: { route: 'best' } })).toBe(true);
});
