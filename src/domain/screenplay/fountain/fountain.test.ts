import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeLongScript } from '../make-long-script.ts';
import type { ScreenplayElement } from '../screenplay.types.ts';
import { parseFountain } from './parse-fountain.ts';
import { printFountain } from './print-fountain.ts';

const folder = new URL('../../../../test/fixtures/screenplays/', import.meta.url);
const fixture = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const fixtures = readdirSync(folder).filter((name) => !name.endsWith('.md'));

type Short = [string, string];
const shorts = (text: string): Short[] =>
  parseFountain(text)
    .elements.filter(({ kind }) => kind !== 'blank')
    .map(({ kind, text: words }) => [kind, words]);

/** Pieces that mean something to Fountain, so that random text is hostile rather than noise. */
const pieces = [
  'INT. HOUSE - DAY',
  'EXT. SEA #12A#',
  '.FORCED',
  'MARA',
  'MARA (V.O.) ^',
  '@李明',
  '(beat)',
  '(so\nlong)',
  'Hello *there*.',
  '!INT. no',
  '> CUT TO:',
  '> centred <',
  'CUT TO:',
  '~song',
  '# Act',
  '## Scene',
  '= synopsis',
  '===',
  '[[',
  ']]',
  '/*',
  '*/',
  '*',
  '**',
  '***',
  '_',
  '\\*',
  'Title: X',
  'Author:',
  '\tindented',
  '   three',
  '  ',
  ' ',
  '\t',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\r\n\r\n',
  ':',
  '#',
  '^',
  '@',
  '>',
  '<',
  '.',
  '...',
  '(',
  ')',
  'FADE IN:',
  'é',
  '😀',
  '\u2028',
  '\ufeff',
  '\u0000',
  'abc',
  '\\',
];
const hostile = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('SPL-3 what is read is printed back unchanged', () => {
  test('SPL-3 any text, 4000 cases (seed 42)', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(printFountain(parseFountain(text))).toBe(text);
      }),
      { seed: 42, numRuns: 4000 },
    );
  });

  test('SPL-3 every line belongs to exactly one element, in order (seed 7)', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { titlePage, elements } = parseFountain(text);
        let line = titlePage[0]?.lines.first ?? elements[0]?.lines.first ?? 1;
        for (const { lines } of [...titlePage, ...elements]) {
          expect(lines.first).toBe(line);
          expect(lines.last).toBeGreaterThanOrEqual(lines.first);
          line = lines.last + 1;
        }
      }),
      { seed: 7, numRuns: 1500 },
    );
  });

  test.each(fixtures)('SPL-3 %s with LF, CRLF, CR and a byte order mark', (name) => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const text = `\ufeff${fixture(name).replaceAll('\n', lineEnd)}`;
      expect(printFountain(parseFountain(text))).toBe(text);
    }
  });

  test('SPL-3 line ends change nothing in what is read', () => {
    const unix = shorts(fixture('the-snow-path.fountain'));
    expect(shorts(fixture('the-snow-path.fountain').replaceAll('\n', '\r\n'))).toEqual(unix);
    expect(shorts(fixture('the-snow-path.fountain').replaceAll('\n', '\r'))).toEqual(unix);
  });

  test('SPL-3 a script of 120 pages', () => {
    const text = makeLongScript(120);
    expect(text.split('\n').length).toBeGreaterThan(4000);
    expect(printFountain(parseFountain(text))).toBe(text);
  });
});

describe('SPL-4 the syntax of Fountain 1.1', () => {
  const cases: readonly (readonly [string, string, Short[]])[] = [
    [
      'scene headings',
      'INT. HOUSE - DAY\n\nEXT BRICK ROAD\n\nint./ext. car\n\nI/E BUS - NIGHT\n\nEST. TOWN\n',
      [
        ['heading', 'INT. HOUSE - DAY'],
        ['heading', 'EXT BRICK ROAD'],
        ['heading', 'int./ext. car'],
        ['heading', 'I/E BUS - NIGHT'],
        ['heading', 'EST. TOWN'],
      ],
    ],
    [
      'no heading in the middle of a paragraph',
      'He thinks.\nINT. is short.',
      [['action', 'He thinks.\nINT. is short.']],
    ],
    [
      'words that only begin like headings',
      'INTERIOR thoughts.\n\nEstimates vary.\n\nI. am.',
      [
        ['action', 'INTERIOR thoughts.'],
        ['action', 'Estimates vary.'],
        ['action', 'I. am.'],
      ],
    ],
    [
      'a forced heading, not an ellipsis',
      '.SNIPER SCOPE POV\n\n...and then\n',
      [
        ['heading', 'SNIPER SCOPE POV'],
        ['action', '...and then'],
      ],
    ],
    [
      'character, parenthetical, dialogue',
      'STEEL\n(starting the engine)\nSo much for\nretirement!\n',
      [
        ['character', 'STEEL'],
        ['parenthetical', '(starting the engine)'],
        ['dialogue', 'So much for\nretirement!'],
      ],
    ],
    [
      'an extension in small letters',
      'HANS (on the radio)\nWhat was it?',
      [
        ['character', 'HANS (on the radio)'],
        ['dialogue', 'What was it?'],
      ],
    ],
    [
      'a cue needs a letter and words after it',
      'R2D2\nBeep.\n\n23\nNot a cue.\n\nSILENCE.\n\nMore.',
      [
        ['character', 'R2D2'],
        ['dialogue', 'Beep.'],
        ['action', '23\nNot a cue.'],
        ['action', 'SILENCE.'],
        ['action', 'More.'],
      ],
    ],
    [
      'a forced character',
      '@McCLANE\nYippie.\n\n@李明\n你好。',
      [
        ['character', 'McCLANE'],
        ['dialogue', 'Yippie.'],
        ['character', '李明'],
        ['dialogue', '你好。'],
      ],
    ],
    [
      'two blanks keep a speech together',
      'DEALER\nTen.\n  \nMonkey style.\n',
      [
        ['character', 'DEALER'],
        ['dialogue', 'Ten.\n\nMonkey style.'],
      ],
    ],
    [
      'a parenthetical between lines, and over lines',
      'A B\nOne.\n(beat)\nTwo.\n(so very\nlong)\nThree.',
      [
        ['character', 'A B'],
        ['dialogue', 'One.'],
        ['parenthetical', '(beat)'],
        ['dialogue', 'Two.'],
        ['parenthetical', '(so very long)'],
        ['dialogue', 'Three.'],
      ],
    ],
    [
      'transitions',
      'CUT TO:\n\n> Burn to White.\n\nCUT TO: not one\n\nFADE OUT.\n',
      [
        ['transition', 'CUT TO:'],
        ['transition', 'Burn to White.'],
        ['action', 'CUT TO: not one'],
        ['transition', 'FADE OUT.'],
      ],
    ],
    ['centred text', '> THE END <\n', [['centered', 'THE END']]],
    ['forced action', '!SCANNING THE AISLES...\nWhere is he?', [['action', 'SCANNING THE AISLES...\nWhere is he?']]],
    [
      'lyrics',
      '~Willy Wonka! Willy Wonka!\n~The amazing chocolatier!',
      [
        ['lyrics', 'Willy Wonka! Willy Wonka!'],
        ['lyrics', 'The amazing chocolatier!'],
      ],
    ],
    [
      'sections and synopses',
      '# Act\n\n## Sequence\n\n= They meet.\n',
      [
        ['section', 'Act'],
        ['section', 'Sequence'],
        ['synopsis', 'They meet.'],
      ],
    ],
    [
      'a page break',
      'One.\n\n=====\n\nTwo.',
      [
        ['action', 'One.'],
        ['page-break', ''],
        ['action', 'Two.'],
      ],
    ],
    ['indents of action are kept', '\tTab.\n    Four.', [['action', '\tTab.\n    Four.']]],
    ['a note inside a line is taken out', 'He was [[was he?]]here.', [['action', 'He was here.']]],
    [
      'a note over lines, two blanks keep it open',
      'A.\n\n[[one\n  \ntwo]]\n\nB.',
      [
        ['action', 'A.'],
        ['note', 'one\n  \ntwo'],
        ['action', 'B.'],
      ],
    ],
    [
      'an empty line ends an unclosed note',
      'A [[one\n\ntwo]] B',
      [
        ['action', 'A [[one'],
        ['action', 'two]] B'],
      ],
    ],
    [
      'boneyard across elements',
      'A.\n\n/* INT. X\n\nMARA\nNo.\n*/\n\nB.',
      [
        ['action', 'A.'],
        ['boneyard', ''],
        ['action', 'B.'],
      ],
    ],
    [
      'boneyard in a line, unclosed boneyard',
      'A /* no */B.\n\nC /* D',
      [
        ['action', 'A B.'],
        ['action', 'C /* D'],
      ],
    ],
    [
      'a note does not end a speech',
      'MARA\n[[softer?]]\nHello.',
      [
        ['character', 'MARA'],
        ['note', 'softer?'],
        ['dialogue', 'Hello.'],
      ],
    ],
  ];
  test.each(cases)('SPL-4 %s', (_, text, expected) => {
    expect(shorts(text)).toEqual(expected);
    expect(printFountain(parseFountain(text))).toBe(text);
  });

  test('SPL-4 scene numbers', () => {
    const { elements } = parseFountain('INT. HOUSE - DAY #1-A#\n\nEXT. SEA #110.#\n\nINT. A #\n');
    expect(
      elements.filter(({ kind }) => kind === 'heading').map(({ text, sceneNumber }) => [text, sceneNumber]),
    ).toEqual([
      ['INT. HOUSE - DAY', '1-A'],
      ['EXT. SEA', '110.'],
      ['INT. A #', undefined],
    ]);
  });

  test('SPL-4 dual dialogue marks both sides; a caret without a partner marks none', () => {
    const cues = (text: string): (string | undefined)[] =>
      parseFountain(text)
        .elements.filter(({ kind }) => kind === 'character')
        .map(({ dual }) => dual);
    expect(cues('BRICK\nScrew retirement.\n\nSTEEL ^\nScrew retirement.\n\nA B\nAlone.')).toEqual([
      'left',
      'right',
      undefined,
    ]);
    expect(cues('Action.\n\nSTEEL ^\nAlone.')).toEqual([undefined]);
  });

  test('SPL-4 title page: known and unknown keys, values over lines, and none where the script begins at once', () => {
    const text = 'Title:\n\t_**BRICK**_\n\tTwo\nFormat: odd\nDraft date: 1/27/2012\n\nFADE IN:\n';
    expect(parseFountain(text).titlePage.map(({ key, values }) => [key, values])).toEqual([
      ['Title', ['_**BRICK**_', 'Two']],
      ['Format', ['odd']],
      ['Draft date', ['1/27/2012']],
    ]);
    for (const none of ['FADE IN:\n\nINT. A - DAY', 'SAM: hello\n\nMore', 'INT. HOUSE: DAY\n\nA.'])
      expect(parseFountain(none).titlePage).toEqual([]);
  });
});

describe('SPL-6 elements from elsewhere are written so that reading gives them back', () => {
  const bare = (elements: readonly ScreenplayElement[]): unknown[] =>
    elements.filter(({ kind }) => kind !== 'blank').map(({ source: _, lines: __, notes: ___, ...rest }) => rest);
  const strip = (text: string): unknown[] => bare(parseFountain(text).elements);

  test.each(fixtures.filter((name) => name.endsWith('.fountain')))('SPL-6 %s without its source', (name) => {
    const screenplay = parseFountain(fixture(name));
    const elements = screenplay.elements
      .filter(({ kind }) => kind !== 'note' && kind !== 'boneyard')
      .map(({ source: _, ...rest }) => rest);
    expect(strip(printFountain({ ...screenplay, elements }))).toEqual(bare(elements));
  });

  test('SPL-6 words that look like something else are forced', () => {
    const lines = { first: 1, last: 1 };
    const elements: ScreenplayElement[] = [
      { kind: 'heading', text: 'THE DREAM', lines },
      { kind: 'action', text: 'INT. is how it starts', lines },
      { kind: 'action', text: '# not a section\n> nor this', lines },
      { kind: 'action', text: 'NOISE\nthen quiet', lines },
      { kind: 'character', text: 'McClane', lines },
      { kind: 'dialogue', text: 'One.\n\nTwo.', lines },
      { kind: 'transition', text: 'Burn to white', lines },
    ];
    expect(strip(printFountain({ preamble: '', titlePage: [], elements }))).toEqual(bare(elements));
  });
});

describe('SPL-11 time grows with length, not faster', () => {
  const many = 60_000;
  test.each([
    ['stars', '*'.repeat(many * 2)],
    ['opened notes', '[['.repeat(many)],
    ['opened notes on lines', '[[\n'.repeat(many)],
    ['opened boneyards', '/*'.repeat(many)],
    ['notes and boneyards', `${'/*[['.repeat(many)}]]`],
    ['open parentheticals', `A\n${'(\n'.repeat(many)}`],
    ['one long line', `A${' word'.repeat(many * 4)}`],
    ['capitals', 'A B(\n\n'.repeat(many)],
    ['blanks', `${' '.repeat(many * 4)}x^${' '.repeat(many * 4)}x`],
  ])('SPL-11 %s', (_, text) => {
    expect(printFountain(parseFountain(text))).toBe(text);
  });
});
