/** What the examples sound like: a short tune on the synthesiser, a spoken line, the sea, the ticks of the leader. */
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileCache } from '../../src/adapters/files/files.ts';
import { createKokoroVoice } from '../../src/adapters/kokoro/kokoro.ts';
import { createScoreRenderer } from '../../src/adapters/synth/synth.ts';
import type { SpokenWord } from '../../src/domain/performance/performance.types.ts';
import {
  controlBlock,
  encodeStereo,
  type Instrument,
  makeBed,
  type ScoreNote,
  soundRateHz,
  wavHeader,
} from '../../src/domain/sound/sound.ts';

const home = process.env.WORKPRINT_HOME ?? join(tmpdir(), 'workprint-example-media');
const { signal } = new AbortController();

const wavOf = (left: Float32Array, right: Float32Array): Uint8Array =>
  Buffer.concat([wavHeader(2, left.length), encodeStereo(left, right)]);

const beatMs = 500;
/** Four bars: D, A, B minor, G. Lowest note, then the arpeggio's. */
const chords = [
  [38, 62, 66, 69, 74],
  [45, 61, 64, 69, 73],
  [47, 62, 66, 71, 74],
  [43, 62, 67, 71, 74],
] as const;
/** Two bars of tune, then its answer: beat, pitch, beats. */
const tune: readonly (readonly [beat: number, midi: number, beats: number])[] = [
  ...([
    [0, 78, 1.5],
    [1.5, 76, 0.5],
    [2, 74, 1],
    [3, 76, 1],
    [4, 73, 2],
    [6.5, 69, 0.5],
    [7, 73, 1],
  ] as const),
  ...([
    [8, 74, 1.5],
    [9.5, 76, 0.5],
    [10, 78, 1],
    [11, 81, 1],
    [12, 79, 2],
    [14, 78, 1],
    [15, 76, 1],
  ] as const),
];

const note = (instrument: Instrument, beat: number, midi: number, beats: number, velocity: number): ScoreNote => ({
  ...{ instrument, midi, velocity, startMs: beat * beatMs },
  durationMs: beats * beatMs,
});

/** Eight seconds in D major, 120 beats a minute, that can go round. */
export const playMusic = async (): Promise<Uint8Array> => {
  const { blobs } = openFileCache(home);
  const notes = chords.flatMap(([root, ...arpeggio], bar) => [
    note('basses', bar * 4, root, 4, 70),
    ...arpeggio.map((midi) => note('strings', bar * 4, midi - 12, 4, 52)),
    ...Array.from({ length: 8 }, (_, step) =>
      note(
        'harp',
        bar * 4 + step / 2,
        arpeggio[[0, 1, 2, 3, 2, 1, 2, 1][step] as number] as number,
        0.5,
        66 - (step % 2) * 12,
      ),
    ),
    ...[0, 1, 2, 3].map((beat) => note('pizzicato', bar * 4 + beat, root + 12, 0.5, beat % 2 === 0 ? 74 : 60)),
  ]);
  for (const [beat, midi, beats] of tune) notes.push(note('felt-piano', beat, midi, beats, 84));
  const synth = createScoreRenderer({ blobs });
  try {
    const swells = [
      {
        instrument: 'strings' as const,
        points: [
          { atMs: 0, level: 0.7 },
          { atMs: 8000, level: 0.9 },
        ],
      },
    ];
    const wav = await synth.renderCue({ durationMs: 16 * beatMs, tailMs: 0, hall: 0.35, notes, swells }, signal);
    return await readFile(blobs.localPath(wav));
  } finally {
    await synth.close();
  }
};

/** The spoken line as WAV, and when each of its words is heard. */
export const speak = async (): Promise<{ readonly wav: Uint8Array; readonly words: readonly SpokenWord[] }> => {
  const { blobs } = openFileCache(home);
  const voice = createKokoroVoice({ blobs, cacheFolder: home, threads: 2 });
  try {
    const { audio, words } = await voice.speak(
      {
        text: 'Every evening, the harbour holds its breath. Then the light comes on, and the boats come home.',
        ...{ emphasis: [], emotion: 'neutral', emotionStrength: 0, delivery: 'normal', channel: 'voice-over' },
        ...{ interior: true, pronunciations: {} },
        voice: { engine: 'kokoro', voice: 'af_heart', speed: 1, pitchSemitones: 0 },
      },
      signal,
    );
    return { wav: await readFile(blobs.localPath(audio)), words };
  } finally {
    await voice.close();
  }
};

/** Waves on a shore. */
export const seaSound = (seconds: number): Uint8Array => {
  const length = seconds * soundRateHz;
  const [left, right] = [new Float32Array(length), new Float32Array(length)];
  const bed = makeBed(
    { place: 'harbour', layers: [{ kind: 'sea', levelDb: 0, muffled: false }], lufs: -26 },
    'example',
  );
  for (let at = 0; at < length; at += controlBlock) {
    const end = Math.min(at + controlBlock, length);
    bed.render(left.subarray(at, end), right.subarray(at, end), end - at);
  }
  return wavOf(left, right);
};

/** A tick on each second, exactly at its first sample: what is seen and heard can be held against each other. */
export const ticks = (seconds: number): Uint8Array => {
  const samples = Float32Array.from({ length: seconds * soundRateHz }, (_, at) => {
    const since = (at % soundRateHz) / soundRateHz;
    return since < 0.09 ? 0.4 * Math.sin(2 * Math.PI * 880 * since) * Math.exp(-since * 42) : 0;
  });
  return wavOf(samples, samples);
};
