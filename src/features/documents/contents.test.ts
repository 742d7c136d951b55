import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyUpdate, encodeStateAsUpdate } from 'yjs';
import { type Contents, type Json, openDocument, readContents, writeContents } from './contents.ts';

const seed = 42;
const named = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), start: fc.nat(9) });
const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const value: fc.Arbitrary<Json> = fc.letrec<{ one: Json }>((tie) => ({
  one: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('one'), { maxLength: 4 }),
    fc.uniqueArray(named, { selector: (one) => one.id, maxLength: 5 }) as fc.Arbitrary<Json>,
    fc.dictionary(fc.constantFrom('id', 'x', 'y', 'tracks'), tie('one'), { maxKeys: 4 }),
  ),
})).one;
const timeline = fc.dictionary(fc.constantFrom('id', 'tracks', 'name', 'output'), value);
const plain = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

test(`DOC-1 a document holds what was last written to it, on every server (seed ${seed})`, () => {
  const check = (writes: readonly Contents[], kind: 'script' | 'timeline'): void => {
    const [here, there] = [openDocument([]), openDocument([])];
    for (const contents of writes) {
      applyUpdate(there, writeContents(here, contents));
      expect(readContents(here, kind)).toEqual(plain(contents));
      expect(readContents(there, kind)).toEqual(plain(contents));
    }
  };
  fc.assert(
    fc.property(fc.array(timeline, { minLength: 1, maxLength: 5 }), (writes) =>
      check(
        writes.map((one) => ({ timeline: one })),
        'timeline',
      ),
    ),
    { seed, numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 6 }), (writes) =>
      check(
        writes.map((text) => ({ text })),
        'script',
      ),
    ),
    { seed, numRuns: 300 },
  );
});

test('DOC-2 a new value changes only what differs: what is typed elsewhere at the same moment stays', () => {
  const [here, there] = [openDocument([]), openDocument([])];
  applyUpdate(there, writeContents(here, { text: 'INT. BOAT - NIGHT\n\nMARA\nNo mail.\n' }));
  const byPerson = writeContents(there, { text: 'INT. BOAT - NIGHT\n\nMARA\nNo mail today.\n' });
  writeContents(here, { text: 'EXT. BOAT - NIGHT\n\nMARA\nNo mail.\n' });
  applyUpdate(here, byPerson);
  expect(readContents(here, 'script')).toEqual({ text: 'EXT. BOAT - NIGHT\n\nMARA\nNo mail today.\n' });

  const [clip, other] = [
    { id: 'one', start: 0 },
    { id: 'two', start: 9 },
  ];
  const [mine, theirs] = [openDocument([]), openDocument([])];
  applyUpdate(theirs, writeContents(mine, { timeline: { clips: [clip, other] } }));
  const moved = writeContents(theirs, { timeline: { clips: [clip, { ...other, start: 12 }] } });
  writeContents(mine, { timeline: { clips: [other] } });
  applyUpdate(mine, moved);
  expect(readContents(mine, 'timeline')).toEqual({ timeline: { clips: [{ id: 'two', start: 12 }] } });
});

test('DOC-2 a character of two halves is never cut in two', () => {
  const document = openDocument([]);
  writeContents(document, { text: 'a 😀 b' });
  writeContents(document, { text: 'a 😁 b' });
  expect(readContents(document, 'script')).toEqual({ text: 'a 😁 b' });
  const copy = openDocument([encodeStateAsUpdate(document)]);
  expect(readContents(copy, 'script')).toEqual({ text: 'a 😁 b' });
});
