import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MediaReference, PictureClip, Timeline } from '../../timeline/timeline.types.ts';
import { importAny } from '../interchange.ts';

const text = readFileSync(
  new URL('../../../../test/fixtures/interchange/promo.shotstack.json', import.meta.url),
  'utf8',
);

type Clip = Readonly<Record<string, unknown>>;

const edit = (clip: Clip, more: Clip = {}): string =>
  JSON.stringify({
    timeline: { tracks: [{ clips: [{ start: 0, length: 4, ...clip }] }] },
    output: { format: 'mp4', size: { width: 1000, height: 500 }, fps: 25 },
    ...more,
  });

const only = (source: string, options = {}): PictureClip => {
  const { timeline } = importAny(source, 'edit.json', options);
  return timeline.tracks[0]?.items.find(({ kind }) => kind !== 'gap') as PictureClip;
};

const image = { type: 'image', src: 'https://media.example.org/a.png' };

describe('Shotstack', () => {
  it('ICH-14 the first track is on top', () => {
    const { timeline } = importAny(text, 'promo.json');
    const names = timeline.tracks.filter(({ kind }) => kind === 'video').map(({ name }) => name);
    expect(names).toEqual(['Track 4', 'Track 3', 'Track 2', 'Track 1']);
  });

  it.each([
    ['cover', 'stretch'],
    ['crop', 'cover'],
    ['contain', 'contain'],
    ['none', 'none'],
    [undefined, 'cover'],
  ])('ICH-15 fit “%s” means %s', (fit, meant) => {
    expect(only(edit({ asset: image, ...(fit ? { fit } : {}) }))).toMatchObject({ placement: { fit: meant } });
  });

  it('ICH-16 a scaled picture lies in its corner, moved by parts of the frame with y upwards', () => {
    const logo = only(
      edit({ asset: image, fit: 'contain', scale: 0.2, position: 'topRight', offset: { x: -0.02, y: -0.1 } }),
    );
    expect(logo).toMatchObject({
      placement: { alignX: 1, alignY: 0, anchorX: 1, anchorY: 0, scaleX: 0.2, x: -20, y: 50 },
    });
    // Filling the frame, its box is known: scaled by half about its middle, then a quarter of the frame towards the corner.
    const half = only(edit({ asset: image, scale: 0.5, position: 'bottomRight' }));
    expect(half).toMatchObject({ placement: { fit: 'cover', scaleX: 0.5, x: 250, y: 125 } });
  });

  it('ICH-17 auto follows the clip before, end lasts to the last clip, alias follows another', () => {
    const source = JSON.stringify({
      timeline: {
        tracks: [
          {
            clips: [
              { asset: image, start: 1, length: 'end' },
              { asset: image, start: 'alias://b', length: 'alias://b' },
            ],
          },
          {
            clips: [
              { asset: image, start: 0, length: 2 },
              { asset: image, start: 'auto', length: 3, alias: 'b' },
            ],
          },
        ],
      },
      output: { format: 'mp4', resolution: 'sd', fps: 25 },
    });
    const { timeline } = importAny(source, 'edit.json');
    const placed = timeline.tracks.map((track) => {
      let frame = 0;
      return track.items.flatMap((item) => {
        if (item.kind === 'transition') return [];
        const start = frame;
        frame += item.sourceRange.durationFrames;
        return item.kind === 'gap' ? [] : [[start, frame]];
      });
    });
    expect(placed).toEqual([
      [
        [0, 50],
        [50, 125],
      ],
      [[25, 125]],
      [[50, 125]],
    ]);
  });

  it('ICH-18 merge fields fill texts and numbers; the caller’s values win; unknown ones stay as they are', () => {
    const clip = { asset: { type: 'text', text: 'Hi {{ NAME }}, {{OTHER}}' }, length: '{{ LONG }}' };
    const source = edit(clip, {
      merge: [
        { find: 'NAME', replace: 'Ada' },
        { find: 'LONG', replace: 2 },
      ],
    });
    expect(only(source)).toMatchObject({ text: 'Hi Ada, {{OTHER}}', sourceRange: { durationFrames: 50 } });
    expect(only(source, { merge: { NAME: 'Bo' } })).toMatchObject({ text: 'Hi Bo, {{OTHER}}' });
  });

  it('ICH-19 transitions, effects and tweens are keyframes; a trimmed clip counts them in its own time', () => {
    const video = { type: 'video', src: 'https://media.example.org/a.mp4', trim: 2, volume: 0 };
    const clip = only(edit({ asset: video, effect: 'zoomIn', transition: { in: 'fade', out: 'fadeFast' } }));
    expect(clip).toMatchObject({ sound: 'muted', sourceRange: { startFrame: 50, durationFrames: 100 } });
    expect((clip as { placement: { scaleX: unknown } }).placement.scaleX).toEqual([
      { frame: 50, value: 1, easing: 'linear' },
      { frame: 150, value: 1.3, easing: 'linear' },
    ]);
    const { opacity } = clip as { opacity: readonly { frame: number; value: number }[] };
    expect(opacity.map(({ frame, value }) => [frame, value])).toEqual([
      [50, 0],
      [75, 1],
      [137, 1],
      [150, 0],
    ]);
    const moving = only(
      edit({
        asset: image,
        offset: { x: [{ from: 0, to: 0.5, start: 1, length: 2, interpolation: 'bezier', easing: 'easeInOut' }] },
      }),
    );
    expect(moving).toMatchObject({
      placement: {
        x: [
          { frame: 25, value: 0, easing: 'ease-in-out' },
          { frame: 75, value: 500 },
        ],
      },
    });
  });

  it('ICH-20 a wipe shows a growing part of the finished clip and moves nothing', () => {
    const clip = only(edit({ asset: image, transition: { in: 'wipeLeft' } }));
    expect(clip).toMatchObject({
      kind: 'composition',
      placement: {
        fit: 'none',
        alignX: 1,
        crop: {
          left: [
            { frame: 0, value: 0.999 },
            { frame: 25, value: 0 },
          ],
        },
      },
    });
  });

  it('ICH-21 captions of a named file are drawn once their text is known', () => {
    const source = edit({ asset: { type: 'caption', src: 'https://media.example.org/a.srt', trim: 1 }, length: 10 });
    const asked: MediaReference[] = [];
    expect(() => importAny(source, 'edit.json')).toThrow(/nothing on this timeline/);
    const textOf = (media: MediaReference): string => {
      asked.push(media);
      return '1\n00:00:02,000 --> 00:00:03,000\nHello\n';
    };
    expect(only(source, { textOf })).toMatchObject({ kind: 'captions', cues: [{ from: 25, to: 50, text: 'Hello' }] });
    expect(asked[0]).toEqual({ kind: 'url', url: 'https://media.example.org/a.srt' });
  });

  it('ICH-22 output says size, rate, range, quality and kind; what is not part of a timeline is kept', () => {
    const output = {
      format: 'gif',
      resolution: 'hd',
      aspectRatio: '9:16',
      fps: 29.97,
      range: { start: 1, length: 2 },
      quality: 'high',
      destinations: [],
    };
    const { timeline, losses } = importAny(
      edit({ asset: image }, { output, callback: 'https://app.example.org' }),
      'e.json',
    );
    expect(timeline satisfies Timeline).toMatchObject({
      width: 720,
      height: 1280,
      rate: { num: 30_000, den: 1001 },
      durationFrames: 60,
      output: { format: 'gif', crf: 20 },
    });
    expect(timeline.metadata).toMatchObject({ shotstack: { callback: 'https://app.example.org' } });
    expect(losses.map(({ path }) => path)).toContain('output.destinations');
  });

  it('ICH-49 a chroma key takes out what lies within its threshold in RGB', () => {
    const edit = {
      timeline: {
        tracks: [
          {
            clips: [
              {
                asset: { type: 'video', src: 'g.mp4', chromaKey: { color: '#00b140', threshold: 150, halo: 50 } },
                start: 0,
                length: 1,
              },
            ],
          },
        ],
      },
      output: { format: 'mp4' },
    };
    const { timeline } = importAny(JSON.stringify(edit), 'key.json');
    const [clip] = timeline.tracks[0]?.items ?? [];
    const [filter] = clip?.kind === 'video' ? (clip.filters ?? []) : [];
    if (filter?.kind !== 'chroma-key') throw new Error('there is no key');
    // U and V of pure green lie 61.3 code values from those of the key, and the key 79.8 from grey, of which it may use four fifths.
    const [similarity, softness] = [filter.similarity, filter.softness].map((part) => Number(part) * 255 * Math.SQRT2);
    expect(similarity).toBeGreaterThan(61.4);
    expect((similarity ?? 0) + (softness ?? 0)).toBeLessThanOrEqual(0.8 * 79.9);
  });

  it('ICH-50 mistyped words are all told at once, with what was meant; words that exist are losses at most', () => {
    const clip = (asset: object, rest: object): object => ({ asset, start: 0, length: 1, ...rest });
    const document = (...clips: readonly object[]): string =>
      JSON.stringify({ timeline: { tracks: [{ clips }] }, output: { format: 'mp4', resolution: 'hdd' } });
    const wrong = document(
      clip({ type: 'vidio', src: 'a.mp4' }, {}),
      clip(
        { type: 'image', src: 'a.png' },
        { position: 'topp', transition: { in: 'fadee' }, lenght: 2, length: undefined },
      ),
    );
    const told = (text: string): string => {
      try {
        importAny(text, 'typos.json');
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    const message = told(wrong);
    expect(message).toContain('5 things are wrong');
    expect(message).toMatch(/clips\[0\]\.asset\.type: “vidio” is not known; did you mean “video”\? Use video, image/u);
    expect(message).toMatch(/clips\[1\]\.position: “topp” is not known; did you mean “top”/u);
    expect(message).toMatch(/clips\[1\]\.transition\.in: “fadee” is not known; did you mean “fade”/u);
    expect(message).toMatch(/clips\[1\]\.lenght: is not known here; did you mean “length”/u);
    expect(message).toMatch(/output\.resolution: “hdd” is not known; did you mean “hd”/u);
    const right = {
      timeline: {
        tracks: [{ clips: [clip({ type: 'image', src: 'a.png' }, {}), clip({ type: 'luma', src: 'm.png' }, {})] }],
      },
      output: {},
    };
    expect(importAny(JSON.stringify(right), 'luma.json').losses.map(({ what }) => what)).toContain('asset type “luma”');
  });
});
