import { expect, test } from 'vitest';
import type {
  ImageClip,
  Placement,
  ShapeClip,
  Timeline,
  VideoClip,
  VideoItem,
} from '../domain/timeline/timeline.types.ts';
import { withDelivery } from './delivery.ts';
import type { LayerDraw, TextDraw } from './display-list.types.ts';
import { evaluate } from './evaluate.ts';
import { namedMedia, randomEdit } from './random-edit.ts';
import { sampleStyle } from './random-timeline.ts';

const base = { id: 'c', name: 'c', sourceRange: { startFrame: 0, durationFrames: 50 } };
const video = (width: number, height: number, placement?: Placement): VideoClip => ({
  ...{ ...base, kind: 'video', media: namedMedia('m', width, height, false, 99) },
  ...(placement && { placement }),
});
const timeline = (...items: readonly VideoItem[]): Timeline => ({
  ...{ ...randomEdit('d', 1), width: 1920, height: 1080, durationFrames: 50 },
  tracks: [{ kind: 'video', id: 'v', name: 'v', items }],
});
const deliveredOf = (item: VideoItem): readonly number[] | undefined => {
  const [track] = withDelivery(timeline(item)).tracks;
  const { compiled } = track!.items[0] as VideoClip;
  return compiled?.delivered && [compiled.delivered.width, compiled.delivered.height];
};
const zoom = (from: number, to: number) => {
  const keys = [
    { frame: 0, value: from, easing: 'linear' as const },
    { frame: 50, value: to, easing: 'linear' as const },
  ];
  return { scaleX: keys, scaleY: keys };
};

test('RND-32 a picture that stands still is delivered in the size it is shown in, even, never larger than it is', () => {
  expect(deliveredOf(video(3840, 2160))).toEqual([1920, 1080]);
  expect(deliveredOf(video(1440, 1080))).toEqual([1440, 1080]);
  expect(deliveredOf(video(640, 360))).toEqual([640, 360]);
  expect(deliveredOf(video(4000, 3000))).toEqual([1440, 1080]);
  expect(deliveredOf(video(4000, 3000, { fit: 'cover' }))).toEqual([1920, 1440]);
  expect(deliveredOf(video(641, 361, { fit: 'none' }))).toEqual([642, 362]);
  expect(deliveredOf(video(3840, 2160, { scaleX: 0.25, scaleY: 0.25, rotation: 12 }))).toEqual([480, 270]);
  expect(deliveredOf(video(1000, 4000, { fit: 'stretch' }))).toEqual([1000, 1080]);
  expect(deliveredOf(video(4000, 2000, { crop: { left: 0.5 }, box: { x: 0, y: 0, width: 500, height: 500 } }))).toEqual(
    [1000, 500],
  );
});

test('RND-32 a picture that moves in scale is delivered in the largest size it is shown in', () => {
  expect(deliveredOf(video(3840, 2160, zoom(0.5, 1)))).toEqual([1920, 1080]);
  expect(deliveredOf(video(3840, 2160, zoom(1, 1.5)))).toEqual([2880, 1620]);
  expect(deliveredOf(video(3840, 2160, zoom(1, 3)))).toEqual([3840, 2160]);
  const image: ImageClip = {
    ...base,
    kind: 'image',
    media: namedMedia('i', 20_000, 20_000, true, 1),
    placement: { fit: 'none' },
  };
  expect(deliveredOf(image)).toEqual([10_000, 10_000]);
});

test('RND-32 what is delivered in the size it is shown in lies on the frame pixel by pixel', () => {
  for (const item of [
    video(3840, 2160),
    video(4000, 3000, { fit: 'cover' }),
    video(2560, 1068),
    video(4096, 1716, { box: { x: 31, y: 17, width: 854, height: 480 } }),
  ]) {
    const draw = evaluate(withDelivery(timeline(item)), 3)[1] as LayerDraw;
    expect([draw.scaleX, draw.scaleY].map((scale) => Math.round(scale * 65536))).toEqual([65536, 65536]);
    const { x, y } = draw.crop ?? { x: 0, y: 0 };
    for (const offset of [draw.x - draw.anchorX + x, draw.y - draw.anchorY + y])
      expect(offset).toBeCloseTo(Math.round(offset), 6);
  }
});

test('RND-32 a shape is drawn as large as it is shown, so that its edges stay sharp', () => {
  const shape: ShapeClip = { ...base, kind: 'shape', shape: { kind: 'ellipse', width: 100, height: 50 }, fill: '#fff' };
  const large = { ...shape, placement: { scaleX: 4, scaleY: 4 } };
  const draw = evaluate(withDelivery(timeline(large)), 0)[1] as LayerDraw;
  expect([draw.width, draw.height, draw.scaleX, draw.scaleY]).toEqual([400, 200, 1, 1]);
  expect(draw.source).toMatchObject({ shape: { width: 400, height: 200 } });
});

test('RND-32 a text that is enlarged is set as large as it is shown, in the same place', () => {
  const style = { ...sampleStyle(1080), boxX: 100, boxY: 200, boxWidth: 300, boxHeight: 100 };
  const text: VideoItem = {
    ...base,
    kind: 'text',
    text: 'large',
    style,
    opacity: 1,
    placement: { scaleX: 3, scaleY: 3, x: 5 },
  };
  const draw = evaluate(withDelivery(timeline(text)), 0)[1] as TextDraw;
  expect(draw.style).toMatchObject({ sizePx: style.sizePx * 3, boxX: -200, boxY: 100, boxWidth: 900, boxHeight: 300 });
  expect(draw.move).toMatchObject({ x: 5, y: 0, scaleX: 1, scaleY: 1, anchorX: 250, anchorY: 250 });
  const growing = { ...text, placement: zoom(1, 2) } as VideoItem;
  const half = evaluate(withDelivery(timeline(growing)), 25)[1] as TextDraw;
  expect([half.style.sizePx, half.move?.scaleX]).toEqual([style.sizePx * 2, 0.75]);
});

test('RND-32 deciding again changes nothing, and nothing else of the document changes (seed 42)', () => {
  const edit = randomEdit('42', 5);
  const once = withDelivery(edit);
  expect(withDelivery(once)).toEqual(once);
  const plain = (timeline: Timeline): unknown =>
    JSON.parse(JSON.stringify(timeline, (key, value: unknown) => (key === 'compiled' ? undefined : value)));
  expect(plain(once)).toEqual(plain(edit));
});
