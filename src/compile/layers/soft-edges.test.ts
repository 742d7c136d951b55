import { expect, test } from 'vitest';
import { instantiateKernels } from '../../adapters/kernels/kernels.ts';
import { Compositor, compositorBytes } from '../compositor.ts';
import type { DrawnFilter, LayerDraw } from '../display-list.types.ts';
import { groupDraw } from '../group-draw.ts';
import { withSoftEdges } from './soft-edges.ts';

const frame = { width: 64, height: 48 };
const plan = { ...frame, frames: 1, layerBytes: 1 << 22 };

/** A white picture in the middle of the frame, opaque in every pixel although it may have alpha. */
const white = (width: number, height: number, scale: number, filters: readonly DrawnFilter[] = []): LayerDraw =>
  groupDraw(frame, [], {
    source: { kind: 'image', media: { kind: 'file', path: 'white' } },
    ...{ width, height, filters, scaleX: scale, scaleY: scale },
    ...{ x: 32, y: 24, anchorX: width / 2, anchorY: height / 2 },
  });

/** Luma of the frame at a row, with this draw over black. */
const lumaOf = (draw: LayerDraw, width: number, height: number, row = 24): readonly number[] => {
  const compositor = new Compositor(instantiateKernels(compositorBytes(plan)), plan);
  const list = [{ kind: 'fill', colour: '#000000', weight: 256 }, draw] as const;
  compositor.pin(list);
  for (const resource of compositor.missing(list))
    if (resource.kind === 'image')
      compositor.giveImage(resource, { width, height, rgba: new Uint8Array(width * height * 4).fill(255) });
  compositor.compose(list, 0);
  return [...compositor.frame(0).slice(row * frame.width, (row + 1) * frame.width)];
};

const blur = { kind: 'blur', radiusPx: 2 } as const;

test('KRN-26 a blurred picture with alpha fades out beyond where it ended, as far as the blur reaches', () => {
  const draw = white(12, 8, 2, [blur]);
  // The picture ends at columns 20 and 44; without help the blur stops there.
  expect(lumaOf(draw, 12, 8)[46]).toBe(16);
  const soft = lumaOf(withSoftEdges(draw, frame, 2), 12, 8);
  expect(soft[32]).toBeGreaterThan(220);
  expect(soft[46]).toBeGreaterThan(50);
  expect(soft[44]! + soft[43]!).toBeGreaterThan(220);
  expect(soft[62]).toBe(16);
  for (let x = 33; x < 64; x++) expect(soft[x]!).toBeLessThanOrEqual(soft[x - 1]!);
});

test('KRN-26 opaque and cropped pictures keep their hard edges; what a vignette means is the picture', () => {
  const opaque = { ...white(12, 8, 2, [blur]), opaque: true };
  const cropped = { ...white(12, 8, 2, [blur]), crop: { x: 1, y: 1, width: 6, height: 4 } };
  const vignette = white(12, 8, 2, [blur, { kind: 'vignette', amount: 1, size: 0.5, softness: 0.5 }]);
  for (const draw of [opaque, cropped, vignette, white(12, 8, 2)]) expect(withSoftEdges(draw, frame, 2)).toBe(draw);
  const key = { kind: 'chroma-key', colour: '#00ff00', similarity: 0.1, softness: 0.1, spill: 0.5 } as const;
  const keyed = withSoftEdges({ ...opaque, filters: [key, blur] }, frame, 2);
  expect(keyed.filters).toEqual([{ kind: 'blur', radiusPx: 4 }]);
  expect(keyed.source).toMatchObject({ kind: 'group', draws: [{ opacity: 256, filters: [key] }] });
});

test('KRN-27 an enlarged picture with alpha that fills the frame, or lies on whole pixels, shows no rim', () => {
  expect(new Set(lumaOf(white(32, 24, 2), 32, 24))).toEqual(new Set([235]));
  expect(new Set(lumaOf(white(32, 24, 2), 32, 24, 0))).toEqual(new Set([235]));
  const half = lumaOf(white(16, 12, 2), 16, 12);
  expect([half[15], half[16], half[47], half[48]]).toEqual([16, 235, 235, 16]);
});
