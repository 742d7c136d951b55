/** The size of the frame: width and height, or a name like "1080p" and an aspect. */
import { limits } from '../../limits.ts';
import type { Place } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import { numberShape, textShape } from '../schema/scalars.ts';
import { refined, type Shape, type Wrong, wrong } from '../schema/shape.ts';
import { said } from '../schema/words.ts';

export type FrameSize = { readonly width: number; readonly height: number };

/** One side of the frame in pixels: even, because chroma has half as many samples. */
export const sideShape: Shape<number> = refined(
  numberShape({ from: limits.leastFrameSidePx, to: limits.frameSidePx, whole: true }),
  (side, place, reading) =>
    side % 2 === 0 ? side : reading.tell(place, `${side} is odd; use ${side - 1} or ${side + 1}`),
);

/** Short sides by name. */
const shortSides: Readonly<Record<string, number>> = {
  '144p': 144,
  '240p': 240,
  '360p': 360,
  '480p': 480,
  '540p': 540,
  '720p': 720,
  hd: 720,
  '1080p': 1080,
  fhd: 1080,
  '1440p': 1440,
  '2k': 1440,
  '2160p': 2160,
  '4k': 2160,
  '4320p': 4320,
  '8k': 4320,
};

/** `1080p`, `4k`, … or `1920x1080`. */
export const sizeShape: Shape<number | FrameSize> = refined(
  textShape({ longest: 40, takes: 'a size like "1080p", "4k" or "1920x1080"' }),
  (text, place, reading) => {
    const pixels = /^\s*(\d{1,5})\s*[x×*]\s*(\d{1,5})\s*$/i.exec(text);
    if (pixels) {
      const width = sideShape.read(Number(pixels[1]), place, reading);
      const height = sideShape.read(Number(pixels[2]), place, reading);
      return width === wrong || height === wrong ? wrong : { width, height };
    }
    const name = text.trim().toLowerCase();
    const side = Object.hasOwn(shortSides, name) ? shortSides[name] : undefined;
    const names = Object.keys(shortSides).join(', ');
    return side ?? reading.tell(place, `${said(text)} is no size; use “1920x1080” or one of ${names}`);
  },
);

/** `16:9`, as across and down. */
export const aspectShape: Shape<readonly [across: number, down: number]> = refined(
  textShape({ longest: 40, takes: 'an aspect like "16:9" or "9:16"' }),
  (text, place, reading) => {
    const [, across, down] = /^\s*(\d{1,4}(?:\.\d{1,4})?)\s*[:/x]\s*(\d{1,4}(?:\.\d{1,4})?)\s*$/.exec(text) ?? [];
    const ratio = Number(across) / Number(down);
    return ratio >= 1 / 8 && ratio <= 8
      ? [Number(across), Number(down)]
      : reading.tell(place, `${said(text)} is no aspect; use one like “16:9”, “9:16” or “1:1”, not narrower than 1:8`);
  },
);

/** What a document says about its frame, with the fields that say it. */
export type GivenSize = {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly size?: number | FrameSize | undefined;
  readonly aspect?: readonly [across: number, down: number] | undefined;
};

const even = (value: number): number => Math.round(value / 2) * 2;

/** Of an aspect, with the given length for its short side. */
const fromShortSide = (side: number, [across, down]: readonly [number, number]): FrameSize =>
  across >= down
    ? { width: even((side * across) / down), height: side }
    : { width: side, height: even((side * down) / across) };

/** The frame that was meant; 1920 × 1080 when nothing was said. */
export const frameSize = (given: GivenSize, place: Place, reading: Reading): FrameSize | Wrong => {
  const { width, height, size, aspect } = given;
  const fixed = typeof size === 'object' ? size : undefined;
  const said = [width !== undefined || height !== undefined, size !== undefined].filter(Boolean).length;
  if (said > 1) return reading.tell(place, 'size and width, height say the same; use one of the two');
  if (fixed && aspect) return reading.tell(place, 'the aspect is fixed by the size already; leave one of them out');
  if (fixed) return fixed;
  if (width !== undefined && height !== undefined) {
    return aspect
      ? reading.tell(place, 'the aspect is fixed by width and height already; leave it out')
      : { width, height };
  }
  const [across, down] = aspect ?? [16, 9];
  let frame: FrameSize;
  if (width !== undefined) frame = { width, height: even((width * down) / across) };
  else if (height !== undefined) frame = { width: even((height * across) / down), height };
  else frame = fromShortSide(typeof size === 'number' ? size : 1080, [across, down]);
  const sides = [frame.width, frame.height];
  return sides.every((side) => side >= limits.leastFrameSidePx && side <= limits.frameSidePx)
    ? frame
    : reading.tell(
        place,
        `the aspect gives a frame of ${sides.join(' × ')} pixels; each side is from ${limits.leastFrameSidePx} to ${limits.frameSidePx}`,
      );
};
