import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  type CueScore,
  decodeInto,
  type Instrument,
  readWavShape,
  soundRateHz,
  stereoLufs,
} from '../../domain/sound/sound.ts';
import { openFileCache } from '../files/files.ts';
import { createScoreRenderer } from './synth.ts';

const folder = mkdtempSync(join(tmpdir(), 'synth-'));
const { blobs } = openFileCache(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { signal } = new AbortController();

const instruments: readonly Instrument[] = [
  'felt-piano',
  'strings',
  'celli',
  'cello',
  'celesta',
  'harp',
  'pizzicato',
  'low-synth',
  'basses',
];

/** Every instrument once, one after the other. */
const cue: CueScore = {
  durationMs: 2800,
  tailMs: 1500,
  hall: 0.4,
  notes: instruments.map((instrument, i) => ({
    instrument,
    midi: 50,
    startMs: i * 300,
    durationMs: 280,
    velocity: 60,
  })),
  swells: [
    {
      instrument: 'strings',
      points: [
        { atMs: 0, level: 0.5 },
        { atMs: 2800, level: 0.9 },
      ],
    },
  ],
};

describe('synthesiser', () => {
  test('SND-34 plays every instrument, as long as asked, the same bytes each time, and dies away', async () => {
    const [one, two] = [createScoreRenderer({ blobs }), createScoreRenderer({ blobs })];
    const first = await one.renderCue(cue, signal);
    expect(await two.renderCue(cue, signal)).toEqual(first);
    expect(await one.renderCue(cue, signal)).toEqual(first);
    await Promise.all([one.close(), two.close()]);
    const bytes = await blobs.get(first);
    const shape = readWavShape(bytes, bytes.length);
    expect(shape).toMatchObject({ channels: 2, frames: (4300 * soundRateHz) / 1000 });
    const left = new Float32Array(shape?.frames ?? 0);
    const right = left.slice();
    decodeInto(bytes.subarray(44), 2, left.length, left, right, 0);
    for (let i = 0; i < instruments.length; i++) {
      const from = Math.round(((i * 300) / 1000) * soundRateHz);
      const power = left.subarray(from, from + 12_000).reduce((sum, x) => sum + x * x, 0);
      expect(power, instruments[i]).toBeGreaterThan(1e-4);
    }
    expect(stereoLufs(left, right)).toBeCloseTo(-23, 0);
    expect(Math.abs(left.at(-1) ?? 1)).toBeLessThan(1e-3);
  });

  test('SND-36 a cancelled cue ends at once; a closed renderer starts again when asked', async () => {
    const renderer = createScoreRenderer({ blobs });
    const stop = new AbortController();
    const long = renderer.renderCue({ ...cue, durationMs: 300_000 }, stop.signal);
    setTimeout(() => stop.abort(), 100);
    await expect(long).rejects.toMatchObject({ code: 'cancelled' });
    await renderer.close();
    expect(
      (await renderer.renderCue({ ...cue, durationMs: 600, notes: cue.notes.slice(0, 2) }, signal)).sizeBytes,
    ).toBeGreaterThan(1000);
    await renderer.close();
  });
});
