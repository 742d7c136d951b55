import { expect, test } from 'vitest';
import type { LayerImage } from '../../compile/layer-image.ts';
import type { TextStyle } from '../../domain/timeline/timeline.types.ts';
import { createTextRasteriser } from './text.ts';

const rasteriser = createTextRasteriser();
const [frameWidth, frameHeight] = [640, 360];
const style: TextStyle = {
  ...{ fontFamily: 'Inter', fontWeight: 600, sizePx: 24, lineHeight: 1.3, letterSpacingPx: 0, colour: '#ffffff' },
  ...{ align: 'centre', boxX: 60, boxY: 200, boxWidth: 520, boxHeight: 140, verticalAlign: 'bottom' },
};
const rasterised = (text: string, more: Partial<TextStyle> = {}) =>
  rasteriser.rasterise({ text, style: { ...style, ...more }, frameWidth, frameHeight });

/** Rectangle of the frame that has ink (alpha above an eighth). */
const ink = ({ x, y, layer }: { x: number; y: number; layer: LayerImage | undefined }) => {
  if (!layer) throw new Error('Nothing was drawn.');
  const [xs, ys] = [[] as number[], [] as number[]];
  layer.a.forEach((alpha, i) => {
    if (alpha < 32) return;
    xs.push(x + (i % layer.width));
    ys.push(y + Math.floor(i / layer.width));
  });
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { left, right, top, bottom, amount: xs.length };
};

test('RND-21 text lies in its box as its alignment says, at even places, and the same request gives the same bytes', () => {
  const centred = rasterised('Hello there');
  expect([centred.x % 2, centred.y % 2]).toEqual([0, 0]);
  const box = ink(centred);
  expect(Math.abs((box.left + box.right) / 2 - 320)).toBeLessThan(3);
  expect(box.bottom).toBeLessThanOrEqual(340);
  expect(ink(rasterised('Hello there', { align: 'left' })).left).toBeLessThan(66);
  expect(ink(rasterised('Hello there', { align: 'right' })).right).toBeGreaterThan(573);
  expect(ink(rasterised('Hello there', { verticalAlign: 'top' })).top).toBeLessThan(220);
  expect(rasterised('Hello there')).toEqual(centred);
});

test('RND-21 spacing, outline, shadow and background show', () => {
  const plain = ink(rasterised('Hello'));
  const width = ({ left, right }: { left: number; right: number }): number => right - left;
  expect(width(ink(rasterised('Hello', { letterSpacingPx: 10 })))).toBeGreaterThan(width(plain) + 35);
  expect(ink(rasterised('Hello', { outline: { colour: '#000', widthPx: 3 } })).amount).toBeGreaterThan(plain.amount);
  const shadow = { colour: '#000000', blurPx: 4, offsetY: 6 };
  expect(ink(rasterised('Hello', { shadow })).bottom).toBeGreaterThan(plain.bottom + 3);
  const background = { colour: '#000000ff', paddingPx: 12, radiusPx: 6 };
  expect(width(ink(rasterised('Hello', { background })))).toBeGreaterThan(width(plain) + 18);
});

test('RND-22 a tall text is set smaller, an endless word is broken', () => {
  const tall = ink(rasterised(`${'many words here '.repeat(12)}`));
  expect(tall.top).toBeGreaterThanOrEqual(198);
  expect(rasterised('x'.repeat(10_000)).layer).toBeDefined();
});

test('RND-42 a text is set smaller until it fits, down to a quarter; what is still too tall runs over at the bottom', () => {
  const box = { boxX: 20, boxY: 20, boxWidth: 300, boxHeight: 120, sizePx: 64 };
  const sentence = 'A very long text that must be wrapped into the box because it does not fit in one line at all, ';
  for (const verticalAlign of ['top', 'middle', 'bottom'] as const) {
    const fitting = ink(rasterised(sentence, { ...box, verticalAlign }));
    expect(fitting.top).toBeGreaterThanOrEqual(20);
    expect(fitting.bottom).toBeLessThan(140);
    const endless = ink(rasterised(sentence.repeat(8), { ...box, verticalAlign }));
    expect(endless.top).toBeGreaterThanOrEqual(20);
    expect(endless.top).toBeLessThan(30);
    expect(endless.bottom).toBeGreaterThan(150);
  }
  // One line that is taller than its box stays where it was put.
  const low = ink(rasterised('low', { ...box, boxHeight: 4, verticalAlign: 'middle' }));
  expect(Math.abs((low.top + low.bottom) / 2 - 22)).toBeLessThan(5);
});

test('RND-23 Arabic is joined and runs from right to left', () => {
  const joined = ink(rasterised('سلام'));
  const apart = ink(rasterised('س ل ا م'));
  expect(joined.right - joined.left).toBeLessThan((apart.right - apart.left) * 0.9);
  // A full stop at the end of an Arabic line stands at its left.
  const [bare, stopped] = [ink(rasterised('سلام', { align: 'right' })), ink(rasterised('سلام.', { align: 'right' }))];
  expect(Math.abs(bare.right - stopped.right)).toBeLessThan(3);
  expect(stopped.left).toBeLessThan(bare.left);
});

test('RND-24 characters that no font can draw are reported once, in order, and left out', () => {
  const text = 'ok \u{10ffff}\u{e123}\u{10ffff} \u0301 end\u200d';
  expect(rasteriser.missingCharacters(text)).toEqual(['\u{10ffff}', '\u{e123}']);
  const shown = rasterised(text);
  expect(shown.missingCharacters).toEqual(['\u{10ffff}', '\u{e123}']);
  expect(rasterised('Ąžuolas Привет Ελλάδα Tiếng Việt — “fi” مرحبا').missingCharacters).toEqual([]);
  expect(rasterised('\u{10ffff}').layer).toBeUndefined();
});

test('RND-25 bad styles are named: an unknown family, a colour that is none, a box outside the frame', () => {
  expect(() => rasterised('a', { fontFamily: 'Papyrus "x"' })).toThrow('Inter, Courier Prime');
  expect(() => rasterised('a', { colour: 'red; drop' })).toThrow('not a colour');
  expect(rasterised('a', { boxX: 5000 }).layer).toBeUndefined();
  expect(rasterised('').layer).toBeUndefined();
});
