/** Text styles in the renderer's terms, from what other formats say; what they leave out has sensible values. */
import type { TextStyle } from '../../timeline/timeline.types.ts';

const weights = [100, 200, 300, 400, 500, 600, 700, 800, 900] as const;

/** The nearest of the nine weights; words count. */
export const weightOf = (
  weight: number | string | undefined,
  standard: TextStyle['fontWeight'] = 400,
): TextStyle['fontWeight'] => {
  const words: Readonly<Record<string, number>> = {
    thin: 100,
    light: 300,
    normal: 400,
    regular: 400,
    medium: 500,
    semibold: 600,
    bold: 700,
    black: 900,
  };
  const number = typeof weight === 'string' ? (words[weight.toLowerCase()] ?? Number(weight)) : weight;
  if (number === undefined || !Number.isFinite(number)) return standard;
  return weights.toSorted((a, b) => Math.abs(a - number) - Math.abs(b - number))[0] ?? standard;
};

type Frame = { readonly width: number; readonly height: number };

/** White, centred, in the house font, wrapped into the whole frame; size a fifteenth of the frame's height. */
export const plainTextStyle = ({ width, height }: Frame): TextStyle => ({
  fontFamily: 'Inter',
  fontWeight: 400,
  sizePx: Math.max(8, Math.round(height / 15)),
  lineHeight: 1.2,
  letterSpacingPx: 0,
  colour: '#ffffff',
  align: 'centre',
  boxX: 0,
  boxY: 0,
  boxWidth: width,
  boxHeight: height,
  verticalAlign: 'middle',
});

/** Captions: white with a dark outline, at the foot of the frame, within the title-safe area (SMPTE ST 2046-1: 90 %). */
export const captionTextStyle = ({ width, height }: Frame): TextStyle => ({
  ...plainTextStyle({ width, height }),
  fontWeight: 600,
  sizePx: Math.max(8, Math.round(Math.min(width, height) * 0.05)),
  boxX: Math.round(width * 0.1),
  boxY: Math.round(height * 0.1),
  boxWidth: Math.round(width * 0.8),
  boxHeight: Math.round(height * 0.84),
  verticalAlign: 'bottom',
  outline: { colour: '#000000', widthPx: Math.max(1, Math.round(Math.min(width, height) * 0.004)) },
});
