import { describe, expect, test } from 'vitest';
import { decodeScript, encodeText, type TextEncoding } from './text-encoding.ts';

const sample = 'INT. CAFÉ - DAY\n\n李明 (72) says: “Ça va?” 😀 ليلى\n';
const bytesOf = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);
const errorCode = (bytes: Uint8Array): unknown => {
  try {
    decodeScript(bytes, 'a.fountain');
    return undefined;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe('SPL-1 bytes become text', () => {
  const encodings: readonly (readonly [TextEncoding, boolean])[] = [
    ['utf-8', false],
    ['utf-8', true],
    ['utf-16le', true],
    ['utf-16be', true],
  ];
  test.each(encodings)('SPL-1 %s, byte order mark %s: decoded, and encoded back byte for byte', (encoding, mark) => {
    const bytes = encodeText(sample, encoding, mark);
    const decoded = decodeScript(bytes, 'a.fountain');
    expect(decoded).toMatchObject({ text: sample, encoding, hasByteOrderMark: mark, notes: [] });
    expect(encodeText(decoded.text, decoded.encoding, decoded.hasByteOrderMark)).toEqual(bytes);
  });

  test.each(['utf-16le', 'utf-16be'] as const)('SPL-1 %s without a mark is recognised by its zeros', (encoding) => {
    const text = 'INT. HOUSE - DAY\n\nMARA\nHello.\n';
    expect(decodeScript(encodeText(text, encoding), 'a.txt')).toMatchObject({ text, encoding });
  });

  test('SPL-1 broken UTF-8 is read as Windows-1252, with a note', () => {
    const bytes = encodeText('RENÉE\n“Non…” – dit-elle\n', 'windows-1252');
    const decoded = decodeScript(bytes, 'a.txt');
    expect(decoded.text).toBe('RENÉE\n“Non…” – dit-elle\n');
    expect(decoded.notes).toHaveLength(1);
    expect(encodeText(decoded.text, decoded.encoding)).toEqual(bytes);
  });

  test('SPL-1 overlong forms and encoded surrogates are not UTF-8', () => {
    expect(decodeScript(bytesOf(65, 0xc0, 0xaf, 66), 'a').encoding).toBe('windows-1252');
    expect(decodeScript(bytesOf(65, 0xed, 0xa0, 0x80, 66), 'a').encoding).toBe('windows-1252');
  });

  test('SPL-1 agrees with the platform on every code point of the first planes', () => {
    let text = '';
    for (let code = 0xa0; code < 0x11000; code += 7)
      if (code < 0xd800 || code > 0xdfff) text += String.fromCodePoint(code);
    const bytes = Uint8Array.from(Buffer.from(text, 'utf8'));
    expect(decodeScript(bytes, 'a').text).toBe(text);
    expect(encodeText(text)).toEqual(bytes);
  });
});

describe('SPL-2 what is no script is refused by name', () => {
  test.each([
    ['a PDF', bytesOf(0x25, 0x50, 0x44, 0x46, 0x2d, 0x31)],
    ['a ZIP', bytesOf(0x50, 0x4b, 3, 4, 20, 0)],
    ['a PNG', bytesOf(0x89, 0x50, 0x4e, 0x47, 13, 10)],
    ['a JPEG', bytesOf(0xff, 0xd8, 0xff, 0xe0)],
    ['zeros', bytesOf(65, 66, 0, 0, 0, 67, 68)],
    ['control characters', Uint8Array.from({ length: 400 }, (_, index) => (index % 3 === 0 ? 1 + (index % 6) : 65))],
    ['half a UTF-16 character', bytesOf(0xff, 0xfe, 65, 0, 66)],
  ])('SPL-2 %s is script-not-text', (_, bytes) => {
    expect(errorCode(bytes)).toBe('script-not-text');
  });

  test('SPL-2 nothing, blanks and a lone mark are script-empty', () => {
    expect([errorCode(bytesOf()), errorCode(bytesOf(32, 10, 9)), errorCode(bytesOf(0xef, 0xbb, 0xbf))]).toEqual(
      Array(3).fill('script-empty'),
    );
  });

  test('SPL-2 more than the limit is script-too-large, before anything is decoded', () => {
    expect(errorCode(new Uint8Array(20 * 1024 * 1024))).toBe('script-too-large');
  });

  test('SPL-2 the sentence names the file and what would be right', () => {
    expect(() => decodeScript(bytesOf(0x25, 0x50, 0x44, 0x46), 'film.pdf')).toThrow(/film\.pdf.*PDF.*Fountain/);
  });
});
