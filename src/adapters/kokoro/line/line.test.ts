import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliveryOf } from '../../../domain/speech/delivery.ts';
import { pronounce } from '../g2p/g2p.ts';
import { maxTokens } from '../model/token-ids.ts';
import { lineTimes } from './line-times.ts';
import { playbackFor, shapedRun } from './shape-line.ts';
import { comfortableTokens, splitLine } from './split-line.ts';

const voice = { engine: 'kokoro', voice: 'af_heart', speed: 1, pitchSemitones: 0 } as const;
const style = new Float32Array(256);
const runsOf = async (text: string) => splitLine(await pronounce(text));

/** Every symbol four frames, every run starting where the last ended. */
const pretend = (runs: Awaited<ReturnType<typeof runsOf>>) => {
  let offsetMs = 0;
  const chunks = runs.map((run) => {
    const chunk = { frames: Array.from({ length: run.tokens.length + 2 }, () => 4), offsetMs };
    offsetMs += chunk.frames.length * 100 + run.pauseAfterMs;
    return chunk;
  });
  return { chunks, durationMs: offsetMs, frameMs: 25 };
};

describe('a line', () => {
  it('VOI-5 of ten thousand characters becomes runs the model can take, every word once', async () => {
    for (const text of [
      'The lighthouse turns, and turns again. '.repeat(256),
      'word '.repeat(2_000),
      `${'9'.repeat(4_000)} and ${'x'.repeat(5_000)}`,
    ]) {
      const runs = await runsOf(text);
      for (const run of runs) {
        expect(run.tokens.length).toBeGreaterThan(0);
        expect(run.tokens.length).toBeLessThanOrEqual(Math.min(maxTokens, comfortableTokens + 1));
      }
      const { words } = lineTimes(runs, pretend(runs));
      expect(words.map((word) => text.slice(word.start, word.end))).toEqual(words.map((word) => word.text));
      expect(words.length).toBe(text.match(/\S+/g)?.length);
    }
  });

  it('VOI-5 is cut where a speaker breathes', async () => {
    const runs = await runsOf('One short sentence. '.repeat(12));
    expect(runs.length).toBeGreaterThan(1);
    for (const run of runs) {
      expect(run.tokens.at(-1)?.symbol).toBe('.');
      expect(run.pauseAfterMs).toBeGreaterThan(250);
    }
    expect(await runsOf('...')).toEqual([]);
  });

  it('VOI-15 words and phonemes are in order and inside the sound, for any text (seed 42)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.lorem({ maxCount: 40, mode: 'sentences' }), async (text) => {
        const runs = await runsOf(text);
        const spoken = pretend(runs);
        const { words, phonemes } = lineTimes(runs, spoken);
        for (const list of [words, phonemes]) {
          let last = 0;
          for (const { startMs, endMs } of list) {
            expect(startMs).toBeGreaterThanOrEqual(last);
            expect(endMs).toBeGreaterThanOrEqual(startMs);
            expect(endMs).toBeLessThanOrEqual(spoken.durationMs);
            last = endMs;
          }
        }
        expect(phonemes.every(({ symbol }) => !'ˈˌ ,.'.includes(symbol))).toBe(true);
      }),
      { seed: 42, numRuns: 30 },
    );
  });

  it('VOI-9 an emphasised word is slower and higher than its neighbours', async () => {
    const text = 'I never said that.';
    const [run] = splitLine(await pronounce(text, { emphasis: [{ start: 2, end: 7 }] }));
    if (run === undefined) throw new Error('no run');
    const chunk = shapedRun(run, { voice, delivery: deliveryOf('neutral', 0, 'normal') }, style);
    const loud = run.tokens.map(({ word }) => word?.isEmphasised ?? false);
    expect(loud.filter(Boolean).length).toBeGreaterThan(4);
    loud.forEach((isLoud, i) => {
      expect(chunk.pitch[i + 1]).toBeCloseTo(isLoud ? 2 ** (1.6 / 12) : 1, 5);
      expect(chunk.speed[i + 1]).toBeCloseTo(isLoud ? 0.84 : 1, 5);
    });
    expect(chunk.ids.length).toBe(run.tokens.length + 2);
  });

  it('VOI-5 every mark pauses at least as long as a breath asks', async () => {
    const [run] = await runsOf('Well, no.');
    if (run === undefined) throw new Error('no run');
    const chunk = shapedRun(run, { voice, delivery: deliveryOf('joy', 1, 'normal') }, style);
    const comma = run.tokens.findIndex(({ symbol }) => symbol === ',') + 1;
    expect((chunk.leastFrames[comma] ?? 0) * 25).toBeGreaterThanOrEqual(100);
    expect(chunk.leastFrames[1]).toBe(0);
  });

  it('VOI-8 a stretched word is drawn out', async () => {
    const [run] = await runsOf('Nooooo, no.');
    if (run === undefined) throw new Error('no run');
    const chunk = shapedRun(run, { voice, delivery: deliveryOf('neutral', 0, 'normal') }, style);
    const [first, last] = [chunk.speed[1] ?? 0, chunk.speed.at(-3) ?? 0];
    expect(first).toBeLessThan(0.6 * last);
  });

  it('VOI-13 a whisper asks for no pitch at all', async () => {
    const [run] = await runsOf('Quiet.');
    if (run === undefined) throw new Error('no run');
    const chunk = shapedRun(run, { voice, delivery: deliveryOf('fear', 1, 'whisper') }, style);
    expect(chunk.pitch.every((pitch) => pitch === 0)).toBe(true);
  });

  it('VOI-16 a shorter throat is a slower, lower rendering played faster', async () => {
    const [run] = await runsOf('Hello.');
    if (run === undefined) throw new Error('no run');
    const child = { ...voice, tract: 0.86 };
    const chunk = shapedRun(run, { voice: child, delivery: deliveryOf('neutral', 0, 'normal') }, style);
    expect(playbackFor(child)).toBe(1.16);
    expect((chunk.pitch[1] ?? 0) * 1.16).toBeCloseTo(1, 5);
    expect((chunk.speed[1] ?? 0) * 1.16).toBeCloseTo(1, 5);
  });
});
