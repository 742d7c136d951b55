/**
 * Measures what the preview asks for sixty times a second: `evaluate` of a timeline of 200 clips, and cutting it into segments.
 * Run: `node bench/evaluate.ts`. Medians and 99th percentiles, single thread.
 */
import { evaluate, segmentsOf, withDelivery } from '../src/compile/compile.ts';
import { randomEdit } from '../src/compile/random-edit.ts';
import { wholeRate } from '../src/domain/time.ts';
import type { Timeline } from '../src/domain/timeline/timeline.types.ts';

const milliseconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const print = (name: string, times: readonly number[]): void => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(3).padStart(9);
  console.log(`${name.padEnd(52)} ${at(0.5)} ms ${at(0.99)} ms (p99) ${at(1)} ms (most)`);
};

/** Three tracks of clips of every kind, about 200 with the nested ones left out of the count. */
const edit: Timeline = { ...withDelivery(randomEdit('bench', 67, 1920, 1080)), rate: wholeRate(60) };
const clips = edit.tracks.reduce((sum, { items }) => sum + items.filter(({ kind }) => kind !== 'transition').length, 0);
console.log(`${clips} items, ${edit.durationFrames} frames at 60 a second`);
const frames = Array.from({ length: edit.durationFrames }, (_, i) => i);
for (const frame of frames) evaluate(edit, frame);
print(
  'evaluate, in order',
  frames.map((frame) => milliseconds(() => evaluate(edit, frame))),
);
print(
  'evaluate, anywhere',
  frames.map((frame) => milliseconds(() => evaluate(edit, (frame * 7919) % edit.durationFrames))),
);
print(
  'evaluate, first after an edit (nothing remembered)',
  Array.from({ length: 30 }, (_, i) => {
    const fresh = structuredClone(edit);
    return milliseconds(() => evaluate(fresh, i * 50));
  }),
);
print(
  'delivery and segments, the whole timeline',
  Array.from({ length: 9 }, () => {
    const fresh = structuredClone(edit);
    return milliseconds(() => segmentsOf(withDelivery(fresh)));
  }),
);
