/**
 * Measures what the clips of an edit cost the compositor: milliseconds a frame at 1080p, the reading of files not counted.
 * Run: `node bench/compositor-edit.ts`. Medians, single thread.
 */
import { instantiateKernels } from '../src/adapters/kernels/kernels.ts';
import { Compositor, compositorBytes, evaluate, pictureMemoryOf, withDelivery } from '../src/compile/compile.ts';
import { namedMedia } from '../src/compile/random-edit.ts';
import { wholeRate } from '../src/domain/time.ts';
import type { Animated, Timeline, Transition, VideoClip, VideoItem } from '../src/domain/timeline/timeline.types.ts';

const [width, height] = [1920, 1080];

const median = (work: (i: number) => void, rounds = 60): number => {
  const times: number[] = [];
  for (let i = 0; i < rounds + 10; i++) {
    const start = performance.now();
    work(i);
    if (i >= 10) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[rounds >> 1]!;
};

const sourceRange = { startFrame: 0, durationFrames: 300 };
const video = (name: string, over: Partial<VideoClip> = {}): VideoItem => ({
  ...{ kind: 'video', id: name, name, sourceRange, media: namedMedia(name, width, height, false, 600) },
  ...over,
});
const move = (from: number, to: number): Animated => [
  { frame: 0, value: from, easing: 'linear' },
  { frame: 100, value: to, easing: 'linear' },
];
const box = { x: 1200, y: 60, width: 640, height: 360 };
const half = { sourceRange: { startFrame: 0, durationFrames: 40 } };
const change = (type: Transition['type']): readonly VideoItem[] => [
  video('a', half),
  { kind: 'transition', type, inFrames: 20, outFrames: 20 },
  video('b'),
];
const nested: VideoItem = {
  ...{ kind: 'composition', id: 'c', name: 'c', sourceRange, layers: [], opacity: 0.5 },
  tracks: [{ kind: 'video', id: 'n', name: 'n', items: [video('b')] }],
};
const rows: readonly (readonly [string, ...(readonly VideoItem[])[]])[] = [
  ['video that fills the frame', [video('a')]],
  ...(['dissolve', 'push', 'wipe', 'iris', 'zoom'] as const).map(
    (type) => [`${type} of two videos`, change(type)] as const,
  ),
  ['video coming nearer', [video('a', { placement: { scaleX: move(1, 1.3), scaleY: move(1, 1.3) } })]],
  ['picture in picture, still', [video('a')], [video('b', { placement: { box } })]],
  ['picture in picture, moving', [video('a')], [video('b', { placement: { box, x: move(0, -300) } })]],
  ['video turned by five degrees', [video('a', { placement: { rotation: 5 } })]],
  ['video over video, half transparent', [video('a')], [video('b', { opacity: 0.5 })]],
  ['video with alpha over video', [video('a')], [video('b', { media: namedMedia('b', width, height, true, 600) })]],
  ['video over video, screen', [video('a')], [video('b', { blend: 'screen' })]],
  ['colour filter', [video('a', { filters: [{ kind: 'colour', saturation: 0.5 }] })]],
  ['blur of ten pixels', [video('a', { filters: [{ kind: 'blur', radiusPx: 10 }] })]],
  ['chroma key over video', [video('a')], [video('b', { filters: [{ kind: 'chroma-key', colour: '#00ff00' }] })]],
  ['nested stack, half transparent, over video', [video('a')], [nested]],
];
for (const [name, ...tracks] of rows) {
  const timeline: Timeline = withDelivery({
    ...{ schema: 'workprint.timeline/2', name: 'bench', rate: wholeRate(30), width, height },
    ...{ background: '#000000', durationFrames: 300, markers: [] },
    tracks: tracks.map((items, i) => ({ kind: 'video', id: `${i}`, name: '', items })),
  });
  const lists = Array.from({ length: 70 }, (_, i) => evaluate(timeline, 20 + (i % 40)));
  const plan = { width, height, frames: 1, layerBytes: pictureMemoryOf(lists, timeline) };
  const compositor = new Compositor(instantiateKernels(compositorBytes(plan)), plan);
  const frame = (i: number): void => {
    compositor.pin(lists[i]!);
    for (const resource of compositor.missing(lists[i]!)) {
      if (resource.kind !== 'video') throw new Error(`This bench has no ${resource.kind}.`);
      compositor.videoTarget(resource);
      compositor.giveVideo(resource, Math.round(resource.source.timeUs / 1000));
    }
    compositor.compose(lists[i]!, 0);
  };
  console.log(`${name.padEnd(48)} ${median(frame).toFixed(2).padStart(8)} ms`);
}
