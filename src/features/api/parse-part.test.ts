import { expect, test } from 'vitest';
import { z } from 'zod';
import { parsePart, searchOf } from './parse-part.ts';
import { RequestRefused } from './problem.ts';

const problemsOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof RequestRefused) return { code: error.code, message: error.message, problems: error.problems };
    throw error;
  }
  throw new Error('it was taken');
};

const film = z.object({
  name: z.string().min(1),
  tracks: z.array(z.object({ clips: z.array(z.object({ start: z.number().min(0) })) })),
});

test('API-4 every wrong field is named by its path from the body', () => {
  const refused = problemsOf(() =>
    parsePart(film, {
      name: '',
      tracks: [{ clips: [{ start: 1 }] }, { clips: [{ start: -1 }, {}] }],
      title: 'x',
      'a b': 1,
    }),
  );
  expect(refused.code).toBe('request-invalid');
  expect(refused.problems.map(({ path }) => path)).toEqual([
    'name',
    'tracks[1].clips[0].start',
    'tracks[1].clips[1].start',
    'title',
    '["a b"]',
  ]);
  expect(refused.message).toMatch(/^name: .+\.$/);
});

test('API-4 a body that is no object says so of the body itself', () => {
  expect(problemsOf(() => parsePart(film, 7)).problems[0]?.path).toBe('(body)');
  expect(problemsOf(() => parsePart(undefined, { surprise: 1 })).problems).toEqual([
    { path: 'surprise', message: 'there is no such field' },
  ]);
});

test('API-4 a schema that says itself what it does with unknown fields keeps its word', () => {
  expect(parsePart(z.looseObject({ a: z.number() }), { a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
  expect(parsePart(z.object({ a: z.number() }).catchall(z.string()), { a: 1, b: 'c' })).toEqual({ a: 1, b: 'c' });
});

test('API-4 a million unknown fields are told in a few lines', () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`field-${at}-${'x'.repeat(500)}`, at]));
  const { problems } = problemsOf(() => parsePart(film, { name: 'a', tracks: [], ...many }));
  expect(problems.length).toBeLessThanOrEqual(50);
  expect(JSON.stringify(problems).length).toBeLessThan(5_000);
});

test('API-4 a field of the query that is given twice is a list, and `__proto__` is a field like any other', () => {
  expect(searchOf('http://a/b?x=1&y=2&x=3#z')).toEqual({ x: ['1', '3'], y: '2' });
  expect(searchOf('http://a/b')).toEqual({});
  const { problems } = problemsOf(() => parsePart(z.object({ a: z.string() }), searchOf('http://a/?a=1&__proto__=2')));
  expect(problems).toEqual([{ path: '__proto__', message: 'there is no such field' }]);
});
