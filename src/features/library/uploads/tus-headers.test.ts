import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkVersion, readChecksum, readMetadata, readUploadLength, readUploadOffset } from './tus-headers.ts';

const header =
  (headers: Readonly<Record<string, string>>) =>
  (name: string): string | undefined =>
    headers[name];
const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

test.each([
  [{}, 'upload-malformed'],
  [{ 'upload-length': '' }, 'upload-malformed'],
  [{ 'upload-length': '-1' }, 'upload-malformed'],
  [{ 'upload-length': '1.5' }, 'upload-malformed'],
  [{ 'upload-length': '1e3' }, 'upload-malformed'],
  [{ 'upload-length': '0x10' }, 'upload-malformed'],
  [{ 'upload-length': '9223372036854775808' }, 'upload-malformed'],
  [{ 'upload-length': '9007199254740993' }, 'upload-malformed'],
  [{ 'upload-length': ' 5' }, 'upload-malformed'],
  [{ 'upload-length': '5', 'upload-defer-length': '1' }, 'upload-malformed'],
  [{ 'upload-length': '1001' }, 'body-too-large'],
  [{ 'upload-length': '1000' }, 1000],
  [{ 'upload-length': '0' }, 0],
] as const)('LIB-31 PB2 a length of %j', (headers, wanted) => {
  expect(thrownBy(() => readUploadLength(header(headers), 1000))).toBe(wanted);
});

test.each(['', '-1', '+1', '9223372036854775808', 'NaN', '1 '])('LIB-31 PB2 an offset of %j is refused', (text) => {
  expect(thrownBy(() => readUploadOffset(header({ 'upload-offset': text })))).toBe('upload-malformed');
});

test('LIB-30 only version 1.0.0 is spoken', () => {
  expect(thrownBy(() => checkVersion(header({})))).toBe('upload-version');
  expect(thrownBy(() => checkVersion(header({ 'tus-resumable': '0.2.2' })))).toBe('upload-version');
  expect(thrownBy(() => checkVersion(header({ 'tus-resumable': '1.0.0' })))).toBeUndefined();
});

test('LIB-32 metadata comes out as it went in; what cannot be read is refused, seed 42', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,12}$/), fc.string({ unit: 'grapheme', maxLength: 30 }), {
        maxKeys: 8,
      }),
      (given) => {
        const text = Object.entries(given)
          .map(([name, value]) => (value === '' ? name : `${name} ${Buffer.from(value).toString('base64')}`))
          .join(',');
        expect(Object.fromEntries(readMetadata(text))).toEqual({ ...given });
      },
    ),
    { seed: 42 },
  );
  for (const bad of [
    'name a',
    'name ====',
    'name YQ==,name YQ==',
    ',',
    'na me YQ==',
    'x'.repeat(20_000),
    'n\u0000 YQ==',
  ])
    expect(
      thrownBy(() => readMetadata(bad)),
      bad.slice(0, 20),
    ).toBe('upload-malformed');
});

test('LIB-33 checksums in the known algorithms, of the right length', () => {
  const digest = (algorithm: string): string => createHash(algorithm).update('x').digest('base64');
  for (const algorithm of ['sha1', 'sha256', 'sha512', 'md5'])
    expect(readChecksum(`${algorithm} ${digest(algorithm)}`)?.algorithm).toBe(algorithm);
  for (const bad of ['', 'crc32 AAAA', `sha1 ${digest('sha256')}`, `SHA1 ${digest('sha1')}`, 'sha1', 'sha1 !!!'])
    expect(
      thrownBy(() => readChecksum(bad)),
      bad,
    ).toBe('upload-malformed');
});
