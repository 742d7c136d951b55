import { expect, test } from 'vitest';
import type { Placement } from '../../domain/timeline/timeline.types.ts';
import { type PictureSize, placePicture } from './placement.ts';

const frame = { width: 1920, height: 1080 };
const square = { width: 400, height: 400 };
const sized = (natural = square, delivered = natural): PictureSize => ({ natural, delivered, fit: 'contain' });

/** Where the picture's edges come to lie when it is not turned: left, top, width, height; rounded to a thousandth. */
const lies = (placement: Placement, size = sized(), local = 0): readonly number[] | undefined => {
  const placed = placePicture(size, placement, frame, local);
  if (!placed) return undefined;
  const crop = placed.crop ?? { x: 0, y: 0, ...size.delivered };
  return [
    placed.x + (crop.x - placed.anchorX) * placed.scaleX,
    placed.y + (crop.y - placed.anchorY) * placed.scaleY,
    crop.width * placed.scaleX,
    crop.height * placed.scaleY,
  ].map((value) => Math.round(value * 1000) / 1000);
};
const box = { x: 100, y: 50, width: 300, height: 200 };

test('RND-30 fits: contain, cover, stretch and none put the picture into its box, and align says where in it', () => {
  expect(lies({})).toEqual([420, 0, 1080, 1080]);
  expect(lies({ fit: 'contain', box })).toEqual([150, 50, 200, 200]);
  expect(lies({ fit: 'contain', box, alignX: 1 })).toEqual([200, 50, 200, 200]);
  expect(lies({ fit: 'cover', box })).toEqual([100, 50, 300, 200]);
  expect(lies({ fit: 'stretch', box })).toEqual([100, 50, 300, 200]);
  expect(lies({ fit: 'none', box })).toEqual([50, -50, 400, 400]);
  expect(lies({ fit: 'none', box, alignX: 0, alignY: 0 })).toEqual([100, 50, 400, 400]);
});

test('RND-30 cover cuts away what stands out of the box, from the side that align says', () => {
  const part = (alignY: number) => placePicture(sized(), { fit: 'cover', box, alignY }, frame, 0)?.crop;
  expect(part(0)?.y).toBeCloseTo(0, 9);
  expect(part(0.5)?.y).toBeCloseTo((400 * 50) / 300, 1);
  expect(part(1)?.y).toBeCloseTo((400 * 100) / 300, 1);
  expect(part(1)?.height).toBeCloseTo((400 * 200) / 300, 9);
});

test('RND-30 a crop is taken before the fit, scale and position follow it, the anchor stays where it is', () => {
  expect(lies({ fit: 'contain', box, crop: { left: 0.5 } })).toEqual([200, 50, 100, 200]);
  expect(lies({ fit: 'contain', box, scaleX: 0.5, scaleY: 2 })).toEqual([200, -50, 100, 400]);
  expect(lies({ fit: 'contain', box, scaleX: 2, scaleY: 2, anchorX: 0, anchorY: 1 })).toEqual([150, -150, 400, 400]);
  expect(lies({ fit: 'contain', box, x: 7, y: -3 })).toEqual([157, 47, 200, 200]);
  expect(lies({ crop: { left: 0.6, right: 0.4 } })).toBeUndefined();
  expect(lies({ scaleX: 0 })).toBeUndefined();
  const flipped = placePicture(sized(), { scaleX: -1, flipY: true }, frame, 0);
  expect([flipped?.flipX, flipped?.flipY, flipped?.scaleX]).toEqual([true, true, 2.7]);
  expect(lies({ fit: 'none', scaleX: -1, anchorX: 0 })).toEqual([360, 340, 400, 400]);
});

test('RND-30 what stands still lies on whole pixels, what moves keeps its exact path', () => {
  const wide = sized({ width: 640, height: 358 });
  const still = lies({ box: { x: 0, y: 0, width: 853, height: 480 } }, wide)!;
  expect(still.every(Number.isInteger)).toBe(true);
  expect(lies({ fit: 'none', box, x: 0.4 })!.every(Number.isInteger)).toBe(true);
  const keys = [
    { frame: 0, value: 0, easing: 'linear' as const },
    { frame: 10, value: 1, easing: 'linear' as const },
  ];
  const path = Array.from({ length: 11 }, (_, i) => lies({ fit: 'none', box, x: keys }, sized(), i)![0]);
  expect(path).toEqual(Array.from({ length: 11 }, (_, i) => 50 + i / 10));
});

test('RND-30 the place on the frame does not depend on the size in which a picture is delivered', () => {
  for (const placement of [
    {},
    { fit: 'cover', box },
    { crop: { left: 0.25 }, rotation: 20 },
    { anchorX: 0, scaleX: 0.3 },
  ] as const)
    for (const delivered of [
      { width: 100, height: 100 },
      { width: 1080, height: 540 },
    ]) {
      const [small, own] = [lies(placement, sized(square, delivered))!, lies(placement)!];
      for (let i = 0; i < 4; i++) expect(small[i]).toBeCloseTo(own[i]!, 2);
    }
});
