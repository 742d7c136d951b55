import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BlobRef } from '../../domain/media.ts';
import { seededRandom } from '../../domain/random.ts';
import {
  type AmbienceRecipe,
  composeCue,
  gainFromDb,
  type MasterMix,
  monoLufs,
  type SceneMix,
  soundRateHz,
  stereoLufs,
  wavHeader,
} from '../../domain/sound/sound.ts';
import { openFileCache } from '../files/files.ts';
import { createScoreRenderer } from '../synth/synth.ts';
import { AudioFile } from './audio-file.ts';
import { createMixer } from './mixer.ts';

const folder = mkdtempSync(join(tmpdir(), 'mixer-'));
const { blobs } = openFileCache(folder);
const mixer = createMixer({ blobs });
const renderer = createScoreRenderer({ blobs });
const { signal } = new AbortController();
const samples = (seconds: number): number => Math.round(seconds * soundRateHz);

afterAll(async () => {
  await Promise.all([mixer.close(), renderer.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** A voice-like sound: syllables of a buzzing tone with formants' worth of partials, at the voices' common loudness. */
const voice = (seed: number, seconds: number): Float32Array => {
  const random = seededRandom('voice', seed);
  const pitch = 100 + 120 * random();
  const raw = Float32Array.from({ length: samples(seconds) }, (_, i) => {
    const t = i / soundRateHz;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * t)) ** 0.5;
    let x = 0;
    for (let n = 1; n < 24; n++)
      x += Math.sin(2 * Math.PI * pitch * n * t + n * n) / (1 + Math.abs(n * pitch - 700) / 300);
    return x * syllable;
  });
  const gain = gainFromDb(-20 - (monoLufs(raw) as number));
  return raw.map((x) => x * gain);
};

const putVoice = (seed: number, seconds: number): Promise<BlobRef> => {
  const pcm = Int16Array.from(voice(seed, seconds), (x) => Math.max(-32767, Math.min(32767, Math.round(x * 32767))));
  return blobs.put(Buffer.concat([wavHeader(1, pcm.length), new Uint8Array(pcm.buffer)]), 'audio/wav');
};

const load = (ref: BlobRef): [Float32Array, Float32Array] => {
  const file = new AudioFile(blobs.localPath(ref));
  const both = file.whole();
  file.close();
  return both;
};

const byFfmpeg = (path: string): { lufs: number; peak: number } => {
  const args = ['-hide_banner', '-nostats', '-i', path, '-af', 'ebur128=peak=true', '-f', 'null', '-'];
  const shown = execFileSync('sh', ['-c', 'exec ffmpeg "$@" 2>&1', 'ffmpeg', ...args], { encoding: 'utf8' });
  const summary = shown.slice(shown.lastIndexOf('Summary:'));
  return {
    lufs: Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]),
    peak: Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]),
  };
};

const deck: AmbienceRecipe = { place: 'deck', layers: [{ kind: 'rain', levelDb: 0, muffled: false }], lufs: -31 };
const room: AmbienceRecipe = { place: 'room', layers: [{ kind: 'room', levelDb: 0, muffled: false }], lufs: -36 };

const lines = [
  { scene: 0, at: 3, seconds: 2.2 },
  { scene: 0, at: 6.4, seconds: 1.4 },
  { scene: 1, at: 1.2, seconds: 2 },
  { scene: 1, at: 5.4, seconds: 1.1 },
] as const;

const sceneSeconds = 9;
let scenes: SceneMix[] = [];
let stems: BlobRef[] = [];

const masterOf = (of: readonly BlobRef[], anchor: MasterMix['anchor'] = 'programme'): MasterMix => ({
  stems: of.map((audio, i) => ({ audio, startSample: samples(i * sceneSeconds) + (scenes[i]?.fromSample ?? 0) })),
  durationSamples: samples(2 * sceneSeconds),
  anchor,
  fadeInSamples: 1440,
  fadeOutSamples: samples(0.9),
});

beforeAll(async () => {
  const cues = await Promise.all(
    (['tender', 'unease'] as const).map((mood) =>
      renderer.renderCue(
        composeCue({
          filmSeed: 'A Short Film',
          cueSeed: mood,
          role: 'first-image',
          mood,
          tension: 0.5,
          durationMs: 8200,
          cutsMs: [3000, 6000],
          speech: [],
          leadId: null,
        }),
        signal,
      ),
    ),
  );
  const voices = await Promise.all(lines.map((line, i) => putVoice(i, line.seconds)));
  scenes = [deck, room].map(
    (recipe, scene): SceneMix => ({
      fromSample: scene === 0 ? 0 : -samples(0.2),
      toSample: samples(sceneSeconds + 3),
      ambience: [
        {
          recipe,
          take: `scene ${scene}`,
          startSample: scene === 0 ? 0 : -samples(0.2),
          endSample: samples(sceneSeconds + (scene === 0 ? 0.2 : 0)),
          fadeInSamples: samples(scene === 0 ? 0.3 : 0.4),
          fadeOutSamples: samples(scene === 0 ? 0.4 : 0.9),
          gainDb: 0,
        },
      ],
      speeches: lines.flatMap((line, i) =>
        line.scene === scene
          ? [{ audio: voices[i] as BlobRef, startSample: samples(line.at), durationSamples: samples(line.seconds) }]
          : [],
      ),
      music: [{ audio: cues[scene] as BlobRef, startSample: samples(0.4), lufs: -23 }],
      effects: [
        {
          kind: 'door-close',
          seed: 'a',
          startSample: samples(8.2),
          lengthMs: 500,
          gainDb: 0,
          pan: 0.4,
          interior: true,
        },
      ],
      musicSilences: [],
    }),
  );
  stems = await Promise.all(scenes.map((plan) => mixer.mixScene(plan, signal)));
});

describe('a short film, mixed', () => {
  test('SND-30 the programme is -16 LUFS within 0.5, its true peak at most -1.5 dBTP, and -1 after AAC at 192 kbit/s', async () => {
    const master = await mixer.master(masterOf(stems), signal);
    const path = blobs.localPath(master.audio);
    const theirs = byFfmpeg(path);
    expect(Math.abs(theirs.lufs + 16)).toBeLessThanOrEqual(0.5);
    expect(theirs.peak).toBeLessThanOrEqual(-1.5);
    expect(Math.abs((master.integratedLufs ?? 0) - theirs.lufs)).toBeLessThan(0.15);
    expect(Math.abs(master.truePeakDbtp - theirs.peak)).toBeLessThan(0.3);
    const aac = join(folder, 'sound.m4a');
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', path, '-c:a', 'aac', '-b:a', '192k', aac]);
    expect(byFfmpeg(aac).peak).toBeLessThanOrEqual(-1);
    expect(load(master.audio)[0]).toHaveLength(samples(2 * sceneSeconds));
  });

  test('SND-31 music lies at least 12 dB under every line, and comes up where nobody speaks', async () => {
    for (const plan of scenes) {
      const dry = { ...plan, ambience: [], effects: [] };
      const [withMusic, without] = await Promise.all([
        mixer.mixScene(dry, signal),
        mixer.mixScene({ ...dry, music: [] }, signal),
      ]);
      const [both, speech] = [load(withMusic), load(without)];
      const music = both.map((channel, c) =>
        channel.map((x, i) => x - ((speech[c] as Float32Array)[i] as number)),
      ) as typeof both;
      for (const line of plan.speeches) {
        const from = line.startSample - plan.fromSample;
        const cut = (of: typeof both): number =>
          stereoLufs(
            of[0].subarray(from, from + line.durationSamples),
            of[1].subarray(from, from + line.durationSamples),
          ) ?? -99;
        expect(cut(speech) - cut(music)).toBeGreaterThanOrEqual(12);
        expect(cut(speech) - cut(music)).toBeLessThan(26);
      }
    }
  });

  test('SND-32 outside fades nothing falls below -60 dBFS for 300 ms, and nothing clicks', async () => {
    const master = await mixer.master(masterOf(stems), signal);
    const [left, right] = load(master.audio);
    const hop = samples(0.05);
    let quiet = 0;
    let longest = 0;
    for (let at = samples(0.3); at + hop < left.length - samples(0.9); at += hop) {
      let peak = 0;
      for (let i = at; i < at + hop; i++)
        peak = Math.max(peak, Math.abs(left[i] as number), Math.abs(right[i] as number));
      quiet = peak < 0.001 ? quiet + 50 : 0;
      longest = Math.max(longest, quiet);
    }
    expect(longest).toBeLessThan(300);
    // A click is a bend that stands far out of its surroundings; looked for around the joint of the stems and the line edges.
    const edges = [
      sceneSeconds,
      ...lines.flatMap((line) => [
        line.scene * sceneSeconds + line.at,
        line.scene * sceneSeconds + line.at + line.seconds,
      ]),
    ];
    for (const edge of edges) {
      const bends = Array.from({ length: samples(0.1) }, (_, i) => {
        const at = samples(edge - 0.05) + i;
        return Math.abs((left[at + 1] as number) - 2 * (left[at] as number) + (left[at - 1] as number));
      });
      const sorted = bends.toSorted((a, b) => a - b);
      expect(Math.max(...bends)).toBeLessThan(Math.max(0.02, 14 * (sorted[Math.floor(sorted.length * 0.9)] as number)));
    }
  });

  test('SND-33 speech stands in the middle', async () => {
    const plan = scenes[0] as SceneMix;
    const [left, right] = load(await mixer.mixScene({ ...plan, ambience: [], effects: [], music: [] }, signal));
    expect(left).toEqual(right);
  });

  test('SND-34 the same plan gives the same bytes, stems and master', async () => {
    const again = createMixer({ blobs, threads: 1 });
    const second = [];
    for (const plan of scenes) second.push(await again.mixScene(plan, signal));
    expect(second).toEqual(stems);
    expect(await again.master(masterOf(second), signal)).toEqual(await mixer.master(masterOf(stems), signal));
    await again.close();
  });

  test('SND-35 a film with only a bed keeps the bed where it was planned', async () => {
    const plan: SceneMix = { ...(scenes[0] as SceneMix), speeches: [], music: [], effects: [] };
    const stem = await mixer.mixScene(plan, signal);
    const master = await mixer.master(masterOf([stem], 'bed'), signal);
    expect(master.integratedLufs).toBeGreaterThan(-33);
    expect(master.integratedLufs).toBeLessThan(-29);
    const nothing = await mixer.master({ ...masterOf([]), durationSamples: samples(1) }, signal);
    expect(nothing.integratedLufs).toBeNull();
    expect(load(nothing.audio)[0]).toHaveLength(samples(1));
  });

  test('SND-36 a cancelled mix ends at once, and what is no sound is refused by name', async () => {
    const stop = new AbortController();
    const running = mixer.mixScene({ ...(scenes[0] as SceneMix), toSample: samples(600) }, stop.signal);
    setTimeout(() => stop.abort(), 150);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    const text = await blobs.put(
      new TextEncoder().encode('no sound at all, only words that fill a few bytes of a file'),
      'audio/wav',
    );
    const plan = { ...(scenes[0] as SceneMix), speeches: [{ audio: text, startSample: 0, durationSamples: 10 }] };
    await expect(mixer.mixScene(plan, signal)).rejects.toMatchObject({ code: 'media-corrupt' });
    const gone = { sha256: 'f'.repeat(64), sizeBytes: 3, mediaType: 'audio/wav' };
    await expect(mixer.master(masterOf([gone]), signal)).rejects.toMatchObject({ code: 'media-corrupt' });
  });
});
