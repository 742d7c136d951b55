/** What figures leave on the ground: contact shadows, the long shadow of the sun, their image in wet ground. */
import {
  type Context,
  fillPolygon,
  type Point,
  type Projection,
  paintGlow,
  type Stage,
  type Vec3,
  withAlpha,
} from '../ink/ink.ts';
import type { SceneLight } from '../light/light.ts';
import { sunDirection } from '../places/places.ts';
import { type FigurePlacement } from './framing.ts';
import { footInSet } from './seats.ts';

const longestShadowM = 6;

export const paintShadows = (
  context: Context,
  placements: readonly FigurePlacement[],
  projection: Projection,
  light: SceneLight,
  outdoors: boolean,
): void => {
  for (const placement of placements) {
    if (placement.bust) continue;
    const foot = footInSet(placement, projection);
    const perMetre = projection.camera.focal / placement.depthM;
    if (outdoors && light.sun.strength > 0.1) paintSunShadow(context, foot, placement, projection, light);
    context.save();
    context.translate(placement.footX, placement.footY);
    context.rotate(-projection.camera.roll);
    paintGlow(context, 0, 2, 0.62 * perMetre, light.cast.shade, 0.75, { squash: 0.2, blend: 'multiply' });
    paintGlow(context, 0, 2, 0.34 * perMetre, '#120e22', 0.55, { squash: 0.16, blend: 'source-over' });
    context.restore();
  }
};

const paintSunShadow = (
  context: Context,
  foot: Vec3,
  placement: FigurePlacement,
  projection: Projection,
  light: SceneLight,
): void => {
  const sun = sunDirection(light);
  const flat = Math.hypot(sun[0], sun[2]) || 1;
  const long = Math.min(
    longestShadowM,
    Math.max(0.8, placement.depthM * 0.72),
    (placement.figure.look.heightM * flat) / Math.max(0.05, sun[1]),
  );
  const [ux, uz] = [-sun[0] / flat, -sun[2] / flat];
  const at = (along: number, aside: number): Point | undefined => {
    const seen = projection.project([foot[0] + ux * along - uz * aside, 0, foot[2] + uz * along + ux * aside]);
    return seen === undefined ? undefined : [seen.x, seen.y];
  };
  const outline: Point[] = [];
  const half = [0.16, 0.2, 0.26, 0.24, 0.1, 0.11, 0.02];
  for (let i = 0; i < half.length; i++) push(outline, at((long * i) / (half.length - 1), half[i] as number));
  for (let i = half.length - 1; i >= 0; i--) push(outline, at((long * i) / (half.length - 1), -(half[i] as number)));
  const from = at(0, 0);
  const to = at(long, 0);
  if (outline.length < half.length * 2 || from === undefined || to === undefined) return;
  const gradient = context.createLinearGradient(from[0], from[1], to[0], to[1]);
  const strength = Math.min(0.7, 0.35 + light.sun.strength * 0.4);
  gradient.addColorStop(0, withAlpha(light.cast.shade, strength));
  gradient.addColorStop(1, withAlpha(light.cast.shade, strength * 0.12));
  context.save();
  context.globalCompositeOperation = 'multiply';
  fillPolygon(context, outline, gradient);
  context.restore();
};

const push = (points: Point[], point: Point | undefined): void => {
  if (point !== undefined) points.push(point);
};

/** Wet ground: streaks of what shines and, under every figure, its upside-down image is added by the cast painter. */
export const paintWetGround = (
  context: Context,
  stage: Stage,
  horizonY: number,
  light: SceneLight,
  random: () => number,
): void => {
  if (light.wet < 0.2) return;
  const top = Math.max(0, horizonY);
  context.save();
  context.globalCompositeOperation = 'screen';
  for (let i = 0; i < 150; i++) {
    const near = random() ** 1.6;
    const y = top + 12 + near * (stage.bottom - top);
    const long = (20 + 170 * random()) * (0.2 + near);
    const colour =
      light.set.lampStrength > 0.4 && random() < 0.5
        ? light.set.lampColour
        : (light.sky.stops[light.sky.stops.length - 1]?.[1] ?? '#8090a0');
    context.fillStyle = withAlpha(colour, (0.05 + 0.13 * random()) * light.wet);
    context.fillRect(stage.left + random() * (stage.right - stage.left) - long / 2, y, long, 1.5 + near * 6 * random());
  }
  context.restore();
};
