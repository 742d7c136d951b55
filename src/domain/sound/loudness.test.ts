import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { dbFromGain, gainFromDb } from './decibels.ts';
import { duckDbAt } from './duck.ts';
import { Limiter } from './limiter.ts';
import { LoudnessMeter, stereoLufs } from './loudness.ts';
import { soundRateHz } from './sound.types.ts';
import { TruePeakMeter } from './true-peak.ts';
import { decodeInto, encodeStereo, readWavShape, wavHeader } from './wav.ts';

const folder = mkdtempSync(join(tmpdir(), 'loudness-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sine = (hz: number, amplitude: number, seconds: number, phase = 0): Float32Array =>
  Float32Array.from(
    { length: seconds * soundRateHz },
    (_, i) => amplitude * Math.sin(phase + (2 * Math.PI * hz * i) / soundRateHz),
  );

/** Noise, tones and silences that change every half second. */
const programme = (seed: number, seconds: number): Float32Array => {
  const random = seededRandom('programme', seed);
  let level = 0.1;
  let hz = 200;
  return Float32Array.from({ length: seconds * soundRateHz }, (_, i) => {
    if (i % 24_000 === 0) {
      level = random() < 0.15 ? 0 : 0.5 * random() ** 2;
      hz = 80 + 4000 * random();
    }
    return level * (0.6 * Math.sin((2 * Math.PI * hz * i) / soundRateHz) + 0.4 * (random() * 2 - 1));
  });
};

const byFfmpeg = (left: Float32Array, right: Float32Array): { lufs: number; peak: number } => {
  const path = join(folder, 'measure.wav');
  writeFileSync(path, Buffer.concat([wavHeader(2, left.length), encodeStereo(left, right)]));
  const args = ['-hide_banner', '-nostats', '-i', path, '-af', 'ebur128=peak=true', '-f', 'null', '-'];
  const shown = execFileSync('sh', ['-c', 'exec ffmpeg "$@" 2>&1', 'ffmpeg', ...args], { encoding: 'utf8' });
  const summary = shown.slice(shown.lastIndexOf('Summary:'));
  return {
    lufs: Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]),
    peak: Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]),
  };
};

const peakDb = (samples: Float32Array): number => {
  const meter = new TruePeakMeter();
  for (let at = 0; at < samples.length; at += 1000) meter.add(samples.subarray(at, at + 1000));
  return dbFromGain(meter.peak());
};

describe('loudness', () => {
  test('SND-20 a stereo sine of 997 Hz at -23 dBFS measures -23 LUFS (EBU Tech 3341, case 1)', () => {
    const tone = sine(997, gainFromDb(-23), 20);
    expect(stereoLufs(tone, tone)).toBeCloseTo(-23, 1);
  });

  test('SND-20 loudness and true peak agree with FFmpeg ebur128 (programmes, seed 1)', () => {
    for (const seed of [1, 2]) {
      const left = programme(seed, 12);
      const right = programme(seed + 100, 12);
      const theirs = byFfmpeg(left, right);
      expect(Math.abs((stereoLufs(left, right) ?? 0) - theirs.lufs)).toBeLessThan(0.1);
      expect(Math.abs(Math.max(peakDb(left), peakDb(right)) - theirs.peak)).toBeLessThan(0.3);
    }
  });

  test('SND-20 the peak between samples is found: a quarter-rate sine at 45 degrees', () => {
    expect(peakDb(sine(12_000, 0.5, 0.2, Math.PI / 4))).toBeCloseTo(-6.02, 0);
  });

  test('SND-20 silence has no loudness, and broken samples do not spoil the rest', () => {
    const silence = new Float32Array(soundRateHz);
    expect(stereoLufs(silence, silence)).toBeNull();
    const tone = sine(997, gainFromDb(-23), 5);
    tone[1000] = Number.NaN;
    tone[2000] = Number.POSITIVE_INFINITY;
    expect(stereoLufs(tone, tone)).toBeCloseTo(-23, 0);
  });

  test('SND-20 a meter fed in uneven blocks measures the same', () => {
    const left = programme(5, 4);
    const meter = new LoudnessMeter();
    for (let at = 0, n = 1; at < left.length; at += n, n = ((n * 7) % 9973) + 1)
      meter.add(left.subarray(at, at + n), left.subarray(at, at + n));
    expect(meter.integrated()).toBeCloseTo(stereoLufs(left, left) as number, 9);
  });
});

describe('limiter', () => {
  const limited = (left: Float32Array, right: Float32Array, block: number): [Float32Array, Float32Array] => {
    const limiter = new Limiter(-1.7);
    const out = [new Float32Array(left.length), new Float32Array(left.length)] as [Float32Array, Float32Array];
    let at = 0;
    const put = (part: [Float32Array, Float32Array]): void => {
      out[0].set(part[0], at);
      out[1].set(part[1], at);
      at += part[0].length;
    };
    for (let i = 0; i < left.length; i += block)
      put(limiter.run(left.subarray(i, i + block), right.subarray(i, i + block)));
    put(limiter.finish());
    expect(at).toBe(left.length);
    return out;
  };

  test('SND-21 nothing passes -1.7 dBTP by more than 0.1 dB, however loud it comes (seed 9)', () => {
    const loud = programme(9, 3).map((x) => x * 6);
    const clicks = new Float32Array(soundRateHz).map((_, i) => (i % 7001 === 0 ? 3 : 0.1 * Math.sin(i)));
    for (const samples of [loud, clicks, sine(11_900, 1.8, 0.5, Math.PI / 4)]) {
      const [left] = limited(samples, samples, 4800);
      expect(peakDb(left)).toBeLessThan(-1.6);
    }
  });

  test('SND-21 what is quiet passes untouched and in time; block sizes do not matter', () => {
    const quiet = programme(4, 1).map((x) => x * 0.3);
    expect(limited(quiet, quiet, 777)[0]).toEqual(quiet);
    const loud = programme(9, 1).map((x) => x * 4);
    expect(limited(loud, loud, 480)).toEqual(limited(loud, loud, 20_000));
  });
});

describe('ducking', () => {
  const ms = (x: number): number => (x * soundRateHz) / 1000;
  const lines = [
    { startSample: ms(2000), endSample: ms(4000), depthDb: 10 },
    { startSample: ms(4600), endSample: ms(6000), depthDb: 8 },
    { startSample: ms(9000), endSample: ms(9800), depthDb: 10 },
  ];

  test('SND-22 music is down before the first word, stays down through short pauses, and comes up in gaps over a second', () => {
    expect(duckDbAt(lines, ms(1000))).toBe(0);
    expect(duckDbAt(lines, ms(1960))).toBeCloseTo(-10, 1);
    for (let at = 2000; at < 6000; at += 50) expect(duckDbAt(lines, ms(at))).toBeLessThan(-7.9);
    expect(duckDbAt(lines, ms(7500))).toBe(0);
    expect(duckDbAt(lines, ms(9000))).toBeCloseTo(-10, 1);
  });

  test('SND-22 attack takes 200 to 300 ms, release 600 to 900 ms, both without steps', () => {
    const times = Array.from({ length: 12_000 }, (_, at) => duckDbAt(lines, ms(at)));
    const last = (limit: number): number => times.findLastIndex((db, at) => at < 2000 && db > limit);
    const attack = last(-9.99) - last(-0.01);
    const released =
      times.findIndex((db, at) => at > 6000 && db > -0.01) - times.findIndex((db, at) => at > 6000 && db > -7.99);
    expect(attack).toBeGreaterThanOrEqual(200);
    expect(attack).toBeLessThanOrEqual(300);
    expect(released).toBeGreaterThanOrEqual(600);
    expect(released).toBeLessThanOrEqual(900);
    for (let i = 1; i < times.length; i++)
      expect(Math.abs((times[i] as number) - (times[i - 1] as number))).toBeLessThan(0.1);
  });
});

describe('wav', () => {
  test('SND-23 what is written is read back, and anything else is refused', () => {
    const left = programme(1, 1);
    const bytes = Buffer.concat([wavHeader(2, left.length), encodeStereo(left, left)]);
    const shape = readWavShape(bytes, bytes.length);
    expect(shape).toEqual({ channels: 2, dataStart: 44, frames: left.length });
    const a = new Float32Array(left.length);
    const b = new Float32Array(left.length);
    decodeInto(bytes.subarray(44), 2, left.length, a, b, 0);
    expect(Math.max(...a.map((x, i) => Math.abs(x - (left[i] as number))))).toBeLessThan(1e-4);
    expect(readWavShape(Buffer.from('RIFF....WAVE'), 12)).toBeNull();
    expect(readWavShape(new Uint8Array(0), 0)).toBeNull();
    const wrongRate = Buffer.from(bytes.subarray(0, 64));
    wrongRate.writeUInt32LE(44_100, 24);
    expect(readWavShape(wrongRate, 64)).toBeNull();
    const nonsense = Float32Array.from([Number.NaN, 7, -7, Number.NEGATIVE_INFINITY]);
    expect([...new Int16Array(encodeStereo(nonsense, nonsense).buffer)]).toEqual([
      0, 0, 32767, 32767, -32768, -32768, -32768, -32768,
    ]);
  });
});
