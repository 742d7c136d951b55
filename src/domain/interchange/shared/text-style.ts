/** Text styles in the renderer's terms, from what other formats say; what they leave out has sensible values. */
import type { TextStyle } from '../../timeline/timeline.types.ts';

export { captionStyle as captionTextStyle } from '../../timeline/values/text-style.ts';

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
