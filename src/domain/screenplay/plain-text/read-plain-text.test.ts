import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { encodeText } from '../../text-encoding.ts';
import { parseFountain } from '../fountain/parse-fountain.ts';
import { printFountain } from '../fountain/print-fountain.ts';
import { readScript } from '../read-script.ts';
import { breakDown } from '../screenplay.ts';
import { readPlainText } from './read-plain-text.ts';

const folder = new URL('../../../../test/fixtures/screenplays/', import.meta.url);
const bytesOf = (name: string): Uint8Array => Uint8Array.from(readFileSync(new URL(name, folder)));
const shorts = (text: string): string[] =>
  readPlainText(text).elements.map(({ kind, text: words }) => `${kind}: ${words}`);

describe('SPL-9 plain text', () => {
  test('SPL-9 a page typed in columns', () => {
    const { screenplay } = readScript(bytesOf('night-bus.txt'), 'night-bus.txt');
    expect(screenplay.titlePage.map(({ key, values }) => [key, values[0]])).toEqual([
      ['Title', 'Night Bus'],
      ['Credit', 'an original short'],
    ]);
    const lines = screenplay.elements.map(({ kind, text }) => `${kind}: ${text}`);
    expect(lines).toContain(
      'action: A teenage girl, MEI (17), in a school blazer and big headphones, sits on the bench and counts coins.',
    );
    expect(lines).toContain(
      "dialogue: Thirty-one years on this route. She has never missed a birthday. I don't know whose.",
    );
    expect(lines.filter((line) => line.startsWith('heading'))).toHaveLength(3);
    expect(lines).toContain('transition: CUT TO:');
    expect(lines).toContain('parenthetical: (not sure)');
  });

  test('SPL-9 a stage script: NAME: line, directions in brackets', () => {
    expect(shorts('SAM: Who?\n\nGRETA: (softly) Nobody.\n\nHe waits.\n\nSAM: (Pause.)')).toEqual([
      'character: SAM',
      'dialogue: Who?',
      'character: GRETA',
      'parenthetical: (softly)',
      'dialogue: Nobody.',
      'action: He waits.',
      'character: SAM',
      'parenthetical: (Pause.)',
    ]);
  });

  test('SPL-9 names in small letters count when they come again', () => {
    expect(shorts('Ann: Yes.\nBo: No.\nAnn: Maybe.\nBo: Fine.\nNote: nothing.')).toEqual([
      'character: ANN',
      'dialogue: Yes.',
      'character: BO',
      'dialogue: No.',
      'character: ANN',
      'dialogue: Maybe.',
      'character: BO',
      'dialogue: Fine. Note: nothing.',
    ]);
  });

  test('SPL-9 prose is action, paragraph by paragraph; stars stay stars', () => {
    expect(shorts('The sea was\nquiet. 2 * 3.\n\nNobody came.')).toEqual([
      'action: The sea was quiet. 2 \\* 3.',
      'action: Nobody came.',
    ]);
  });

  test('SPL-9 headings with numbers on both sides lose the numbers', () => {
    expect(shorts('12  INT. HOUSE - DAY  12\n\nA dog.')[0]).toBe('heading: INT. HOUSE - DAY');
  });

  test('SPL-9 lines keep their numbers in the file', () => {
    const { screenplay } = readScript(bytesOf('the-last-lamp.txt'), 'the-last-lamp.txt');
    const source = readFileSync(new URL('the-last-lamp.txt', folder), 'utf8').split('\n');
    for (const { kind, text, lines } of screenplay.elements)
      if (kind === 'dialogue') expect(source[lines.first - 1]).toContain(text.slice(0, 12));
  });

  test.each(['night-bus.txt', 'the-last-lamp.txt'])('SPL-9 %s written as Fountain reads the same', (name) => {
    const { screenplay } = readScript(bytesOf(name), name);
    const words = (elements: readonly { kind: string; text: string }[]): string[] =>
      elements.filter(({ kind }) => kind !== 'blank').map(({ kind, text }) => `${kind}: ${text}`);
    expect(words(parseFountain(printFountain(screenplay)).elements)).toEqual(words(screenplay.elements));
  });
});

describe('SPL-10 a file is what its content is', () => {
  test.each([
    ['the-salt-line.txt', 'INT. A - DAY\n\nMARA\nHi.\n\nBEN\nHo.', 'fountain'],
    ['x.fountain', 'SAM: Hi.\n\nANN: Ho.\n\nSAM: Hm.', 'text'],
    ['x.txt', 'Once upon a time.', 'text'],
    ['x.fountain', 'Once upon a time.', 'fountain'],
    [
      'x.txt',
      '<?xml version="1.0"?><FinalDraft><Content><Paragraph Type="Action"><Text>A</Text></Paragraph></Content></FinalDraft>',
      'fdx',
    ],
    [
      'x.txt',
      '          INT. A - DAY\n\n          Rain.\n\n                    MARA\n               Hello.\n\n          She goes.',
      'text',
    ],
  ])('SPL-10 %s: %j is %s', (name, text, format) => {
    expect(readScript(encodeText(text), name).format).toBe(format);
  });

  test('SPL-10 UTF-16 scripts are read like any other, and what was assumed is noted', () => {
    const read = readScript(encodeText('Two people in a lift.', 'utf-16le', true), 'stuck.txt');
    expect(read).toMatchObject({ encoding: 'utf-16le', hasByteOrderMark: true });
    expect(read.notes.join(' ')).toContain('one scene');
  });
});

describe('SPL-29 a story', () => {
  const told = (text: string): string[] =>
    readPlainText(text).elements.map(({ kind, text: words }) => `${kind}: ${words}`);

  test('SPL-29 quotations become speech, manners become directions, the rest stays', () => {
    expect(
      told('“You are late,” said Mr. Finch softly. He sat down.\n\nClara waited. "I know," she whispered. "Come in."'),
    ).toEqual([
      'character: MR. FINCH',
      'parenthetical: (softly)',
      'dialogue: You are late.',
      'action: He sat down.',
      'action: Clara waited.',
      'character: CLARA',
      'parenthetical: (whispering)',
      'dialogue: I know. Come in.',
    ]);
  });

  test('SPL-29 two who talk take turns; a quotation of nobody stays in the narration', () => {
    const lines = told('“One,” said Clara.\n\n“Two,” said Ben.\n\n“Three.”\n\n“Four.”');
    expect(lines.filter((line) => line.startsWith('character'))).toEqual([
      'character: CLARA',
      'character: BEN',
      'character: CLARA',
      'character: BEN',
    ]);
    expect(told('The sign said “Closed” in red.')).toEqual(['action: The sign said “Closed” in red.']);
  });

  test('SPL-29 people, time, weather, poses and title of a story', () => {
    const bytes = bytesOf('the-clockmaker.txt');
    const { title, characters, scenes } = breakDown(readScript(bytes, 'the-clockmaker.txt').screenplay);
    expect(title).toBe('The Clockmaker');
    expect(characters.map(({ id, gender, lineCount }) => [id, gender, lineCount])).toEqual([
      ['clara', 'female', 2],
      ['mr-finch', 'male', 2],
    ]);
    expect(scenes[0]).toMatchObject({ weather: 'rain', intExt: 'int' });
    const doing = scenes[0]?.beats.flatMap((beat) =>
      beat.kind === 'action' ? beat.doing.map(({ characterId, pose }) => `${characterId}:${pose}`) : [],
    );
    expect(doing).toContain('mr-finch:sit');
  });
});

describe('SPL-9 a dash between name and line', () => {
  test('SPL-9 dashes that come again and again part names from lines', () => {
    expect(shorts('They wait.\n\nBen - Are you there?\nAnn — (softly) Yes.\nBen – Good.\nAnn -- Fine.')).toEqual([
      'action: They wait.',
      'character: BEN',
      'dialogue: Are you there?',
      'character: ANN',
      'parenthetical: (softly)',
      'dialogue: Yes.',
      'character: BEN',
      'dialogue: Good.',
      'character: ANN',
      'dialogue: Fine.',
    ]);
  });

  test('SPL-9 names of scripts without capitals stand before a colon too', () => {
    expect(shorts('时间：夜晚\n李明：（轻声）你好吗？\n王芳:我很好。\n李明： 好。\n王芳：再见。').slice(1)).toEqual([
      'character: 李明',
      'parenthetical: (轻声)',
      'dialogue: 你好吗？',
      'character: 王芳',
      'dialogue: 我很好。',
      'character: 李明',
      'dialogue: 好。',
      'character: 王芳',
      'dialogue: 再见。',
    ]);
  });

  test('SPL-9 given names, and names in a text of such lines, need not come twice', () => {
    const cues = (text: string): string[] =>
      readScript(encodeText(text, 'utf-8', false), 'a.txt')
        .screenplay.elements.filter(({ kind }) => kind === 'character')
        .map((one) => one.text);
    expect(cues('Ben: Are you there?\nAnn: Yes.\n')).toEqual(['BEN', 'ANN']);
    expect(cues('Vesper: Who?\nQuill: Me.\nVesper: Ah.\n')).toEqual(['VESPER', 'QUILL', 'VESPER']);
    expect(cues('李明：你好吗？\n王芳：好。\n李明：好。\n')).toEqual(['李明', '王芳', '李明']);
    expect(cues('Title: Rain\nCredit: written by\nAuthor: Ann\n\nIt rains.\n')).toEqual([]);
    expect(cues('Flour: two cups\nSugar: one cup\nEggs: three\n')).toEqual([]);
  });

  test('SPL-9 headings, shots and a lone dash are no speech', () => {
    const text =
      'KITCHEN - NIGHT\n\nINSERT - A LETTER\n\nHe walks.\n\nYARD - DAY\n\nThe wall - it stands.\n\nPOV - THE DOOR\n\nBen - who else? - waits.';
    expect(
      readScript(encodeText(text, 'utf-8', false), 'a.txt').screenplay.elements.map(({ kind }) => kind),
    ).not.toContain('dialogue');
  });

  test('SPL-10 a longer text without any speech says so, and how to write it', () => {
    const notesOf = (text: string): string => readScript(encodeText(text, 'utf-8', false), 'a.txt').notes.join(' ');
    const silent = 'One.\nTwo.\nThree.\nFour.\nFive.\nSix.\n';
    expect(notesOf(silent)).toContain('No dialogue was found. Write a name and a colon before each line');
    expect(notesOf('One.\nTwo.\n')).not.toContain('No dialogue');
    expect(notesOf(`${silent}BEN: Hello.\nANN: Hello.\n`)).not.toContain('No dialogue');
  });
});
