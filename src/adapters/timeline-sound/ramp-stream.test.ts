/** What is heard of a clip on a speed ramp, from a decoder whose samples are known. */
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { SpeedCurve } from '../../compile/sound/sound-plan.types.ts';
import { wholeRate } from '../../domain/time.ts';
import type { OpenSoundDecoder } from './clip-stream.ts';
import { type RampedClip, RampStream } from './ramp-stream.ts';

const rate = wholeRate(30);
const hz = 48_000;
const aFrame = 1600;
const mediaSamples = 4 * hz;
const tone = (position: number, pitch = 440): number => 0.5 * Math.sin((2 * Math.PI * pitch * position) / hz);

/** Left and right are functions of the sample; the media ends after four seconds. */
const decoder =
  (left: (i: number) => number, right = left): OpenSoundDecoder =>
  async ({ firstSample, sampleCount, speed, reversed }) => {
    expect([speed, reversed, firstSample >= 0]).toEqual([1, false, true]);
    const samples = new Float32Array(sampleCount * 2);
    for (let i = 0; i < Math.min(sampleCount, mediaSamples - firstSample); i++)
      samples.set([left(firstSample + i), right(firstSample + i)], i * 2);
    const bytes = Buffer.from(samples.buffer);
    const parts = Array.from({ length: Math.ceil(bytes.length / 9973) }, (_, i) =>
      bytes.subarray(i * 9973, (i + 1) * 9973),
    );
    const stream = Readable.from(parts, { objectMode: false });
    return { samples: stream, done: Promise.resolve(), stop: async () => void stream.destroy() };
  };

/** Halves of frames over which the speed goes evenly from one value to the next, `frames` frames each. */
const curve = (speeds: readonly number[], frames: number, start = 0, loopSamples?: number): SpeedCurve => {
  const halfFrames = [start];
  for (let leg = 0; leg + 1 < speeds.length; leg++) {
    const [from, to] = [speeds[leg] as number, speeds[leg + 1] as number];
    const begin = halfFrames.at(-1) as number;
    for (let i = 1; i <= frames * 2; i++) {
      const t = i / (frames * 2);
      halfFrames.push(begin + frames * aFrame * (from * t + ((to - from) * t * t) / 2));
    }
  }
  return { halfFrames, ...(loopSamples && { loopSamples }) };
};

const clipOf = (ramp: SpeedCurve): RampedClip => ({
  media: { kind: 'blob', blob: { sha256: 'x', sizeBytes: 1, mediaType: 'video/mp4' } },
  ...{ audioTrack: 0, startSample: 0, endSample: ((ramp.halfFrames.length - 1) / 2) * aFrame, mediaStartUs: 0 },
  ...{ speed: 1, reversed: false, loop: false, ramp, gainDb: 0, pan: 0, frameAtStart: 0 },
  ...{ fadeInSamples: 0, fadeOutSamples: 0 },
});

/** Left and right of a clip, in blocks of a length that fits nothing. */
const heard = async (ramp: SpeedCurve, open: OpenSoundDecoder, skip = 0, block = 4799) => {
  const clip = clipOf(ramp);
  const stream = new RampStream(clip, rate, open, new AbortController().signal, skip);
  const length = clip.endSample - skip;
  const out = new Float32Array(length * 2);
  for (let at = 0; at < length; at += block) out.set(await stream.next(Math.min(block, length - at)), at * 2);
  await stream.close();
  return { left: out.filter((_, i) => i % 2 === 0), right: out.filter((_, i) => i % 2 === 1), out };
};

const highestJump = (samples: Float32Array): number =>
  samples.reduce((most, value, i) => Math.max(most, i === 0 ? 0 : Math.abs(value - (samples[i - 1] as number))), 0);

/** Level of what is left of a signal in a stretch when the expected one is taken away. */
const worst = (got: Float32Array, expected: (i: number) => number, from = 0, to = got.length): number => {
  let most = 0;
  for (let i = from; i < to; i++) most = Math.max(most, Math.abs((got[i] as number) - expected(i)));
  return most;
};

describe('a clip on a speed ramp', () => {
  it('TSN-10 a tone from speed 1 to 2 has the phase of the curve at every sample', async () => {
    const start = 12_345;
    const { left, right } = await heard(
      curve([1, 2], 60, start),
      decoder(tone, (i) => tone(i, 997)),
    );
    const place = (i: number): number => start + i + (i * i) / (2 * 2 * hz);
    expect(worst(left, (i) => tone(place(i)))).toBeLessThan(1e-4);
    expect(worst(right, (i) => tone(place(i), 997))).toBeLessThan(1e-4);
    // A sample off the curve would be forty times the bound.
    expect(worst(left, (i) => tone(place(i) + 1))).toBeGreaterThan(0.02);
  });

  it('TSN-9 a stretch sounds as it does in the whole, in blocks of any length', async () => {
    const ramp = curve([0.5, 3, -1, 1], 20);
    const [whole, part] = [await heard(ramp, decoder(tone)), await heard(ramp, decoder(tone), 17_777, 1000)];
    expect(part.out).toEqual(whole.out.slice(17_777 * 2));
  });

  it('TSN-7 the same clip gives the same bytes', async () => {
    const ramp = curve([1, 2.5], 30);
    expect((await heard(ramp, decoder(tone))).out).toEqual((await heard(ramp, decoder(tone))).out);
  });

  it('TSN-11 is silent where it stands still or runs backwards, without a click', async () => {
    const cosine = (i: number): number => tone(i + hz / 4 / 440);
    const { left } = await heard(curve([1, -1, -1, 1], 30, 80_000), decoder(cosine));
    const silent = left.slice(15 * aFrame, 75 * aFrame);
    expect(silent.every((value) => value === 0)).toBe(true);
    expect(Math.max(...left.slice(0, 10_000))).toBeGreaterThan(0.49);
    expect(Math.max(...left.slice(-10_000))).toBeGreaterThan(0.49);
    expect(highestJump(left)).toBeLessThan(0.032);
  });

  it('TSN-12 at speed 1 the samples stay; at speed 3 what lies over the band is gone and the rest is there', async () => {
    const steady = await heard(curve([1, 1], 15), decoder(tone));
    expect(worst(steady.left, (i) => Math.fround(tone(i)), 0, 24_000)).toBeLessThan(1e-6);
    const fast = await heard(
      curve([3, 3], 30),
      decoder(
        (i) => tone(i, 11_000),
        (i) => tone(i, 4000),
      ),
    );
    expect(worst(fast.left, () => 0, 2000, 46_000)).toBeLessThan(2e-4);
    expect(worst(fast.right, (i) => tone(3 * i, 4000), 2000, 46_000)).toBeLessThan(2e-3);
  });

  it('TSN-13 is silent before and after the media, or begins again', async () => {
    const early = await heard(
      curve([1, 1], 60, -hz),
      decoder(() => 0.25),
    );
    expect(worst(early.left, () => 0, 0, hz - 20)).toBe(0);
    expect(worst(early.left, () => 0.25, hz + 20)).toBeLessThan(1e-4);
    const late = await heard(
      curve([1, 1], 60, 3 * hz),
      decoder(() => 0.25),
    );
    expect(worst(late.left, () => 0, hz + 20)).toBe(0);
    const lap = 8000;
    const looped = await heard(
      curve([1, 2], 60, 5 * lap + 123, lap),
      decoder((i) => i / lap),
    );
    const place = (i: number): number => 123 + i + (i * i) / (2 * 2 * hz);
    // Beside the seam the filter rings, as it must.
    const away = (i: number): boolean => place(i) % lap > 100 && place(i) % lap < lap - 100;
    expect(worst(looped.left, (i) => (away(i) ? (place(i) % lap) / lap : (looped.left[i] as number)))).toBeLessThan(
      1e-3,
    );
  });
});
