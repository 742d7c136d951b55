import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { randomCut } from '../../../../test/kit/random-interchange.ts';
import { exportTimeline, importAny } from '../interchange.ts';

const text = readFileSync(new URL('../../../../test/fixtures/interchange/edit.otio', import.meta.url), 'utf8');

describe('OpenTimelineIO', () => {
  it('ICH-2 keeps infinities and 64-bit integers', () => {
    const out = exportTimeline(importAny(text, 'edit.otio').timeline, 'otio').text;
    for (const word of ['9223372036854775807', '18446744073709551615', '-Infinity', ': Infinity', ': NaN'])
      expect(out).toContain(word);
  });

  it('ICH-3 reads back what it wrote, and writes back what it does not know', () => {
    const first = importAny(text, 'edit.otio');
    const out = exportTimeline(first.timeline, 'otio').text;
    expect(importAny(out, 'edit.otio').timeline).toEqual(first.timeline);
    const document = JSON.parse(out.replace(/(-?Infinity|NaN|\d{19,})/gu, '"$1"')) as Record<string, unknown>;
    expect(document.future_field).toEqual({ kept: true });
    expect(document.global_start_time).toMatchObject({ value: 86400 });
    const [video] = (document.tracks as { children: { metadata: object; children: Record<string, unknown>[] }[] })
      .children;
    expect(video?.metadata).toMatchObject({ lock: true });
    expect(video?.children[0]).toMatchObject({
      metadata: { cdl: { sat: 1.1 } },
      source_range: { start_time: { value: 86448 }, duration: { value: 100 } },
      media_references: { proxy: { target_url: 'proxies/A001_C002.mp4' } },
    });
    expect(video?.children[0]?.effects).toMatchObject([{ time_scalar: 0.5 }, { effect_name: 'com.vendor.glow' }]);
    expect(video?.children.at(-1)).toMatchObject({ OTIO_SCHEMA: 'VendorThing.7', name: 'mystery' });
  });

  it('ICH-11 converts other rates exactly: 48,048 samples are 24 frames at 23.976', () => {
    const { timeline } = importAny(text, 'edit.otio');
    const sound = timeline.tracks.find(({ kind }) => kind === 'audio');
    expect(timeline.rate).toEqual({ num: 24_000, den: 1001 });
    expect(sound?.items[0]).toMatchObject({ kind: 'gap', sourceRange: { durationFrames: 24 } });
    expect(sound?.items[1]).toMatchObject({ kind: 'audio', sourceRange: { startFrame: 0, durationFrames: 96 } });
  });

  it('ICH-12 material begins where the reference says; markers lie where the clip puts them', () => {
    const { timeline } = importAny(text, 'edit.otio');
    expect(timeline.tracks[0]?.items[0]).toMatchObject({
      sourceRange: { startFrame: 48, durationFrames: 100 },
      speed: 0.5,
    });
    expect(timeline.markers.map(({ name, frame }) => [name, frame])).toEqual([
      ['chapter 1', 12],
      ['look here', 10],
    ]);
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'ICH-13 a made-up cut comes back as it was (seed %i)',
    (seed) => {
      const timeline = randomCut(seed, [1, 1, 2, 0.5, -1, 0, 1.25]);
      const { text: out } = exportTimeline(timeline, 'otio');
      const back = importAny(out, 'cut.otio').timeline;
      const plain = JSON.parse(
        JSON.stringify(back, (key, value) => (key === 'metadata' ? undefined : value)),
      ) as object;
      expect(plain).toEqual(timeline);
    },
  );

  it('ICH-3 reads the names of early versions: Sequence, Filler, Clip.1', () => {
    const time = (value: number) => ({ OTIO_SCHEMA: 'RationalTime.1', rate: 24, value });
    const source_range = { OTIO_SCHEMA: 'TimeRange.1', start_time: time(0), duration: time(50) };
    const clip = {
      OTIO_SCHEMA: 'Clip.1',
      name: 'C',
      source_range,
      media_reference: { OTIO_SCHEMA: 'ExternalReference.1', target_url: 'a.mov' },
    };
    const children = [{ OTIO_SCHEMA: 'Filler.1', source_range }, clip];
    const tracks = { OTIO_SCHEMA: 'Stack.1', children: [{ OTIO_SCHEMA: 'Sequence.1', kind: 'Video', children }] };
    const { timeline } = importAny(JSON.stringify({ OTIO_SCHEMA: 'Timeline.1', name: 'old', tracks }), 'old.otio');
    expect(timeline.tracks[0]?.items).toMatchObject([{ kind: 'gap' }, { kind: 'video', media: { path: 'a.mov' } }]);
  });

  it('ICH-12 markers of a track lie at their frame, and go back to their track', () => {
    const range = (start: number, duration: number): object => ({
      OTIO_SCHEMA: 'TimeRange.1',
      start_time: { OTIO_SCHEMA: 'RationalTime.1', rate: 24, value: start },
      duration: { OTIO_SCHEMA: 'RationalTime.1', rate: 24, value: duration },
    });
    const document = {
      OTIO_SCHEMA: 'Track.1',
      kind: 'Video',
      name: 'V1',
      markers: [{ OTIO_SCHEMA: 'Marker.2', name: 'here', color: 'RED', marked_range: range(10, 1) }],
      children: [{ OTIO_SCHEMA: 'Clip.1', name: 'a', source_range: range(0, 48) }],
    };
    const { timeline } = importAny(JSON.stringify(document), 'track.otio');
    expect(timeline.markers).toMatchObject([{ frame: 10, name: 'here' }]);
    const { text: out } = exportTimeline(timeline, 'otio');
    const back = JSON.parse(out) as { tracks: { children: { markers: unknown[] }[] } };
    expect(back.tracks.children[0]?.markers).toMatchObject([{ name: 'here' }]);
    expect(importAny(out, 'track.otio').timeline.markers).toEqual(timeline.markers);
  });

  it('ICH-48 a relative URL is read in percent code, written back as it was, and a percent sign of a name survives', () => {
    const url = "my%20'clip'%20%F0%9F%8E%AC%20tr%C3%A8s.mp4";
    const document = (target: string): string =>
      JSON.stringify({
        OTIO_SCHEMA: 'Clip.1',
        name: 'B',
        source_range: {
          OTIO_SCHEMA: 'TimeRange.1',
          start_time: { OTIO_SCHEMA: 'RationalTime.1', rate: 24, value: 0 },
          duration: { OTIO_SCHEMA: 'RationalTime.1', rate: 24, value: 24 },
        },
        media_reference: { OTIO_SCHEMA: 'ExternalReference.1', target_url: target },
      });
    const { timeline } = importAny(document(url), 'b.otio');
    expect(timeline.tracks[0]?.items[0]).toMatchObject({ media: { path: "my 'clip' 🎬 très.mp4" } });
    expect(exportTimeline(timeline, 'otio').text).toContain(url);
    const odd = importAny(document('50%2520.mp4'), 'b.otio').timeline;
    expect(odd.tracks[0]?.items[0]).toMatchObject({ media: { path: '50%20.mp4' } });
    const back = importAny(exportTimeline(odd, 'fcpxml').text, 'b.fcpxml').timeline;
    expect(back.tracks[0]?.items[0]).toMatchObject({ media: { path: '50%20.mp4' } });
  });
});
