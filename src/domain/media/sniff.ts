/** Decides what a file is, by its bytes alone: never by its name, never by asking a program that has readers for everything. */
import type { MediaKind } from '../timeline/media-facts.types.ts';
import { bigEndian, byteAt, findIn, hasAt, latin1 } from './bytes.ts';
import { secondNature } from './polyglots.ts';
import { filmOfKind, notMedia, pictureOfKind, type Refusal, soundOfKind } from './refusal.ts';
import { refusedSignature } from './signatures.ts';
import { isText, namedText } from './text-signatures.ts';

/** How many bytes of a file's beginning decide. */
export const headBytes = 65_536;

/** Brands of still pictures in the container of MP4 (ISO/IEC 23008-12, AV1 Image File Format). */
const stillBrands = /^(?:heic|heix|heim|heis|hevc|hevx|hevm|hevs|mif1|mif2|msf1|miaf|MiHE|MiPr)$/;
const topBoxes = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot', 'moof', 'styp', 'sidx', 'uuid'];

const isoKind = (head: Uint8Array): MediaKind | Refusal | undefined => {
  const type = latin1(head, 4, 4);
  const size = bigEndian(head, 0, 4);
  if (!topBoxes.includes(type) || (size < 8 && size !== 1 && size !== 0)) return undefined;
  if (type !== 'ftyp') return 'mp4';
  const brand = latin1(head, 8, 4);
  const others = latin1(head, 16, Math.min(size, 256) - 16);
  if (brand === 'avif' || brand === 'avis' || (stillBrands.test(brand) && others.includes('avif')))
    return pictureOfKind('an AVIF picture');
  if (stillBrands.test(brand)) return pictureOfKind('a HEIC picture');
  if (/^(?:jp2|jpx|jpm|mjp2)/.test(brand)) return pictureOfKind('a JPEG 2000 picture');
  if (brand === 'crx ') return pictureOfKind("a camera's raw picture (CR3)");
  return 'mp4';
};

const riffKind = (head: Uint8Array): MediaKind | Refusal | undefined => {
  const form = latin1(head, 8, 4);
  if (hasAt(head, 0, 'RF64') || hasAt(head, 0, 'BW64')) return form === 'WAVE' ? 'wav' : undefined;
  if (hasAt(head, 0, 'FORM')) return form === 'AIFF' || form === 'AIFC' ? 'aiff' : undefined;
  if (!hasAt(head, 0, 'RIFF')) return undefined;
  if (form === 'WAVE') return 'wav';
  if (form === 'AVI ') return 'avi';
  if (form === 'WEBP') return 'webp';
  if (form === 'RMID') return soundOfKind('MIDI, which is notes and no sound');
  return notMedia('a RIFF file of an unknown form');
};

const ebmlKind = (head: Uint8Array): MediaKind | Refusal | undefined => {
  if (!hasAt(head, 0, '\x1a\x45\xdf\xa3')) return undefined;
  const isOurs = ['matroska', 'webm'].some((name) => findIn(head, name, 0, 256) >= 0);
  return isOurs ? 'matroska' : notMedia('an EBML file of an unknown kind');
};

/** Packets of 188 bytes, or of 192 and 204 as discs and broadcasters have them, begin with 0x47. */
const isTransportStream = (head: Uint8Array): boolean =>
  [
    [188, 0],
    [192, 4],
    [204, 0],
  ].some(([size = 0, first = 0]) => [0, 1, 2, 3, 4].every((i) => byteAt(head, first + i * size) === 0x47));

const bitRates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const lowBitRates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** Bytes of the MPEG audio layer III frame that begins at `at`, or 0 when none does. */
const mp3FrameBytes = (head: Uint8Array, at: number): number => {
  if (byteAt(head, at) !== 0xff || (byteAt(head, at + 1) & 0xe6) !== 0xe2) return 0;
  const version = (byteAt(head, at + 1) >> 3) & 3;
  const rateIndex = (byteAt(head, at + 2) >> 2) & 3;
  const kilobits = (version === 3 ? bitRates : lowBitRates)[byteAt(head, at + 2) >> 4] ?? 0;
  const rateHz = ([44_100, 48_000, 32_000][rateIndex] ?? 0) / ({ 3: 1, 2: 2, 0: 4 }[version] ?? 0);
  if (kilobits === 0 || !Number.isFinite(rateHz) || rateHz === 0) return 0;
  return Math.floor(((version === 3 ? 144_000 : 72_000) * kilobits) / rateHz) + ((byteAt(head, at + 2) >> 1) & 1);
};

/** Bytes of the ADTS frame that begins at `at`, or 0. */
const adtsFrameBytes = (head: Uint8Array, at: number): number => {
  if (byteAt(head, at) !== 0xff || (byteAt(head, at + 1) & 0xf6) !== 0xf0) return 0;
  return (bigEndian(head, at + 3, 3) >> 5) & 0x1fff;
};

/** Two frames in a row: a single one can be chance. A file may end after its first. */
const twoFrames = (head: Uint8Array, at: number, lengthAt: (head: Uint8Array, at: number) => number): boolean => {
  const first = lengthAt(head, at);
  return first >= 8 && (at + first >= head.length || lengthAt(head, at + first) >= 8);
};

const coveredByTag = (head: Uint8Array): MediaKind | Refusal | undefined => {
  if (!hasAt(head, 0, 'ID3')) return undefined;
  const at = 10 + [6, 7, 8, 9].reduce((sum, i) => sum * 128 + (byteAt(head, i) & 0x7f), 0);
  if (hasAt(head, at, 'fLaC')) return soundOfKind('FLAC behind an ID3 tag');
  return twoFrames(head, at, adtsFrameBytes) ? 'aac' : 'mp3';
};

const soundKind = (head: Uint8Array): MediaKind | Refusal | undefined => {
  if (hasAt(head, 0, 'fLaC')) return 'flac';
  if (twoFrames(head, 0, adtsFrameBytes)) return 'aac';
  if (twoFrames(head, 0, mp3FrameBytes)) return 'mp3';
  return coveredByTag(head);
};

const simple: readonly (readonly [string, MediaKind])[] = [
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['\xff\xd8\xff', 'jpeg'],
  ['GIF87a', 'gif'],
  ['GIF89a', 'gif'],
  ['OggS\0', 'ogg'],
  ['FLV\x01', 'flv'],
  ['\0\0\x01\xba', 'mpeg'],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'asf'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
];

const isBitmap = (head: Uint8Array): boolean =>
  hasAt(head, 0, 'BM') && [12, 40, 52, 56, 64, 108, 124].includes(byteAt(head, 14)) && byteAt(head, 15) === 0;

const signedKind = (head: Uint8Array): MediaKind | Refusal | undefined => {
  const kind = simple.find(([signature]) => hasAt(head, 0, signature))?.[1];
  if (kind !== undefined) return kind;
  if (isBitmap(head)) return 'bmp';
  return isoKind(head) ?? riffKind(head) ?? ebmlKind(head) ?? refusedSignature(head) ?? soundKind(head);
};

/** An animation that FFmpeg 5 cannot read; it would show nothing. */
const isAnimatedWebp = (head: Uint8Array): boolean => hasAt(head, 12, 'VP8X') && (byteAt(head, 20) & 2) !== 0;

/**
 * What a file is. `head` is its first `headBytes` bytes, `tail` its last `zipReach` (both shorter when the file is);
 * `sizeBytes` its size. Everything that is not plainly one of the kinds let in is refused by name.
 */
export const sniff = (head: Uint8Array, sizeBytes: number, tail: Uint8Array = head): MediaKind | Refusal => {
  if (sizeBytes === 0 || head.length === 0) return notMedia('an empty file');
  const kind = signedKind(head) ?? (isTransportStream(head) ? 'mpegts' : undefined);
  if (kind === undefined)
    return namedText(head) ?? notMedia(isText(head) ? 'plain text' : 'no film, picture or sound that is known here');
  if (typeof kind !== 'string') return kind;
  if (kind === 'webp' && isAnimatedWebp(head)) return filmOfKind('an animated WebP');
  return secondNature(kind, head, tail) ?? kind;
};
