/** Merge fields: what they stand for, and what stands in their way. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemsOf } from '../../../../test/kit/wrong-documents.ts';
import { draftTimeline, parseTimeline } from '../timeline.ts';
import { Merge } from './merge.ts';
import { escapeMergeFields } from './merge-field.ts';

const title = (text: string, more: object = {}): object => ({
  tracks: [{ clips: [{ kind: 'text', text, duration: 30 }] }],
  ...more,
});
const textOf = (document: object, merge: Readonly<Record<string, string | number | boolean>> = {}): string => {
  const [clip] = parseTimeline(document, { merge }).tracks[0]?.items ?? [];
  return clip?.kind === 'text' ? clip.text : '';
};

test('TML-35 fields stand in any text; the caller’s values win; values may hold other fields', () => {
  const merge = { name: 'Mara', greeting: 'Hello {{ name }}' };
  expect(textOf(title('{{greeting}}!', { merge }))).toBe('Hello Mara!');
  expect(textOf(title('{{greeting}}!', { merge }), { name: 'Jo' })).toBe('Hello Jo!');
  expect(textOf(title('{{ä.b-c}}', { merge: { 'ä.b-c': 1 } }))).toBe('1');
  const timeline = parseTimeline({
    merge: { file: 'intro', colour: 'tomato', scene: 4 },
    name: 'Film {{scene}}',
    metadata: { deep: ['{{scene}}'] },
    tracks: [
      {
        clips: [
          { kind: 'image', media: '{{file}}.png', duration: 9 },
          { kind: 'solid', colour: '{{colour}}', duration: 9 },
        ],
      },
    ],
  });
  expect(timeline).toMatchObject({
    name: 'Film 4',
    metadata: { deep: ['4'] },
    tracks: [{ items: [{ media: { path: 'intro.png' } }, { colour: '#ff6347' }] }],
  });
});

test('TML-36 a field alone becomes the number, time, word or flag that its place takes', () => {
  const merge = {
    width: 640,
    height: '360',
    fps: '25',
    long: '2s',
    frames: 12,
    half: '0.5',
    kind: 'solid',
    burn: true,
    year: 2024,
  };
  const timeline = parseTimeline({
    ...{ merge, width: '{{width}}', height: '{{ height }}', fps: '{{fps}}' },
    tracks: [
      {
        clips: [
          { kind: '{{kind}}', colour: 'red', duration: '{{long}}', opacity: '{{half}}' },
          { kind: 'text', text: '{{year}}', duration: '{{frames}}' },
          { kind: 'captions', cues: [{ from: 0, to: 9, text: 'x' }], burn: '{{burn}}' },
        ],
      },
    ],
  });
  expect(timeline).toMatchObject({ width: 640, height: 360, rate: { num: 25, den: 1 } });
  expect(timeline.tracks[0]?.items).toMatchObject([
    { sourceRange: { durationFrames: 50 }, opacity: 0.5 },
    { text: '2024', sourceRange: { durationFrames: 12 } },
    { burn: true },
  ]);
  expect(problemsOf({ merge: { w: 'wide' }, width: '{{w}}', ...title('x') })).toEqual([
    'width: “{{w}}” gives “wide”, which is no number; use a whole number from 16 to 7680',
  ]);
});

test('TML-37 a name is offered only when it is like the missing one', () => {
  expect(problemsOf(title('{{b}}', { merge: { a: 'x' } }))[0]).toContain('has no value; give it in “merge”');
  expect(problemsOf(title('{{customerNames}}', { merge: { costumesName: 'x' } }))[0]).not.toContain('did you mean');
  expect(problemsOf(title('{{nmae}}', { merge: { name: 'x' } }))[0]).toContain('did you mean “name”');
});

test('TML-37 missing, circular and endless fields are told at the place that uses them', () => {
  expect(problemsOf(title('{{titel}}', { merge: { title: 'x' } }))).toEqual([
    'tracks[0].clips[0].text: merge field “titel” has no value; did you mean “title”?',
  ]);
  expect(problemsOf(title('{{a}}', { merge: { a: '{{b}}', b: '{{c}}', c: 'see {{a}}' } }))).toEqual([
    'tracks[0].clips[0].text: merge fields go round in a circle: a → b → c → a; break it in one of them',
  ]);
  expect(problemsOf(title('{{a}}', { merge: { a: '{{nobody}}' } })).join()).toContain(
    '“nobody” (used by “a”) has no value',
  );
  expect(problemsOf(title('x', { merge: { 'a b': 1, c: null, d: [] } }))).toHaveLength(3);
});

test('TML-37 a chain of fields that double does not explode: it is worked out once and refused when too long', () => {
  const values: Record<string, string> = { f0: 'ha' };
  for (let i = 1; i <= 30; i++) values[`f${i}`] = `{{f${i - 1}}}{{f${i - 1}}}`;
  expect(new Merge(values).fill('{{f10}}')).toEqual({ text: 'ha'.repeat(1024) });
  const problemOf = (filled: ReturnType<Merge['fill']>): string => ('problem' in filled ? filled.problem() : '');
  expect(problemOf(new Merge(values).fill('{{f30}}'))).toContain('longer than 100000 characters');
  const chain = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`g${i}`, `{{g${i + 1}}}`]));
  expect(problemOf(new Merge(chain).fill('{{g0}}'))).toContain('leads through more than 32 others');
});

test('TML-38 text is never anything but text: no JSON, no fields of fields', () => {
  const hostile = '", "kind": "solid", "x": "';
  expect(textOf(title('{{a}}'), { a: hostile })).toBe(hostile);
  expect(textOf(title('{{a}}{{b}}'), { a: '{{', b: 'c}}' })).toBe('{{c}}');
  expect(textOf(title('{{a}}'), { a: '[1,2]' })).toBe('[1,2]');
  expect(textOf(title(String.raw`\{{a}} {{ }} {{`))).toBe('{{a}} {{ }} {{');
});

test('TML-38 an escaped text fills to itself (seed 46)', () => {
  const piece = fc.constantFrom('{{', '}}', '\\', 'a', ' ', '{{a}}', '{', '}', '\t');
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (text) => {
        expect(new Merge({ a: 'WRONG' }).fill(escapeMergeFields(text))).toEqual({ text });
      },
    ),
    { seed: 46, numRuns: 300 },
  );
});

test('TML-35 a value that the caller gave and nothing uses is noted', () => {
  expect(draftTimeline(title('x'), { merge: { tilte: 'y' } }).notes).toEqual([
    { path: '', message: 'merge field “tilte” was given but is not used in the document' },
  ]);
});

test('TML-37 many fields that nobody gave, and texts that add up, are refused without pain', () => {
  const merge = Object.fromEntries(Array.from({ length: 9_999 }, (_, i) => [`f${i}`, '{{zz}}']));
  const clips = Array.from({ length: 5_000 }, (_, i) => ({ kind: 'text', text: `{{f${i}}} {{q${i}}}`, duration: 1 }));
  expect(problemsOf({ merge, tracks: [{ clips }] })).toHaveLength(1_000);
  const metadata = { notes: Array.from({ length: 300 }, () => 'a{{big}}') };
  expect(problemsOf(title('x', { merge: { big: 'b'.repeat(99_000) }, metadata })).join()).toContain(
    'too much text in all',
  );
});
