import { describe, expect, test } from 'vitest';
import { parseFountain } from './parse-fountain.ts';
import { printFountain } from './print-fountain.ts';

describe('SPL-4 cues of scripts without capitals', () => {
  test.each(['李明', 'ليلى', 'דוד', 'राम', 'สมชาย', '김민수', '田中 ケンジ', '王芳（画外音）'])(
    'SPL-4 SPL-3 %s is a cue',
    (name) => {
      const text = `INT. A - DAY\r\n\r\n…\r\n\r\n${name}\r\n“…”\r\n`;
      const screenplay = parseFountain(text);
      expect(screenplay.elements.filter(({ kind }) => kind === 'character').map((one) => one.text)).toEqual([name]);
      expect(printFountain(screenplay)).toBe(text);
    },
  );

  test.each([
    '两个人坐着。\n他们在等。',
    '李明\n\n你好',
    '这是一个很长的句子没有标点符号但是它不是名字它是动作\n好',
    '第三场\n夜',
    'Words.\n李明\nB',
  ])('SPL-4 no cue in %j', (text) => {
    expect(parseFountain(`.H\n\n${text}`).elements.some(({ kind }) => kind === 'character')).toBe(false);
  });

  test('SPL-6 action that looks like such a cue is guarded', () => {
    const action = { kind: 'action', text: '李明\n你好', lines: { first: 1, last: 2 } } as const;
    const printed = printFountain({ preamble: '', titlePage: [], elements: [action] });
    expect(parseFountain(printed).elements.map(({ kind, text }) => [kind, text])).toEqual([['action', action.text]]);
  });
});
