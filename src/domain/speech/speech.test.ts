import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import type { VoiceChannel } from '../screenplay/breakdown.types.ts';
import { monoLufs } from '../sound/loudness.ts';
import { throughChannel } from './channel.ts';
import { deliveryOf } from './delivery.ts';
import { leveled, speechLufs, speechPeakDb } from './leveling.ts';
import { resample } from './resample.ts';
import { audibleRange, softEdges } from './trim.ts';
import { coloured } from './voice-colour.ts';
import { decodeWav, encodeWav } from './wav.ts';

const rateHz = 48_000;
const emotions = [
  'neutral',
  'joy',
  'sadness',
  'anger',
  'fear',
  'wonder',
  'tenderness',
  'determination',
  'unease',
] as const;
const manners = ['normal', 'whisper', 'shout', 'soft'] as const;

/** A voice-like sound: a 140 Hz buzz in syllables, seconds long. */
const buzz = (seconds: number, gain = 0.2): Float32Array => {
  const random = seededRandom('buzz');
  return Float32Array.from({ length: Math.round(seconds * rateHz) }, (_, i) => {
    const syllable = Math.max(0, Math.sin((2 * Math.PI * 3 * i) / rateHz));
    const pulse = ((i * 140) / rateHz) % 1 < 0.1 ? 1 : -0.1;
    return gain * syllable * (pulse + 0.1 * (random() - 0.5));
  });
};

const sine = (hz: number, seconds = 0.5, rate = rateHz): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * rate) }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate));

/** Level of one frequency, in dB of a full-scale sine (Goertzel). */
const levelAt = (samples: Float32Array, hz: number, rate = rateHz): number => {
  let [real, imaginary] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / samples.length);
    real += (samples[i] as number) * window * Math.cos((2 * Math.PI * hz * i) / rate);
    imaginary += (samples[i] as number) * window * Math.sin((2 * Math.PI * hz * i) / rate);
  }
  return 20 * Math.log10((4 * Math.hypot(real, imaginary)) / samples.length);
};

describe('delivery', () => {
  it('VOI-9 stays in its ranges for every feeling, strength and manner (seed 42)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...emotions),
        fc.double({ min: -1, max: 2, noNaN: true }),
        fc.constantFrom(...manners),
        (emotion, strength, manner) => {
          const { speed, pitchSemitones, levelDb, range, breath } = deliveryOf(emotion, strength, manner);
          expect(speed).toBeGreaterThanOrEqual(0.88);
          expect(speed).toBeLessThanOrEqual(1.14);
          expect(Math.abs(pitchSemitones)).toBeLessThanOrEqual(1.5);
          expect(Math.abs(levelDb)).toBeLessThanOrEqual(4);
          expect(range).toBeGreaterThanOrEqual(0.6);
          expect(range).toBeLessThanOrEqual(1.5);
          expect(breath).toBeLessThanOrEqual(0.3);
        },
      ),
      { seed: 42 },
    );
  });

  it('VOI-9 a neutral line is left alone, a shout is faster, higher, brighter, a whisper has no voice', () => {
    expect(deliveryOf('neutral', 1, 'normal')).toMatchObject({
      speed: 1,
      pitchSemitones: 0,
      levelDb: 0,
      range: 1,
      breath: 0,
    });
    const shout = deliveryOf('neutral', 0, 'shout');
    expect(shout.speed).toBeGreaterThan(1);
    expect(shout.brightDb).toBeGreaterThan(2);
    expect(shout.compression).toBeGreaterThan(0.5);
    expect(deliveryOf('joy', 1, 'whisper')).toMatchObject({ isWhispered: true, pitchSemitones: 0, levelDb: -4 });
  });
});

describe('channels', () => {
  const voice = leveled(buzz(2), speechLufs);
  const through = (channel: VoiceChannel, interior = false, levelDb = 0) =>
    throughChannel(voice, { channel, interior, levelDb, seed: 'line' });

  it('VOI-11 every line has the same loudness before effects, however loud it came', () => {
    for (const gain of [0.01, 0.2, 0.9])
      expect(monoLufs(leveled(buzz(2, gain), speechLufs))).toBeCloseTo(speechLufs, 0);
    expect(leveled(new Float32Array(1000), speechLufs).every((sample) => sample === 0)).toBe(true);
  });

  it('VOI-11 off-screen is 4 dB down, radio and telephone stay as loud, nothing passes the ceiling', () => {
    for (const channel of ['direct', 'voice-over', 'radio', 'phone'] as const)
      expect(Math.abs((monoLufs(through(channel)) ?? 0) - speechLufs)).toBeLessThan(0.8);
    expect((monoLufs(through('off-screen')) ?? 0) - speechLufs).toBeCloseTo(-4, 0);
    for (const channel of ['direct', 'voice-over', 'radio', 'phone', 'off-screen'] as const)
      expect(Math.max(...through(channel, true, 4).map(Math.abs))).toBeLessThanOrEqual(
        10 ** (speechPeakDb / 20) + 1e-4,
      );
  });

  it('VOI-12 radio and telephone keep 300-3,400 Hz and have a noise of their own', () => {
    const hum = sine(100);
    const withHum = sine(1_000).map((sample, i) => sample + (hum[i] as number));
    for (const channel of ['radio', 'phone'] as const) {
      const inside = levelAt(throughChannel(sine(1_000), { channel, interior: false, levelDb: 0, seed: 's' }), 1_000);
      const below = levelAt(throughChannel(withHum, { channel, interior: false, levelDb: 0, seed: 's' }), 100);
      expect(inside - below).toBeGreaterThan(24);
      const silent = throughChannel(new Float32Array(rateHz / 2), { channel, interior: false, levelDb: 0, seed: 's' });
      expect(silent.some((sample) => Math.abs(sample) > 1e-4)).toBe(true);
    }
  });

  it('VOI-12 a room rings on for a moment, outdoors is dry, off-screen is duller', () => {
    expect(through('direct').length).toBe(voice.length);
    expect(through('direct', true).length).toBeGreaterThan(voice.length);
    const tilt = (samples: Float32Array) =>
      levelAt(samples.subarray(0, rateHz), 5_040) - levelAt(samples.subarray(0, rateHz), 420);
    expect(tilt(through('off-screen'))).toBeLessThan(tilt(through('direct')) - 6);
  });

  it('VOI-1 the same line through the same channel is the same sound; another line has other noise', () => {
    expect(through('radio')).toEqual(through('radio'));
    expect(throughChannel(voice, { channel: 'radio', interior: false, levelDb: 0, seed: 'other' })).not.toEqual(
      through('radio'),
    );
  });

  it('VOI-13 breath is laid in where the voice is, not where it is silent', () => {
    const pause = new Float32Array(rateHz);
    pause.set(buzz(0.4));
    const breathy = coloured(pause, deliveryOf('neutral', 0, 'soft'), 'line');
    expect(levelAt(breathy.subarray(rateHz * 0.6), 4_000)).toBeLessThan(-90);
    expect(breathy.subarray(0, rateHz * 0.4)).not.toEqual(pause.subarray(0, rateHz * 0.4));
  });
});

describe('sound handling', () => {
  it('VOI-14 resampling keeps frequency, level and time, and adds nothing', () => {
    for (const [from, to] of [
      [24_000, 48_000],
      [22_050, 48_000],
      [16_000, 48_000],
      [48_000, 16_000],
      [27_840, 48_000],
    ] as const) {
      const out = resample(sine(1_000, 0.5, from), from, to);
      expect(Math.abs(out.length / to - 0.5)).toBeLessThan(0.001);
      expect(levelAt(out, 1_000, to)).toBeCloseTo(20 * Math.log10(0.5), 1);
      expect(levelAt(out, Math.min(7_300, to / 2 - 500), to)).toBeLessThan(-75);
    }
    const click = new Float32Array(480);
    click[240] = 1;
    const doubled = resample(click, 24_000, 48_000);
    expect(doubled.indexOf(Math.max(...doubled))).toBe(480);
  });

  it('VOI-14 silence around a voice is cut to a breath and the edges do not click', () => {
    const padded = new Float32Array(rateHz * 2);
    padded.set(sine(200, 0.5), rateHz / 2);
    const { start, end } = audibleRange(padded, rateHz);
    expect(Math.abs(start / rateHz - 0.5)).toBeLessThan(0.025);
    expect(Math.abs(end / rateHz - 1)).toBeLessThan(0.025);
    expect(audibleRange(new Float32Array(100), rateHz)).toEqual({ start: 0, end: 0 });
    const soft = softEdges(new Float32Array(4_800).fill(0.8), rateHz);
    expect(
      Math.max(...soft.map((sample, i) => Math.abs(sample - (i === 0 ? 0 : (soft[i - 1] as number))))),
    ).toBeLessThan(0.01);
  });

  it('VOI-14 WAV files are read back as they were written, and hostile ones refused (seed 42)', () => {
    const { samples, rateHz: rate } = decodeWav(encodeWav(sine(440, 0.01), rateHz));
    expect(rate).toBe(rateHz);
    const written = sine(440, 0.01);
    samples.forEach((sample, i) => expect(sample).toBeCloseTo(written[i] as number, 3));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(() => decodeWav(bytes)).toThrow(RangeError);
        const headed = Uint8Array.from([...new TextEncoder().encode('RIFF0000WAVE'), ...bytes]);
        try {
          decodeWav(headed);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { seed: 42 },
    );
  });
});
