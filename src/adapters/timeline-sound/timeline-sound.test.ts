import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryCache } from '../../../test/kit/temporary-cache.ts';
import { excerptSound } from '../../compile/sound/excerpt-sound.ts';
import type { HeardClip, SoundPlan } from '../../compile/sound/sound-plan.types.ts';
import { wholeRate } from '../../domain/time.ts';
import { createTimelineMixer, type OpenSoundDecoder, type SoundRequest } from './timeline-sound.ts';

const rate = 48_000;
const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanUp.splice(0)) clean();
});

/** Media of 2 s whose samples say where they are: left rises from 0 to 0.5, right is a tone. */
const seconds = 2;
const value = (i: number): readonly [number, number] => [
  (i / (seconds * rate)) * 0.5,
  0.25 * Math.sin((2 * Math.PI * 997 * i) / rate),
];
let open = 0;
const decoder: OpenSoundDecoder = async ({ firstSample: first, sampleCount }: SoundRequest) => {
  open += 1;
  const count = sampleCount;
  const samples = new Float32Array(count * 2);
  for (let i = 0; i < Math.min(count, seconds * rate - first); i++) samples.set(value(first + i), i * 2);
  const bytes = Buffer.from(samples.buffer);
  const parts = Array.from({ length: Math.ceil(bytes.length / 9973) }, (_, i) =>
    bytes.subarray(i * 9973, (i + 1) * 9973),
  );
  const stream = Readable.from(parts, { objectMode: false });
  stream.once('close', () => {
    open -= 1;
  });
  const stop = async (): Promise<void> => {
    stream.destroy();
    await once(stream, 'close');
  };
  return { samples: stream, done: Promise.resolve(), stop };
};

const clip = (more: Partial<HeardClip>): HeardClip => ({
  media: {
    kind: 'blob',
    blob: { sha256: 'x', sizeBytes: 1, mediaType: 'audio/wav' },
    facts: {
      ...{ kind: 'wav', durationMs: seconds * 1000 },
      sounds: [{ stream: 0, codec: 'pcm', channels: 2, sampleRateHz: rate, startMs: 0, durationMs: seconds * 1000 }],
    },
  },
  ...{ audioTrack: 0, startSample: 0, endSample: rate, mediaStartUs: 0, speed: 1, reversed: false, loop: false },
  ...{ gainDb: 0, pan: 0, frameAtStart: 0, fadeInSamples: 0, fadeOutSamples: 0 },
  ...more,
});
const plan = (clips: readonly HeardClip[], more: Partial<SoundPlan> = {}): SoundPlan => ({
  ...{ rate: wholeRate(30), durationSamples: 3 * rate, buses: [{ clips, gainDb: 0 }] },
  ...more,
});

const mixed = async (request: SoundPlan) => {
  const cache = temporaryCache();
  cleanUp.push(cache.remove);
  const mixer = createTimelineMixer({ blobs: cache.blobs, open: decoder });
  const sound = await mixer.mix(request, { signal: new AbortController().signal });
  const wav = await readFile(cache.blobs.localPath(sound.audio));
  const at = (sample: number, side: 0 | 1): number => wav.readInt16LE(44 + sample * 4 + side * 2) / 32768;
  return { ...sound, wav, at };
};

describe('the sound of a timeline', () => {
  it('TSN-1 TSN-7 begins and ends on its samples and has exactly the timeline’s length', async () => {
    const { wav, at } = await mixed(plan([clip({ startSample: 12_345, endSample: 20_000, mediaStartUs: 500_000 })]));
    expect(wav.length).toBe(44 + 3 * rate * 4);
    expect(at(12_344, 0)).toBe(0);
    expect(at(12_345, 0)).toBeCloseTo(0.125, 3);
    expect(at(19_999, 0)).toBeCloseTo(value(24_000 + 7654)[0], 3);
    expect(at(20_000, 0)).toBe(0);
  });

  it('TSN-5 is silent before and after the media, or begins again', async () => {
    const early = await mixed(plan([clip({ mediaStartUs: -250_000, endSample: 3 * rate })]));
    expect(early.at(11_999, 1)).toBe(0);
    expect(early.at(12_000 + 48_000, 0)).toBeCloseTo(0.25, 3);
    expect(early.at(12_000 + 2 * rate + 10, 0)).toBe(0);
    const looped = await mixed(plan([clip({ mediaStartUs: 1_500_000, endSample: 3 * rate, loop: true })]));
    expect(looped.at(24_000 + 48_000, 0)).toBeCloseTo(0.25, 3);
    expect(open).toBe(0);
  });

  it('TSN-3 fades with equal power and no steps', async () => {
    const { at } = await mixed(plan([clip({ fadeInSamples: 9600, mediaStartUs: 1_000_000 })]));
    expect(at(4800, 0)).toBeCloseTo(value(rate + 4800)[0] * Math.SQRT1_2, 3);
  });

  it('TSN-4 music steps back while somebody speaks', async () => {
    const voice = { clips: [clip({ startSample: rate, endSample: 2 * rate })], gainDb: 0 };
    const music = {
      ...{ clips: [clip({ endSample: 3 * rate, loop: true })], gainDb: 0 },
      duck: { under: [0], byDb: 20, attackMs: 150, releaseMs: 300 },
    };
    const both = await mixed(plan([], { buses: [voice, music] }));
    const alone = await mixed(plan([], { buses: [voice] }));
    expect(both.at(rate - 12_000, 0)).toBeCloseTo(value(rate - 12_000)[0], 2);
    const during = rate + 24_000;
    expect(both.at(during, 0) - alone.at(during, 0)).toBeCloseTo(value(during)[0] * 0.1, 2);
    expect(both.at(3 * rate - 1000, 0)).toBeCloseTo(value(rate - 1000)[0], 2);
  });

  it('TSN-6 is levelled within 0.3 LU with peaks under the ceiling', async () => {
    const loudness = { integratedLufs: -14, truePeakDbtp: -1 };
    const { integratedLufs, truePeakDbtp, gainDb } = await mixed(plan([clip({ endSample: 2 * rate })], { loudness }));
    expect(Math.abs((integratedLufs ?? 0) + 14)).toBeLessThan(0.3);
    expect(truePeakDbtp).toBeLessThan(-1);
    expect(gainDb).not.toBe(0);
  });

  it('TSN-9 a stretch sounds as it does in the whole', async () => {
    // From the recorded speed to a standstill in two seconds.
    const slower = { halfFrames: Array.from({ length: 121 }, (_, i) => 800 * i - (800 * i * i) / 240) };
    const clips = [
      clip({ endSample: 2 * rate, fadeInSamples: rate, gainDb: -2 }),
      clip({ startSample: rate, endSample: 3 * rate, loop: true, mediaStartUs: 1_700_000 }),
      clip({ endSample: 2 * rate, ramp: slower, fadeOutSamples: rate, gainDb: -4 }),
    ];
    const whole = plan(clips);
    const part = await mixed(excerptSound(whole, { startFrame: 21, durationFrames: 45 }));
    const all = await mixed(whole);
    const from = 21 * 1600;
    for (let i = 0; i < 45 * 1600; i += 397) expect(part.at(i, 0)).toBeCloseTo(all.at(from + i, 0), 3);
  });

  it('TSN-7 the same plan gives the same bytes', async () => {
    const clips = [clip({ pan: -0.4 }), clip({ startSample: 777, endSample: 2 * rate, gainDb: -3 })];
    expect((await mixed(plan(clips))).audio).toEqual((await mixed(plan(clips))).audio);
  });

  it('TSN-8 cancelling closes the decoders and leaves nothing', async () => {
    const cache = temporaryCache();
    cleanUp.push(cache.remove);
    const stop = new AbortController();
    const mixer = createTimelineMixer({ blobs: cache.blobs, open: decoder });
    const work = mixer.mix(plan([clip({ loop: true, endSample: 3 * rate })]), {
      signal: stop.signal,
      onSamples: () => stop.abort(new Error('stopped')),
    });
    await expect(work).rejects.toThrow('stopped');
    expect(open).toBe(0);
    expect(cache.scratchFiles()).toEqual([]);
  });
});
