/** The real voice model, heard: the same twice, in time with itself, leveled, and understood. One model start for all. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKokoroVoice } from '../../src/adapters/kokoro/kokoro.ts';
import { createWhisper } from '../../src/adapters/whisper/whisper.ts';
import type { Utterance, VoiceChoice } from '../../src/domain/performance/performance.types.ts';
import { monoLufs } from '../../src/domain/sound/loudness.ts';
import { resample } from '../../src/domain/speech/resample.ts';
import { decodeWav } from '../../src/domain/speech/wav.ts';
import { mouthCuesOf } from '../../src/pipeline/lipsync/lipsync.ts';
import type { SpeakRequest, VoiceModel } from '../../src/ports/voice-model.ts';
import { memoryBlobs } from '../kit/memory-blobs.ts';
import { bestShiftMs, closureOffsetsMs, voicedShare } from '../kit/speech-timing.ts';
import { wordsHeard } from '../kit/words-heard.ts';

const blobs = memoryBlobs();
const never = new AbortController().signal;
let cacheFolder = '';
let voice: VoiceModel;

const neutral: SpeakRequest = {
  text: '',
  emphasis: [],
  voice: { engine: 'kokoro', voice: 'af_heart', speed: 1, pitchSemitones: 0 },
  emotion: 'neutral',
  emotionStrength: 0,
  delivery: 'normal',
  channel: 'direct',
  interior: false,
  pronunciations: {},
};
const as = (id: string, more: Partial<VoiceChoice> = {}): VoiceChoice => ({ ...neutral.voice, voice: id, ...more });

type Heard = Utterance & { readonly samples: Float32Array };
const speak = async (request: Partial<SpeakRequest>, by: VoiceModel = voice): Promise<Heard> => {
  const spoken = await by.speak({ ...neutral, ...request }, never);
  return { ...spoken, samples: decodeWav(await blobs.get(spoken.audio)).samples };
};

describe('voices', () => {
  beforeAll(async () => {
    cacheFolder = await mkdtemp(join(tmpdir(), 'workprint-voices-'));
    voice = createKokoroVoice({ blobs, cacheFolder, threads: 2 });
  });
  afterAll(async () => {
    await voice.close();
    await rm(cacheFolder, { recursive: true, force: true });
  });

  it('VOI-1 a line is the same sound in another process and after other lines', async () => {
    const line = {
      text: 'Red means keep away. Green means come home.',
      emotion: 'fear',
      emotionStrength: 0.8,
    } as const;
    const first = await speak(line);
    await speak({ text: 'Something else.', voice: as('bm_george') });
    const again = await speak(line);
    await voice.close();
    const other = createKokoroVoice({ blobs, cacheFolder, threads: 2 });
    const elsewhere = await speak(line, other);
    await other.close();
    expect(again.audio).toEqual(first.audio);
    expect(elsewhere.audio).toEqual(first.audio);
    expect(elsewhere.phonemes).toEqual(first.phonemes);
  });

  it('VOI-15 phonemes, words and mouths keep time with the sound, at any speed and pitch', async () => {
    const text = 'Papa had a baby boy. Abe, Bobby, obey! A big blue bubble.';
    const ways = [
      {},
      { voice: as('am_michael', { speed: 1.12, pitchSemitones: -2 }) },
      { voice: as('af_sky', { tract: 0.86, pitchSemitones: 2 }), emotion: 'sadness', emotionStrength: 1 },
    ] as const;
    for (const way of ways) {
      const spoken = await speak({ text, ...way });
      expect(spoken.words.map((word) => text.slice(word.start, word.end))).toEqual(text.match(/[A-Za-z]+/g));
      expect(spoken.phonemes[0]?.startMs).toBeLessThan(60);
      expect(spoken.durationMs - (spoken.phonemes.at(-1)?.endMs ?? 0)).toBeLessThan(120);
      expect(Math.abs(bestShiftMs(spoken.samples, spoken.phonemes))).toBeLessThanOrEqual(20);
      const cues = mouthCuesOf(spoken.phonemes, spoken.durationMs);
      const offsets = closureOffsetsMs(spoken.samples, cues);
      expect(offsets.length).toBeGreaterThan(8);
      expect(offsets.filter((offset) => Math.abs(offset) <= 50).length / offsets.length).toBeGreaterThanOrEqual(0.9);
    }
  });

  it('VOI-11 every voice and feeling comes at the common loudness, moved only by its delivery', async () => {
    for (const [id, emotion, levelDb] of [
      ['af_bella', 'neutral', 0],
      ['am_onyx', 'neutral', 0],
      ['bf_emma', 'sadness', -2],
    ] as const) {
      const spoken = await speak({ text: 'Nobody aboard but the mail.', voice: as(id), emotion, emotionStrength: 1 });
      expect(Math.abs((monoLufs(spoken.samples) ?? 0) - (-20 + levelDb))).toBeLessThan(0.7);
    }
  });

  it('VOI-13 a whisper is breath alone', async () => {
    const text = 'You still leave that on.';
    expect(voicedShare((await speak({ text })).samples)).toBeGreaterThan(0.4);
    expect(voicedShare((await speak({ text, delivery: 'whisper' })).samples)).toBeLessThan(0.15);
  });

  it('VOI-22 a line in a language nobody here speaks keeps its time and says which words are missing', async () => {
    const silent = await speak({ text: '☃ ♫ 𓀀' });
    expect(silent).toMatchObject({ durationMs: 700, words: [], phonemes: [] });
    expect(silent.unspoken?.length).toBeGreaterThan(0);
  });

  it('VOI-4 a cancelled line ends within two seconds and the next one is spoken', async () => {
    const stop = new AbortController();
    const long = voice.speak({ ...neutral, text: 'The lighthouse turns and turns. '.repeat(40) }, stop.signal);
    const outcome = long.then(
      () => 'spoken',
      (error: { code?: string }) => error.code,
    );
    setTimeout(() => stop.abort(), 300);
    expect(await Promise.race([outcome, new Promise((resolve) => setTimeout(() => resolve('late'), 2_300))])).toBe(
      'cancelled',
    );
    expect((await speak({ text: 'Go home.' })).durationMs).toBeGreaterThan(300);
  });

  it('VOI-20 lines are understood in every manner and over every channel', async () => {
    const whisper = createWhisper({ threads: 2 });
    const lines: readonly Partial<SpeakRequest>[] = [
      { text: 'My father taught me the harbour by its lights.', channel: 'voice-over' },
      {
        text: 'That boat went down eleven years ago.',
        delivery: 'soft',
        voice: as('bm_george', { speed: 0.92 }),
        interior: true,
      },
      { text: 'Salt Line, I have you on my bow. Do you see my light?', channel: 'radio', voice: as('am_michael') },
      {
        text: "There's nothing out there! Come back inside!",
        delivery: 'shout',
        voice: as('am_fenrir'),
        channel: 'off-screen',
      },
      { text: 'Do not turn around. They are watching the door.', delivery: 'whisper', interior: true },
      {
        text: 'Dr. Smith paid $3.50 at 10:30 on March 3rd, 1987.',
        channel: 'phone',
        voice: as('bf_emma'),
        emotion: 'anger',
        emotionStrength: 1,
      },
    ];
    let [found, total] = [0, 0];
    for (const line of lines) {
      const { text } = await whisper.transcribe(resample((await speak(line)).samples, 48_000, 16_000), never);
      const script = (line.text ?? '')
        .replace('Dr.', 'Doctor')
        .replace('$3.50', '')
        .replace('10:30', '')
        .replace('3rd, 1987', '');
      const heard = wordsHeard(script, text);
      found += heard.found;
      total += heard.total;
    }
    await whisper.close();
    expect(found / total).toBeGreaterThanOrEqual(0.9);
  });
});
