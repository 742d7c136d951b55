/** The head from behind: hair or bare skull, ears small and low, nape. */

import { hairFamily } from '../../../domain/performance/look-choices.ts';
import {
  type Context,
  fillPolygon,
  luminanceOf,
  mixColour,
  type Point,
  smoothCurve,
  tracePolygon,
  withAlpha,
} from '../ink/ink.ts';
import { type Brush, drawLine } from './brush.ts';
import { bendOf, chinY, crownY, faceShape, frontAxes } from './face-shape.ts';
import { hairBehind } from './hair-behind.ts';
import { paintHairTexture } from './hair-texture.ts';
import type { HeadDrawing, HeadRequest } from './head.types.ts';
import { paintEars } from './head-front.ts';
import { outlinesPath } from './head-parts.ts';
import { headwearOf } from './headwear.ts';
import { symmetric, symmetryX } from './outline.ts';
import { bend, clipNeck, skinInk } from './skin.ts';

const middle = symmetryX;
const skull = symmetric([
  [490, 214],
  [560, 222],
  [628, 246],
  [684, 296],
  [716, 372],
  [729, 450],
  [728, 520],
  [704, 630],
  [640, 712],
  [560, 744],
  [490, 748],
]);
const neck = symmetric([
  [606, 640],
  [602, 760],
  [606, 830],
  [660, 900],
  [716, 980],
  [600, 1010],
]);

export const drawBackHead = ({ look, shade }: HeadRequest): HeadDrawing => {
  const warp = bendOf(faceShape(look), frontAxes);
  const headwear = headwearOf(look, 'back', warp);
  const hair = hairBehind(headwear.hair);
  const paths = hair.pieces.map((outline) => outlinesPath([outline], warp));

  // Nothing but hair is seen: what is light has to look light although no face is beside it; shorn hair must not look bald.
  const hairColour =
    luminanceOf(look.hairColour) > 110 && hairFamily[headwear.hair] !== 'shaved'
      ? mixColour(look.hairColour, '#fff4e2', 0.22)
      : look.hairColour;

  const paintNape = (brush: Brush): void => {
    const { context } = brush;
    const outline = smoothCurve(bend(warp, neck), true, 8);
    context.save();
    clipNeck(context, warp, middle);
    fillPolygon(context, outline, mixColour(look.skin, '#4a2a28', 0.12));
    context.save();
    tracePolygon(context, outline);
    context.clip();
    context.globalCompositeOperation = 'multiply';
    context.translate(0, 40);
    context.fillStyle = withAlpha(shade, 0.4);
    for (const path of paths) context.fill(path);
    context.restore();
    for (const side of [1, -1]) {
      const line = bend(
        warp,
        [
          [604, 730],
          [604, 815],
          [652, 895],
        ].map(([x, y]): Point => [middle + side * ((x as number) - middle), y as number]),
      );
      drawLine(brush, smoothCurve(line), 11, skinInk(look.skin), { taper: 0.4 });
    }
    context.restore();
  };

  return {
    base: (brush) => {
      const { context } = brush;
      paintNape(brush);
      const low = bendOf({ ...faceShape(look) }, frontAxes);
      paintEars(brush, mixColour(look.skin, '#4a2a28', 0.1), (x, y) => low(middle + (x - middle) * 0.985, y + 14));
      const bare = smoothCurve(bend(warp, skull), true, 8);
      fillPolygon(context, bare, mixColour(look.skin, '#4a2a28', 0.05));
      paintScalp(context);
      drawLine(brush, [...bare, bare[0] as Point], 9, skinInk(look.skin), { taper: 0.3 });
    },
    over: (brush) => {
      const { context } = brush;
      context.save();
      headwear.clipHair(context);
      if (hair.merged === true) for (const piece of hair.pieces) edge(brush, piece);
      paths.forEach((path, i) => {
        const tone = i === 0 && hair.merged !== true ? mixColour(hairColour, '#1c130c', 0.05) : hairColour;
        context.fillStyle = tone;
        context.fill(path);
        const [crownX, crown] = warp(middle, 225);
        paintHairTexture(brush, headwear.hair, tone, path, {
          crown: [crownX, crown],
          behind: true,
          left: 215,
          right: 765,
          top: crown,
          bottom: warp(middle, hair.bottom)[1],
        });
        if (hair.merged !== true) edge(brush, hair.pieces[i] as readonly Point[]);
      });
      context.restore();
      headwear.over(brush);
    },
    hairOverCollar: true,
    crown: warp(middle, crownY),
    chin: warp(middle, chinY),
    eyeLine: warp(middle, 521),
    pivot: warp(middle, 905),
  };

  /** The soft gleam of a bare crown; hair covers it where there is hair. */
  function paintScalp(context: Context): void {
    const [x, y] = warp(middle - 40, 320);
    const gleam = context.createRadialGradient(x, y, 10, x, y, 150);
    gleam.addColorStop(0, withAlpha(mixColour(look.skin, '#fff2dc', 0.5), 0.55));
    gleam.addColorStop(1, withAlpha(look.skin, 0));
    context.fillStyle = gleam;
    context.fillRect(x - 150, y - 100, 300, 250);
  }

  function edge(brush: Brush, outline: readonly Point[]): void {
    const line = smoothCurve(bend(warp, outline), true, 8);
    drawLine(brush, [...line, line[0] as Point], 6.5, mixColour(look.hairColour, '#1a100a', 0.62), {
      taper: 0.3,
      alpha: 0.75,
    });
  }
};
