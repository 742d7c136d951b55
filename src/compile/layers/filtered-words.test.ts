import { expect, test } from 'vitest';
import type { Filter, Timeline, VideoItem } from '../../domain/timeline/timeline.types.ts';
import type { LayerDraw } from '../display-list.types.ts';
import { evaluate } from '../evaluate.ts';
import { excerpt } from '../excerpt.ts';
import { randomEdit } from '../random-edit.ts';
import { sampleStyle } from '../random-timeline.ts';
import { scaledTimeline } from '../scale/scaled-timeline.ts';

const blur: Filter = {
  kind: 'blur',
  radiusPx: [
    { frame: 0, value: 0, easing: 'linear' },
    { frame: 20, value: 10, easing: 'linear' },
  ],
};
const range = { sourceRange: { startFrame: 0, durationFrames: 30 } };
const film = (...items: readonly VideoItem[]): Timeline => ({
  ...randomEdit('filtered', 1),
  ...{ width: 64, height: 48, durationFrames: 30, tracks: [{ kind: 'video', id: 'v', name: 'v', items }] },
});
const words = film({
  ...{ kind: 'text', id: 't', name: 't', text: 'two words', style: sampleStyle(48), opacity: 0.5, blend: 'screen' },
  ...{ ...range, filters: [blur] },
});
const only = (timeline: Timeline, frame: number): LayerDraw => evaluate(timeline, frame)[1] as LayerDraw;

test('RND-44 a filtered text is drawn alone, then filtered and blended as one picture; a filter at rest changes nothing', () => {
  const draw = only(words, 10);
  expect(draw).toMatchObject({
    kind: 'layer',
    blend: 'screen',
    opacity: 256,
    filters: [{ kind: 'blur', radiusPx: 5 }],
  });
  expect(draw.source).toMatchObject({ kind: 'group', draws: [{ kind: 'text', opacity: 128, blend: 'normal' }] });
  expect(only(words, 0)).toMatchObject({ kind: 'text', blend: 'screen' });
});

test('RND-44 its filters run on in an excerpt and grow with the frame', () => {
  const part = excerpt(words, { startFrame: 8, durationFrames: 9 });
  for (const frame of [0, 2, 8]) expect(only(part, frame)).toEqual(only(words, frame + 8));
  expect(only(scaledTimeline(words, 96), 10).filters).toMatchObject([{ kind: 'blur', radiusPx: 10 }]);
});

test('RND-44 a filtered solid is a picture of its own', () => {
  const solid = film({
    ...{ kind: 'solid', id: 's', name: 's', colour: '#ff0000' },
    ...range,
    filters: [{ kind: 'invert' }],
  });
  expect(only(solid, 3)).toMatchObject({
    kind: 'layer',
    source: { kind: 'shape' },
    filters: [{ kind: 'invert', amount: 1 }],
  });
});
