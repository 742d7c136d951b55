/** What is worn on the head. A hat hides the hair above its band, so tall hair gives way to a style that fits under it. */
import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import { type Context, mixColour, type Point, smoothCurve, tracePolygon } from '../ink/ink.ts';
import { type Brush, drawLine, drawShape, inkDark } from './brush.ts';
import { type HeadwearOutlines, type HeadwearView, outlinesOf } from './headwear-outlines.ts';
import type { Warp } from './lorelei.ts';
import { bend } from './skin.ts';

export type Headwear = {
  /** Hair really drawn. */
  readonly hair: string;
  /** Before everything else of the head. */
  readonly behind: (brush: Brush) => void;
  /** Limits the hair to what the hat leaves free. */
  readonly clipHair: (context: Context) => void;
  readonly over: (brush: Brush) => void;
};

const underHat: Readonly<Record<string, string>> = {
  quiff: 'crop',
  pompadour: 'crop',
  spiky: 'crop',
  afro: 'curls',
  'flat-afro': 'coils',
  'curly-top': 'curly-crop',
  'space-buns': 'pigtails',
  bun: 'low-tail',
  'bun-fringe': 'low-tail',
  'high-tail': 'low-tail',
  tuft: 'crop',
};

const nothing: Omit<Headwear, 'hair'> = { behind: () => {}, clipHair: () => {}, over: () => {} };

const colourOf = (look: CharacterLook): string => (look.headwear === 'hood' ? look.coat : look.accent);

export const headwearOf = (look: CharacterLook, view: HeadwearView, warp: Warp): Headwear => {
  if (look.headwear === 'none') return { ...nothing, hair: look.hair };
  const outlines = outlinesOf(look.headwear, view);
  const hair =
    look.hair === 'bald' ? 'bald' : look.headwear === 'headscarf' ? 'bald' : (underHat[look.hair] ?? look.hair);
  const colour = colourOf(look);
  return {
    hair,
    behind: (brush) => paintPieces(brush, outlines.behind ?? [], colour, warp),
    clipHair: (context) => {
      tracePolygon(context, bend(warp, outlines.hairBelow));
      context.clip();
    },
    over: (brush) => {
      paintPieces(brush, outlines.pieces, colour, warp);
      if (brush.detail > 0.12) paintCreases(brush, outlines, colour, warp);
    },
  };
};

const paintPieces = (brush: Brush, pieces: HeadwearOutlines['pieces'], colour: string, warp: Warp): void => {
  for (const piece of pieces) {
    const tone = piece.tone < 0 ? mixColour(colour, '#1a1430', -piece.tone) : mixColour(colour, '#fff4dc', piece.tone);
    drawShape(brush, smoothCurve(bend(warp, piece.points), true, 8), tone, { width: 9, inkColour: inkDark });
  }
};

const paintCreases = (brush: Brush, outlines: HeadwearOutlines, colour: string, warp: Warp): void => {
  const dark = mixColour(colour, '#140c1c', 0.6);
  for (const crease of outlines.creases)
    drawLine(brush, smoothCurve(bend(warp, crease as Point[])), 4.5, dark, { wobble: 1, alpha: 0.8 });
};
