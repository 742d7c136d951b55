import { expect, test } from 'vitest';
import type { LayerImage } from '../../compile/layer-image.ts';
import { largestTextPicture } from '../../compile/text/text-reach.ts';
import { pick, seededRandom } from '../../domain/random.ts';
import type { TextStyle } from '../../domain/timeline/timeline.types.ts';
import type { RasterisedText, TextRequest } from '../../ports/text-rasteriser.ts';
import { createTextRasteriser } from './text.ts';

const rasteriser = createTextRasteriser();
const [frameWidth, frameHeight] = [640, 200];
const style: TextStyle = {
  ...{ fontFamily: 'Inter', fontWeight: 700, sizePx: 30, lineHeight: 1.3, letterSpacingPx: 0, colour: '#ffffff' },
  ...{ align: 'centre', boxX: 20, boxY: 10, boxWidth: 400, boxHeight: 180, verticalAlign: 'middle' },
};
const drawn = (text: string, more: Partial<TextRequest> = {}): RasterisedText =>
  rasteriser.rasterise({ text, style, frameWidth, frameHeight, ...more });

/** Alpha of the whole frame. */
const alphaOf = (...texts: readonly { x: number; y: number; layer: LayerImage | undefined }[]): Uint8Array => {
  const frame = new Uint8Array(frameWidth * frameHeight);
  for (const { x, y, layer } of texts)
    layer?.a.forEach((alpha, i) => {
      const at = (y + Math.floor(i / layer.width)) * frameWidth + x + (i % layer.width);
      frame[at] = Math.max(frame[at]!, alpha);
    });
  return frame;
};
const amount = (frame: Uint8Array): number => frame.reduce((sum, alpha) => sum + alpha, 0) / 255;
const difference = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((sum, alpha, i) => sum + Math.abs(alpha - b[i]!), 0) / 255;

const sentence = 'Three words here, and\nthen a second line';

test.each(['letter', 'word', 'line'] as const)(
  'TXT-7 the parts of a text by the %s make the whole, each in its place',
  (unit) => {
    for (const text of [sentence, 'مرحبا بالعالم، نص عربي', 'これは字幕。']) {
      const count = rasteriser.countUnits(text, style, unit);
      const parts = Array.from({ length: count }, (_, index) => drawn(text, { part: { unit, index } }));
      const whole = alphaOf(drawn(text));
      // Neighbours that touch (Arabic letters do) share pixels at their seam.
      expect(difference(alphaOf(...parts), whole)).toBeLessThan(amount(whole) * (unit === 'letter' ? 0.03 : 0.002));
      expect(drawn(text, { part: { unit, index: count } }).layer).toBeUndefined();
    }
    expect(rasteriser.countUnits(sentence, style, unit)).toBe({ letter: 33, word: 8, line: 2 }[unit]);
  },
);

test('TXT-7 lines are counted as they wrap, and the background is a part of its own', () => {
  expect(rasteriser.countUnits('many words that need some more room '.repeat(3), style, 'line')).toBeGreaterThan(2);
  const background = { colour: '#000000', paddingPx: 10, radiusPx: 4 };
  const withBox = { style: { ...style, background } };
  const word = amount(alphaOf(drawn('one two', { ...withBox, part: { unit: 'word', index: 0 } })));
  const box = alphaOf(drawn('one two', { ...withBox, part: { unit: 'word', index: -1 } }));
  expect(word).toBeLessThan(amount(box) / 4);
  expect(box).toEqual(alphaOf(drawn('one two', withBox)));
});

const brightness = ({ layer }: RasterisedText): number => layer!.y.reduce((sum, luma) => sum + luma, 0);

test('TXT-8 the word being spoken has its colour, box and size; nothing else moves', () => {
  const plain = drawn(sentence);
  const lit = (word: number, more: object = {}) =>
    drawn(sentence, { highlight: { mode: 'word', word, colour: '#000000', ...more } });
  expect(lit(-1)).toEqual(plain);
  expect(lit(1).layer!.a).toEqual(plain.layer!.a);
  expect(brightness(lit(1))).toBeLessThan(brightness(plain));
  const larger = alphaOf(lit(1, { scale: 1.5 }));
  const without = alphaOf(...[0, 2, 3, 4, 5, 6, 7].map((index) => drawn(sentence, { part: { unit: 'word', index } })));
  expect(without.every((alpha, i) => larger[i]! >= alpha)).toBe(true);
  expect(amount(larger)).toBeGreaterThan(amount(alphaOf(plain)) * 1.05);
  const boxed = lit(0, { background: { colour: '#ffffff', paddingPx: 6, radiusPx: 3 } });
  expect(amount(alphaOf(boxed))).toBeGreaterThan(amount(alphaOf(plain)) * 1.2);
});

test('TXT-8 outline and shadow lie below the box of a lit word, so that they do not drown it', () => {
  const background = { colour: '#ffffff', paddingPx: 6, radiusPx: 0 };
  const edged = { outline: { colour: '#000000', widthPx: 3 }, shadow: { colour: '#000000', blurPx: 3, offsetY: 2 } };
  const lumaOf = (more: Partial<TextStyle>): number => {
    const request = {
      style: { ...style, ...more },
      highlight: { mode: 'word', word: 0, colour: '#000000', background },
    };
    const { layer } = drawn('glow', request as Partial<TextRequest>);
    return layer!.y.reduce((sum, luma, i) => sum + (layer!.a[i]! > 250 && luma > 200 ? 1 : 0), 0);
  };
  expect(lumaOf(edged)).toBe(lumaOf({}));
});

test('TXT-8 karaoke lights all words up to the one spoken; reveal hides those to come', () => {
  const at = (mode: 'fill' | 'reveal', word: number) =>
    drawn(sentence, { highlight: { mode, word, colour: '#000000' } });
  const darkness = [0, 1, 2, 3].map((word) => -brightness(at('fill', word)));
  expect(darkness).toEqual(darkness.toSorted((a, b) => a - b));
  expect(at('reveal', -1).layer).toBeUndefined();
  const amounts = [0, 1, 2, 7].map((word) => amount(alphaOf(at('reveal', word))));
  expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
  expect(alphaOf(at('reveal', 7))).toEqual(alphaOf(drawn(sentence)));
});

test('TXT-8 what is remembered between words changes no byte', () => {
  const shadowed = {
    ...style,
    shadow: { colour: '#000', blurPx: 5, offsetY: 2 },
    outline: { colour: '#123', widthPx: 2 },
  };
  const request = (word: number) => ({ style: shadowed, highlight: { mode: 'word', word, colour: '#f00' } }) as const;
  const afterOthers = [0, 1, 2].map((word) => drawn(sentence, request(word)))[2];
  const alone = createTextRasteriser().rasterise({ text: sentence, frameWidth, frameHeight, ...request(2) });
  expect(afterOthers).toEqual(alone);
});

test('TXT-11 a text that will be moved keeps what lies outside of the frame; another is cut at it', () => {
  const credits = Array.from({ length: 60 }, (_, i) => `Line ${i} of the credits`).join('\n');
  const tall = { style: { ...style, boxY: 300, boxHeight: 2600 } };
  expect(drawn(credits, tall).layer).toBeUndefined();
  const whole = drawn(credits, { ...tall, beyondFrame: true });
  expect(whole.y).toBeGreaterThan(300);
  expect(whole.layer!.height).toBeGreaterThan(2200);
  const { width, height } = largestTextPicture(tall.style, { width: frameWidth, height: frameHeight }, true, undefined);
  expect(whole.layer!.width <= width && whole.layer!.height <= height).toBe(true);
});

test('TXT-11 no picture is larger than memory was planned for (seed 42)', () => {
  const frame = { width: frameWidth, height: frameHeight };
  for (let i = 0; i < 60; i++) {
    const random = seededRandom(42, 'reach', i);
    const between = (least: number, most: number): number => least + Math.floor(random() * (most - least));
    const request = {
      text: pick(random, ['﷽', 'a\u0301\u0323'.repeat(30), 'W'.repeat(80), sentence, 'ﷺ ﷺ']),
      style: {
        ...style,
        ...{ sizePx: between(8, 90), boxX: between(-400, 400), boxY: between(-400, 400), boxHeight: between(10, 900) },
        outline: { colour: '#000', widthPx: between(0, 20) },
        shadow: { colour: '#000', blurPx: between(0, 60), offsetX: between(-50, 50), offsetY: between(-50, 50) },
        background: { colour: '#123456', paddingPx: between(0, 50), radiusPx: 5 },
      },
      beyondFrame: random() < 0.5,
      ...(random() < 0.7 && {
        part: { unit: pick(random, ['letter', 'word', 'line'] as const), index: between(-1, 3) },
      }),
    };
    const { layer } = drawn(request.text, request);
    const most = largestTextPicture(request.style, frame, request.beyondFrame, request.part);
    expect((layer?.width ?? 0) <= most.width && (layer?.height ?? 0) <= most.height, JSON.stringify(request)).toBe(
      true,
    );
  }
});
