/** What cuts the cast at the chest, drawn in stage units along the lower edge: a table with things on it, a dashboard. */

import {
  borrowStageSurface,
  type Colour,
  type Context,
  ellipsePoints,
  fillPolygon,
  inkedShape,
  inkLine,
  lightSurface,
  mixColour,
  type Point,
  paintGlow,
  type Stage,
  type Surface,
  smoothCurve,
  washShape,
  withAlpha,
} from '../ink/ink.ts';
import type { SceneLight } from '../light/light.ts';
import { paintDashboard } from './dashboard.ts';
import type { Front, FrontThing } from './place.types.ts';

/** Undefined when the place has nothing of the kind. */
export const paintFront = (front: Front, stage: Stage, light: SceneLight, seed: number): Surface | undefined => {
  if (front.kind === 'none') return undefined;
  const surface = borrowStageSurface(stage);
  const { context } = surface;
  if (front.kind === 'car') paintDashboard(context, stage, light);
  else tableEdge(context, stage, front.colour, front.things, seed);
  lightSurface(surface, {
    direction: [-0.6, -1],
    shade: light.cast.shade,
    shadeAmount: 0.5,
    shadeDepth: 22 * stage.scale,
    shadeSoftness: 10 * stage.scale,
    ambient: light.dark ? mixColour(light.cast.ambient, '#4a4868', 0.55) : light.cast.ambient,
    rim: light.cast.rim,
    rimAmount: 0.55,
    rimWidth: 3.5 * stage.scale,
  });
  return surface;
};

const tableEdge = (
  context: Context,
  stage: Stage,
  colour: Colour,
  things: readonly FrontThing[],
  seed: number,
): void => {
  const y = stage.height * 0.885;
  const [left, right] = [stage.left - 40, stage.right + 40];
  washShape(
    context,
    [
      [left, y + 14],
      [right, y - 8],
      [right, stage.bottom + 60],
      [left, stage.bottom + 60],
    ],
    colour,
    { drift: 0.2 },
  );
  inkLine(
    context,
    [
      [left, y + 14],
      [right, y - 8],
    ],
    { width: 7 },
  );
  const grain = mixColour(colour, '#1c1218', 0.4);
  for (let i = 0; i < 12; i++) {
    const x = left + ((i * 397) % 1000) * 0.001 * (right - left);
    inkLine(
      context,
      [
        [x, y + 34 + (i % 4) * 26],
        [x + 190, y + 30 + (i % 4) * 26],
      ],
      { width: 2.4, colour: grain, alpha: 0.4 },
    );
  }
  const places = things.length === 3 ? [0.12, 0.5, 0.86] : [0.16, 0.8];
  for (const [i, thing] of things.entries())
    drawThing(context, thing, stage.width * ((places[i] ?? 0.5) + (((seed >> i) % 7) - 3) * 0.01), y + 34);
};

const drawThing = (context: Context, thing: FrontThing, x: number, y: number): void => {
  const shape = (points: readonly Point[], colour: Colour, width = 4.5): void =>
    inkedShape(context, points, colour, { width, drift: 0.22 });
  const at = (flat: readonly number[]): Point[] =>
    Array.from(
      { length: flat.length / 2 },
      (_, i): Point => [x + (flat[i * 2] as number), y + (flat[i * 2 + 1] as number)],
    );
  paintGlow(context, x, y + 4, 110, '#140e1c', 0.4, { squash: 0.16, blend: 'source-over' });
  switch (thing) {
    case 'cup':
      inkLine(context, smoothCurve(at([40, -72, 78, -64, 74, -26, 38, -20])), { width: 9 });
      return shape(smoothCurve(at([-38, 0, -46, -84, -36, -94, 36, -94, 46, -84, 38, 0]), true, 6), '#a8563f');
    case 'bowl':
      for (const [dx, dy, c] of [
        [-40, -66, '#c2483a'],
        [4, -78, '#d8a23a'],
        [44, -64, '#8a9a3a'],
      ] as const)
        shape(ellipsePoints(x + dx, y + dy, 32, 30), c, 3.5);
      return shape(smoothCurve(at([-96, -58, -70, -12, -30, 0, 30, 0, 70, -12, 96, -58, 0, -50]), true, 6), '#c9bfa6');
    case 'bottle':
      shape(
        smoothCurve(at([-32, 0, -34, -110, -14, -160, -13, -214, 13, -214, 14, -160, 34, -110, 32, 0]), true, 5),
        '#4a6a4e',
      );
      return shape(at([-31, -30, 31, -30, 32, -90, -32, -90]), '#e4d8bc', 2.5);
    case 'glass':
      fillPolygon(context, at([-30, 0, -38, -104, 38, -104, 30, 0]), 'rgba(214,228,232,0.42)');
      fillPolygon(context, at([-30, -2, -35, -58, 35, -58, 30, -2]), withAlpha('#c8863a', 0.72));
      return inkLine(context, at([-38, -104, -30, 0, 30, 0, 38, -104, -38, -104]), { width: 3.5, taper: 0.3 });
    case 'papers':
      shape(at([-150, 2, -60, -36, 70, -26, 0, 16]), '#e9e0c8', 3.5);
      shape(at([-110, -4, 40, -38, 84, -6, -60, 26]), '#f4ecd8', 3.5);
      for (let i = 0; i < 4; i++)
        inkLine(context, at([-70 + i * 6, -2 + i * 6, 34 + i * 8, -24 + i * 6]), { width: 2, alpha: 0.5 });
      return;
    case 'book':
      shape(at([-96, 0, -90, -30, 96, -34, 100, -4]), '#7a3f38');
      return shape(at([-80, -30, -74, -56, 88, -62, 92, -34]), '#4a6460');
    case 'laptop':
      return shape(at([-170, 24, -152, -150, 140, -172, 160, 4]), '#2c3038', 6);
    case 'flask':
      shape(
        smoothCurve(at([-58, 0, -50, -30, -16, -96, -15, -150, 15, -150, 16, -96, 50, -30, 58, 0]), true, 5),
        '#b8d4d4',
      );
      return fillPolygon(
        context,
        smoothCurve(at([-55, -2, -46, -34, -28, -62, 28, -62, 46, -34, 55, -2]), true, 5),
        withAlpha('#3fa890', 0.75),
      );
    case 'panel':
      shape(at([-130, 10, -112, -66, 112, -74, 130, 2]), '#2c343e', 5);
      for (let i = 0; i < 8; i++)
        fillPolygon(
          context,
          ellipsePoints(x - 84 + i * 24, y - 34 - (i % 2) * 16, 7, 6, 12),
          ['#ff7a5a', '#7cf0a8', '#ffd070'][i % 3] ?? '#ffd070',
        );
      return;
  }
};
