import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftTimeline } from '../timeline.ts';
import { timeFromText } from './time-value.ts';

const at30 = { num: 30, den: 1 };
const ntsc = { num: 30000, den: 1001 };

describe('TML-21 times', () => {
  const times: readonly (readonly [string, number])[] = [
    ['45f', 45],
    ['2.5s', 75],
    ['2.5 s', 75],
    ['1500ms', 45],
    ['2m', 3600],
    ['1min', 1800],
    ['1h', 108_000],
    ['0:05', 150],
    ['1:02.5', 1875],
    ['1:02:03.5', 111_705],
    ['00:00:02:15', 75],
    ['01:00:00:00', 108_000],
    ['-1s', -30],
    ['−1s', -30],
  ];
  test.each(times)('TML-21 “%s” at 30 is frame %i', (text, frames) => {
    expect(timeFromText(text, at30)).toEqual({ frames, exact: true });
  });

  test.each([
    '',
    's',
    '2.5',
    '1:60',
    '1:2:3:4:5',
    '00:00:02:30',
    '00:00:02;15',
    '1e3s',
    '2.5f',
    '١s',
    '1s2',
    '0x10',
    '99999999999s',
  ])('TML-21 “%s” is no time at 30', (text) => {
    expect(timeFromText(text, at30)).toBeUndefined();
  });

  test('TML-21 timecode at 29.97 counts 30 a second; drop-frame keeps to the clock (SMPTE ST 12-1)', () => {
    expect(timeFromText('00:01:00:00', ntsc)?.frames).toBe(1800);
    expect(timeFromText('00:00:59;29', ntsc)?.frames).toBe(1799);
    expect(timeFromText('00:01:00;02', ntsc)?.frames).toBe(1800);
    expect(timeFromText('00:01:00;00', ntsc)).toBeUndefined();
    expect(timeFromText('00:10:00;00', ntsc)?.frames).toBe(17_982);
    expect(timeFromText('01:00:00;00', ntsc)?.frames).toBe(107_892);
    expect(timeFromText('01:00:00;00', { num: 60000, den: 1001 })?.frames).toBe(215_784);
    expect(timeFromText('1h', ntsc)).toEqual({ frames: 107_892, exact: false });
  });

  test('TML-21 every millisecond comes to its nearest frame, exactly when there is one (seed 45)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 86_400_000 }),
        fc.constantFrom(at30, ntsc, { num: 24, den: 1 }),
        (ms, rate) => {
          const time = timeFromText(`${ms}ms`, rate);
          const exact = (ms * rate.num) / (rate.den * 1000);
          expect(Math.abs((time?.frames ?? -1) - exact)).toBeLessThanOrEqual(0.5);
          expect(time?.exact).toBe((ms * rate.num) % (rate.den * 1000) === 0);
        },
      ),
      { seed: 45 },
    );
  });
});

test('TML-22 of many times between two frames the first is told, and how many there are', () => {
  const clips = Array.from({ length: 3 }, () => ({ kind: 'solid', colour: 'red', duration: '2s' }));
  const first = {
    path: 'tracks[0].clips[0].duration',
    message: '“2s” is between two frames; frame 60 (2002 ms) is used',
  };
  const notesOf = (count: number) => draftTimeline({ fps: 29.97, tracks: [{ clips: clips.slice(0, count) }] }).notes;
  expect(notesOf(1)).toEqual([first]);
  const also = (others: string) => [
    { ...first, message: `${first.message}; ${others} moved to the nearest frame too` },
  ];
  expect(notesOf(2)).toEqual(also('one more time is'));
  expect(notesOf(3)).toEqual(also('2 more times are'));
});

test('TML-22 a time between two frames is rounded, and that is said with its place', () => {
  const clips = [
    { kind: 'solid', colour: 'red', duration: '2.51s' },
    { kind: 'solid', colour: 'red', duration: '0.5s' },
  ];
  const { notes, tracks } = draftTimeline({ tracks: [{ clips }] });
  expect(tracks[0]?.items[0]).toMatchObject({ length: 75 });
  expect(notes).toEqual([
    { path: 'tracks[0].clips[0].duration', message: '“2.51s” is between two frames; frame 75 (2500 ms) is used' },
  ]);
});
