/**
 * Bytes from outside become text here, or are refused. Works on plain bytes because the pure part of the house knows no
 * TextDecoder. Recognises UTF-8, UTF-16 (with a byte order mark, or plainly without one) and, where UTF-8 is broken,
 * Windows-1252. `encodeText` is the inverse, so that a script can be written back byte for byte.
 */
import { WorkprintError } from './errors.ts';
import { limits } from './limits.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export type DecodedText = {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly hasByteOrderMark: boolean;
  /** Sentences for people, e.g. that the bytes were not valid UTF-8. */
  readonly notes: readonly string[];
};

/** Bytes 0x80..0x9f of Windows-1252; the five it leaves undefined map to the C1 control of the same number (WHATWG). */
const windows1252High =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Starts of files that people mistake for scripts, and what to say about each. */
const foreignFiles: readonly { readonly magic: readonly number[]; readonly what: string }[] = [
  { magic: [0x25, 0x50, 0x44, 0x46], what: 'a PDF document' },
  { magic: [0x50, 0x4b, 0x03, 0x04], what: 'a ZIP archive (a Word or Fade In document is one)' },
  { magic: [0x89, 0x50, 0x4e, 0x47], what: 'a PNG picture' },
  { magic: [0xff, 0xd8, 0xff], what: 'a JPEG picture' },
  { magic: [0x47, 0x49, 0x46, 0x38], what: 'a GIF picture' },
  { magic: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Word document' },
  { magic: [0x1f, 0x8b], what: 'a gzip archive' },
  { magic: [0x7f, 0x45, 0x4c, 0x46], what: 'a program' },
];

const textKinds = 'Workprint reads Fountain, Final Draft (FDX) and plain text; export the script as one of these';

/** Code units are joined in slices, because a call takes only so many arguments. */
const textFromUnits = (units: Uint16Array, count: number): string => {
  let text = '';
  for (let at = 0; at < count; at += 8192) {
    text += String.fromCharCode.apply(null, units.subarray(at, Math.min(at + 8192, count)) as unknown as number[]);
  }
  return text;
};

/** Code units of UTF-8 bytes, or undefined at the first malformed sequence (overlong, surrogate, cut short). */
const unitsFromUtf8 = (bytes: Uint8Array, from: number): { units: Uint16Array; count: number } | undefined => {
  const units = new Uint16Array(bytes.length - from);
  let count = 0;
  let at = from;
  while (at < bytes.length) {
    const lead = bytes[at++] as number;
    if (lead < 0x80) {
      units[count++] = lead;
      continue;
    }
    const extra = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    if (lead < 0xc2 || lead > 0xf4 || at + extra > bytes.length) return undefined;
    let code = lead & (0x3f >> extra);
    for (let i = 0; i < extra; i++) {
      const next = bytes[at++] as number;
      if ((next & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (next & 0x3f);
    }
    if (extra === 2 && (code < 0x800 || (code >= 0xd800 && code <= 0xdfff))) return undefined;
    if (extra === 3 && (code < 0x10000 || code > 0x10ffff)) return undefined;
    if (code > 0xffff) {
      units[count++] = 0xd800 + ((code - 0x10000) >> 10);
      units[count++] = 0xdc00 + ((code - 0x10000) & 0x3ff);
    } else units[count++] = code;
  }
  return { units, count };
};

const decodeUtf16 = (bytes: Uint8Array, from: number, isLittleEndian: boolean): string => {
  const count = (bytes.length - from) >> 1;
  const units = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    const low = bytes[from + 2 * i + (isLittleEndian ? 0 : 1)] as number;
    const high = bytes[from + 2 * i + (isLittleEndian ? 1 : 0)] as number;
    units[i] = (high << 8) | low;
  }
  return textFromUnits(units, count);
};

const decodeWindows1252 = (bytes: Uint8Array): string => {
  const units = new Uint16Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    units[i] = byte >= 0x80 && byte < 0xa0 ? windows1252High.charCodeAt(byte - 0x80) : byte;
  }
  return textFromUnits(units, bytes.length);
};

/** UTF-16 without a mark shows as zeros on one side of nearly every pair of the first bytes, and never on the other. */
const unmarkedUtf16 = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  const pairs = Math.min(bytes.length >> 1, 2048);
  if (pairs < 2 || bytes.length % 2 !== 0) return undefined;
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) zeroFirst++;
    if (bytes[2 * i + 1] === 0) zeroSecond++;
  }
  if (zeroFirst === 0 && zeroSecond >= pairs * 0.4) return 'utf-16le';
  if (zeroSecond === 0 && zeroFirst >= pairs * 0.4) return 'utf-16be';
  return undefined;
};

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  bytes.length >= magic.length && magic.every((byte, index) => bytes[index] === byte);

/** Control characters no writing program leaves in a text: everything below a space but tab, line ends, form feed, SUB. */
const controlCount = (text: string): number => {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 11 && code !== 26) count++;
  }
  return count;
};

const notText = (name: string, why: string): WorkprintError =>
  new WorkprintError('script-not-text', `${name} is not a script in text form: it is ${why}. ${textKinds}.`);

/** Bytes to text by the first encoding that fits; undefined when they cannot be text. */
const decodeBytes = (bytes: Uint8Array): DecodedText | undefined => {
  if (startsWith(bytes, [0xff, 0xfe])) return utf16(bytes, 2, 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return utf16(bytes, 2, 'utf-16be');
  const unmarked = unmarkedUtf16(bytes);
  if (unmarked !== undefined) return utf16(bytes, 0, unmarked);
  const hasByteOrderMark = startsWith(bytes, [0xef, 0xbb, 0xbf]);
  const utf8 = unitsFromUtf8(bytes, hasByteOrderMark ? 3 : 0);
  if (utf8 !== undefined) {
    return { text: textFromUnits(utf8.units, utf8.count), encoding: 'utf-8', hasByteOrderMark, notes: [] };
  }
  const note = 'The script is not valid UTF-8 and was read as Windows-1252; check accented letters.';
  return { text: decodeWindows1252(bytes), encoding: 'windows-1252', hasByteOrderMark: false, notes: [note] };
};

const utf16 = (bytes: Uint8Array, from: number, encoding: 'utf-16le' | 'utf-16be'): DecodedText | undefined => {
  if ((bytes.length - from) % 2 !== 0) return undefined;
  const text = decodeUtf16(bytes, from, encoding === 'utf-16le');
  return { text, encoding, hasByteOrderMark: from > 0, notes: [] };
};

/**
 * Text of a script file. `name` is how people know the file; it opens every refusal.
 * Throws `script-too-large`, `script-not-text` or `script-empty`.
 */
export const decodeScript = (bytes: Uint8Array, name: string): DecodedText => {
  if (bytes.length > limits.scriptBytes) {
    const size = `${(bytes.length / 1048576).toFixed(1)} MB`;
    const most = `${limits.scriptBytes / 1048576} MB`;
    throw new WorkprintError(
      'script-too-large',
      `${name} is ${size}; a script may be at most ${most} (a feature film is about 0.2 MB).`,
    );
  }
  const foreign = foreignFiles.find(({ magic }) => startsWith(bytes, magic));
  if (foreign !== undefined) throw notText(name, foreign.what);
  const decoded = decodeBytes(bytes);
  if (decoded === undefined) throw notText(name, 'UTF-16 cut in the middle of a character');
  if (decoded.text.includes('\u0000')) throw notText(name, 'binary data');
  if (controlCount(decoded.text) > decoded.text.length / 50) throw notText(name, 'binary data');
  if (decoded.text.trim() === '') {
    throw new WorkprintError(
      'script-empty',
      `${name} is empty; a script needs at least one line of action or dialogue.`,
    );
  }
  return decoded;
};

const utf8Bytes = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length * 3);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.codePointAt(i) as number;
    if (code > 0xffff) i++;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes[count++] = code;
    else {
      if (code < 0x800) bytes[count++] = 0xc0 | (code >> 6);
      else {
        if (code < 0x10000) bytes[count++] = 0xe0 | (code >> 12);
        else {
          bytes[count++] = 0xf0 | (code >> 18);
          bytes[count++] = 0x80 | ((code >> 12) & 0x3f);
        }
        bytes[count++] = 0x80 | ((code >> 6) & 0x3f);
      }
      bytes[count++] = 0x80 | (code & 0x3f);
    }
  }
  return bytes.slice(0, count);
};

/** Bytes of a text; decoding them again gives the same text. A lone surrogate becomes U+FFFD in UTF-8, `?` stands for what Windows-1252 lacks. */
export const encodeText = (text: string, encoding: TextEncoding = 'utf-8', hasByteOrderMark = false): Uint8Array => {
  const marked = hasByteOrderMark ? `\ufeff${text}` : text;
  if (encoding === 'utf-8') return utf8Bytes(marked);
  if (encoding === 'windows-1252') {
    return Uint8Array.from(text, (unit) => {
      const high = windows1252High.indexOf(unit);
      if (high >= 0) return 0x80 + high;
      return unit.charCodeAt(0) < 256 ? unit.charCodeAt(0) : 63;
    });
  }
  const bytes = new Uint8Array(marked.length * 2);
  for (let i = 0; i < marked.length; i++) {
    const code = marked.charCodeAt(i);
    bytes[2 * i + (encoding === 'utf-16le' ? 0 : 1)] = code & 0xff;
    bytes[2 * i + (encoding === 'utf-16le' ? 1 : 0)] = code >> 8;
  }
  return bytes;
};
