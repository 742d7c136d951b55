import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { randomCut } from '../../../../test/kit/random-interchange.ts';
import { exportTimeline, importAny } from '../interchange.ts';
import { framesOfSeconds } from '../shared/rational.ts';
import { secondsOf } from './fcpxml-time.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../../test/fixtures/interchange/${name}`, import.meta.url), 'utf8');

describe('FCPXML', () => {
  it('ICH-32 rational seconds are exact at every NTSC rate', () => {
    const rate = { num: 30_000, den: 1001 };
    expect(framesOfSeconds(secondsOf('1001/30000s')!, rate)).toEqual({ frames: 1, exact: true });
    expect(framesOfSeconds(secondsOf('107999892/30000s')!, rate)).toEqual({ frames: 107_892, exact: true });
    expect(secondsOf('1/0s')).toBeUndefined();
  });

  it('ICH-33 main line, lanes, offsets in their parent’s time, starts after the asset’s own', () => {
    const { timeline } = importAny(fixture('harbour.fcpxml'), 'harbour.fcpxml');
    const [main, lane, captions, sound] = timeline.tracks;
    expect(main?.items).toMatchObject([
      {
        kind: 'video',
        name: 'boat',
        sourceRange: { startFrame: 30, durationFrames: 90 },
        media: { path: '/Volumes/Media/day 1/boat.mov' },
      },
      { kind: 'transition', type: 'dissolve', inFrames: 10, outFrames: 10 },
      {
        kind: 'video',
        name: 'slow boat',
        speed: 0.5,
        sourceRange: { startFrame: 60, durationFrames: 60 },
        sound: 'muted',
      },
      { kind: 'gap', sourceRange: { durationFrames: 30 } },
      { kind: 'composition', name: 'Compound', sourceRange: { startFrame: 0, durationFrames: 60 } },
    ]);
    expect(lane?.items).toMatchObject([
      { kind: 'gap', sourceRange: { durationFrames: 15 } },
      { kind: 'text', text: 'Hello & welcome', style: { colour: '#ffcc00', fontWeight: 700, sizePx: 60 } },
      { kind: 'gap', sourceRange: { durationFrames: 115 } },
      { kind: 'image', placement: { fit: 'cover' } },
    ]);
    expect(captions?.items).toMatchObject([{ kind: 'captions', cues: [{ from: 150, to: 180, text: 'A caption' }] }]);
    expect(sound?.items).toMatchObject([
      { kind: 'audio', gainDb: -12, sourceRange: { startFrame: 0, durationFrames: 150 } },
    ]);
    expect(timeline.markers).toMatchObject([{ frame: 2, name: 'look', comment: 'gull' }]);
  });

  it('ICH-34 positions count in hundredths of the height with y upwards, angles counter-clockwise', () => {
    const { timeline } = importAny(fixture('harbour.fcpxml'), 'harbour.fcpxml');
    expect(timeline.tracks[0]?.items[0]).toMatchObject({
      placement: { x: 108, y: 54, scaleX: 0.5, scaleY: 0.5, rotation: -15, crop: { left: 0.028125, top: 0.1 } },
      opacity: 0.8,
      sound: { gainDb: -6 },
    });
  });

  it('ICH-35 unknown elements and the times of material are written back', () => {
    const out = exportTimeline(importAny(fixture('harbour.fcpxml'), 'harbour.fcpxml').timeline, 'fcpxml').text;
    expect(out).toContain('<filter-video name="Gaussian Blur" ref="r7">');
    expect(out).toContain('<effect id="r7" name="Gaussian Blur" uid="FFGaussianBlur"/>');
    expect(out).toContain('<note>check focus</note>');
    expect(out).toMatch(/<asset id="workprint-asset-\d" name="boat\.mov" start="8999991\/2500s"/);
    expect(out).toMatch(/tcStart="8999991\/2500s"/);
  });

  it('ICH-55 the look of captions, their highlight and the times of their words come back', () => {
    const own = {
      size: '640x360',
      fps: 30,
      tracks: [
        {
          clips: [
            {
              kind: 'captions',
              duration: '2s',
              cues: [
                {
                  from: 0,
                  to: '2s',
                  text: 'One two\nthree',
                  words: [
                    { from: 0, to: '0.5s', text: 'One' },
                    { from: '0.5s', to: '1s', text: 'two' },
                    { from: '1s', to: '2s', text: 'three' },
                  ],
                },
              ],
              highlight: { mode: 'fill', color: 'gold' },
              style: { size: 70, verticalAlign: 'middle' },
            },
          ],
        },
      ],
    };
    const { timeline } = importAny(JSON.stringify(own), 'own.json');
    const there = exportTimeline(timeline, 'fcpxml');
    expect(there.losses).toContainEqual(expect.objectContaining({ how: 'kept in metadata' }));
    const back = importAny(there.text, 'own.fcpxml').timeline;
    const lookOf = ({ tracks }: typeof timeline): unknown =>
      tracks.flatMap(({ items }) =>
        items.flatMap((item) => (item.kind === 'captions' ? [[item.cues, item.style, item.highlight]] : [])),
      );
    expect(lookOf(back)).toEqual(lookOf(timeline));
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'ICH-36 a made-up cut comes back as it was (seed %i)',
    (seed) => {
      const timeline = randomCut(seed, [1, 1, 2, 0.5, -1, 0, 1.25]);
      const back = importAny(exportTimeline(timeline, 'fcpxml').text, 'cut.fcpxml').timeline;
      expect([back.rate, back.durationFrames]).toEqual([timeline.rate, timeline.durationFrames]);
      expect(plain(back.tracks[0]?.items)).toEqual(
        plain(filled(timeline.tracks[0]?.items ?? [], timeline.durationFrames)),
      );
      expect(plain(back.tracks[1]?.items)).toEqual(plain(timeline.tracks[1]?.items));
    },
  );
});

const plain = (items: readonly unknown[] | undefined): unknown =>
  items?.map((item) => JSON.parse(JSON.stringify({ ...(item as object), metadata: undefined })) as object);

/** The main line is as long as the timeline. */
const filled = (items: readonly { kind: string }[], frames: number): readonly unknown[] => {
  const used = items.reduce(
    (sum, item) =>
      sum +
      ('sourceRange' in item
        ? (item as unknown as { sourceRange: { durationFrames: number } }).sourceRange.durationFrames
        : 0),
    0,
  );
  return used < frames
    ? [...items, { kind: 'gap', sourceRange: { startFrame: 0, durationFrames: frames - used } }]
    : items;
};

describe('Final Cut Pro 7 XML', () => {
  it('ICH-37 cuts lie in the middle of their transitions; moves, levels and speeds are read', () => {
    const { timeline } = importAny(fixture('cut.xml'), 'cut.xml');
    expect(timeline).toMatchObject({ name: 'Cut 1', rate: { num: 24_000, den: 1001 }, width: 1280, height: 720 });
    expect(timeline.tracks[0]?.items).toMatchObject([
      {
        kind: 'video',
        media: { path: '/media/day 1/boat.mov' },
        sourceRange: { startFrame: 48, durationFrames: 100 },
        placement: {
          x: 128,
          y: -36,
          rotation: 5,
          scaleX: [
            { frame: 48, value: 1 },
            { frame: 96, value: 1.2 },
          ],
        },
      },
      { kind: 'transition', type: 'dissolve', inFrames: 12, outFrames: 12 },
      { kind: 'video', speed: 0.5, opacity: 0.75, sourceRange: { startFrame: 16, durationFrames: 80 } },
    ]);
    expect(timeline.tracks[1]?.items).toMatchObject([{ kind: 'gap' }, { kind: 'text', text: 'Harbour & sea' }]);
  });

  it('ICH-38 the two channels of a sound are heard once', () => {
    const { timeline, losses } = importAny(fixture('cut.xml'), 'cut.xml');
    const sounds = timeline.tracks
      .filter(({ kind }) => kind === 'audio')
      .flatMap(({ items }) => items.filter(({ kind }) => kind === 'audio'));
    expect(sounds).toMatchObject([{ gainDb: -6.021, sourceRange: { startFrame: 48, durationFrames: 100 } }]);
    expect(losses.map(({ what }) => what)).toContain('a channel on a track of its own');
  });
});
