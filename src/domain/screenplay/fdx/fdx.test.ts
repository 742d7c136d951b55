import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseFountain } from '../fountain/parse-fountain.ts';
import { printFountain } from '../fountain/print-fountain.ts';
import type { Screenplay } from '../screenplay.types.ts';
import { readFdx } from './read-fdx.ts';
import { writeFdx } from './write-fdx.ts';

const file = readFileSync(
  new URL('../../../../test/fixtures/screenplays/the-wrong-platform.fdx', import.meta.url),
  'utf8',
);
const inDocument = (content: string): string =>
  `<?xml version="1.0"?>\n<FinalDraft DocumentType="Script">\n<Content>\n${content}\n</Content>\n</FinalDraft>`;
const kinds = ({ elements }: Screenplay): unknown[] =>
  elements.map(({ kind, text, sceneNumber, dual, style }) => [kind, text, sceneNumber, dual, style]);
const errorOf = (text: string): { code?: string; message: string } => {
  try {
    readFdx(text, 'a.fdx');
  } catch (error) {
    return error as { code?: string; message: string };
  }
  return { message: 'no error' };
};

describe('SPL-7 Final Draft', () => {
  test('SPL-7 paragraphs, styles, scene numbers, dual dialogue and the title page are read', () => {
    const screenplay = readFdx(file, 'a.fdx');
    expect(screenplay.titlePage.map(({ key, values }) => [key, values[0]])).toEqual([
      ['Title', 'THE WRONG PLATFORM'],
      ['Credit', 'written by'],
      ['Author', 'The Workprint authors'],
    ]);
    expect(kinds(screenplay)).toContainEqual(['heading', 'INT. TRAIN COMPARTMENT - LATER', '2', undefined, undefined]);
    expect(screenplay.elements[1]?.text).toContain(
      '**GEORGE HALE** (62), straw hat, linen suit, sits on a suitcase & fans',
    );
    expect(screenplay.elements.filter(({ dual }) => dual !== undefined).map(({ text, dual }) => [text, dual])).toEqual([
      ['AMARA', 'left'],
      ['GEORGE', 'right'],
    ]);
  });

  test('SPL-7 written and read again, every paragraph is the same', () => {
    const screenplay = readFdx(file, 'a.fdx');
    expect(kinds(readFdx(writeFdx(screenplay), 'b.fdx'))).toEqual(kinds(screenplay));
    expect(readFdx(writeFdx(screenplay), 'b.fdx').titlePage).toEqual(screenplay.titlePage);
  });

  test('SPL-7 paragraph types that Fountain lacks, empty paragraphs and all styles survive', () => {
    const text = inDocument(
      '<Paragraph Type="Shot"><Text>CLOSE ON A *STAR*</Text></Paragraph><Paragraph Type="Action"><Text></Text></Paragraph>' +
        '<Paragraph Type="Action" Alignment="Center"><Text Style="Bold+Italic+Underline">THE </Text><Text Style="Bold+Italic+Underline">END</Text></Paragraph>' +
        '<Paragraph Type="Cast List"><Text>a &#233; &#x1F600; &lt;b&gt; \\ c_d</Text></Paragraph>',
    );
    const screenplay = readFdx(text, 'a.fdx');
    expect(kinds(screenplay)).toEqual([
      ['action', 'CLOSE ON A \\*STAR\\*', undefined, undefined, 'Shot'],
      ['blank', '', undefined, undefined, undefined],
      ['centered', '_***THE END***_', undefined, undefined, 'Action'],
      ['action', 'a é 😀 <b> \\\\ c\\_d', undefined, undefined, 'Cast List'],
    ]);
    expect(kinds(readFdx(writeFdx(screenplay), 'b.fdx'))).toEqual(kinds(screenplay));
  });

  test('SPL-7 Fountain to FDX keeps the words, and FDX to Fountain reads as the same script', () => {
    const fountain = readFileSync(
      new URL('../../../../test/fixtures/screenplays/the-objection.fountain', import.meta.url),
      'utf8',
    );
    const spoken = (screenplay: Screenplay): unknown[] =>
      screenplay.elements
        .filter(({ kind }) => !['blank', 'note', 'boneyard'].includes(kind))
        .map(({ kind, text, dual }) => [kind, text, dual]);
    const there = readFdx(writeFdx(parseFountain(fountain)), 'a.fdx');
    expect(spoken(there)).toEqual(spoken(parseFountain(fountain)));
    expect(spoken(parseFountain(printFountain(there)))).toEqual(spoken(there));
  });
});

describe('SPL-8 hostile XML', () => {
  test('SPL-8 a mistake is script-malformed and names its line', () => {
    const error = errorOf(
      '<?xml version="1.0"?>\n<FinalDraft>\n<Content>\n<Paragraph></Text>\n</Content></FinalDraft>',
    );
    expect(error.code).toBe('script-malformed');
    expect(error.message).toMatch(/a\.fdx.*line 4/);
  });

  test('SPL-8 document types and entity bombs are refused unread', () => {
    const bomb = `<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>\n<FinalDraft><Content>&lol2;</Content></FinalDraft>`;
    expect(errorOf(bomb)).toMatchObject({ code: 'script-malformed' });
    expect(errorOf(bomb).message).toContain('line 2');
  });

  test('SPL-8 unknown entities stay as they are, deep nesting and foreign XML are refused', () => {
    expect(
      readFdx(inDocument('<Paragraph Type="Action"><Text>&bomb; &#0; &#xD800;</Text></Paragraph>'), 'a').elements[0]
        ?.text,
    ).toBe('&bomb; &#0; &#xD800;');
    expect(errorOf(inDocument(`${'<Paragraph>'.repeat(50_000)}${'</Paragraph>'.repeat(50_000)}`)).code).toBe(
      'script-malformed',
    );
    expect(errorOf('<?xml version="1.0"?><rss><a/></rss>').code).toBe('script-malformed');
    expect(errorOf('<FinalDraft').code).toBe('script-malformed');
  });

  test('SPL-8 names that are special to JavaScript are only names', () => {
    const text = inDocument(
      '<Paragraph Type="__proto__"><Text>Hi</Text></Paragraph><Paragraph Type="constructor"><Text>Ho</Text></Paragraph>',
    );
    expect(readFdx(text, 'a').elements.map(({ kind, text: words }) => [kind, words])).toEqual([
      ['action', 'Hi'],
      ['action', 'Ho'],
    ]);
  });
});

describe('SPL-8 what is wrong, in words', () => {
  test.each([
    [
      '<FinalDraft>\n<Content>\n<Paragraph>\n<Text>Hi</Text>\n',
      'line 3: <Paragraph> is never closed; </Paragraph> is missing',
    ],
    ['<FinalDraft>\n<Content>\n<Paragraph></Text>', 'line 3: </Text> stands where </Paragraph> should close'],
    ['<FinalDraft>\n<Content>\n<Text>a & b</Text>', 'line 3: an & in text is written &amp;'],
    ['<FinalDraft>\n<Paragraph Type=Action>', 'line 2: Type needs a value in quotation marks, like Type="Action"'],
    ['<FinalDraft></FinalDraft>\nmore', 'line 2: something stands behind </FinalDraft>'],
  ])('SPL-8 %j', (xml, words) => {
    const { message } = errorOf(xml);
    expect(message).toContain(words);
    expect(message).not.toMatch(/\[ |tagName|\bcol \d/);
  });
});
