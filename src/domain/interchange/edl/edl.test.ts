import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { randomCut } from '../../../../test/kit/random-interchange.ts';
import type { Rate } from '../../time.ts';
import { exportTimeline, importAny } from '../interchange.ts';
import { framesFromTimecode, timecodeFromFrames } from '../shared/timecode.ts';

const text = readFileSync(new URL('../../../../test/fixtures/interchange/reel.edl', import.meta.url), 'utf8');
const ntsc30: Rate = { num: 30_000, den: 1001 };

describe('timecode', () => {
  it('ICH-28 drop-frame skips two numbers a minute but each tenth (SMPTE ST 12-1)', () => {
    expect(framesFromTimecode('00:01:00;02', ntsc30, true)).toBe(1800);
    expect(framesFromTimecode('00:10:00;00', ntsc30, true)).toBe(17_982);
    expect(framesFromTimecode('01:00:00;00', ntsc30, true)).toBe(107_892);
    expect(framesFromTimecode('00:01:00;01', ntsc30, true)).toMatch(/does not exist/);
    expect(framesFromTimecode('01:00:00;00', { num: 60_000, den: 1001 }, true)).toBe(215_784);
    expect(timecodeFromFrames(17_981, ntsc30, true)).toBe('00:09:59;29');
  });

  it('ICH-28 every frame of an hour has its own timecode and back', () => {
    for (let frame = 0; frame < 107_892; frame += 7) {
      expect(framesFromTimecode(timecodeFromFrames(frame, ntsc30, true), ntsc30, true)).toBe(frame);
      expect(
        framesFromTimecode(
          timecodeFromFrames(frame, { num: 24_000, den: 1001 }, false),
          { num: 24_000, den: 1001 },
          false,
        ),
      ).toBe(frame);
    }
  });
});

describe('EDL', () => {
  it('ICH-29 cuts, dissolves, speeds, black and wipes lie on their frames', () => {
    const { timeline } = importAny(text, 'reel.edl');
    expect(timeline).toMatchObject({
      name: 'HARBOUR ROUGH CUT',
      rate: ntsc30,
      markers: [{ frame: 240, name: 'FOAM', colour: '#00ff00' }],
    });
    expect(timeline.tracks[0]?.items).toMatchObject([
      {
        kind: 'video',
        name: 'boat.mov',
        media: { path: '/media/day 1/boat.mov' },
        sourceRange: { startFrame: 1750, durationFrames: 92 },
      },
      { kind: 'transition', type: 'dissolve', inFrames: 0, outFrames: 24 },
      { kind: 'video', name: 'gulls.mov', sourceRange: { startFrame: 300, durationFrames: 120 } },
      { kind: 'video', name: 'waves.mov', speed: 2, sourceRange: { durationFrames: 60 } },
      { kind: 'gap' },
      { kind: 'transition', type: 'wipe', direction: 'right', outFrames: 15 },
      { kind: 'image', name: 'sunset.png' },
    ]);
    expect(timeline.tracks.map(({ name }) => name)).toEqual(['V', 'A1']);
  });

  it('ICH-30 comments and the hour of the recording are written back', () => {
    const out = exportTimeline(importAny(text, 'reel.edl').timeline, 'edl').text;
    expect(out).toContain('* COMMENT: LOVELY LIGHT');
    expect(out).toContain('00:00:10;00 00:00:14;00 01:00:03;02 01:00:07;02');
    expect(out).toContain('FCM: DROP FRAME');
  });

  it('ICH-46 the channels of one event are one sound, heard once, and written back', () => {
    const list =
      'TITLE: AAV\nFCM: NON-DROP FRAME\n001  AX  AA/V  C  00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00\n* FROM CLIP NAME: a.mp4\n002  AX  A2  C  00:00:00:00 00:00:01:00 01:00:02:00 01:00:03:00\n* FROM CLIP NAME: b.wav\n';
    const { timeline, losses } = importAny(list, 'aav.edl');
    expect(timeline.tracks).toMatchObject([
      { name: 'V', items: [{ kind: 'video', sound: 'muted' }] },
      { name: 'A1', items: [{ kind: 'audio', gainDb: 0, sourceRange: { durationFrames: 48 } }] },
      { name: 'A2', items: [{ kind: 'gap' }, { kind: 'audio', name: 'b.wav' }] },
    ]);
    expect(losses.map(({ what }) => what)).toContain('channels A1 and A2');
    expect(exportTimeline(timeline, 'edl').text).toMatch(/^\d{3} {2}AX +AA +C/mu);
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'ICH-31 a made-up cut comes back as it was (seed %i)',
    (seed) => {
      const timeline = randomCut(seed, [1, 1, 2, 0.5, -1, 0]);
      const { text: out } = exportTimeline(timeline, 'edl');
      const { timeline: back } = importAny(out, 'cut.edl');
      const plain = (items: readonly object[]): unknown =>
        items.map((item) => JSON.parse(JSON.stringify({ ...item, id: undefined, metadata: undefined })) as object);
      expect(back.rate).toEqual(timeline.rate);
      expect(back.durationFrames).toBe(timeline.durationFrames);
      expect(back.tracks.map(({ items }) => plain(items))).toEqual(timeline.tracks.map(({ items }) => plain(items)));
    },
  );
});
