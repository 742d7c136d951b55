import { expect, test } from 'vitest';
import { borrowSurface, inkedBox, returnSurface } from '../ink/ink.ts';
import { createPropPen, drawableProps, propOf } from './props.ts';

const nouns = [
  'letter',
  'phone',
  'compass',
  'map',
  'key',
  'gun',
  'cup',
  'mug',
  'lamp',
  'photograph',
  'radio',
  'RADIO DIAL',
  'microphone',
  'flashlight',
  'book',
  'knife',
  'watch',
  'clock',
  'newspaper',
  'envelope',
  'bottle',
  'glass',
  'mail bag',
  'suitcase',
  'ring',
  'candle',
  'camera',
  'notebook',
  'pills',
  'money',
  'coins',
  'door handle',
  'steering wheel',
  'laptop',
  'guitar',
  'roses',
  'teddy bear',
  'hammer',
  'umbrella',
  'crown',
  'zorkmid',
];

const inkOf = (noun: string): number => {
  const surface = borrowSurface(240, 340);
  surface.context.translate(120, 190);
  propOf(noun).draw(createPropPen(surface.context));
  const box = inkedBox(surface);
  returnSurface(surface);
  return box === undefined ? 0 : box.width * box.height;
};

test.each(nouns)('PNL-13 %s is drawn large enough to be seen', (noun) => {
  expect(inkOf(noun)).toBeGreaterThan(5000);
});

test('PNL-13 parts of bodies and rooms are no things; what nobody can draw is wrapped', () => {
  expect(drawableProps(['hand', 'letter', 'Floor', 'key'])).toEqual(['letter', 'key']);
  expect(propOf('zorkmid').draw).toBe(propOf('parcel').draw);
});
