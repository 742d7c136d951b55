/** Small files that unfold: into gigapixels, millions of frames, thousands of streams, years of sound (PB5). */
import { deflateSync, gzipSync } from 'node:zlib';
import {
  be16,
  be32,
  box,
  concat,
  ebml,
  fullBox,
  le16,
  le32,
  matroskaCluster,
  pngChunk,
  pngSignature,
  riffChunk,
} from './boxes.ts';
import type { HostileFile } from './hostile-file.types.ts';

/** A whole PNG of one grey level. */
const greyPng = (width: number, height: number): Uint8Array => {
  // Compressed in stripes, so that making the bomb does not need its memory. One bit a pixel.
  const stripe = Buffer.alloc((1 + Math.ceil(width / 8)) * height);
  return concat(
    pngSignature,
    pngChunk('IHDR', be32(width, height), Buffer.from([1, 0, 0, 0, 0])),
    pngChunk('IDAT', deflateSync(stripe, { level: 9 })),
    pngChunk('IEND'),
  );
};

/** A PNG that says how large it is and breaks off. */
const pngOf = (width: number, height: number): Uint8Array =>
  concat(
    pngSignature,
    pngChunk('IHDR', be32(width, height), Buffer.from([8, 6, 0, 0, 0])),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1000))),
  );

const gifOf = (width: number, height: number, frames: number): Uint8Array => {
  const frame = concat(
    Buffer.from('21f9040001000000', 'hex'),
    ',',
    le16(0, 0, 1, 1),
    Buffer.from([0, 2, 2, 0x44, 1, 0]),
  );
  return concat(
    'GIF89a',
    le16(width, height),
    Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
    Buffer.concat(Array.from({ length: frames }, () => frame)),
    ';',
  );
};

const mp4Of = (
  tracks: number,
  tables: readonly Uint8Array[],
  size: readonly [number, number] = [64, 48],
  edits: Uint8Array = Buffer.alloc(0),
): Uint8Array => {
  const matrix = be32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
  const movie = fullBox(
    'mvhd',
    0,
    be32(0, 0, 1000, 10_000, 0x10000),
    be16(0x100),
    Buffer.alloc(10),
    matrix,
    Buffer.alloc(24),
    be32(tracks + 1),
  );
  const entry = box(
    'mp4v',
    Buffer.alloc(6),
    be16(1),
    Buffer.alloc(16),
    be16(...size),
    be32(0x480000, 0x480000, 0),
    be16(1),
    Buffer.alloc(32),
    be16(24, -1),
  );
  const track = (id: number): Uint8Array =>
    box(
      'trak',
      fullBox('tkhd', 3, be32(0, 0, id, 0, 10_000), Buffer.alloc(16), matrix, be32(size[0] << 16, size[1] << 16)),
      edits,
      box(
        'mdia',
        fullBox('mdhd', 0, be32(0, 0, 1000, 10_000), be16(0, 0)),
        fullBox('hdlr', 0, be32(0), 'vide', Buffer.alloc(13)),
        box('minf', fullBox('vmhd', 1, Buffer.alloc(8)), box('stbl', fullBox('stsd', 0, be32(1), entry), ...tables)),
      ),
    );
  return concat(
    box('ftyp', 'isom', be32(0x200), 'isom'),
    box('moov', movie, ...Array.from({ length: tracks }, (_, id) => track(id + 1))),
    box('mdat', Buffer.alloc(64)),
  );
};

const samples = (count: number): readonly Uint8Array[] => [
  fullBox('stts', 0, be32(1, count, 1)),
  fullBox('stsc', 0, be32(1, 1, count, 1)),
  fullBox('stsz', 0, be32(1, count)),
  fullBox('stco', 0, be32(1, 0)),
];

const manyEdits = (count: number): Uint8Array => {
  const edit = be32(1, 0, 0x10000);
  return box('edts', fullBox('elst', 0, be32(count), Buffer.concat(Array.from({ length: count }, () => edit))));
};

const matroskaOf = (streams: number): Uint8Array => {
  const track = (number: number): Uint8Array =>
    ebml(
      'ae',
      ebml('d7', be16(number)),
      ebml('73c5', be16(number)),
      ebml('83', Buffer.from([1])),
      ebml('86', 'V_VP8'),
      ebml('e0', ebml('b0', be16(64)), ebml('ba', be16(48))),
    );
  return concat(
    ebml('1a45dfa3', ebml('4282', 'matroska'), ebml('4287', Buffer.from([4])), ebml('4285', Buffer.from([2]))),
    ebml(
      '18538067',
      ebml('1549a966', ebml('2ad7b1', be32(1_000_000))),
      ebml('1654ae6b', ...Array.from({ length: streams }, (_, at) => track(at + 1))),
      matroskaCluster(),
    ),
  );
};

/** A header of silence that the file does not hold; lengths as in a file that was never closed. */
const wavOf = (channels: number, rateHz: number, dataBytes: number): Uint8Array =>
  concat(
    'RIFF',
    le32(dataBytes + 36),
    'WAVE',
    riffChunk('fmt ', le16(1, channels), le32(rateHz, rateHz * channels * 2), le16(channels * 2, 16)),
    'data',
    le32(dataBytes),
    Buffer.alloc(2000),
  );

const jpegOf = (width: number, height: number): Uint8Array =>
  concat(
    Buffer.from('ffd8ffc0001108', 'hex'),
    be16(height, width),
    Buffer.from('03011100021101031101ffda000c03010002110311003f00', 'hex'),
    Buffer.alloc(500),
    Buffer.from('ffd9', 'hex'),
  );

const bmpOf = (width: number, height: number): Uint8Array =>
  concat('BM', le32(1000, 0, 54, 40, width, height), le16(1, 24), le32(0, 0, 0, 0, 0, 0), Buffer.alloc(900));

const tiffOf = (width: number, height: number): Uint8Array => {
  const tag = (id: number, value: number): Uint8Array => concat(le16(id, 4), le32(1, value));
  return concat(
    'II*\0',
    le32(8),
    le16(8),
    tag(256, width),
    tag(257, height),
    tag(258, 8),
    tag(259, 1),
    tag(262, 1),
    tag(273, 200),
    tag(278, height),
    tag(279, 500),
    le32(0),
    Buffer.alloc(700),
  );
};

const webpOf = (): Uint8Array => {
  // 16384 × 16384, the most a lossless WebP can say.
  const size = Buffer.from([0x2f, 0xff, 0xff, 0xff, 0x0f, 0, 0, 0]);
  return riffChunk('RIFF', 'WEBP', riffChunk('VP8L', size, Buffer.alloc(64)));
};

/** Bombs for media readers. `heavy` ones take a second each to make and belong in the full proof. */
export const bombs = (heavy: boolean): readonly HostileFile[] => {
  const bomb = (
    name: string,
    tries: string,
    make: () => Uint8Array,
    fate: HostileFile['fate'] = 'refused',
  ): HostileFile => ({
    name,
    tries,
    fate,
    bytes: make(),
  });
  return [
    bomb('png-30k-header.png', 'PNG of 30 000 × 30 000', () => pngOf(30_000, 30_000)),
    bomb('png-4g.png', 'PNG with sides of 2³¹ − 1', () => pngOf(0x7fffffff, 0x7fffffff)),
    bomb('png-tall.png', 'PNG one pixel wide and a billion high', () => pngOf(1, 1_000_000_000)),
    bomb('jpg-65k.jpg', 'JPEG of 65 500 × 65 500', () => jpegOf(65_500, 65_500)),
    bomb('bmp-100k.bmp', 'BMP of 100 000 × 100 000', () => bmpOf(100_000, 100_000)),
    bomb('tiff-60k.tiff', 'TIFF of 60 000 × 60 000', () => tiffOf(60_000, 60_000)),
    bomb('webp-16k.webp', 'WebP of 16 384 × 16 384', webpOf),
    bomb('gif-65k.gif', 'GIF of 65 535 × 65 535', () => gifOf(65_535, 65_535, 1)),
    bomb('mp4-65k.mp4', 'MP4 with pictures of 65 000 × 65 000', () => mp4Of(1, samples(1), [65_000, 65_000])),
    bomb('mp4-1e9-samples.mp4', 'MP4 that says it has 10⁹ samples', () => mp4Of(1, samples(1_000_000_000))),
    bomb('mp4-4e9-table.mp4', 'MP4 with a table of 2³² − 1 entries', () =>
      mp4Of(1, [
        fullBox('stts', 0, be32(0xffffffff, 1, 1)),
        fullBox('stsz', 0, be32(0, 0xffffffff)),
        fullBox('stco', 0, be32(0xffffffff, 0)),
      ]),
    ),
    bomb('mp4-1e5-edits.mp4', 'MP4 with 100 000 edits', () => mp4Of(1, samples(1), [64, 48], manyEdits(100_000))),
    bomb('mp4-2000-tracks.mp4', 'MP4 with 2 000 tracks', () => mp4Of(2000, samples(1))),
    bomb('mkv-1000-streams.mkv', 'Matroska with 1 000 streams', () => matroskaOf(1000)),
    bomb(
      'wav-10h.wav',
      'WAV that says ten hours and has none',
      () => wavOf(1, 48_000, 48_000 * 2 * 36_000),
      'contained',
    ),
    bomb('wav-65k-channels.wav', 'WAV with 65 535 channels', () => wavOf(65_535, 48_000, 100_000)),
    bomb('wav-4ghz.wav', 'WAV with four thousand million samples a second', () => wavOf(1, 0xffffffff, 100_000)),
    bomb('zip-bomb.mp4', 'zeros a thousandfold compressed, named .mp4', () => gzipSync(Buffer.alloc(1 << 24))),
    ...(heavy
      ? [
          bomb('png-15k.png', 'PNG of 15 000 × 15 000, whole', () => greyPng(15_000, 15_000)),
          bomb('png-30k.png', 'PNG of 30 000 × 30 000, whole', () => greyPng(30_000, 30_000)),
          bomb('gif-1e6-frames.gif', 'GIF of a million frames', () => gifOf(1, 1, 1_000_000)),
          bomb('gif-large-many.gif', 'GIF of 100 000 frames of 4 000 × 4 000', () => gifOf(4000, 4000, 100_000)),
          bomb('mp4-1e6-edits.mp4', 'MP4 with a million edits', () =>
            mp4Of(1, samples(1), [64, 48], manyEdits(1_000_000)),
          ),
        ]
      : []),
  ];
};
