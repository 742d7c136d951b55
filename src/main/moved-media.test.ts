import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { exportTimeline, importAny } from '../domain/interchange/interchange.ts';
import type { Timeline } from '../domain/timeline/timeline.types.ts';
import { replaceMedia } from '../pipeline/render-timeline/media-of.ts';
import { movedMedia } from './moved-media.ts';

const own = (...media: readonly string[]): Timeline =>
  importAny(
    JSON.stringify({
      size: '320x180',
      tracks: [{ kind: 'video', clips: media.map((name) => ({ kind: 'video', media: name, duration: '1s' })) }],
    }),
    'cut.json',
  ).timeline;

const pathsIn = (timeline: Timeline): readonly string[] => {
  const paths: string[] = [];
  replaceMedia(timeline, (media) => {
    if (media.kind === 'file') paths.push(media.path);
    return media;
  });
  return paths;
};

test.each(['workprint', 'otio', 'edl', 'fcpxml'] as const)(
  'ICH-56 %s in another folder names the same files as before',
  (format) => {
    const timeline = own('day 1/boat.mp4', '../sea 50%.mov', '/media/gull.mp4');
    const { text } = exportTimeline(movedMedia(timeline, '/films/salt', '/exports/today/new'), format);
    const again = importAny(text, `cut.${format}`).timeline;
    expect(pathsIn(again).map((path) => resolve('/exports/today/new', path))).toEqual([
      '/films/salt/day 1/boat.mp4',
      '/films/sea 50%.mov',
      '/media/gull.mp4',
    ]);
    const [first] = pathsIn(again);
    expect(first).toBe('../../../films/salt/day 1/boat.mp4');
  },
);

test('ICH-56 what stays in its folder, addresses and paths of Windows stay as they were written', () => {
  const timeline = own('./boat.mp4', 'https://example.org/a.mp4', 'C:\\media\\gull.mp4');
  expect(movedMedia(timeline, '/films', '/films')).toBe(timeline);
  expect(pathsIn(movedMedia(timeline, '/films', '/exports'))).toEqual(['../films/boat.mp4', 'C:\\media\\gull.mp4']);
});

test('ICH-56 references that OpenTimelineIO keeps beside the one in use move too, and keep all they say', () => {
  const reference = (url: string) => ({
    OTIO_SCHEMA: 'ExternalReference.1',
    metadata: { camera: 'A' },
    name: 'boat',
    available_range: null,
    target_url: url,
  });
  const text = JSON.stringify({
    OTIO_SCHEMA: 'Timeline.1',
    name: 'cut',
    tracks: {
      OTIO_SCHEMA: 'Stack.1',
      children: [
        {
          OTIO_SCHEMA: 'Track.1',
          kind: 'Video',
          children: [
            {
              OTIO_SCHEMA: 'Clip.2',
              name: 'boat',
              source_range: {
                OTIO_SCHEMA: 'TimeRange.1',
                start_time: { OTIO_SCHEMA: 'RationalTime.1', rate: 25, value: 0 },
                duration: { OTIO_SCHEMA: 'RationalTime.1', rate: 25, value: 25 },
              },
              active_media_reference_key: 'HIGH',
              media_references: { HIGH: reference('boat%201.mov'), LOW: reference('proxies/boat.mov') },
            },
          ],
        },
      ],
    },
  });
  const moved = movedMedia(importAny(text, 'cut.otio').timeline, '/films', '/exports');
  const written = exportTimeline(moved, 'otio').text;
  const [clip] = (JSON.parse(written) as never as { tracks: { children: { children: never[] }[] } }).tracks.children[0]!
    .children as readonly { media_references: Record<string, object> }[];
  expect(clip!.media_references.HIGH).toMatchObject({ metadata: { camera: 'A' } });
  expect(clip!.media_references.LOW).toMatchObject({ target_url: '../films/proxies/boat.mov' });
  expect(pathsIn(importAny(written, 'cut.otio').timeline)).toEqual(['../films/boat 1.mov']);
});
