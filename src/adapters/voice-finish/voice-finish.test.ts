import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BlobRef } from '../../domain/media.ts';
import { decodeWav, encodeWav } from '../../domain/speech/wav.ts';
import { openFileCache } from '../files/files.ts';
import { createMediaLibrary } from '../media/media.ts';
import type { PronouncedWord } from './given-times.ts';
import { createVoiceFinisher } from './voice-finish.ts';

const rateHz = 48_000;
const { signal } = new AbortController();
let home: string;
let cache: ReturnType<typeof openFileCache>;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'workprint-voice-'));
  cache = openFileCache(home);
});
afterAll(() => {
  cache.close();
  rmSync(home, { recursive: true, force: true });
});

/** Bursts of a voice-like tone: [start, end) in milliseconds. */
const bursts = (lengthMs: number, ...at: readonly (readonly [number, number])[]): Uint8Array => {
  const samples = new Float32Array((lengthMs * rateHz) / 1000);
  for (const [from, to] of at)
    for (let i = (from * rateHz) / 1000; i < (to * rateHz) / 1000; i++)
      samples[i] = 0.1 * Math.sin((i * 2 * Math.PI * 180) / rateHz) + 0.05 * Math.sin((i * 2 * Math.PI * 720) / rateHz);
  return encodeWav(samples, rateHz);
};

const text = 'Wait. Go home, Sam';
const words: readonly PronouncedWord[] = [...text.matchAll(/\w+/g)].map(({ 0: word, index }) => ({
  text: word,
  start: index,
  end: index + word.length,
  symbols: [...word.toLowerCase()],
}));

const finisher = () => {
  const { blobs } = cache;
  return createVoiceFinisher({
    blobs,
    library: createMediaLibrary({ ffmpeg: { path: 'ffmpeg', version: 'test' }, blobs, home }),
    hear: async ({ blob }) => decodeWav(await blobs.get(blob)).samples,
    pronounce: async () => words,
  });
};

const speak = {
  text,
  emphasis: [],
  voice: { engine: 'model', voice: 'Sarah', speed: 1, pitchSemitones: 0 },
  emotion: 'fear',
  emotionStrength: 0.5,
  delivery: 'whisper',
  channel: 'direct',
  interior: true,
  pronunciations: {},
} as const;

const finish = async (bytes: Uint8Array, more: object = {}) => {
  const audio: BlobRef = await cache.blobs.put(bytes, 'audio/wav');
  return finisher().finish({ audio, speak, model: 'elevenlabs/eleven_v4', ...more }, signal);
};

test('FLM-30 D2 a vendor’s times of characters become the times of the line’s words', async () => {
  const bytes = bursts(2500, [300, 700], [1000, 1600], [1800, 2200]);
  const characters = (
    [
      ['Wait', 300, 700],
      ['Go', 1000, 1200],
      ['home', 1200, 1600],
      ['Sam', 1800, 2200],
    ] as const
  ).map(([word, startMs, endMs]) => ({
    ...{ start: text.indexOf(word), end: text.indexOf(word) + word.length },
    ...{ startMs, endMs },
  }));
  const said = await finish(bytes, { characters });
  // 60 ms are kept before the first sound.
  expect(said.words.map(({ text: word, startMs }) => [word, Math.round((startMs + 240) / 20) * 20])).toEqual([
    ['Wait', 300],
    ['Go', 1000],
    ['home', 1200],
    ['Sam', 1800],
  ]);
  expect(said.engine).toBe('elevenlabs/eleven_v4');
  expect(said.durationMs).toBeGreaterThan(2000);
  expect(said.durationMs).toBeLessThan(2200);
  for (const { startMs, endMs } of said.phonemes) expect(endMs).toBeGreaterThanOrEqual(startMs);
  expect(said.phonemes.length).toBe(words.reduce((sum, { symbols }) => sum + symbols.length, 0));
});

test('FLM-30 without times the pauses are heard, and words of another order are not believed', async () => {
  const bytes = bursts(2400, [200, 600], [1000, 1500], [1900, 2300]);
  const wrong = { words: [{ text: 'Home', startMs: 0, endMs: 100 }] };
  const said = await finish(bytes, wrong);
  const at = Object.fromEntries(said.words.map(({ text: word, startMs, endMs }) => [word, [startMs, endMs]]));
  const near = (value: number | undefined, wanted: number): void =>
    expect(Math.abs((value ?? 0) + 140 - wanted)).toBeLessThan(40);
  near(at.Wait?.[1], 600);
  near(at.Go?.[0], 1000);
  near(at.home?.[1], 1500);
  near(at.Sam?.[0], 1900);
});

test('FLM-31 silence and what is no sound are refused in words', async () => {
  await expect(finish(bursts(1000))).rejects.toThrow(expect.objectContaining({ code: 'voice-failed' }));
  await expect(finish(new TextEncoder().encode('<html>busy</html>'))).rejects.toThrow(
    expect.objectContaining({ code: 'media-refused' }),
  );
});
