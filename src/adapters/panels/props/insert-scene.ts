/**
 * An insert: a thing seen close from above on what it lies on, or straight at the wall it hangs on; two other things tell
 * the story, and a pool of the scene's light falls on it (art direction, "Insert").
 */
import { seededRandom } from '../../../domain/random.ts';
import {
  borrowSurface,
  type Colour,
  type Context,
  lightSurface,
  mixColour,
  multiplyColour,
  paintGlow,
  returnSurface,
  type Stage,
  type Surface,
  withAlpha,
} from '../ink/ink.ts';
import type { SceneLight } from '../light/light.ts';
import { paintEarth, paintGround, tableBefore } from './insert-grounds.ts';
import { createPropPen, propOf } from './props.ts';

export type InsertScene = {
  readonly stage: Stage;
  readonly light: SceneLight;
  readonly seed: string;
  /** Out of doors: the colour of what things lie on there. */
  readonly earth?: Colour;
  /** Opaque. For a thing that stands, the place out of focus is on it already. */
  readonly ground: Surface;
  /** The things and their shadows, far ones first. */
  readonly props: Surface;
};

/** Whether the thing is seen standing, from the side, before the place. */
export const standsInInsert = (name: string): boolean => propOf(name).ground === 'standing';

/** @param names hero first */
export const paintInsert = (names: readonly string[], scene: InsertScene): void => {
  const { stage, light, ground, props, seed, earth } = scene;
  const hero = propOf(names[0] ?? 'parcel');
  const random = seededRandom('insert', seed);
  const lies = hero.ground ?? 'table';
  const wide = stage.width > stage.height * 1.1;
  const unit = Math.min(stage.height, stage.width * 1.08) / 430;
  const usual = earth === undefined ? (hero.with ?? []) : [];
  const companions = (names.length > 1 ? names.slice(1, 3) : usual).filter(
    (name) => lies !== 'wall' && (lies === 'standing') === standsInInsert(name),
  );
  if (lies === 'standing') tableBefore(ground.context, stage, random, earth);
  else if (earth !== undefined && lies !== 'wall' && lies !== 'console')
    paintEarth(ground.context, stage, earth, random);
  else paintGround(ground.context, stage, lies, random);
  const spots = lies === 'standing' ? standingSpots : wide ? lyingSpots : lyingSpotsTall;
  for (const [i, name] of companions.slice(0, 2).entries()) {
    const [x, y] = spots[i] as Spot;
    const turn = lies === 'standing' ? 0 : (random() - 0.5) * 0.9;
    place(scene, name, stage.width * x, stage.height * y, unit * (wide ? 1 : 0.8), turn);
  }
  const heroY = lies === 'standing' ? 0.56 : 0.5;
  const heroTurn = lies === 'wall' || lies === 'standing' ? 0 : (random() - 0.5) * 0.3;
  place(
    scene,
    names[0] ?? 'parcel',
    stage.width * 0.505,
    stage.height * heroY,
    unit * (lies === 'standing' ? 1.42 : 1.5),
    heroTurn,
  );
  if (lies === 'standing') glowOf(scene, hero.shines === true);
  else for (const surface of [ground, props]) poolOfLight(surface, stage, light, hero.shines === true);
};

type Spot = readonly [x: number, y: number];
const lyingSpots: readonly Spot[] = [
  [0.15, 0.72],
  [0.87, 0.24],
];
const lyingSpotsTall: readonly Spot[] = [
  [0.22, 0.86],
  [0.8, 0.14],
];
const standingSpots: readonly Spot[] = [
  [0.17, 0.6],
  [0.85, 0.58],
];

const glowOf = ({ stage, light, ground, props }: InsertScene, shines: boolean): void => {
  const y = stage.height * 0.36;
  if (shines) {
    paintGlow(ground.context, stage.width / 2, y, stage.height * 0.75, light.set.lampColour, 0.7);
    paintGlow(props.context, stage.width / 2, y, stage.height * 0.6, light.set.lampColour, 0.5, { blend: 'overlay' });
    return;
  }
  poolOfLight(ground, stage, light, false);
};

const place = (
  { ground, props, stage, light }: InsertScene,
  name: string,
  x: number,
  y: number,
  scale: number,
  turn: number,
): void => {
  const layer = borrowSurface(props.width, props.height);
  const { context } = layer;
  context.setTransform(props.context.getTransform());
  context.translate(x, y);
  context.rotate(turn);
  context.scale(scale, scale);
  propOf(name).draw(createPropPen(context));
  if (standsInInsert(name)) contactShadow(ground.context, x, y + 92 * scale, 88 * scale);
  else dropShadow(ground, layer, stage, light);
  if (!standsInInsert(name)) dropShadow(props, layer, stage, light, true);
  lightSurface(layer, {
    direction: [-0.6, -0.8],
    shade: light.cast.shade,
    shadeAmount: 0.42,
    shadeDepth: 14 * stage.scale,
    shadeSoftness: 9 * stage.scale,
    ambient: light.cast.ambient,
    rim: light.cast.rim,
    rimAmount: 0.35,
    rimWidth: 2.5 * stage.scale,
  });
  props.context.save();
  props.context.resetTransform();
  props.context.drawImage(layer.canvas, 0, 0);
  props.context.restore();
  returnSurface(layer);
};

/** The thing's own shape, dark, soft and shifted away from the light; on other things it falls only where they are. */
const dropShadow = (onto: Surface, of: Surface, stage: Stage, light: SceneLight, onlyOnThings = false): void => {
  const shadow = borrowSurface(of.width, of.height);
  shadow.context.drawImage(of.canvas, 0, 0);
  shadow.context.globalCompositeOperation = 'source-in';
  shadow.context.fillStyle = withAlpha(mixColour(light.cast.shade, '#0c0814', 0.55), 0.62);
  shadow.context.fillRect(0, 0, of.width, of.height);
  const { context } = onto;
  context.save();
  context.resetTransform();
  if (onlyOnThings) context.globalCompositeOperation = 'source-atop';
  context.filter = `blur(${11 * stage.scale}px)`;
  context.drawImage(shadow.canvas, 15 * stage.scale, 19 * stage.scale);
  context.restore();
  returnSurface(shadow);
};

const contactShadow = (context: Context, x: number, y: number, reach: number): void =>
  paintGlow(context, x + reach * 0.2, y, reach * 1.5, '#120a10', 0.7, { squash: 0.22, blend: 'source-over' });

const poolOfLight = (surface: Surface, stage: Stage, light: SceneLight, shines: boolean): void => {
  const mask = borrowSurface(surface.width, surface.height);
  const { context } = mask;
  context.setTransform(surface.context.getTransform());
  const [x, y, reach] = [
    stage.width * (shines ? 0.5 : 0.46),
    stage.height * (shines ? 0.42 : 0.4),
    Math.max(stage.width, stage.height) * 0.72,
  ];
  const warm = light.dark || shines ? light.set.lampColour : light.set.windowColour;
  const gradient = context.createRadialGradient(x, y, reach * 0.1, x, y, reach);
  const deep = multiplyColour(light.set.ambient, light.dark ? '#6c6478' : '#a49cac');
  gradient.addColorStop(0, mixColour(warm, '#ffffff', 0.35));
  gradient.addColorStop(0.4, mixColour(warm, deep, 0.3));
  gradient.addColorStop(1, deep);
  context.fillStyle = gradient;
  context.fillRect(stage.left, stage.top, stage.right - stage.left, stage.bottom - stage.top);
  context.globalCompositeOperation = 'destination-in';
  context.resetTransform();
  context.drawImage(surface.canvas, 0, 0);
  surface.context.save();
  surface.context.resetTransform();
  surface.context.globalCompositeOperation = 'multiply';
  surface.context.drawImage(mask.canvas, 0, 0);
  surface.context.restore();
  returnSurface(mask);
  if (shines)
    paintGlow(surface.context, stage.width * 0.5, stage.height * 0.42, stage.height * 0.5, warm, 0.3, {
      blend: 'overlay',
    });
};
