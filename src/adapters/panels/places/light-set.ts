/**
 * Light on a painted set. A small map of light (ambient, and a pool for every lamp and window) is multiplied over it;
 * then the sun's patches and shafts, and the glow of what shines. A light belongs to the layer of its source.
 */
import {
  borrowSurface,
  type Context,
  fillPolygon,
  mixColour,
  type Point,
  paintBeam,
  paintGlow,
  returnSurface,
  type Surface,
  type Vec3,
  withAlpha,
} from '../ink/ink.ts';
import type { SceneLight } from '../light/light.ts';
import type { PlaceView } from './paint-place.ts';
import type { LampSource, Opening, PlaceSet } from './place.types.ts';

/** The map is this many times smaller than the canvas: light is soft. */
const mapScale = 8;

export const lightSet = (surface: Surface, place: PlaceSet, view: PlaceView): void => {
  const lamps = place.lamps.filter((lamp) => lamp.always === true || view.light.set.lampStrength > 0.05);
  multiplyByLight(surface, lamps, view, place.outdoors);
  if (!place.outdoors && view.light.sun.strength > 0.08)
    for (const opening of place.openings) paintSunlight(surface.context, opening, view);
  for (const lamp of lamps) if (lamp.kind !== 'window') paintLampGlow(surface.context, lamp, view);
};

const strengthOf = (lamp: LampSource, light: SceneLight): number => {
  if (lamp.kind === 'window') return lamp.strength * light.set.windowStrength;
  return lamp.strength * (lamp.always === true ? Math.max(0.6, light.set.lampStrength) : light.set.lampStrength);
};

const colourOfLamp = (lamp: LampSource, light: SceneLight): string => {
  if (lamp.colour !== undefined) return lamp.colour;
  if (lamp.kind === 'window') return light.set.windowColour;
  return lamp.kind === 'fire' ? '#ff9a48' : lamp.kind === 'screen' ? '#8fd0ff' : light.set.lampColour;
};

const multiplyByLight = (surface: Surface, lamps: readonly LampSource[], view: PlaceView, outdoors: boolean): void => {
  const { stage, projection, light } = view;
  const map = borrowSurface(surface.width / mapScale, surface.height / mapScale);
  const { context } = map;
  const scale = stage.scale / mapScale;
  context.setTransform(scale, 0, 0, scale, -stage.left * scale, -stage.top * scale);
  context.fillStyle = light.set.ambient;
  context.fillRect(stage.left, stage.top, stage.right - stage.left, stage.bottom - stage.top);
  if (!outdoors) {
    darkenCorners(context, view);
    darkenFarSide(context, view);
  }
  context.globalCompositeOperation = 'screen';
  for (const lamp of lamps) {
    const seen = projection.project(lamp.at);
    if (seen === undefined) continue;
    const radius = Math.min(2600, (lamp.reach * projection.camera.focal) / seen.depth);
    const amount = Math.min(1, strengthOf(lamp, light));
    poolOfLight(
      context,
      seen.x,
      seen.y,
      radius * 1.7,
      withAlphas(mixColour(colourOfLamp(lamp, light), '#ffffff', 0.25), amount),
    );
  }
  // Multiplying over clear pixels would paint them: the map is first cut to what the set covers.
  const lit = borrowSurface(surface.width, surface.height);
  lit.context.imageSmoothingEnabled = true;
  lit.context.imageSmoothingQuality = 'medium';
  lit.context.drawImage(map.canvas, 0, 0, surface.width, surface.height);
  lit.context.globalCompositeOperation = 'destination-in';
  lit.context.drawImage(surface.canvas, 0, 0);
  surface.context.save();
  surface.context.resetTransform();
  surface.context.globalCompositeOperation = 'multiply';
  surface.context.drawImage(lit.canvas, 0, 0);
  surface.context.restore();
  returnSurface(lit);
  returnSurface(map);
};

/** Falls off slower than a glow: light on things reaches farther than light in the air. */
const poolOfLight = (
  context: Context,
  x: number,
  y: number,
  radius: number,
  colourAt: (share: number) => string,
): void => {
  const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
  for (const [at, share] of [
    [0, 1],
    [0.25, 0.86],
    [0.5, 0.5],
    [0.75, 0.18],
    [1, 0],
  ] as const) {
    gradient.addColorStop(at, colourAt(share));
  }
  context.fillStyle = gradient;
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
};

const withAlphas =
  (colour: string, amount: number) =>
  (share: number): string =>
    withAlpha(colour, amount * share);

const darkenCorners = (context: Context, { stage, light }: PlaceView): void => {
  const gradient = context.createLinearGradient(0, stage.top, 0, stage.bottom);
  const deep = light.set.shade;
  gradient.addColorStop(0, withAlpha(deep, light.dark ? 0.45 : 0.26));
  gradient.addColorStop(0.3, withAlpha(deep, 0.05));
  gradient.addColorStop(0.7, withAlpha(deep, 0));
  gradient.addColorStop(1, withAlpha(deep, light.dark ? 0.5 : 0.36));
  context.globalCompositeOperation = 'multiply';
  context.fillStyle = gradient;
  context.fillRect(stage.left, stage.top, stage.right - stage.left, stage.bottom - stage.top);
};

/** By day the side of a room away from the window goes cool. */
const darkenFarSide = (context: Context, { stage, light, projection }: PlaceView): void => {
  if (light.dark || light.sun.strength < 0.2) return;
  const turn = (light.sun.azimuthDeg * Math.PI) / 180 - projection.camera.yaw;
  const side = Math.sin(turn);
  if (Math.abs(side) < 0.2) return;
  const [from, to] = side < 0 ? [stage.left, stage.right] : [stage.right, stage.left];
  const gradient = context.createLinearGradient(from, stage.top, to, stage.bottom * 0.6);
  gradient.addColorStop(0, 'rgba(255,244,222,0)');
  gradient.addColorStop(0.45, withAlpha('#8486b0', 0.1));
  gradient.addColorStop(1, withAlpha('#5a5e92', 0.52 * Math.abs(side)));
  context.globalCompositeOperation = 'multiply';
  context.fillStyle = gradient;
  context.fillRect(stage.left, stage.top, stage.right - stage.left, stage.bottom - stage.top);
};

const paintLampGlow = (context: Context, lamp: LampSource, view: PlaceView): void => {
  const seen = view.projection.project(lamp.at);
  if (seen === undefined) return;
  const perMetre = view.projection.camera.focal / seen.depth;
  const amount = strengthOf(lamp, view.light);
  const colour = colourOfLamp(lamp, view.light);
  const fog = 1 + view.light.fog * 0.8 + view.light.wet * 0.3;
  paintGlow(context, seen.x, seen.y, Math.min(1300, lamp.reach * 0.62 * fog * perMetre), colour, 0.62 * amount);
  const { bulb = 0.1 } = lamp;
  if (bulb <= 0) return;
  paintGlow(context, seen.x, seen.y, bulb * 4.5 * perMetre + 6, mixColour(colour, '#ffffff', 0.5), 0.85 * amount);
};

const lowestIndoorSunDeg = 20;

/** Where the sun comes in: a patch on the floor with the light of the opening, and the shaft between. */
const paintSunlight = (context: Context, opening: Opening, view: PlaceView): void => {
  const { projection, light } = view;
  const toSun = sunDirection(light, lowestIndoorSunDeg);
  const facing = toSun[0] * opening.outward[0] + toSun[2] * opening.outward[2];
  if (facing < 0.12) return;
  const strength = light.sun.strength * Math.min(1, facing * 1.6);
  const patch = opening.corners.map(
    ([x, y, z]): Vec3 => [x - (toSun[0] / toSun[1]) * y, 0.01, z - (toSun[2] / toSun[1]) * y],
  );
  const onFloor = projection.clipPolygon(patch);
  const atWindow = projection.clipPolygon(opening.corners);
  context.save();
  context.globalCompositeOperation = 'overlay';
  if (onFloor.points.length >= 3) fillPolygon(context, onFloor.points, withAlpha(light.sun.colour, 0.62 * strength));
  context.restore();
  if (onFloor.points.length >= 3) {
    context.save();
    context.globalCompositeOperation = 'screen';
    fillPolygon(context, onFloor.points, withAlpha(light.sun.colour, 0.16 * strength));
    context.restore();
  }
  if (onFloor.points.length !== 4 || atWindow.points.length !== 4) return;
  const [lowLeft, lowRight, highRight, highLeft] = atWindow.points as [Point, Point, Point, Point];
  const floor = onFloor.points as [Point, Point, Point, Point];
  paintBeam(context, [highLeft, highRight], [floor[3], floor[2]], light.sun.colour, 0.22 * strength);
  paintBeam(context, [lowLeft, highLeft], [floor[0], floor[3]], light.sun.colour, 0.16 * strength);
  paintBeam(context, [lowRight, highRight], [floor[1], floor[2]], light.sun.colour, 0.16 * strength);
};

/** Unit vector toward the sun; `leastDeg` raises a sun whose shafts would cross a whole room. */
export const sunDirection = (light: SceneLight, leastDeg = 0): Vec3 => {
  const azimuth = (light.sun.azimuthDeg * Math.PI) / 180;
  const elevation = (Math.max(leastDeg, light.sun.elevationDeg) * Math.PI) / 180;
  return [Math.sin(azimuth) * Math.cos(elevation), Math.sin(elevation), Math.cos(azimuth) * Math.cos(elevation)];
};
