/** What the examples of sound promise, measured on the finished mix. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AudioItem, AudioTrack, Timeline } from '../../src/domain/timeline/timeline.types.ts';
import { loudnessOf } from '../kit/media-facts.ts';
import { ExampleStudio, type HeardSound } from './example-frames.ts';

const home = mkdtempSync(join(tmpdir(), 'workprint-sounds-'));
const before = process.env.WORKPRINT_HOME;
let studio: ExampleStudio;
beforeAll(async () => {
  process.env.WORKPRINT_HOME = home;
  studio = await ExampleStudio.open();
});
afterAll(async () => {
  await studio.close();
  rmSync(home, { recursive: true, force: true });
  if (before === undefined) delete process.env.WORKPRINT_HOME;
  else process.env.WORKPRINT_HOME = before;
});

const read = async (file: string): Promise<Timeline> => (await studio.timeline(file)).timeline;

/** The same with its audio tracks changed; those that become undefined are not heard. */
const withTracks = (timeline: Timeline, change: (track: AudioTrack) => AudioTrack | undefined): Timeline => {
  const changed = timeline.tracks.map((track) => (track.kind === 'audio' ? change(track) : track));
  return { ...timeline, tracks: changed.filter((track) => track !== undefined) };
};

/** A clip as it is in its file. */
const plain = (item: AudioItem): AudioItem =>
  item.kind === 'audio' ? { ...item, gainDb: 0, fadeInFrames: 0, fadeOutFrames: 0 } : item;

const between = (samples: Float32Array, fromSeconds: number, toSeconds: number): Float32Array =>
  samples.subarray(Math.round(fromSeconds * 48_000), Math.round(toSeconds * 48_000));

const levelDb = (samples: Float32Array): number =>
  10 * Math.log10(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length + 1e-12);

/** How much louder one is than the other between two times, in decibels. */
const gainDb = (heard: HeardSound, than: HeardSound, from: number, to: number): number =>
  levelDb(between(heard.left, from, to)) - levelDb(between(than.left, from, to));

test('EXA-4 fades and keyframes of the volume are where they are written', async () => {
  const timeline = await read('audio-gain-and-fades.json');
  const heard = await studio.sound(timeline);
  const as = await studio.sound(withTracks(timeline, (track) => ({ ...track, items: track.items.map(plain) })));
  // Half-way through, an equal-power fade is 3 dB down.
  expect(gainDb(heard, as, 0.45, 0.55)).toBeCloseTo(-3, 0);
  expect(gainDb(heard, as, 1.05, 2.45)).toBeCloseTo(0, 1);
  expect(gainDb(heard, as, 3.05, 4.45)).toBeCloseTo(-18, 0);
  expect(gainDb(heard, as, 5.05, 5.95)).toBeCloseTo(0, 1);
  expect(gainDb(heard, as, 6.95, 7.05)).toBeCloseTo(-3, 0);
  expect(gainDb(heard, as, 7.9, 8)).toBeLessThan(-18);
});

test('EXA-5 music is at least 9 dB lower while the voice sounds, and comes back', async () => {
  const timeline = await read('audio-ducking.json');
  const isVoice = (track: AudioTrack) => track.id === 'voice';
  const both = await studio.sound(timeline);
  const voice = await studio.sound(withTracks(timeline, (track) => (isVoice(track) ? track : undefined)));
  const music = await studio.sound(withTracks(timeline, (track) => (isVoice(track) ? undefined : track)));
  // A mix is a sum: what is left without the voice is the music as it was heard beside it.
  const ducked = { ...both, left: both.left.map((sample, i) => sample - (voice.left[i] as number)) };
  expect(gainDb(ducked, music, 0.2, 1.7)).toBeCloseTo(0, 1);
  for (const at of [2.3, 3, 4, 5, 6, 7]) expect(gainDb(ducked, music, at, at + 0.25)).toBeLessThan(-9);
  expect(gainDb(ducked, music, 8.4, 8.9)).toBeGreaterThan(-1);
});

test('EXA-6 the programme has the loudness that is asked for, and no peak above its ceiling', async () => {
  const { mastered, path } = await studio.sound(await read('audio-loudness.json'));
  expect(mastered.integratedLufs).toBeCloseTo(-16, 0);
  const measured = await loudnessOf(path);
  expect(Math.abs(measured.integratedLufs + 16)).toBeLessThan(0.5);
  expect(measured.truePeakDbtp).toBeLessThan(-1.4);
});

test('EXA-7 a sound wanders from the left ear to the right; between two sounds there is no hole', async () => {
  const { left, right } = await studio.sound(await read('audio-pan.json'));
  const sideDb = (from: number, to: number) => levelDb(between(right, from, to)) - levelDb(between(left, from, to));
  expect(sideDb(0, 0.2)).toBeLessThan(-20);
  expect(Math.abs(sideDb(2.5, 3.5))).toBeLessThan(6);
  expect(sideDb(5.8, 6)).toBeGreaterThan(20);
  const crossed = (await studio.sound(await read('audio-crossfade.json'))).left;
  const level = (from: number) => levelDb(between(crossed, from, from + 0.5));
  const ends = Math.min(level(2), level(5.5));
  for (const from of [3, 3.5, 4, 4.5]) expect(level(from)).toBeGreaterThan(ends - 4);
});
