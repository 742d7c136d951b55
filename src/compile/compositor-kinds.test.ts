import { expect, test } from 'vitest';
import { instantiateKernels } from '../adapters/kernels/kernels.ts';
import { Compositor, type CompositorPlan, compositorBytes } from './compositor.ts';
import { withDelivery } from './delivery.ts';
import { evaluate } from './evaluate.ts';
import { plainKernels } from './kernels/plain/plain.ts';
import { composed, framesOf } from './made-up-pictures.ts';
import { pictureMemoryOf } from './picture-memory.ts';
import { randomEdit } from './random-edit.ts';
import { segmentsOf } from './segments.ts';

const plan = (over: Partial<CompositorPlan> = {}): CompositorPlan => ({
  ...{ width: 64, height: 48, frames: 2, layerBytes: 1 << 22 },
  ...over,
});
const wasmCompositor = (over: Partial<CompositorPlan> = {}): Compositor =>
  new Compositor(instantiateKernels(compositorBytes(plan(over))), plan(over));

const differs = (a: Uint8Array | undefined, b: Uint8Array): boolean => !a || Buffer.compare(a, b) !== 0;

test('RND-7 every kind of clip: segments composed alone give the frames of the whole (seed 42)', () => {
  for (const seed of ['42-a', '42-b', '42-c', '42-d', '42-e', '42-f']) {
    const timeline = withDelivery(randomEdit(seed, 3));
    const whole = framesOf(wasmCompositor(), timeline);
    const parts = segmentsOf(timeline).flatMap((segment) => framesOf(wasmCompositor(), segment.timeline));
    expect({ seed, frame: parts.findIndex((frame, i) => differs(whole[i], frame)) }).toEqual({ seed, frame: -1 });
    // The plan says how much memory the heaviest frame needs, and with just that every frame is the same.
    const lists = whole.map((_, i) => evaluate(timeline, i));
    const small = wasmCompositor({ layerBytes: pictureMemoryOf(lists, timeline) });
    for (let i = 0; i < whole.length; i += 7)
      expect({ seed, i, differs: differs(whole[i], composed(small, lists[i]!)) }).toEqual({ seed, i, differs: false });
  }
});

test('RND-7 every kind of clip: the plain kernels give the same bytes (seed 42)', () => {
  const memory = new Uint8Array(compositorBytes(plan()));
  const plain = new Compositor({ kernels: plainKernels(memory), bytes: () => memory }, plan());
  for (const seed of ['42-a', '42-b']) {
    const timeline = withDelivery(randomEdit(seed, 3));
    const wasm = wasmCompositor();
    for (let i = 0; i < timeline.durationFrames; i += 13) {
      const list = evaluate(timeline, i);
      expect({ seed, i, differs: differs(composed(wasm, list), composed(plain, list)) }).toEqual({
        seed,
        i,
        differs: false,
      });
    }
  }
});
