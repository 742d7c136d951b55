import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { mediaKinds } from '../timeline/media-facts.types.ts';
import { exifOrientation } from './exif.ts';
import { frameClockOf, rateOfMean } from './frame-clock.ts';
import { gifFacts } from './gif.ts';
import { readIsoMovie } from './iso-movie.ts';
import { isoTimes } from './iso-times.ts';
import { orientationOfExif, orientationOfMatrix } from './orientation.ts';
import { sniff } from './sniff.ts';
import { stillHeader } from './still-header.ts';
import { wavSeconds } from './wav.ts';

const big = (value: number, count = 4): number[] =>
  Array.from({ length: count }, (_, i) => Math.floor(value / 256 ** (count - 1 - i)) % 256);
const text = (characters: string): number[] => [...characters].map((character) => character.charCodeAt(0));
const box = (type: string, ...content: number[][]): number[] => {
  const inside = content.flat();
  return [...big(inside.length + 8), ...text(type), ...inside];
};
const rate = (num: number, den = 1): { num: number; den: number } => ({ num, den });

describe('orientation', () => {
  it('MED-7 reads the eight orientations of a camera alike from EXIF and from a matrix', () => {
    // Rows of the matrices that bring a picture of each EXIF orientation upright.
    const matrices = [
      [1, 0, 0, 1],
      [-1, 0, 0, 1],
      [-1, 0, 0, -1],
      [1, 0, 0, -1],
      [0, 1, 1, 0],
      [0, 1, -1, 0],
      [0, -1, -1, 0],
      [0, -1, 1, 0],
    ] as const satisfies readonly (readonly [number, number, number, number])[];
    matrices.forEach(([a, b, c, d], i) => {
      expect(orientationOfMatrix(a, b, c, d), `orientation ${i + 1}`).toEqual(orientationOfExif(i + 1));
    });
    expect(orientationOfMatrix(0, 0, 0, 0)).toEqual({ mirrored: false, rotation: 0 });
    expect(orientationOfExif(9)).toEqual({ mirrored: false, rotation: 0 });
  });

  it('MED-7 finds the orientation in both byte orders of EXIF', () => {
    const little = Uint8Array.from([...text('II*\0'), 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    const bigOrder = Uint8Array.from([...text('MM\0*'), ...big(8), 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0]);
    expect(exifOrientation(little).rotation).toBe(90);
    expect(exifOrientation(bigOrder).rotation).toBe(270);
  });
});

describe('clocks of films', () => {
  const times = (count: number, us: (i: number) => number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => us(i));

  it('MED-17 rounds a mean to a usual rate within a thousandth, and no further', () => {
    expect(rateOfMean(29.97)).toEqual(rate(30000, 1001));
    expect(rateOfMean(23.98)).toEqual(rate(24000, 1001));
    expect(rateOfMean(59.95)).toEqual(rate(60000, 1001));
    expect(rateOfMean(25.001)).toEqual(rate(25));
    expect(rateOfMean(17.3)).toEqual(rate(173, 10));
    expect(rateOfMean(9)).toEqual(rate(9));
  });

  it('MED-17 takes times rounded to milliseconds for an even rate, and a dropped frame for none', () => {
    const rounded = times(300, (i) => Math.round((i * 1001) / 30) * 1000);
    expect(frameClockOf(rounded, 1000, rate(30000, 1001))).toEqual({ rate: rate(30000, 1001), steady: true });
    const dropped = times(300, (i) => (i < 150 ? i : i + 1) * 40_000);
    expect(frameClockOf(dropped, 1000, rate(25)).steady).toBe(false);
  });
});

describe('headers of pictures', () => {
  it('MED-4 knows the size of a picture before anything decodes it', () => {
    const png = Uint8Array.from([
      ...text('\x89PNG\r\n\x1a\n'),
      ...big(13),
      ...text('IHDR'),
      ...big(30000),
      ...big(20000),
      8,
      6,
      0,
      0,
      0,
    ]);
    expect(stillHeader('png', png)).toMatchObject({ width: 30000, height: 20000, alpha: true });
    const jpeg = Uint8Array.from([
      255,
      216,
      255,
      224,
      0,
      4,
      0,
      0,
      255,
      194,
      0,
      17,
      8,
      ...big(600, 2),
      ...big(800, 2),
      3,
    ]);
    expect(stillHeader('jpeg', jpeg)).toMatchObject({ width: 800, height: 600, alpha: false });
    const extended = Uint8Array.from([...text('RIFF....WEBPVP8X'), 10, 0, 0, 0, 0x10, 0, 0, 0, 0xff, 1, 0, 0x3f, 1, 0]);
    expect(stillHeader('webp', extended)).toMatchObject({ width: 512, height: 320, alpha: true });
    const bitmap = Uint8Array.from([
      ...text('BM'),
      ...text('\0'.repeat(12)),
      40,
      0,
      0,
      0,
      0x40,
      1,
      0,
      0,
      0x4c,
      0xff,
      0xff,
      0xff,
    ]);
    expect(stillHeader('bmp', bitmap)).toMatchObject({ width: 320, height: 180 });
  });

  it('MED-4 counts the frames of a GIF by walking, and stops at the limit', () => {
    const frame = [0x21, 0xf9, 4, 0, 1, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
    const gif = (count: number): Uint8Array =>
      Uint8Array.from([
        ...text('GIF89a'),
        1,
        0,
        1,
        0,
        0x80,
        0,
        0,
        0,
        0,
        0,
        255,
        255,
        255,
        ...Array.from({ length: count }, () => frame).flat(),
        0x3b,
      ]);
    expect(gifFacts(gif(5), 100)).toEqual({ frames: 5, alpha: false, whole: true });
    expect(gifFacts(gif(500), 100)).toEqual({ frames: 100, alpha: false, whole: false });
    const cleared = gif(2);
    cleared[22] = 1;
    expect(gifFacts(cleared, 100).alpha).toBe(true);
  });

  it('MED-16 measures a WAV by the bytes that are there', () => {
    const little = (value: number, count: number): number[] => big(value, count).reverse();
    const header = [
      ...text('RIFF....WAVEfmt '),
      ...little(16, 4),
      ...[1, 0, 2, 0],
      ...little(48_000, 4),
      ...little(192_000, 4),
      ...[4, 0, 16, 0],
      ...text('data'),
      ...little((10 * 3600 * 192_000) % 2 ** 32, 4),
    ];
    expect(wavSeconds(Uint8Array.from(header), header.length + 96_000)).toBe(0.5);
  });
});

describe('MP4', () => {
  const full = [0, 0, 0, 0];
  const track = (samples: number, edits: number[][], more: number[] = []): number[] =>
    box(
      'trak',
      ...(edits.length > 0 ? [box('edts', box('elst', full, big(edits.length), ...edits))] : []),
      box(
        'mdia',
        box('mdhd', full, big(0), big(0), big(1000), big(0)),
        box('hdlr', full, big(0), text('vide')),
        box(
          'minf',
          more,
          box('stbl', box('stts', full, big(1), big(samples), big(40)), box('stsz', full, big(1), big(samples))),
        ),
      ),
    );
  const moov = (...content: number[][]): Uint8Array =>
    Uint8Array.from([...box('mvhd', full, big(0), big(0), big(1000), big(0)), ...content.flat()]);
  const edit = (duration: number, at: number): number[] => [
    ...big(duration),
    ...big(at < 0 ? 2 ** 32 + at : at),
    ...big(65536),
  ];

  it('MED-6 hides what an edit list hides, and waits where it waits', () => {
    const movie = readIsoMovie(moov(track(10, [edit(500, -1), edit(200, 80)])));
    if ('problem' in movie) throw new Error(movie.problem);
    const found = isoTimes(movie, movie.tracks[0]!);
    expect([...found!.timesUs]).toEqual([500_000, 540_000, 580_000, 620_000, 660_000]);
    expect(found!.endUs).toBe(700_000);
  });

  it('MED-4 refuses too many samples, edits and tracks out of the index alone', () => {
    const problem = (bytes: Uint8Array): unknown => readIsoMovie(bytes);
    expect(problem(moov(track(2_000_000, [])))).toMatchObject({ problem: 'too-large', what: 'frames' });
    expect(problem(moov(track(4_294_967_295, [])))).toMatchObject({ problem: 'too-large' });
    const many = track(1, [edit(1, 0)]);
    const elst = moov(many);
    elst.set(big(1_000_000), elst.findIndex((_, i) => String.fromCharCode(...elst.subarray(i, i + 4)) === 'elst') + 8);
    expect(problem(elst)).toMatchObject({ problem: 'too-large', limit: limits.mediaEdits });
    expect(problem(moov(...Array.from({ length: 100 }, () => track(1, []))))).toMatchObject({ what: 'tracks' });
  });

  it('MED-3 refuses a movie whose pictures lie in other files', () => {
    const elsewhere = box('dinf', box('dref', full, big(1), box('url ', full, text('http://127.0.0.1/a.mp4\0'))));
    expect(readIsoMovie(moov(track(1, [], elsewhere)))).toEqual({ problem: 'elsewhere' });
    expect(readIsoMovie(moov(box('rmra', box('rmda'))))).toEqual({ problem: 'elsewhere' });
    const here = box('dinf', box('dref', full, big(1), box('url ', [0, 0, 0, 1])));
    expect(readIsoMovie(moov(track(1, [], here)))).toHaveProperty('tracks');
  });

  it('MED-5 no damaged index makes the reader throw or run away (seed 42)', () => {
    const good = moov(track(50, [edit(500, -1), edit(200, 80)]), track(50, []));
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(damage, fc.nat(good.length), (changes, end) => {
        const bytes = Uint8Array.from(good).subarray(0, Math.max(8, end));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const movie = readIsoMovie(bytes);
        if ('problem' in movie) return;
        for (const found of movie.tracks) isoTimes(movie, found);
      }),
      { seed: 42, numRuns: 2000 },
    );
  });
});

describe('hostile bytes', () => {
  it('MED-5 no bytes make the sniffer or a header reader throw (seed 42)', () => {
    const starts = [
      '',
      'GIF89a',
      '\x89PNG\r\n\x1a\n',
      '\xff\xd8\xff',
      'RIFF\0\0\0\0WEBPVP8X',
      'BM',
      'II*\0',
      'MM\0*',
      'RIFF\0\0\0\0WAVEfmt ',
      'ID3',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        const bytes = Uint8Array.from([...text(start), ...rest]);
        sniff(bytes, bytes.length, bytes);
        for (const kind of mediaKinds) stillHeader(kind, bytes);
        gifFacts(bytes, 1000);
        wavSeconds(bytes, bytes.length);
        exifOrientation(bytes);
      }),
      { seed: 42, numRuns: 2000 },
    );
  });
});
