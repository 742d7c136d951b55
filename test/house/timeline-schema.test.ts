/** The published schema is the parser's own description, and what is shown to people is what both of them take. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { schemaText } from '../../scripts/write-timeline-schema.ts';
import { draftTimeline, formatTimeline } from '../../src/domain/timeline/timeline.ts';
import { isValid } from '../kit/json-schema.ts';
import { randomTimeline } from '../kit/random-timelines.ts';
import { solid, withClips } from '../kit/wrong-documents.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');
const schema = JSON.parse(schemaText()) as Record<string, unknown>;

test('TML-45 docs/timeline.schema.json is what the shapes print: run node scripts/write-timeline-schema.ts', () => {
  expect(read('docs/timeline.schema.json')).toBe(schemaText());
});

/** Each JSON block of the document for people: a whole timeline, or a clip or list of clips to put into one. */
const shown = [...read('docs/timeline.md').matchAll(/```json\n([\s\S]+?)```/g)].map(([, text = '']) => {
  const written = JSON.parse(text) as { readonly tracks?: unknown; readonly kind?: unknown };
  if (Array.isArray(written)) return { text, document: { tracks: [{ clips: written }] } };
  return { text, document: written.kind === undefined ? written : { tracks: [{ clips: [written] }] } };
});

test('TML-46 every example in docs/timeline.md is taken by the schema and by the parser', () => {
  expect(shown.length).toBeGreaterThan(12);
  for (const { text, document } of shown) {
    expect(isValid(schema, document), text).toBe(true);
    expect(() => draftTimeline(document), text).not.toThrow();
  }
});

/** Timelines in examples; those of other tools have other endings. */
const examples = (folder = 'examples'): readonly string[] =>
  readdirSync(`${root}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return examples(path);
    return entry.name.endsWith('.json') && read(path).includes('"workprint.timeline/') ? [path] : [];
  });

test('TML-46 every timeline in examples is taken by the schema and by the parser', () => {
  expect(existsSync(`${root}/examples`)).toBe(true);
  for (const path of examples()) {
    const written = JSON.parse(read(path)) as { readonly timeline?: unknown; readonly merge?: Record<string, string> };
    // A request to the API holds its timeline in a field.
    const document: unknown = written.timeline ?? written;
    expect(isValid(schema, document), path).toBe(true);
    const options = written.timeline !== undefined && written.merge ? { merge: written.merge } : {};
    expect(() => draftTimeline(document, options), path).not.toThrow();
  }
});

test('TML-46 what the parser gives, printed, is taken by the schema (seed 47)', () => {
  fc.assert(
    fc.property(randomTimeline, (timeline) => {
      expect(isValid(schema, JSON.parse(formatTimeline(timeline)))).toBe(true);
    }),
    { seed: 47, numRuns: 60 },
  );
});

test('TML-46 the schema refuses what it can see is wrong, and takes merge fields for numbers', () => {
  expect(isValid(schema, withClips(solid({ opacity: '{{o}}', duration: '{{d}}', blend: '{{b}}' })))).toBe(true);
  const wrong = [
    {},
    { tracks: [] },
    { fps: 'x', tracks: 3 },
    withClips(solid({ opacity: 2 })),
    withClips(solid({ opacty: 1 })),
    withClips(solid({ duration: 0 })),
    withClips(solid({ duration: '3 weeks' })),
    withClips({ kind: 'vidoe' }),
    withClips({ kind: 'image', duration: 3 }),
    withClips({ kind: 'solid', duration: 3 }),
    withClips(solid({ blend: 'multply' })),
    withClips(solid({ opacity: [] })),
    { width: 8, ...withClips(solid()) },
  ];
  for (const document of wrong) expect(isValid(schema, document), JSON.stringify(document)).toBe(false);
});
