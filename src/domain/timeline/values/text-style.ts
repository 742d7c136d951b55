/**
 * How words look. Everything may be left out: what is missing comes from a style that suits the frame, a title in its middle or
 * captions low in it.
 */
import { limits } from '../../limits.ts';
import { boxShape } from '../layers/look.ts';
import { type Fields, given, objectShape, optional, required, without } from '../schema/objects.ts';
import { type Place, placeIn } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import { flagShape, numberShape, wordShape } from '../schema/scalars.ts';
import { either, named, refined, type Shape, type Wrong } from '../schema/shape.ts';
import { said } from '../schema/words.ts';
import type { TextStyle } from '../text.types.ts';
import { colourShape } from './colour.ts';
import { shortTextShape } from './name.ts';

/** The frame a style is made for, in pixels. */
type Frame = { readonly width: number; readonly height: number };

const margin = 0.08;

/** White, bold and centred, a twelfth of the frame's short side high. */
export const titleStyle = ({ width, height }: Frame): TextStyle => ({
  fontFamily: 'Inter',
  fontWeight: 700,
  sizePx: Math.max(4, Math.round(Math.min(width, height) / 12)),
  lineHeight: 1.2,
  letterSpacingPx: 0,
  colour: '#ffffff',
  align: 'centre',
  boxX: Math.round(width * margin),
  boxY: Math.round(height * margin),
  boxWidth: Math.round(width * (1 - 2 * margin)),
  boxHeight: Math.round(height * (1 - 2 * margin)),
  verticalAlign: 'middle',
});

/** Where captions stand, within what players and phones lay over a frame: the top of their box, as a part of the height. */
const captionTop = (isTall: boolean, verticalAlign: TextStyle['verticalAlign']): number => {
  switch (verticalAlign) {
    case 'top':
      return isTall ? 0.12 : 0.055;
    case 'middle':
      return (1 - captionHeight) / 2;
    case 'bottom':
      return (isTall ? 0.8 : 0.945) - captionHeight;
  }
};

const captionHeight = 0.22;

/** White with a dark edge, sized to be read on a phone; low in the frame, or at its top or middle when they are aligned there. */
export const captionStyle = (
  { width, height }: Frame,
  verticalAlign: TextStyle['verticalAlign'] = 'bottom',
): TextStyle => {
  const isTall = height > width;
  const sizePx = Math.max(4, Math.round(isTall ? width * 0.054 : Math.min(height * 0.044, width * 0.04)));
  return {
    fontFamily: 'Inter',
    fontWeight: 600,
    sizePx,
    lineHeight: 1.28,
    letterSpacingPx: 0,
    colour: '#ffffff',
    align: 'centre',
    boxX: Math.round(width * 0.07),
    boxY: Math.round(height * captionTop(isTall, verticalAlign)),
    boxWidth: Math.round(width * 0.86),
    boxHeight: Math.round(height * captionHeight),
    verticalAlign,
    outline: { colour: '#0a0a0acc', widthPx: Math.max(1, Math.round(sizePx * 0.09)) },
    shadow: { colour: '#000000a0', blurPx: Math.round(sizePx * 0.25), offsetY: Math.round(sizePx * 0.06) },
  };
};

const widthPx = numberShape({ from: 0, to: 2000 });
const offsetPx = numberShape({ from: -4000, to: 4000 });
const place = numberShape({ from: -4 * limits.frameSidePx, to: 4 * limits.frameSidePx });
const side = numberShape({ from: 1, to: 4 * limits.frameSidePx });
const colour = required(colourShape, { aliases: ['color'] });

const weights: readonly TextStyle['fontWeight'][] = [100, 200, 300, 400, 500, 600, 700, 800, 900];
const weightWords = {
  thin: 100,
  light: 300,
  normal: 400,
  regular: 400,
  medium: 500,
  semibold: 600,
  bold: 700,
  black: 900,
};
const weightTakes = 'a weight: 100, 200 … 900, “normal” or “bold”';

/** Thickness of a font: hundreds, or a word for them. */
export const weightShape: Shape<TextStyle['fontWeight']> = either<TextStyle['fontWeight']>(
  weightTakes,
  {
    when: (value) => typeof value === 'string' && Object.hasOwn(weightWords, value),
    shape: refined(
      wordShape(Object.keys(weightWords) as (keyof typeof weightWords)[]),
      (word) => weightWords[word] as TextStyle['fontWeight'],
    ),
  },
  {
    when: () => true,
    shape: refined(
      numberShape({ from: 100, to: 900 }),
      (number, at, reading) =>
        weights.find((weight) => weight === number) ??
        reading.tell(at, `${said(number)} is no weight; use ${weightTakes}`),
    ),
  },
);

/** A filled rectangle behind words. */
export const backgroundShape: Shape<NonNullable<TextStyle['background']>> = refined(
  objectShape(
    {
      colour,
      paddingPx: optional(widthPx, { aliases: ['padding'], about: 'Default 8.' }),
      radiusPx: optional(widthPx, { aliases: ['radius'], about: 'Default 0.' }),
    },
    { takes: 'a background {colour, paddingPx, radiusPx}' },
  ),
  ({ colour: fill, paddingPx = 8, radiusPx = 0 }) => ({ colour: fill, paddingPx, radiusPx }),
);

const styleFields = {
  fontFamily: optional(shortTextShape, { aliases: ['font', 'family'], about: 'Default Inter.' }),
  fontWeight: optional(weightShape, { aliases: ['weight'] }),
  italic: optional(flagShape),
  sizePx: optional(numberShape({ from: 1, to: 4000 }), {
    aliases: ['size', 'fontSize'],
    about: 'Pixels of the frame.',
  }),
  lineHeight: optional(numberShape({ from: 0.1, to: 10 }), { about: 'Of the size.' }),
  letterSpacingPx: optional(numberShape({ from: -500, to: 2000 }), { aliases: ['letterSpacing'] }),
  colour: optional(colourShape, { aliases: ['color'] }),
  align: optional(wordShape<TextStyle['align']>(['left', 'centre', 'right'], { center: 'centre' })),
  verticalAlign: optional(
    wordShape<TextStyle['verticalAlign']>(['top', 'middle', 'bottom'], { center: 'middle', centre: 'middle' }),
  ),
  box: optional(boxShape, { about: 'Short for boxX, boxY, boxWidth, boxHeight.' }),
  boxX: optional(place),
  boxY: optional(place),
  boxWidth: optional(side),
  boxHeight: optional(side),
  outline: optional(
    objectShape(
      { colour, widthPx: required(widthPx, { aliases: ['width'] }) },
      { takes: 'an outline {colour, widthPx}' },
    ),
  ),
  shadow: optional(
    refined(
      objectShape(
        {
          colour,
          blurPx: optional(numberShape({ from: 0, to: 500 }), { aliases: ['blur'] }),
          offsetX: optional(offsetPx, { aliases: ['x'] }),
          offsetY: optional(offsetPx, { aliases: ['y'] }),
        },
        { takes: 'a shadow {colour, blurPx, offsetX, offsetY}' },
      ),
      ({ blurPx = 0, offsetY = 0, ...shadow }) => ({ ...shadow, blurPx, offsetY }),
    ),
  ),
  background: optional(backgroundShape),
} as const satisfies Fields;

type GivenStyle = Partial<TextStyle> & {
  readonly box?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
};

/** What the words of a frame look like where a document does not say. */
type StyleOfFrame = (frame: Frame, verticalAlign?: TextStyle['verticalAlign']) => TextStyle;

/** Once words look their own way, the edges that only make white letters readable would be in the way. */
const basis = (style: TextStyle, own: GivenStyle): TextStyle =>
  own.background === undefined ? style : without(style, ['outline', 'shadow']);

const completed = (own: GivenStyle, ofFrame: StyleOfFrame, at: Place, reading: Reading): TextStyle | Wrong => {
  const { box, ...style } = own;
  if (box && (own.boxX ?? own.boxY ?? own.boxWidth ?? own.boxHeight) !== undefined)
    return reading.tell(placeIn(at, 'box'), 'says the same as boxX, boxY, boxWidth and boxHeight; use one of the two');
  const boxed = box && { boxX: box.x, boxY: box.y, boxWidth: box.width, boxHeight: box.height };
  return { ...basis(ofFrame(reading, own.verticalAlign), own), ...style, ...boxed };
};

const isComplete = (own: GivenStyle): boolean =>
  (['fontFamily', 'fontWeight', 'sizePx', 'lineHeight', 'colour', 'align', 'boxX', 'boxWidth'] as const).every(
    (name) => own[name] !== undefined,
  );

/** A text style completed from the frame's own. A style that says everything but its edges has none: that is the strict form. */
export const textStyleShape = (ofFrame: StyleOfFrame): Shape<TextStyle> =>
  named('textStyle', 'a text style', () =>
    refined(
      objectShape(styleFields, {
        takes: 'a text style',
        hints: { stroke: 'outline', fontColor: 'colour', fontColour: 'colour', opacity: 'colour', position: 'box' },
      }),
      (read, at, reading) => {
        const own: GivenStyle = read;
        const style = completed(own, ofFrame, at, reading);
        if (typeof style === 'symbol' || !isComplete(own)) return style;
        const edges = ['outline', 'shadow', 'background'] as const;
        return { ...without(style, edges), ...given(own, edges) };
      },
    ),
  );
