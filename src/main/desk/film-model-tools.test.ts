import { expect, test } from 'vitest';
import { mouthCuesOf } from '../../pipeline/lipsync/lipsync.ts';
import { pronouncedWords } from './film-model-tools.ts';

test.each([
  ['今晚不会有船来了。', 3],
  ['أين كنت حين جاء الماء؟', 5],
  ['नमस्ते, दुनिया!', 2],
  ['OK 你好 Sam', 3],
])('FLM-48 D2 %s has words that can be timed, and mouths to say them', async (text, least) => {
  const words = await pronouncedWords(text, {});
  expect(words.length).toBeGreaterThanOrEqual(least);
  let last = 0;
  for (const word of words) {
    expect(text.slice(word.start, word.end)).toBe(word.text);
    expect(word.start).toBeGreaterThanOrEqual(last);
    expect(word.symbols).not.toEqual([]);
    last = word.end;
  }
  const letters = words.map((word) => word.text).join('');
  expect(letters.replace(/[^\p{L}\p{M}\p{N}]/gu, '')).toBe(text.replace(/[^\p{L}\p{M}\p{N}]/gu, ''));
  const phonemes = words.flatMap(({ symbols }, at) =>
    symbols.map((symbol, n) => ({ symbol, startMs: at * 400 + n * 80, endMs: at * 400 + n * 80 + 80 })),
  );
  const shapes = new Set(mouthCuesOf(phonemes, words.length * 400).map(({ viseme }) => viseme));
  expect(shapes.size).toBeGreaterThan(1);
});
