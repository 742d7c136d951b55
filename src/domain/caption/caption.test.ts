import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SpokenWord } from '../performance/performance.types.ts';
import type { Breakdown, SpeechBeat, VoiceChannel } from '../screenplay/breakdown.types.ts';
import type { Aspect } from '../shot/shot.types.ts';
import { wholeRate } from '../time.ts';
import { type Cue, captionCues, captionLineWidth, cuesInFrames, parseSrt, printSrt } from './caption.ts';

const lines = { first: 1, last: 1 };

type Said = { readonly who: string; readonly text: string; readonly channel?: VoiceChannel; readonly startMs?: number };

const wordsOf = (text: string): SpokenWord[] =>
  [...text.matchAll(/\S+/gu)].map((found, index) => ({
    text: found[0],
    start: found.index,
    end: found.index + found[0].length,
    startMs: 40 + index * 380,
    endMs: 380 + index * 380,
  }));

const cuesOf = (said: readonly Said[], aspect: Aspect = '16:9'): Cue[] => {
  const beats: SpeechBeat[] = said.map(({ who, text, channel }, index) => ({
    kind: 'speech',
    id: `b${index}`,
    characterId: who,
    channel: channel ?? 'direct',
    lines,
    parts: [
      {
        id: `p${index}`,
        text,
        sentences: [{ start: 0, end: text.length }],
        emphasis: [],
        beatBefore: false,
        emotion: 'neutral',
        emotionStrength: 0,
        delivery: 'normal',
        lines,
      },
    ],
  }));
  const speechTimes = new Map(
    said.map(({ text }, index) => [`p${index}`, { durationMs: wordsOf(text).length * 380 + 60, words: wordsOf(text) }]),
  );
  let clock = 500;
  const speeches = said.map(({ who, startMs }, index) => {
    const durationMs = speechTimes.get(`p${index}`)?.durationMs ?? 0;
    const at = startMs ?? clock;
    clock = at + durationMs + 320;
    return { partId: `p${index}`, beatId: `b${index}`, sceneId: 's', characterId: who, startMs: at, durationMs };
  });
  const breakdown = {
    scenes: [{ id: 's', beats }],
    characters: [...new Set(said.map(({ who }) => who))].map((id) => ({ id, name: id.toUpperCase() })),
  } as unknown as Breakdown;
  return captionCues({ timing: { speeches }, breakdown, speechTimes, aspect });
};

const word = fc.constantFrom(
  'the',
  'harbour',
  'light,',
  'and',
  'home.',
  'awake?',
  'I',
  'remember',
  'it;',
  'of',
  'nobody',
  'uncharacteristically',
);
const sentence = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join(' '));
const dialogue = fc.array(fc.record({ who: fc.constantFrom('mara', 'tobias'), text: sentence }), {
  minLength: 1,
  maxLength: 6,
});
const aspects: readonly Aspect[] = ['16:9', '1:1', '9:16'];

describe('captions', () => {
  test.each(aspects)('CAP-1 two lines that fit, all words in order (%s, seed 42)', (aspect) => {
    fc.assert(
      fc.property(dialogue, (said) => {
        const cues = cuesOf(said, aspect);
        for (const cue of cues) {
          const shown = cue.text.split('\n');
          expect(shown.length).toBeLessThanOrEqual(2);
          for (const row of shown) expect(row.length).toBeLessThanOrEqual(captionLineWidth[aspect]);
        }
        const spoken = said.map(({ text }) => text).join(' ');
        expect(
          cues
            .map(({ text }) => text.replace(/^[A-Z]+:\s?/u, ''))
            .join(' ')
            .replaceAll('\n', ' ')
            .trim(),
        ).toBe(spoken);
      }),
      { seed: 42, numRuns: 60 },
    );
  });

  test('CAP-2 in order, never two at once, 0.83-7 s and slow enough to read where the speech leaves room (seed 42)', () => {
    fc.assert(
      fc.property(dialogue, (said) => {
        const cues = cuesOf(said);
        cues.forEach((cue, index) => {
          const next = cues[index + 1];
          const length = cue.endMs - cue.startMs;
          expect(length).toBeGreaterThan(0);
          expect(length).toBeLessThanOrEqual(7000);
          if (next !== undefined) expect(next.startMs).toBeGreaterThan(cue.endMs);
          const room = next === undefined ? Number.POSITIVE_INFINITY : next.startMs - cue.startMs - 67;
          if (room >= 833) expect(length).toBeGreaterThanOrEqual(832);
          expect(length).toBeGreaterThanOrEqual(Math.min(room - 1, (cue.text.length * 1000) / 20 - 1, 6999));
        });
      }),
      { seed: 42, numRuns: 60 },
    );
  });

  test('CAP-2 two voices at once share a cue, the words of both are kept', () => {
    const cues = cuesOf([
      { who: 'mara', text: 'Say nothing.', startMs: 1000 },
      { who: 'mara', text: 'Get out of here.', startMs: 4000 },
      { who: 'tobias', text: 'I am going.', startMs: 4090 },
    ]);
    expect(cues.map(({ text }) => text)).toEqual(['MARA: Say nothing.', '- Get out of here.\n- TOBIAS: I am going.']);
  });

  test('CAP-3 a cue starts with its first word and breaks at clauses', () => {
    const cues = cuesOf([
      { who: 'mara', text: 'Red means keep away. Green means come home, and white means somebody is still awake.' },
    ]);
    expect(cues.map(({ text }) => text)).toEqual([
      'MARA: Red means keep away.',
      'Green means come home,\nand white means somebody is still awake.',
    ]);
    expect(cues[0]?.startMs).toBe(540);
    expect(cues[1]?.startMs).toBe(500 + 40 + 4 * 380);
  });

  test('CAP-3 Chinese without spaces and Arabic are wrapped by width, nothing is lost', () => {
    const text = '我父亲教我凭灯光认识港口红灯表示远离绿灯表示回家白灯表示还有人醒着请你记住这一切';
    const cues = cuesOf(
      [
        { who: 'lin', text },
        { who: 'omar', text: 'علّمني أبي أن أعرف الميناء من أضوائه' },
      ],
      '9:16',
    );
    expect(cues.map((cue) => cue.text.replace(/^[A-Z]+:\s?/u, '').replaceAll('\n', '')).join('')).toContain(text);
    for (const cue of cues) for (const row of cue.text.split('\n')) expect(row.length).toBeLessThanOrEqual(24);
  });

  test('CAP-6 a title stays with its name, no caption or line begins with a dash, a name does not stand alone', () => {
    const said = [
      { who: 'the old lighthouse keeper', text: 'Those many words were never mine to say out loud.' },
      {
        who: 'mara',
        text: 'I asked for the surgeon they always spoke of, the famous Dr. Lee of the old harbour town.',
      },
      {
        who: 'tobias',
        text: '-- and she never came back to us -- not in the spring, not in the winter -- never again.',
      },
    ];
    for (const aspect of aspects) {
      const rows = cuesOf(said, aspect).flatMap(({ text }) => text.split('\n'));
      for (const row of rows) {
        expect(row).not.toMatch(/^(?:--|—|–)/u);
        expect(row).not.toMatch(/Dr\.$/u);
        expect(row).not.toMatch(/^[A-Z ]+:$/u);
      }
    }
  });

  test('CAP-7 two lines are balanced by width, sentences get lines or cues of their own', () => {
    const shown = (text: string, aspect: Aspect): string[] =>
      cuesOf(
        [
          { who: 'mara', text: 'Yes.' },
          { who: 'mara', text },
        ],
        aspect,
      )
        .slice(1)
        .map((cue) => cue.text);
    expect(shown('The one with my name on it.', '9:16')).toEqual(['The one with\nmy name on it.']);
    expect(shown("She held in '41. She held when your mother was born. She'll hold.", '16:9')).toEqual([
      "She held in '41.",
      "She held when your mother was born.\nShe'll hold.",
    ]);
  });

  test('CAP-4 named at the first line and when a voice has no face', () => {
    const cues = cuesOf([
      { who: 'mara', text: 'I am here.' },
      { who: 'tobias', text: 'So am I.' },
      { who: 'mara', text: 'Good.' },
      { who: 'tobias', text: 'Mara, look out!', channel: 'off-screen' },
      { who: 'tobias', text: 'Behind you!', channel: 'off-screen' },
    ]);
    expect(cues.map(({ text }) => text)).toEqual([
      'MARA: I am here.',
      'TOBIAS: So am I.',
      'Good.',
      'TOBIAS: Mara, look out!',
      'Behind you!',
    ]);
  });

  test('CAP-5 SRT printed and parsed is the same cues (seed 42)', () => {
    const text = fc
      .array(
        fc.stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/u).filter((row) => !row.includes('-->')),
        { minLength: 1, maxLength: 2 },
      )
      .map((rows) => rows.join('\n'));
    const cue = fc.record({
      startMs: fc.integer({ min: 0, max: 359_999_000 }),
      endMs: fc.integer({ min: 0, max: 359_999_999 }),
      text,
    });
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 8 }), (cues) => {
        expect(parseSrt(printSrt(cues))).toEqual(cues);
      }),
      { seed: 42, numRuns: 200 },
    );
  });

  test('CAP-5 what other programs write is read; text cannot break the file', () => {
    const foreign =
      '\uFEFF1\r\n00:00:01.5 --> 00:00:02.250 X1:40\r\nHello\r\nthere\r\n\r\n00:00:03,000 --> 00:00:04,000\r\nno number\r\n\r\nrubbish\r\n';
    expect(parseSrt(foreign)).toEqual([
      { startMs: 1500, endMs: 2250, text: 'Hello\nthere' },
      { startMs: 3000, endMs: 4000, text: 'no number' },
    ]);
    const hostile = [{ startMs: 0, endMs: 1000, text: 'a\n\n2\n00:00:05,000 --> 00:00:06,000\nb' }];
    expect(parseSrt(printSrt(hostile))).toHaveLength(1);
    expect(parseSrt('')).toEqual([]);
    expect(printSrt([])).toBe('');
  });

  test('CAP-2 in frames cues neither touch zero length nor overlap', () => {
    const cues = cuesInFrames(
      [
        { startMs: 0, endMs: 10, text: 'a' },
        { startMs: 12, endMs: 900, text: 'b', speaker: 'B' },
      ],
      wholeRate(30),
    );
    expect(cues).toEqual([
      { from: 0, to: 1, text: 'a' },
      { from: 1, to: 27, text: 'b', speaker: 'B' },
    ]);
  });
});
