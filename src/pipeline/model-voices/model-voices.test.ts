import { expect, test } from 'vitest';
import { createBuild } from '../../build/build.ts';
import type { BlobRef } from '../../domain/media.ts';
import { someRecord } from '../../domain/prompt/testing/some-record.ts';
import { breakDown, parseFountain } from '../../domain/screenplay/screenplay.ts';
import { decodeWav, encodeWav } from '../../domain/speech/wav.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Order } from '../../ports/model-desk.ts';
import { castFilm } from '../cast/cast.ts';
import { sayFilm } from '../film-words.ts';
import { castForModels, modelSpeaker } from './model-voices.ts';

const most = 120;
const record = someRecord('eleven', 'speech', { promptChars: most });
const choice = {
  ...{ policy: { kind: 'model', model: 'paid/voice' } as const, options: {} },
  ...{ voices: {}, others: ['Ann'] },
};

/** Bytes in memory under made-up names. */
const memoryBlobs = (): BlobStore => {
  const all = new Map<string, Uint8Array>();
  return {
    put: async (bytes: Uint8Array, mediaType: string): Promise<BlobRef> => {
      const sha256 = String(all.size + 1).padStart(64, '0');
      all.set(sha256, bytes);
      return { sha256, sizeBytes: bytes.length, mediaType };
    },
    get: async ({ sha256 }: BlobRef) => all.get(sha256) ?? expect.fail('no such bytes'),
  } as unknown as BlobStore;
};

/** Says a script with a vendor that speaks a second for every line, and a word at each word of it. */
const say = async (script: string, mode: 'make' | 'plan' = 'make') => {
  const sent: string[] = [];
  const blobs = memoryBlobs();
  const serve = async ({ askFor }: Order) => {
    const ask = askFor?.('paid/voice');
    if (ask?.type !== 'speech') return expect.fail('no speech was asked for');
    sent.push(ask.text);
    const audio = await blobs.put(encodeWav(new Float32Array(48_000), 48_000), 'audio/wav');
    return {
      answer: { type: 'speech' as const, files: [audio] },
      ...{ model: 'paid/voice', costMicros: ask.text.length, isCached: false, route: [] },
    };
  };
  const quote = async ({ askFor }: Order) => {
    const ask = askFor?.('paid/voice');
    const mostMicros = ask?.type === 'speech' ? ask.text.length : 0;
    return { stations: [{ model: 'paid/voice', mostMicros, isExact: true, isCached: false }], leftOut: [] };
  };
  const tools = {
    ...{ blobs, desk: { serve, quote } as never, book: { record: () => record } },
    payer: { personId: 'p', projectId: 'q' },
    finisher: {
      id: 'finisher',
      finish: async ({ audio, speak, model }: { audio: BlobRef; speak: { text: string }; model: string }) => ({
        ...{ audio, durationMs: 1000, engine: model, phonemes: [] },
        words: [...speak.text.matchAll(/[\p{L}\p{M}]+/gu)].map(({ 0: text, index }) => ({
          ...{ text, start: index, end: index + text.length, startMs: 10, endMs: 20 },
        })),
      }),
    },
  };
  const build = createBuild({
    ...{ mode, answers: { get: async () => undefined, set: async () => undefined }, nowMs: () => 0 },
    ...{ resources: { cores: 2, memoryMb: 1000, requests: 8 }, signal: new AbortController().signal },
  });
  const file = { characters: {}, pronunciations: {} } as never;
  const { breakdown, cast } = castFilm(breakDown(parseFountain(script), { fileName: 'a.fountain' }), file, '1');
  const words = await sayFilm(
    build,
    modelSpeaker(build, tools as never, choice),
    breakdown,
    castForModels(cast, breakdown, choice),
    () => undefined,
  );
  return { sent, blobs, words, breakdown, entries: build.entries };
};

const many = (count: number, of: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => of(n)).join('');
const scene = (line: string): string => `INT. ROOM - DAY\n\nMARA\n${line}\n`;

test.each([
  ['dots', '...'],
  ['a dash', '--'],
  ['letters that nobody sees', '\u3164\u115f\uffa0'],
  ['emoji', '🎉'],
])('FLM-48 D2 a line of %s is a short silence that nobody is paid for', async (_case, line) => {
  const { sent, words } = await say(scene(line));
  expect(sent).toEqual([]);
  expect([...words.utterances]).toEqual([]);
  // Where the reader of the script keeps it at all.
  for (const time of words.times.values()) expect(time).toEqual({ durationMs: 600, words: [] });
});

test.each([
  ['Chinese', '今晚不会有船来了。', '今晚不会有船来了。'],
  ['Arabic', 'أين كنت حين جاء الماء؟', 'أين كنت حين جاء الماء؟'],
  ['Hindi', 'नमस्ते, दुनिया!', 'नमस्ते, दुनिया!'],
])('FLM-48 D2 a line in %s is sent as it is written', async (_case, line, as) => {
  const { sent, words } = await say(scene(line));
  expect(sent).toEqual([as]);
  expect([...words.utterances.values()][0]?.words.length).toBeGreaterThan(0);
});

test.each([
  [
    'sentences',
    many(6, (n) => `I counted lamp ${n}. Then I counted them *again*, slowly, one by one, until the light came. `),
  ],
  ['Chinese', many(12, (n) => `今晚不会有船来了，潮水太高，第${n}天，我们在灯塔里等到天亮。`)],
  ['Arabic', many(12, (n) => `أين كنت حين جاء الماء ${n}؟ كنت أنتظر قرب الباب القديم. `)],
  ['no spaces at all', many(90, (n) => `ha${n}`)],
])(
  'FLM-47 D2 PRM-22 a line of %s that is longer than the model takes is bought in pieces and is one line again',
  async (_case, line) => {
    const { sent, blobs, words, breakdown } = await say(scene(line.trim()));
    const [part] = breakdown.scenes[0]?.beats.flatMap((beat) => (beat.kind === 'speech' ? beat.parts : [])) ?? [];
    const text = part?.text ?? expect.fail('no line');
    expect(sent.length).toBeGreaterThan(1);
    for (const piece of sent) expect(piece.length).toBeLessThanOrEqual(most);
    expect(sent.join('').replace(/\s+/gu, '')).toBe(text.replace(/\s+/gu, ''));
    const [utterance] = [...words.utterances.values()];
    if (!utterance) return expect.fail('nobody spoke');
    const { samples } = decodeWav(await blobs.get(utterance.audio));
    expect(utterance.durationMs).toBe((samples.length / 48_000) * 1000);
    // Every word lies where it stands in the line, and later than the one before.
    for (const word of utterance.words) expect(text.slice(word.start, word.end)).toBe(word.text);
    const starts = utterance.words.map(({ startMs }) => startMs);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    // What a plan says it costs is what was sent.
    const { entries } = await say(scene(line.trim()), 'plan');
    const planned = entries.reduce((sum, { costMicros }) => sum + costMicros, 0);
    expect(planned).toBe(sent.join('').length);
  },
);
