import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanTags, displayName, fileName, nameOfUrl, searchWords, shownUrl } from './display-name.ts';

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\clip.mp4', 'clip.mp4'],
  ['a\u0000b\r\nSet-Cookie: x', 'a b Set-Cookie: x'],
  ['photo\u202egpj.exe', 'photo gpj.exe'],
  ['', 'Untitled'],
  ['\u200e\u202e\u0007', '\u200e'],
  ['..', '..'],
  ['  many\t spaces  ', 'many spaces'],
  ['e\u0301', '\u00e9'],
  ['\ud800half', 'half'],
])('LIB-10 PB3 the file %j is called %j', (given, wanted) => {
  expect(fileName(given).replace('\ufffd', '').trim()).toBe(wanted);
});

test('LIB-10 PB3 any text becomes text that can be kept and shown, seed 42', () => {
  const hostile = fc.string({ unit: 'binary', maxLength: 5000 });
  fc.assert(
    fc.property(hostile, (text) => {
      const name = displayName(text);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(300);
      expect(name.isWellFormed()).toBe(true);
      expect(name).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      expect(displayName(name)).toBe(name);
    }),
    { seed: 42 },
  );
});

test('LIB-10 a long name is cut between characters', () => {
  const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';
  expect(displayName(family.repeat(100))).toBe(family.repeat(Math.floor(300 / family.length)));
  expect(displayName(`a${'\u0301'.repeat(4000)}`).length).toBeLessThanOrEqual(300);
});

test('LIB-60 an address names its file, and is shown without what may be a key', () => {
  expect(nameOfUrl('https://host/a/b%20c.mp4?token=x')).toBe('b c.mp4');
  expect(nameOfUrl('https://host/100%')).toBe('100%');
  expect(nameOfUrl('https://host/')).toBe('host');
  expect(shownUrl('https://me:secret@host:8443/a%20b?token=x#y')).toBe('https://host:8443/a%20b');
});

test('LIB-11 tags are lower-case, each once, without what cannot be seen', () => {
  expect(cleanTags([' Sea', 'sea', '', '\u202e', 'A  B'])).toEqual(['sea', 'a b']);
  expect(cleanTags(Array.from({ length: 80 }, (_, at) => `t${at}`))).toHaveLength(50);
});

test('LIB-12 searched words are prefixes in quotes that nothing ends, seed 42', () => {
  expect(searchWords("beach_day-2 it's")).toBe("'beach':* & 'day':* & '2':* & 'it':* & 's':*");
  expect(searchWords(' ;--')).toBeUndefined();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      for (const word of (searchWords(text) ?? '').split(' & ').filter(Boolean))
        expect(word).toMatch(/^'[^'\\]+':\*$/u);
    }),
    { seed: 42 },
  );
});
