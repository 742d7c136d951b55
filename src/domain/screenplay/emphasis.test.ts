import { describe, expect, test } from 'vitest';
import { escapeEmphasis, parseEmphasis } from './emphasis.ts';

const marked = (source: string): string[] => {
  const { text, spans } = parseEmphasis(source);
  return [text, ...spans.map(({ style, start, end }) => `${style}:${text.slice(start, end)}`)];
};

describe('SPL-5 emphasis', () => {
  test.each([
    ['*italic* and **bold** and _line_', ['italic and bold and line', 'italic:italic', 'bold:bold', 'underline:line']],
    ['***both***', ['both', 'bold:both', 'italic:both']],
    ['From _behind **a** *sign*_.', ['From behind a sign.', 'underline:behind a sign', 'bold:a', 'italic:sign']],
    ['***bi* b**', ['bi b', 'bold:bi b', 'italic:bi']],
    ['Steel enters the code: \\*9765\\*', ['Steel enters the code: *9765*']],
    ['He dialed *69 and then *23, and hung up.', ['He dialed *69 and then *23, and hung up.']],
    ['a * b * c, snake_case_name, 2 ** 3', ['a * b * c, snake_case_name, 2 ** 3']],
    ['*not over\nlines*', ['*not over\nlines*']],
    ['**open', ['**open']],
    ['****four****', ['****four****']],
  ])('SPL-5 %j', (source, expected) => {
    expect(marked(source)).toEqual(expected);
  });

  test('SPL-5 escaped text comes back as it was', () => {
    const text = 'a *b* _c_ \\ **d';
    expect(parseEmphasis(escapeEmphasis(text))).toEqual({ text, spans: [] });
  });

  test('SPL-11 a hundred thousand stars, alone and paired', () => {
    expect(parseEmphasis('*'.repeat(100_000)).spans).toEqual([]);
    expect(parseEmphasis('*a '.repeat(100_000)).text).toHaveLength(300_000);
    expect(parseEmphasis('*a*'.repeat(50_000)).spans.length).toBeGreaterThan(10_000);
  });
});
