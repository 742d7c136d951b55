import { describe, expect, it } from 'vitest';
import type { Metadata, Timeline } from '../timeline/timeline.types.ts';
import { exportTimeline, importAny } from './interchange.ts';

const time = (value: number, rate: number): object => ({ OTIO_SCHEMA: 'RationalTime.1', rate, value });
const range = (start: number, duration: number, rate: number): object => ({
  OTIO_SCHEMA: 'TimeRange.1',
  start_time: time(start, rate),
  duration: time(duration, rate),
});

/** A timeline from 01:00:00:00 at 24; its material begins at 90 000 frames of 25 (an hour), and at a minute past it. */
const source = JSON.stringify({
  OTIO_SCHEMA: 'Timeline.1',
  name: 'Codes',
  global_start_time: time(86_400, 24),
  tracks: {
    OTIO_SCHEMA: 'Stack.1',
    children: [
      {
        OTIO_SCHEMA: 'Track.1',
        kind: 'Video',
        children: [
          ['a.mp4', range(90_050, 50, 25), range(90_000, 150, 25)],
          ['b.mp4', range(87_900, 24, 24), range(87_840, 96, 24)],
        ].map(([url, used, available]) => ({
          OTIO_SCHEMA: 'Clip.2',
          name: url,
          source_range: used,
          media_references: {
            DEFAULT_MEDIA: { OTIO_SCHEMA: 'ExternalReference.1', target_url: url, available_range: available },
          },
        })),
      },
    ],
  },
});

/** What no format may lose on its way. */
const codesOf = (timeline: Timeline): unknown => ({
  start: timeline.metadata?.startTimecodeFrames,
  clips: timeline.tracks[0]?.items.map((item) => {
    const { startFrame, durationFrames } =
      item.kind === 'transition' ? { startFrame: -1, durationFrames: -1 } : item.sourceRange;
    const { mediaStartFrames } = ('metadata' in item ? (item.metadata ?? {}) : {}) as Metadata;
    return [startFrame, durationFrames, mediaStartFrames];
  }),
});

describe('timecodes', () => {
  const { timeline } = importAny(source, 'codes.otio');
  const expected = {
    start: 86_400,
    clips: [
      [48, 48, 86_400],
      [60, 24, 87_840],
    ],
  };

  it('ICH-47 the start of a timeline and of its material is read, whatever rate it counts in', () => {
    expect(codesOf(timeline)).toEqual(expected);
  });

  it.each([
    ['edl', 'fcpxml', 'otio'],
    ['fcpxml', 'edl', 'otio'],
    ['otio', 'fcpxml', 'edl'],
    ['edl', 'otio', 'fcpxml'],
  ] as const)('ICH-47 timecodes survive the way through %s, %s and %s', (...formats) => {
    let passed = timeline;
    for (const format of formats) {
      passed = importAny(exportTimeline(passed, format).text, `codes.${format}`).timeline;
      expect(codesOf(passed)).toEqual(expected);
    }
  });

  it('ICH-47 they are written in the words of each format', () => {
    const edl = exportTimeline(timeline, 'edl').text;
    expect(edl).toContain('01:00:02:00 01:00:04:00 01:00:00:00 01:00:02:00');
    expect(edl).toContain('* MEDIA START: 01:01:00:00');
    const { timeline: listed } = importAny(edl, 'codes.edl');
    const fcpxml = exportTimeline(listed, 'fcpxml').text;
    expect(fcpxml).toContain('tcStart="3600s"');
    expect(fcpxml).toMatch(/<asset [^>]*start="3600s"/u);
    const otio = JSON.parse(exportTimeline(listed, 'otio').text) as { global_start_time: unknown };
    expect(otio.global_start_time).toMatchObject({ value: 86_400, rate: 24 });
  });

  it('ICH-47 a drop-frame list stays one through FCPXML, and one that is not, not', () => {
    for (const [fcm, mark] of [
      ['DROP FRAME', ';'],
      ['NON-DROP FRAME', ':'],
    ] as const) {
      const at = (hour: string, second: string): string => `${hour}:00:${second}${mark}00`;
      const list = `TITLE: D\nFCM: ${fcm}\n* FRAME RATE: 30000/1001\n001  AX  V  C  ${at('00', '00')} ${at('00', '02')} ${at('01', '00')} ${at('01', '02')}\n`;
      const through = importAny(exportTimeline(importAny(list, 'd.edl').timeline, 'fcpxml').text, 'd.fcpxml').timeline;
      expect(exportTimeline(through, 'edl').text).toContain(`${at('01', '00')} ${at('01', '02')}`);
    }
  });

  it('ICH-47 captions, which count from 0, say what they lose', () => {
    const { losses } = exportTimeline(timeline, 'srt');
    expect(losses).toContainEqual(expect.objectContaining({ how: 'dropped', what: 'the timecode of the first frame' }));
  });
});
