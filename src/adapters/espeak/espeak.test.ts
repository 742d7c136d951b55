import { describe, expect, it } from 'vitest';
import { memoryBlobs } from '../../../test/kit/memory-blobs.ts';
import { monoLufs } from '../../domain/sound/loudness.ts';
import { decodeWav } from '../../domain/speech/wav.ts';
import type { SpeakRequest } from '../../ports/voice-model.ts';
import { clausesOf } from './clauses.ts';
import { createEspeakVoice, detectVoiceEngines, noVoiceEngine } from './espeak.ts';
import { espeakVoiceFor } from './espeak-engine.ts';

const request: SpeakRequest = {
  text: 'Last crossing. Nobody aboard but the mail, I think.',
  emphasis: [],
  voice: { engine: 'kokoro', voice: 'af_heart', speed: 1, pitchSemitones: 0 },
  emotion: 'neutral',
  emotionStrength: 0,
  delivery: 'normal',
  channel: 'direct',
  interior: false,
  pronunciations: {},
};
const never = new AbortController().signal;
const installed = await detectVoiceEngines();

describe('plain voices (needs espeak-ng or flite on the machine)', () => {
  it.skipIf(installed.length === 0).for(installed)(
    'VOI-17 $engine speaks a line, says so, and knows when',
    async (engine) => {
      const blobs = memoryBlobs();
      const spoken = await createEspeakVoice({ blobs, installed: engine }).speak(request, never);
      expect(spoken.engine).toBe(engine.engine);
      const { samples, rateHz } = decodeWav(await blobs.get(spoken.audio));
      expect(rateHz).toBe(48_000);
      expect(spoken.durationMs).toBeCloseTo((samples.length / 48_000) * 1000, 3);
      expect(Math.abs((monoLufs(samples) ?? 0) + 20)).toBeLessThan(1);
      expect(spoken.words.map(({ text }) => text)).toEqual([
        'Last',
        'crossing',
        'Nobody',
        'aboard',
        'but',
        'the',
        'mail',
        'I',
        'think',
      ]);
      for (const word of spoken.words) expect(request.text.slice(word.start, word.end)).toBe(word.text);
      let last = 0;
      for (const { startMs, endMs } of spoken.phonemes) {
        expect(startMs).toBeGreaterThanOrEqual(last - 0.2);
        expect(endMs).toBeLessThanOrEqual(spoken.durationMs + 0.2);
        last = endMs;
      }
      const pause = (spoken.words[2]?.startMs ?? 0) - (spoken.words[1]?.endMs ?? 0);
      expect(pause).toBeGreaterThan(250);
    },
  );

  it.skipIf(installed.length === 0)('VOI-17 text is never an option, a command or markup', async () => {
    const blobs = memoryBlobs();
    const [engine] = installed;
    if (engine === undefined) return;
    for (const text of ['--help', '-w /tmp/x; rm -rf /', '<speak><break time="9s"/>hi</speak>', '$(id) `id` | cat']) {
      const spoken = await createEspeakVoice({ blobs, installed: engine }).speak({ ...request, text }, never);
      expect(spoken.durationMs).toBeLessThan(9_000);
    }
  });

  it.skipIf(installed.length === 0)('VOI-17 a cancelled line ends as cancelled', async () => {
    const [engine] = installed;
    if (engine === undefined) return;
    const voice = createEspeakVoice({ blobs: memoryBlobs(), installed: engine });
    await expect(voice.speak(request, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('VOI-17 a voice chosen for the neural model becomes one of the same sex', () => {
    expect(espeakVoiceFor('af_heart')).toMatch(/^en-us\+f\d$/);
    expect(espeakVoiceFor('bm_george')).toMatch(/^en-gb\+m\d$/);
    expect(espeakVoiceFor('af_heart')).toBe(espeakVoiceFor('af_heart'));
    expect(espeakVoiceFor('--stdout')).toBe('en-us');
  });

  it('VOI-17 clauses keep every word once, in order, where it stands', () => {
    const text = `Well -- “no,” she said... then: yes! ${'word '.repeat(90)}`;
    const words = clausesOf(text).flatMap((clause) => clause.words);
    expect(words.map((word) => text.slice(word.start, word.end))).toEqual(words.map((word) => word.text));
    expect(words).toHaveLength(96);
    expect(clausesOf('... -- !')).toEqual([]);
  });

  it('VOI-18 without any voice the error says what to type', () => {
    expect(noVoiceEngine()).toMatchObject({
      code: 'no-voice-engine',
      message: expect.stringContaining('apt-get install espeak-ng'),
    });
  });
});
