/** What is wrong with a document is told at once, each at its place. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomDocument } from '../../../test/kit/random-timelines.ts';
import { problemsOf, solid, withClips } from '../../../test/kit/wrong-documents.ts';
import { parseTimeline, TimelineInvalid } from './timeline.ts';

test('TML-1 every problem is told at once; fifty of them are listed, the rest counted', () => {
  const clips = Array.from({ length: 40 }, () => ({ kind: 'solid', colour: 'nope', duration: -1 }));
  const error = (() => {
    try {
      return parseTimeline({ tracks: [{ clips }], fps: 'x' });
    } catch (caught) {
      return caught as TimelineInvalid;
    }
  })() as TimelineInvalid;
  expect(error).toBeInstanceOf(TimelineInvalid);
  expect(error.code).toBe('timeline-invalid');
  expect(error.problems).toHaveLength(81);
  const lines = error.message.split('\n');
  expect(lines[0]).toBe('The timeline cannot be used; 81 things are wrong:');
  expect(lines.at(-1)).toBe('  … and 31 more');
  expect(lines).toHaveLength(52);
  expect(lines).toContain('  tracks[0].clips[0].duration: −1 is no time to show anything; use 1 or more');
});

test('TML-1 one problem is one sentence', () => {
  expect(() => parseTimeline({ tracks: [{ clips: [solid({ start: -3 })] }] })).toThrow(
    'The timeline cannot be used: tracks[0].clips[0].start: −3 is before the timeline; use 0 or more.',
  );
});

test('TML-9 ten thousand clips are read; more elements, tracks in tracks and notes than anybody needs are refused', () => {
  const many = (count: number): object => ({ tracks: [{ clips: Array.from({ length: count }, () => solid()) }] });
  expect(parseTimeline(many(10_000)).tracks[0]?.items).toHaveLength(10_000);
  expect(problemsOf(many(50_001)).join()).toContain('50,001 are too many; use 50,000 at most');
  const half = many(30_000) as { tracks: object[] };
  expect(problemsOf({ tracks: [...half.tracks, ...half.tracks] }).join()).toContain('more than 50,000 clips');

  let deep = solid();
  for (let level = 0; level < 5_000; level++) deep = { kind: 'composition', tracks: [{ clips: [deep] }] };
  expect(problemsOf({ tracks: [{ clips: [deep] }] }).join()).toContain('more than 8 deep');
  let notes: object = {};
  for (let level = 0; level < 5_000; level++) notes = { notes };
  expect(problemsOf({ metadata: notes, ...withClips(solid()) }).join()).toContain('deeper than 24 levels');
});

test('TML-12 files are refused where the reader owns none, blobs are read where Workprint wrote the document', () => {
  const image = (media: unknown): object => withClips({ kind: 'image', media, duration: 3 });
  expect(problemsOf(image('a.png'), { accept: { files: false } }).join()).toContain('is a file of one machine');
  expect(problemsOf(image('asset:abc'), { accept: { files: false } })).toEqual([]);
  const blob = { kind: 'blob', blob: { sha256: '0'.repeat(64), sizeBytes: 1, mediaType: 'image/png' } };
  expect(problemsOf(image(blob), { accept: { blobs: true } })).toEqual([]);
});

/** Any part of a document replaced by anything. */
const spoiled = fc
  .tuple(
    randomDocument,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(),
        fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(Number.NaN, -1, 1e300, '', '{{x}}', '__proto__', undefined)),
      ),
      { maxLength: 6 },
    ),
  )
  .map(([document, changes]) => {
    const copy = JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
    for (const [walk, pick, value] of changes) {
      let at: Record<string, unknown> = copy;
      for (let step = walk; ; step = Math.floor(step / 3)) {
        const keys = Object.keys(at);
        const key = keys[(pick + step) % Math.max(1, keys.length)] ?? 'new';
        const next = at[key];
        if (step % 3 === 0 || typeof next !== 'object' || next === null) {
          at[key] = value;
          break;
        }
        at = next as Record<string, unknown>;
      }
    }
    return copy;
  });

test('TML-14 whatever is in a document, it is read or refused with its problems, never with another error (seed 44)', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(spoiled, fc.jsonValue()), (document) => {
      try {
        parseTimeline(document, { merge: { title: 'T', a: 1, b: '{{a}}', m: '' } });
        read++;
      } catch (error) {
        expect(error).toBeInstanceOf(TimelineInvalid);
        expect((error as TimelineInvalid).problems.length).toBeGreaterThan(0);
        for (const { message } of (error as TimelineInvalid).problems)
          expect(message).not.toMatch(/undefined|\[object/);
      }
    }),
    { seed: 44, numRuns: 600 },
  );
  expect(read).toBeGreaterThan(5);
});
