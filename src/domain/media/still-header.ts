/** Size, transparency and orientation of a picture, out of its first bytes: known before any decoder sees it. */
import type { MediaKind } from '../timeline/media-facts.types.ts';
import { bigEndian, byteAt, hasAt, latin1, littleEndian } from './bytes.ts';
import { exifOrientation } from './exif.ts';
import { type Orientation, upright } from './orientation.ts';
import { pictureOfKind, type Refusal } from './refusal.ts';

export type StillHeader = {
  /** As coded; -1 when the header is damaged or further on than was read. */
  readonly width: number;
  readonly height: number;
  /** Undefined when the header does not decide it. */
  readonly alpha?: boolean;
  readonly orientation: Orientation;
  /** A way of coding that FFmpeg reads wrongly. */
  readonly refused?: Refusal;
};

/** PNG, RFC 2083: the header chunk comes first; `tRNS`, which makes colours transparent, before the first data. */
const pngHeader = (head: Uint8Array): StillHeader => {
  let [isClear, orientation] = [false, upright];
  for (let at = 8, chunks = 0; chunks < 1000; chunks++) {
    const length = bigEndian(head, at, 4);
    const type = latin1(head, at + 4, 4);
    if (length < 0 || type === 'IDAT' || type === 'IEND') break;
    if (type === 'tRNS') isClear = true;
    if (type === 'eXIf') orientation = exifOrientation(head.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const colourType = byteAt(head, 25);
  return {
    width: bigEndian(head, 16, 4),
    height: bigEndian(head, 20, 4),
    alpha: colourType === 4 || colourType === 6 || isClear,
    orientation,
  };
};

/** JPEG, ITU-T T.81: segments until the frame header. EXIF is the first APP1 that says so. */
const jpegHeader = (head: Uint8Array): StillHeader => {
  let orientation = upright;
  for (let at = 2, segments = 0; segments < 1000; segments++) {
    while (byteAt(head, at) === 0xff && byteAt(head, at + 1) === 0xff) at++;
    const marker = byteAt(head, at + 1);
    const length = bigEndian(head, at + 2, 2);
    if (byteAt(head, at) !== 0xff || length < 2) break;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame)
      return { width: bigEndian(head, at + 7, 2), height: bigEndian(head, at + 5, 2), alpha: false, orientation };
    if (marker === 0xe1 && hasAt(head, at + 4, 'Exif\0\0'))
      orientation = exifOrientation(head.subarray(at + 10, at + 2 + length));
    at += 2 + length;
  }
  return { width: -1, height: -1, alpha: false, orientation };
};

/** GIF89a: the canvas. Transparency depends on every frame and is decided elsewhere. */
const gifHeader = (head: Uint8Array): StillHeader => ({
  width: littleEndian(head, 6, 2),
  height: littleEndian(head, 8, 2),
  orientation: upright,
});

/** RFC 9649: lossy, lossless or extended; the extended one says whether anything is transparent. */
const webpHeader = (head: Uint8Array): StillHeader => {
  if (hasAt(head, 12, 'VP8X'))
    return {
      width: littleEndian(head, 24, 3) + 1,
      height: littleEndian(head, 27, 3) + 1,
      alpha: (byteAt(head, 20) & 0x10) !== 0,
      orientation: upright,
    };
  if (hasAt(head, 12, 'VP8L')) {
    const bits = littleEndian(head, 21, 4);
    return {
      width: (bits & 0x3fff) + 1,
      height: ((bits >>> 14) & 0x3fff) + 1,
      alpha: ((bits >>> 28) & 1) === 1,
      orientation: upright,
    };
  }
  return {
    width: littleEndian(head, 26, 2) & 0x3fff,
    height: littleEndian(head, 28, 2) & 0x3fff,
    alpha: false,
    orientation: upright,
  };
};

const bmpHeader = (head: Uint8Array): StillHeader => {
  const isOld = byteAt(head, 14) === 12;
  const signed = (at: number): number => Math.abs(littleEndian(head, at, 4) | 0);
  return {
    width: isOld ? littleEndian(head, 18, 2) : signed(18),
    height: isOld ? littleEndian(head, 20, 2) : signed(22),
    orientation: upright,
  };
};

/** The first directory of a TIFF, wherever it stands. JPEG inside a TIFF comes out of FFmpeg in wrong colours. */
const tiffHeader = (head: Uint8Array): StillHeader => {
  const number = hasAt(head, 0, 'II') ? littleEndian : bigEndian;
  const directory = number(head, 4, 4);
  const entries = Math.min(number(head, directory, 2), 200);
  let [width, height, coding] = [-1, -1, -1];
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + i * 12;
    const value = number(head, at + 8, number(head, at + 2, 2) === 3 ? 2 : 4);
    if (number(head, at, 2) === 256) width = value;
    if (number(head, at, 2) === 257) height = value;
    if (number(head, at, 2) === 259) coding = value;
  }
  const isJpeg = coding === 6 || coding === 7;
  const refused = isJpeg ? { refused: pictureOfKind('a TIFF with JPEG inside') } : {};
  return { width, height, orientation: exifOrientation(head), ...refused };
};

const readers: Readonly<Partial<Record<MediaKind, (head: Uint8Array) => StillHeader>>> = {
  png: pngHeader,
  jpeg: jpegHeader,
  gif: gifHeader,
  webp: webpHeader,
  bmp: bmpHeader,
  tiff: tiffHeader,
};

/** What the header of a picture says; undefined for kinds that are no pictures. `head` is the beginning of the file. */
export const stillHeader = (kind: MediaKind, head: Uint8Array): StillHeader | undefined => readers[kind]?.(head);
