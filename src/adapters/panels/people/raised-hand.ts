/** The forearm and fist of a bust that holds something before the chest. */
import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import { mixColour, type Point, smoothCurve } from '../ink/ink.ts';
import { type Brush, drawLine, drawShape, inkDark } from './brush.ts';
import { garments } from './garments.ts';
import { type HeldKind, type HeldPen, isCarried, paintHeld, paintHeldOverhead } from './held-things.ts';
import { outline } from './outline.ts';
import { skinInk } from './skin.ts';
import { shoulderFactor, type Torso } from './torso.ts';

/** Art units of one fist width. */
const fistUnits = 142;

/** Four fingers folded over the thing, the thumb across; in fist widths. */
const palm = outline('-0.5,-0.3 -0.3,-0.5 0.3,-0.5 0.52,-0.3 0.5,0.34 0.3,0.62 -0.3,0.62 -0.52,0.3');
const fingers = [
  '-0.5,-0.42 0.1,-0.5 0.5,-0.4 0.5,-0.22 0.1,-0.2 -0.4,-0.2',
  '-0.54,-0.2 0.1,-0.24 0.54,-0.18 0.54,0.02 0.1,0.04 -0.46,0.02',
  '-0.52,0.02 0.1,0.02 0.52,0.04 0.5,0.24 0.1,0.26 -0.46,0.22',
  '-0.46,0.22 0.1,0.26 0.46,0.26 0.42,0.44 0.1,0.46 -0.4,0.42',
].map(outline);
const thumb = outline('-0.56,0.1 -0.62,-0.2 -0.44,-0.52 -0.2,-0.62 -0.06,-0.48 -0.22,-0.3 -0.26,0.02');

export const paintRaisedHand = (brush: Brush, look: CharacterLook, torso: Torso, kind: HeldKind): void => {
  if (isCarried(kind)) return;
  const size = fistUnits * (0.5 + 0.5 * shoulderFactor(look));
  const elbow = torso.place(470, 1800);
  const wrist = torso.place(262, 1400);
  const [dx, dy] = [wrist[0] - elbow[0], wrist[1] - elbow[1]];
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  const fist: Point = [wrist[0] + ux * size * 0.5, wrist[1] + uy * size * 0.5];
  const at = ([x, y]: Point): Point => [fist[0] + x * size, fist[1] + y * size];
  const cloth = garments[look.garment].cloth === 'inner' ? look.inner : look.coat;
  const skin = look.skin;
  const width = (half: number, along: number, side: -1 | 1): Point => [
    elbow[0] + dx * along - uy * half * side,
    elbow[1] + dy * along + ux * half * side,
  ];
  const sleeve: Point[] = [
    width(112, -0.2, -1),
    width(100, 0.3, -1),
    width(78, 0.7, -1),
    width(70, 1, -1),
    width(70, 1, 1),
    width(80, 0.7, 1),
    width(104, 0.3, 1),
    width(120, -0.2, 1),
  ];
  drawShape(brush, smoothCurve(palm.map(at), true, 6), mixColour(skin, '#4a2038', 0.22), {
    width: 8,
    inkColour: skinInk(skin),
    edge: 0,
  });
  const pen: HeldPen = {
    shape: (points, colour) => drawShape(brush, points.map(at), colour, { width: 8, inkColour: inkDark }),
    line: (points, weight, colour = inkDark) => drawLine(brush, points.map(at), weight * size, colour, { taper: 0.15 }),
  };
  if (kind === 'umbrella') paintHeldOverhead(pen);
  else paintHeld(pen, kind, look.accent);
  drawShape(brush, smoothCurve(sleeve, true, 8), cloth, { width: 10 });
  drawLine(brush, smoothCurve([width(72, 0.9, -1), width(20, 0.93, -1), width(74, 0.9, 1)]), 6, inkDark);
  for (const finger of fingers)
    drawShape(brush, smoothCurve(finger.map(at), true, 5), skin, {
      width: 6.5,
      inkColour: skinInk(skin),
      edge: 0,
      drift: 0,
    });
  drawShape(brush, smoothCurve(thumb.map(at), true, 5), mixColour(skin, '#ffe6d0', 0.08), {
    width: 7,
    inkColour: skinInk(skin),
    edge: 0,
    drift: 0,
  });
};
