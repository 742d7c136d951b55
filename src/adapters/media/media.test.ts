import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { burntNumbers, mediaSamples, type SampleName, samplePath } from '../../../test/kit/media-samples.ts';
import { memoryBlobs } from '../../../test/kit/memory-blobs.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { readIsoMovie } from '../../domain/media/iso-movie.ts';
import { isoTimes } from '../../domain/media/iso-times.ts';
import type { MediaFacts } from '../../domain/timeline/media-facts.types.ts';
import type { MediaLibrary, TakenMedia } from '../../ports/media-library.ts';
import { jailedOutput } from '../sandbox/sandbox.ts';
import { createMediaLibrary, decodePictures, decodeSound, findScaler, rawFrameBytes, rawPixelsOf } from './media.ts';
import { readStreamTimes } from './probe/packet-clock.ts';
import { parseReport } from './probe/parse-report.ts';
import { probeJson } from './probe/run-probe.ts';

const { signal } = new AbortController();
const blobs = memoryBlobs();
const ffmpeg = { path: 'ffmpeg', version: 'test' };
let home: string;
let library: MediaLibrary;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'workprint-media-'));
  library = createMediaLibrary({ ffmpeg, blobs, home });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const taken = async (name: SampleName): Promise<TakenMedia> => library.takeIn(await samplePath(name), signal);
const factsOf = async (name: SampleName): Promise<MediaFacts> => (await taken(name)).facts;
const timesOf = async ({ picture }: MediaFacts): Promise<Float64Array | undefined> =>
  picture?.frameTimes && new Float64Array((await blobs.get(picture.frameTimes)).slice().buffer);

const run = async (path: string, args: readonly string[]): Promise<Buffer> =>
  jailedOutput('ffmpeg', args, { reads: [{ path, name: 'media' }], signal, purpose: 'decode a sample' });

const size = { width: 320, height: 180 };
/** Numbers burnt into `frameCount` frames from `firstFrame`. */
const numbersOf = async (
  path: string,
  facts: MediaFacts,
  firstFrame: number,
  frameCount: number,
): Promise<number[]> => {
  const frameTimesUs = await timesOf(facts);
  const args = decodePictures({
    input: 'media',
    facts,
    delivered: size,
    firstFrame,
    frameCount,
    threads: 1,
    ...(frameTimesUs ? { frameTimesUs } : {}),
  });
  const raw = await run(path, args);
  expect(raw.length % rawFrameBytes(rawPixelsOf(facts), size)).toBe(0);
  return burntNumbers(raw, size.width, size.height, rawPixelsOf(facts));
};

const errorOf = async (path: string, from: MediaLibrary = library): Promise<WorkprintError> => {
  try {
    await from.takeIn(path, signal);
  } catch (error) {
    if (error instanceof WorkprintError) return error;
    throw error;
  }
  throw new Error(`${path} was taken in`);
};
const written = (name: string, bytes: Uint8Array | string): string => {
  const path = join(home, name);
  writeFileSync(path, bytes);
  return path;
};

const names = Object.keys(mediaSamples) as SampleName[];
const pictures = names.filter((name) => mediaSamples[name].frames > 0 && !name.startsWith('turned'));

describe('frames', () => {
  it.each(pictures)('MED-8 any frame of %s can be asked for by its number', async (name) => {
    const { frames, rate, numbers = Array.from({ length: frames }, (_, i) => i) } = mediaSamples[name];
    const path = await samplePath(name);
    const facts = await factsOf(name);
    expect(facts.picture?.frames).toBe(frames);
    if (rate) expect(facts.picture?.rate).toEqual(rate);
    const middle = Math.min(frames - 1, 41 % frames);
    const stretches =
      frames === 1
        ? [[0, 1]]
        : [
            [middle, 3],
            [frames - 1, 5], // asks for more than there is
          ];
    for (const [first = 0, count = 0] of stretches)
      expect(await numbersOf(path, facts, first, count), `from ${first}`).toEqual(numbers.slice(first, first + count));
  });

  it('MED-8 each frame of a film with frames that refer across key frames comes out from wherever reading begins', async () => {
    const path = await samplePath('open-gop');
    const facts = await factsOf('open-gop');
    for (let first = 9; first < 16; first++) expect(await numbersOf(path, facts, first, 2)).toEqual([first, first + 1]);
  });

  it('MED-17 uneven frames carry their times, even ones none', async () => {
    expect((await factsOf('h264-2997')).picture?.frameTimes).toBeUndefined();
    expect((await factsOf('mkv')).picture?.frameTimes).toBeUndefined();
    for (const name of ['vfr-mkv', 'vfr-mp4'] as const) {
      const times = await timesOf(await factsOf(name));
      const wanted = mediaSamples[name].numbers!.map((number) => (number * 1e6) / 30);
      expect(Math.max(...wanted.map((time, i) => Math.abs(time - times![i]!)))).toBeLessThanOrEqual(1000);
    }
  });

  it('MED-17 the delay of a codec shifts no picture, but a picture that begins late begins late', async () => {
    const delayed = await factsOf('wmv');
    expect(delayed.picture?.frameTimes).toBeUndefined();
    expect(delayed.sounds[0]?.startMs).toBe(-(delayed.zeroUs ?? 0) / 1000);
    expect(delayed.zeroUs).toBeGreaterThan(20_000);
    const late = await factsOf('late-picture');
    expect(late.sounds[0]?.startMs).toBe(0);
    const times = await timesOf(late);
    expect([times?.[0], times?.[1]].map((time) => Math.round(time ?? 0))).toEqual([500_000, 533_333]);
  });

  it('MED-6 the tables of an MP4 say what its packets say', async () => {
    for (const name of [
      'h264-2997',
      'open-gop',
      'edit-list',
      'vfr-mp4',
      'prores-mov',
      'hevc-10',
      'with-sound',
    ] as const) {
      const path = await samplePath(name);
      const target = { ffprobe: 'ffprobe', path, kind: 'mp4' as const };
      const bytes = readFileSync(path);
      const at = bytes.indexOf('moov') + 4;
      const movie = readIsoMovie(bytes.subarray(at, at - 8 + bytes.readUInt32BE(at - 8)));
      if ('problem' in movie) throw new Error(movie.problem);
      const own = isoTimes(movie, movie.tracks[0]!)!;
      const report = parseReport(await probeJson(target, ['-show_streams'], signal));
      const asked = await readStreamTimes(target, report.streams[0]!, signal);
      expect(own.timesUs.length, name).toBe(asked.timesUs.length);
      own.timesUs.forEach((time, i) => expect(time).toBeCloseTo(asked.timesUs[i]!, 0));
    }
  });
});

describe('facts', () => {
  it('MED-7 finds how a film lies and how wide its pixels are', async () => {
    const shown = { width: 320, height: 180 };
    const sideways = { ...shown, codedWidth: 180, codedHeight: 320 };
    expect((await factsOf('rotated-90')).picture).toMatchObject({ ...sideways, rotation: 90, mirrored: false });
    expect((await factsOf('rotated-270')).picture).toMatchObject({ ...sideways, rotation: 270 });
    expect((await factsOf('rotated-180')).picture).toMatchObject({ ...shown, rotation: 180 });
    expect((await factsOf('anamorphic')).picture).toMatchObject({ ...shown, codedWidth: 240, codedHeight: 180 });
  });

  it('MED-7 finds colour, depth, transparency and fields', async () => {
    const hdr = { matrix: 'bt2020', primaries: 'bt2020', transfer: 'pq', range: 'limited', peakNits: 1000 };
    expect((await factsOf('hdr10')).picture).toMatchObject({ bitDepth: 10, colour: hdr });
    expect((await factsOf('hlg')).picture?.colour.transfer).toBe('hlg');
    expect((await factsOf('jpeg')).picture?.colour).toMatchObject({ matrix: 'bt601', range: 'full', chroma: 'centre' });
    expect((await factsOf('interlaced')).picture?.interlaced).toBe(true);
    expect((await factsOf('h264-25')).picture).toMatchObject({ interlaced: false, alpha: false, bitDepth: 8 });
    for (const name of names.filter((sample) => sample.startsWith('alpha-')))
      expect((await factsOf(name)).picture?.alpha, name).toBe(true);
    for (const name of ['opaque-png', 'jpeg', 'bmp', 'tiff', 'prores-mov', 'vp9-webm'] as const)
      expect((await factsOf(name)).picture?.alpha, name).toBe(false);
  });

  it('MED-7 lists every sound track, and what begins when', async () => {
    const { sounds, durationMs } = await factsOf('two-sounds');
    expect(sounds.map(({ stream, codec, channels }) => [stream, codec, channels])).toEqual([
      [1, 'aac', 1],
      [2, 'aac', 1],
    ]);
    expect(durationMs).toBeCloseTo(3000, 0);
    const stream = await factsOf('mpegts');
    expect(stream.zeroUs).toBeGreaterThan(1e9);
    expect(Math.abs(stream.sounds[0]!.startMs)).toBeLessThan(33);
    expect((await factsOf('surround')).sounds[0]).toMatchObject({ channels: 6, startMs: 0, durationMs: 2000 });
  });

  it('MED-7 turns a photograph as its camera was held', async () => {
    const plain = readFileSync(await samplePath('jpeg'));
    const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0];
    const exif = Buffer.from([0xff, 0xe1, 0, tiff.length + 8, ...Buffer.from('Exif\0\0', 'latin1'), ...tiff]);
    const path = written('held.jpg', Buffer.concat([plain.subarray(0, 2), exif, plain.subarray(2)]));
    const { facts } = await library.takeIn(path, signal);
    expect(facts.picture).toMatchObject({ rotation: 90, width: 180, height: 320, codedWidth: 320 });
    const args = decodePictures({
      input: 'media',
      facts,
      delivered: { width: 180, height: 320 },
      firstFrame: 0,
      frameCount: 1,
      threads: 1,
    });
    const [upright, lying] = [
      await run(path, args),
      await run(
        await samplePath('jpeg'),
        args.filter((word) => !word.includes('transpose') && word !== '-vf'),
      ),
    ];
    expect(upright.length).toBe(lying.length);
    // The top left corner, a white bit, comes to the top right.
    expect(upright[10 * 180 + 170]).toBeCloseTo(lying[10 * 320 + 10]!, -1);
  });
});

const samplesOf = async (
  path: string,
  facts: MediaFacts,
  firstSample: number,
  sampleCount: number,
): Promise<Float32Array> => {
  const raw = await run(path, decodeSound({ input: 'media', facts, track: 0, firstSample, sampleCount }));
  expect(raw.length).toBe(sampleCount * 8);
  return new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
};

describe('sound', () => {
  // What no container says of these: an encoder's delay (`late`), in samples; and how far clocks of milliseconds round.
  it.each([
    ['clicks-wav', 0, 0],
    ['clicks-44100', 0, 1],
    ['clicks-aiff', 0, 0],
    ['clicks-flac', 0, 0],
    ['clicks-mp3', 0, 0],
    ['clicks-m4a', 0, 0],
    ['clicks-aac', 1024, 0],
    ['clicks-opus', 0, 0],
    ['clicks-vorbis', 0, 0],
    ['clicks-webm', 0, 48],
  ] as const)('MED-12 the clicks of %s are on their samples', async (name, late, rounding) => {
    const path = await samplePath(name);
    const facts = await factsOf(name);
    for (const [first, count] of [
      [0, 60_000],
      [110_000, 48_000],
      [190_000, 12_000],
    ] as const) {
      const samples = await samplesOf(path, facts, first, count);
      const loudest = samples.reduce((best, value, i) => (Math.abs(value) > Math.abs(samples[best]!) ? i : best), 0);
      const second = Math.ceil((first - late) / 48_000) || 1;
      expect(Math.abs(first + (loudest >> 1) - second * 48_000 - late), `from ${first}`).toBeLessThanOrEqual(rounding);
    }
  });

  it('MED-12 stretches of sound join without a seam, and silence follows the end', async () => {
    const path = await samplePath('with-sound');
    const facts = await factsOf('with-sound');
    const whole = await samplesOf(path, facts, 48_000, 48_000);
    const half = await samplesOf(path, facts, 72_000, 24_000);
    expect(Math.max(...half.map((value, i) => Math.abs(value - whole[48_000 + i]!)))).toBeLessThan(1e-4);
    expect((await samplesOf(path, facts, 200_000, 1000)).every((value) => value === 0)).toBe(true);
  });

  it('MED-12 mixes surround down by BS.775 and leaves mono as loud', async () => {
    const amplitude = (samples: Float32Array, side: number, hertz: number): number => {
      const turn = (i: number): number => (2 * Math.PI * hertz * i) / 48_000;
      const sum = (wave: (x: number) => number): number =>
        samples.reduce((total, value, i) => (i % 2 === side ? total + value * wave(turn(i >> 1)) : total), 0);
      return (4 * Math.hypot(sum(Math.cos), sum(Math.sin))) / samples.length;
    };
    const surround = await samplesOf(await samplePath('surround'), await factsOf('surround'), 4800, 48_000);
    const heard = [300, 500, 700, 60, 900, 1100].map((hertz) =>
      [0, 1].map((side) => amplitude(surround, side, hertz) / 0.2),
    );
    const low = Math.SQRT1_2;
    const wanted = [
      [1, 0],
      [0, 1],
      [low, low],
      [0, 0],
      [low, 0],
      [0, low],
    ];
    heard.forEach((pair, i) => pair.forEach((value, side) => expect(value).toBeCloseTo(wanted[i]![side]!, 2)));
    const mono = await samplesOf(await samplePath('with-sound'), await factsOf('with-sound'), 48_000, 48_000);
    expect([amplitude(mono, 0, 440), amplitude(mono, 1, 440)].map((value) => Math.round(value * 1000))).toEqual([
      125, 125,
    ]);
  });
});

describe('the library', () => {
  it('MED-14 a file seen before is neither read nor probed again', async () => {
    const path = await samplePath('h264-24');
    const first = await library.takeIn(path, signal);
    const deaf = createMediaLibrary({ ffmpeg: { ...ffmpeg, path: '/nowhere/ffmpeg' }, blobs, home });
    expect(await deaf.takeIn(path, signal)).toEqual(first);
    expect(first.blob.mediaType).toBe('video/mp4');
    expect(await deaf.locate(first.blob)).toBe(path);
  });

  it('MED-15 a file that changed is not located any more, and taken in anew', async () => {
    const path = join(home, 'changing.mp4');
    copyFileSync(await samplePath('h264-24'), path);
    const { blob } = await library.takeIn(path, signal);
    expect(await library.locate(blob)).toBe(path);
    copyFileSync(await samplePath('h264-25'), path);
    await expect(library.locate(blob)).rejects.toMatchObject({
      code: 'media-changed',
      message: expect.stringContaining(path),
    });
    expect((await library.takeIn(path, signal)).facts.picture?.rate).toEqual({ num: 25, den: 1 });
    utimesSync(path, new Date(0), new Date(0));
    await expect(library.locate((await library.takeIn(path, signal)).blob)).resolves.toBe(path);
  });

  it('MED-15 what is not there, no file, or unreadable is named with its path', async () => {
    const missing = join(home, 'missing.mp4');
    expect(await errorOf(missing)).toMatchObject({
      code: 'media-not-found',
      message: expect.stringContaining(missing),
    });
    expect(await errorOf(home)).toMatchObject({ code: 'media-refused', message: expect.stringContaining('a folder') });
    const cut = written('cut.mp4', readFileSync(await samplePath('h264-24')).subarray(0, 3000));
    expect(await errorOf(cut)).toMatchObject({ code: 'media-refused', message: expect.stringContaining(`${cut}: `) });
    const odd = join(home, 'odd');
    mkdirSync(odd);
    const name = join(odd, "a %d: 'b' -i \n|x.mp4");
    copyFileSync(await samplePath('h264-24'), name);
    expect((await library.takeIn(name, signal)).facts.picture?.frames).toBe(90);
  });

  it('MED-2 a playlist in an innocent name is refused before FFmpeg is asked', async () => {
    const deaf = createMediaLibrary({ ffmpeg: { ...ffmpeg, path: '/nowhere/ffmpeg' }, blobs, home });
    const path = written('holiday.mp4', '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nvictim.mp4\n#EXT-X-ENDLIST\n');
    const error = await errorOf(path, deaf);
    expect(error).toMatchObject({ code: 'media-refused' });
    expect(error.message).toMatch(/holiday\.mp4: It is an HLS .* Use the film, picture or sound itself/);
  });

  it('MED-4 bombs are refused before FFmpeg is asked', async () => {
    const deaf = createMediaLibrary({ ffmpeg: { ...ffmpeg, path: '/nowhere/ffmpeg' }, blobs, home });
    const png = readFileSync(await samplePath('opaque-png'));
    png.writeUInt32BE(15_000, 16);
    png.writeUInt32BE(15_000, 20);
    const bomb = await errorOf(written('bomb.png', png), deaf);
    expect(bomb).toMatchObject({ code: 'media-too-large', message: expect.stringContaining('15000 x 15000') });
    const frame = Buffer.from([0x21, 0xf9, 4, 0, 1, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
    const start = Buffer.from([...Buffer.from('GIF89a'), 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
    const gif = written(
      'long.gif',
      Buffer.concat([start, ...Array.from({ length: 100_000 }, () => frame), Buffer.from(';')]),
    );
    expect(await errorOf(gif, deaf)).toMatchObject({ code: 'media-too-large' });
  });

  it('MED-16 a header that claims ten hours of sound gets what is there', async () => {
    const wav = readFileSync(await samplePath('clicks-wav'));
    wav.writeUInt32LE(0x7fff_0000, wav.indexOf('data') + 4);
    const { facts } = await library.takeIn(written('long.wav', wav), signal);
    expect(facts.durationMs).toBeCloseTo(5000, 0);
  });

  it('MED-18 cancelling ends the probe and says so', async () => {
    const path = written('cancelled.mp4', readFileSync(await samplePath('h264-30')));
    const stop = new AbortController();
    const taking = library.takeIn(path, stop.signal);
    stop.abort();
    await expect(taking).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('MED-10 knows which library this FFmpeg converts with, and remembers it', async () => {
    const scaler = await findScaler(ffmpeg, home, signal);
    expect(['zimg', 'swscale']).toContain(scaler);
    expect(await findScaler(ffmpeg, home, AbortSignal.abort())).toBe(scaler);
  });

  it('MED-13 small files that are no media are read whole, up to a limit', async () => {
    const path = written('look.cube', 'LUT_3D_SIZE 2\n');
    expect(Buffer.from(await library.read(path, 1000, signal)).toString()).toBe('LUT_3D_SIZE 2\n');
    await expect(library.read(path, 5, signal)).rejects.toMatchObject({ code: 'media-too-large' });
  });
});
