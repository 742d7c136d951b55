import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../domain/random.ts';
import type { ColourFacts, MediaFacts, PictureFacts } from '../../../domain/timeline/media-facts.types.ts';
import { decodePictures, decodeStill, rawFrameBytes, rawPixelsOf } from './decode-pictures.ts';
import { decodeSound } from './decode-sound.ts';
import { pictureFilters, type Scaler } from './picture-filters.ts';

const colour: ColourFacts = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'limited' };
const picture: PictureFacts = {
  stream: 0,
  codec: 'h264',
  width: 1920,
  height: 1080,
  codedWidth: 1920,
  codedHeight: 1080,
  pixelFormat: 'yuv420p',
  bitDepth: 8,
  alpha: false,
  rotation: 0,
  mirrored: false,
  colour,
  interlaced: false,
  frames: 300,
  rate: { num: 30, den: 1 },
  leadMs: 200,
};
const sound = { stream: 1, codec: 'aac', channels: 2, sampleRateHz: 44_100, startMs: 0, durationMs: 10_000 };
const facts: MediaFacts = { kind: 'mp4', durationMs: 10_000, picture, sounds: [sound] };
const delivered = { width: 1920, height: 1080 };
const request = { input: 'media-0', facts, delivered, firstFrame: 0, frameCount: 60, threads: 1 };
const filtersOf = (args: readonly string[]): string => args[args.indexOf('-vf') + 1] ?? '';
const withPicture = (changes: Partial<PictureFacts>): MediaFacts => ({ ...facts, picture: { ...picture, ...changes } });

describe('arguments', () => {
  it('MED-13 asks for a picture that is right already without any filter', () => {
    const args = decodePictures(request);
    expect(args.filter((word) => !word.includes('h264'))).toEqual([
      ...['-hide_banner', '-nostdin', '-v', 'error', '-copyts', '-threads', '1', '-noautorotate'],
      ...['-protocol_whitelist', 'file,pipe', '-format_whitelist', 'mov', '-codec_whitelist'],
      ...[
        '-max_streams',
        '64',
        '-max_pixels',
        '67108864',
        '-f',
        'mov',
        '-enable_drefs',
        '0',
        '-use_absolute_path',
        '0',
      ],
      ...['-i', 'file:media-0', '-map', '0:0', '-an', '-sn', '-dn', '-fps_mode', 'passthrough', '-frames:v', '60'],
      ...['-c:v', 'rawvideo', '-pix_fmt', 'yuv420p', '-f', 'rawvideo', 'pipe:1'],
    ]);
  });

  it('MED-13 begins at a key frame well before the frame, and drops by time', () => {
    const args = decodePictures({ ...request, firstFrame: 90, output: 'frames' });
    expect(args.slice(args.indexOf('-noaccurate_seek'), args.indexOf('-i'))).toEqual([
      ...['-noaccurate_seek', '-seek_timestamp', '1', '-ss', '2.800000'],
    ]);
    expect(filtersOf(args)).toBe('trim=start=2.991667');
    expect(args.at(-1)).toBe('frames');
    const counted = decodePictures({ ...request, facts: withPicture({ counted: true }), firstFrame: 90 });
    expect(counted).not.toContain('-ss');
    expect(filtersOf(counted)).toBe('trim=start_frame=90');
  });

  it('MED-13 reckons on the clock of the file, even or not', () => {
    const shifted = { ...facts, zeroUs: 1_400_000 };
    expect(filtersOf(decodePictures({ ...request, facts: shifted, firstFrame: 30 }))).toBe('trim=start=2.391667');
    const frameTimesUs = Float64Array.from([0, 100_000, 900_000, 1_000_000]);
    const frameTimes = { sha256: '', sizeBytes: 32, mediaType: '' };
    const uneven = { ...request, facts: withPicture({ frameTimes }), firstFrame: 2 };
    expect(filtersOf(decodePictures({ ...uneven, frameTimesUs }))).toBe('trim=start=0.700000');
    expect(() => decodePictures(uneven)).toThrow('without their times');
  });

  it('MED-9 scales the picture as it lies and then turns it', () => {
    const turned = withPicture({ rotation: 90, mirrored: true, width: 1080, height: 1920 });
    const same = decodePictures({ ...request, facts: turned, delivered: { width: 1080, height: 1920 } });
    expect(filtersOf(same)).toBe('hflip,transpose=clock');
    const half = decodePictures({ ...request, facts: turned, delivered: { width: 540, height: 960 } });
    expect(filtersOf(half)).toBe('zscale=width=960:height=540:filter=lanczos,hflip,transpose=clock');
    expect(() => decodePictures({ ...request, delivered: { width: 101, height: 100 } })).toThrow('even');
  });

  it('MED-9 makes one frame of two fields', () => {
    expect(filtersOf(decodePictures({ ...request, facts: withPicture({ interlaced: true }) }))).toBe(
      'bwdif=mode=send_frame:parity=auto:deint=interlaced',
    );
  });

  it('MED-11 decodes the transparency that VP9 keeps beside the picture', () => {
    const clear = { ...withPicture({ codec: 'vp9', alpha: true }), kind: 'matroska' as const };
    const args = decodeStill({ ...request, facts: clear });
    expect(args.slice(args.indexOf('-c:v'), args.indexOf('-c:v') + 2)).toEqual(['-c:v', 'libvpx-vp9']);
    expect(args.slice(-5)).toEqual(['-pix_fmt', 'rgba', '-f', 'rawvideo', 'pipe:1']);
    expect(rawPixelsOf(clear)).toBe('rgba');
    expect([rawFrameBytes('rgba', delivered), rawFrameBytes('yuv420p', delivered)]).toEqual([8_294_400, 3_110_400]);
  });

  it('MED-12 asks for sound from its sample on', () => {
    const args = decodeSound({ input: 'media-0', facts, track: 0, firstSample: 96_000, sampleCount: 4800 });
    expect(args.slice(args.indexOf('-ss'), args.indexOf('-ss') + 2)).toEqual(['-ss', '1.000000']);
    expect(args[args.indexOf('-af') + 1]).toBe(
      'aresample=48000,aformat=sample_fmts=flt:channel_layouts=stereo,' +
        'aresample=48000:async=1:min_comp=0.000001:min_hard_comp=0.1:first_pts=96000,apad=whole_len=4800,atrim=end_sample=4800',
    );
    const mono = { ...facts, sounds: [{ ...sound, channels: 1 }] };
    expect(decodeSound({ input: 'm', facts: mono, track: 0, firstSample: 0, sampleCount: 1 }).join(' ')).toContain(
      'pan=stereo|c0=c0|c1=c0',
    );
    expect(() => decodeSound({ input: 'm', facts, track: 1, firstSample: 0, sampleCount: 1 })).toThrow('Sound track 1');
  });
});

/** Patches of 16 x 16 in a square of 20 x 20 of them: corners of the cube, a ramp of greys, and chance. */
const random = seededRandom('media colours 42');
const side = 320;
const patches = Array.from({ length: 400 }, (_, i) =>
  i < 8
    ? [i & 1 ? 1 : 0, i & 2 ? 1 : 0, i & 4 ? 1 : 0]
    : i < 24
      ? [i / 24, i / 24, i / 24]
      : [random(), random(), random()],
);
const weights = { bt709: [0.2126, 0.0722], bt601: [0.299, 0.114], bt2020: [0.2627, 0.0593] } as const;
type Matrix = keyof typeof weights;
const toYuv = ([r = 0, g = 0, b = 0]: readonly number[], matrix: Matrix): number[] => {
  const [kr, kb] = weights[matrix];
  const y = kr * r + (1 - kr - kb) * g + kb * b;
  return [y, (b - y) / (2 * (1 - kb)), (r - y) / (2 * (1 - kr))];
};
const toRgb = ([y = 0, u = 0, v = 0]: readonly number[], matrix: Matrix): number[] => {
  const [kr, kb] = weights[matrix];
  const [r, b] = [y + 2 * (1 - kr) * v, y + 2 * (1 - kb) * u];
  return [r, (y - kr * r - kb * b) / (1 - kr - kb), b];
};
type Range = 'limited' | 'full';
const toCode = ([y = 0, u = 0, v = 0]: readonly number[], range: Range, bits: number): number[] => {
  const [scale, most] = [2 ** (bits - 8), 2 ** bits - 1];
  return range === 'full'
    ? [y * most, u * most + 128 * scale, v * most + 128 * scale]
    : [(16 + 219 * y) * scale, (128 + 224 * u) * scale, (128 + 224 * v) * scale];
};
const ofCode = ([y = 0, u = 0, v = 0]: readonly number[], range: Range, bits: number): number[] => {
  const [scale, most] = [2 ** (bits - 8), 2 ** bits - 1];
  return range === 'full'
    ? [y / most, (u - 128 * scale) / most, (v - 128 * scale) / most]
    : [(y / scale - 16) / 219, (u / scale - 128) / 224, (v / scale - 128) / 224];
};
const rounded =
  (bits: number) =>
  (value: number): number =>
    Math.min(2 ** bits - 1, Math.max(0, Math.round(value)));
const patchAt = (x: number, y: number): number => (y >> 4) * 20 + (x >> 4);

/** Raw 4:2:0 planes of the coded patches. */
const planesOf = (codes: readonly (readonly number[])[], bits: number): Buffer => {
  const values: number[] = [];
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) values.push(codes[patchAt(x, y)]![0]!);
  for (const plane of [1, 2])
    for (let y = 0; y < side; y += 2) for (let x = 0; x < side; x += 2) values.push(codes[patchAt(x, y)]![plane]!);
  return bits > 8 ? Buffer.from(Uint16Array.from(values).buffer) : Buffer.from(values);
};
const packedOf = (codes: readonly (readonly number[])[]): Buffer => {
  const values: number[] = [];
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) values.push(...codes[patchAt(x, y)]!);
  return Buffer.from(values);
};

const filtered = (raw: Buffer, facts: PictureFacts, scaler: Scaler): Buffer => {
  const filters = pictureFilters(facts, { width: side, height: side }, facts.alpha ? 'rgba' : 'yuv420p', scaler);
  const input = ['-f', 'rawvideo', '-pix_fmt', facts.pixelFormat, '-s', `${side}x${side}`, '-i', '-'];
  const chain = filters.length > 0 ? ['-vf', filters.join(',')] : [];
  const output = ['-pix_fmt', facts.alpha ? 'rgba' : 'yuv420p', '-f', 'rawvideo', '-'];
  return execFileSync('ffmpeg', ['-v', 'error', ...input, ...chain, ...output], { input: raw });
};

/** The middle of a patch in 4:2:0. */
const yuvAt = (frame: Buffer, patch: number): number[] => {
  const [x, y] = [(patch % 20) * 16 + 8, Math.floor(patch / 20) * 16 + 8];
  const chroma = (y / 2) * (side / 2) + x / 2;
  return [frame[y * side + x]!, frame[side * side + chroma]!, frame[side * side * 1.25 + chroma]!];
};
const worstOf = (frame: Buffer, wanted: readonly (readonly number[])[]): number =>
  Math.max(
    ...wanted.flatMap((reference, i) =>
      yuvAt(frame, i).map((got, plane) => Math.abs(got - Math.min(255, Math.max(0, reference[plane]!)))),
    ),
  );
const small = { codedWidth: side, codedHeight: side, width: side, height: side };

describe('colours', () => {
  it.each([
    ['yuv420p', 'bt601', 'limited', 8],
    ['yuvj420p', 'bt601', 'full', 8],
    ['yuv420p', 'bt709', 'full', 8],
    ['yuv420p10le', 'bt709', 'limited', 10],
    ['yuv420p10le', 'bt601', 'full', 10],
    ['yuv420p', 'bt709', 'limited', 8],
  ] as const)(
    'MED-10 %s, %s, %s range are BT.709 within a code value of a float reference',
    (pixelFormat, matrix, range, bits) => {
      const codes = patches.map((rgb) => toCode(toYuv(rgb, matrix), range, bits).map(rounded(bits)));
      const wanted = codes.map((code) =>
        toCode(toYuv(toRgb(ofCode(code, range, bits), matrix), 'bt709'), 'limited', 8),
      );
      const source = { ...picture, ...small, pixelFormat, bitDepth: bits, colour: { ...colour, matrix, range } };
      expect(worstOf(filtered(planesOf(codes, bits), source, 'zimg'), wanted)).toBeLessThanOrEqual(0.51);
      expect(worstOf(filtered(planesOf(codes, bits), source, 'swscale'), wanted)).toBeLessThanOrEqual(
        bits > 8 ? 1.3 : 1,
      );
    },
  );

  it('MED-10 RGB is BT.709 within a code value of a float reference', () => {
    const codes = patches.map((rgb) => rgb.map((value) => Math.round(value * 255)));
    const wanted = codes.map((code) =>
      toCode(
        toYuv(
          code.map((value) => value / 255),
          'bt709',
        ),
        'limited',
        8,
      ),
    );
    const source = {
      ...picture,
      ...small,
      pixelFormat: 'rgb24',
      colour: { ...colour, matrix: 'rgb', range: 'full' },
    } as const;
    expect(worstOf(filtered(packedOf(codes), source, 'zimg'), wanted)).toBeLessThanOrEqual(0.51);
    expect(worstOf(filtered(packedOf(codes), source, 'swscale'), wanted)).toBeLessThanOrEqual(1);
  });

  it('MED-10 BT.2020 without HDR keeps its colours where BT.709 has them', () => {
    const linear = (value: number): number => value ** 2.4;
    const screen = (value: number): number => Math.max(0, value) ** (1 / 2.4);
    // BT.709 primaries in BT.2020 (ITU-R BT.2087), so that every patch is inside both.
    const into2020 = ([r = 0, g = 0, b = 0]: readonly number[]): number[] => [
      0.6274 * r + 0.3293 * g + 0.0433 * b,
      0.0691 * r + 0.9195 * g + 0.0114 * b,
      0.0164 * r + 0.088 * g + 0.8956 * b,
    ];
    // Not too near black: there ten bits of a curve as steep as this say little.
    const colours = patches.map((rgb) => rgb.map((value) => 0.2 + 0.8 * value));
    const codes = colours.map((rgb) =>
      toCode(toYuv(into2020(rgb.map(linear)).map(screen), 'bt2020'), 'limited', 10).map(Math.round),
    );
    const wanted = colours.map((rgb) => toCode(toYuv(rgb, 'bt709'), 'limited', 8));
    const wide = { ...colour, matrix: 'bt2020', primaries: 'bt2020' } as const;
    const source = { ...picture, ...small, pixelFormat: 'yuv420p10le', bitDepth: 10, colour: wide };
    // Half a code for rounding here, and as much for what rounding in the source became on the way.
    expect(worstOf(filtered(planesOf(codes, 10), source, 'zimg'), wanted)).toBeLessThanOrEqual(1.25);
  });

  it.each(['zimg', 'swscale'] as const)('MED-10 %s brings HDR to SDR with paper white at nine tenths', (scaler) => {
    const pq = (nits: number): number => {
      const power = (nits / 10_000) ** 0.1593017578125;
      return ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375;
    };
    const grey = (signal: number, transfer: 'pq' | 'hlg'): number[] => {
      const codes = patches.map(() => [Math.round(64 + 876 * signal), 512, 512]);
      const hdr = { matrix: 'bt2020', primaries: 'bt2020', transfer, range: 'limited' } as const;
      const source = { ...picture, ...small, pixelFormat: 'yuv420p10le', bitDepth: 10, colour: hdr };
      return yuvAt(filtered(planesOf(codes, 10), source, scaler), 200);
    };
    expect(grey(pq(0), 'pq')).toEqual([16, 128, 128]);
    expect(grey(pq(203), 'pq')[0]).toBeGreaterThanOrEqual(216);
    expect(grey(pq(203), 'pq')[0]).toBeLessThanOrEqual(218);
    expect(grey(pq(1000), 'pq')).toEqual([235, 128, 128]);
    expect(grey(pq(4000), 'pq')).toEqual([235, 128, 128]);
    expect(Math.abs(grey(0.75, 'hlg')[0]! - 217)).toBeLessThanOrEqual(1);
    expect(grey(1, 'hlg')[0]).toBe(235);
  });

  it.each(['zimg', 'swscale'] as const)('MED-11 %s leaves straight RGBA as it is', (scaler) => {
    const codes = patches.map((rgb, i) => [...rgb.map((value) => Math.round(value * 255)), i % 256]);
    const source = {
      ...picture,
      ...small,
      pixelFormat: 'rgba',
      alpha: true,
      colour: { ...colour, matrix: 'rgb', range: 'full' },
    } as const;
    const raw = packedOf(codes);
    expect(filtered(raw, source, scaler).equals(raw)).toBe(true);
  });
});
