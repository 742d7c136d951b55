import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WaveformWriter, waveformFrames } from './waveform.ts';

const sine = (seconds: number, peak: number): Buffer => {
  const frames = Math.round(seconds * 48_000);
  const samples = new Float32Array(frames * 2);
  for (let at = 0; at < frames; at++) samples.fill(peak * Math.sin(at / 20), 2 * at, 2 * at + 2);
  return Buffer.from(samples.buffer);
};

test('LIB-43 D7 a waveform is the file that peaks.js reads, wherever its samples are cut, seed 42', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 20 }), (cuts) => {
      const bytes = sine(0.25, 0.5);
      const writer = new WaveformWriter(waveformFrames(250));
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const length = cuts[i % cuts.length] as number;
        writer.take(bytes.subarray(at, at + length));
        at += length;
      }
      const { bytes: file, facts } = writer.end();
      const view = new DataView(file.buffer);
      expect([0, 4, 8, 12, 16, 20].map((at) => view.getInt32(at, true))).toEqual([2, 1, 48_000, 480, 25, 1]);
      expect(facts).toEqual({ sampleRateHz: 48_000, samplesPerPeak: 480, peaks: 25, durationMs: 250 });
      expect(file.length).toBe(24 + 50);
      for (let at = 24; at < file.length; at += 2) {
        expect(view.getInt8(at)).toBeGreaterThanOrEqual(-64);
        expect(view.getInt8(at + 1)).toBeGreaterThanOrEqual(63);
      }
    }),
    { seed: 42, numRuns: 20 },
  );
});

test('LIB-43 ten hours are at most a megabyte; more samples than announced are left out', () => {
  const writer = new WaveformWriter(waveformFrames(36_000_000));
  writer.take(sine(1, 2));
  expect(writer.end().facts.samplesPerPeak).toBe(3456);
  const short = new WaveformWriter(480);
  short.take(sine(1, 3));
  const { bytes, facts } = short.end();
  expect(facts.peaks).toBe(2);
  expect([...new Int8Array(bytes.buffer, 24)]).toEqual([-128, 127, -128, 127]);
});
