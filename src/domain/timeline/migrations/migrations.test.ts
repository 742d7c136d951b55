/** Documents of earlier and later versions. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { problemsOf, solid, withClips } from '../../../../test/kit/wrong-documents.ts';
import { formatTimeline, parseTimeline } from '../timeline.ts';

const film = (): Record<string, unknown> =>
  JSON.parse(
    readFileSync(new URL('../../../../test/fixtures/timelines/film-of-version-1.json', import.meta.url), 'utf8'),
  );

test('TML-39 a film’s document of version 1 reads as it is, its version and the colour of its markers apart', () => {
  const document = film();
  const timeline = parseTimeline(document, { accept: { blobs: true } });
  const markers = (document.markers as readonly object[]).map((marker) => ({ ...marker, colour: '#f4b572' }));
  expect(timeline).toEqual({ ...document, schema: 'workprint.timeline/2', markers });
  expect(parseTimeline(JSON.parse(formatTimeline(timeline)), { accept: { blobs: true } })).toEqual(timeline);
});

test('TML-39 without a version a document is of this one; later and unknown ones are refused by name', () => {
  expect(parseTimeline(withClips(solid())).schema).toBe('workprint.timeline/2');
  const refused = (schema: unknown): readonly string[] => problemsOf({ schema, ...withClips(solid()) });
  expect(refused('workprint.timeline/3')).toEqual([
    'schema: “workprint.timeline/3” is newer than this Workprint, which reads up to “workprint.timeline/2”; update Workprint',
  ]);
  expect(refused('constructor')).toEqual(['schema: “constructor” is not known; use “workprint.timeline/2”']);
  expect(refused(2)).toEqual(['schema: is no text; use "workprint.timeline/2"']);
});
