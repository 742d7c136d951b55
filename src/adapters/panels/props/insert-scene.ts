/**
 * An insert: a thing seen close from above on what it lies on, or straight at the wall it hangs on; two other things tell
 * the story, and a pool of the scene's light falls on it (art direction, "Insert").
 */
import { pick, seededRandom } from '../../../domain/random.ts';
import {
  borrowSurface,
  type Colour,
  type Context,
  ellipsePoints,
  fillPolygon,
  inkLine,
  lightSurface,
  mixColour,
  multiplyColour,
  paintGlow,
  returnSurface,
  type Stage,
  type Surface,
  washShape,
  withAlpha,
} from '../ink/ink.ts';
import type { SceneLight } from '../light/light.ts';
import { createPropPen, type Ground, propOf } from './props.ts';

export type InsertScene = {
  readonly stage: Stage;
  readonly light: SceneLight;
  readonly seed: string;
  /** Opaque. For a thing that stands, the place out of focus is on it already. */
  readonly ground: Surface;
  /** The things and their shadows, far ones first. */
  readonly props: Surface;
};

/** Whether the thing is seen standing, from the side, before the place. */
export const standsInInsert = (name: string): boolean => propOf(name).ground === 'standing';

/** @param names hero first */
export const paintInsert = (names: readonly string[], scene: InsertScene): void => {
  const { stage, light, ground, props, seed } = scene;
  const hero = propOf(names[0] ?? 'parcel');
  const random = seededRandom('insert', seed);
  const lies = hero.ground ?? 'table';
  const wide = stage.width > stage.height * 1.1;
  const unit = Math.min(stage.height, stage.width * 1.08) / 430;
  const companions = (names.length > 1 ? names.slice(1, 3) : (hero.with ?? [])).filter(
    (name) => lies !== 'wall' && (lies === 'standing') === standsInInsert(name),
  );
  if (lies === 'standing') tableBefore(ground.context, stage, random);
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

/** The table a standing thing stands on: its far edge crosses the lower part of the picture. */
const tableBefore = (context: Context, stage: Stage, random: () => number): void => {
  const { left, right, bottom, height } = stage;
  const y = height * 0.63;
  const colour = pick(random, ['#7a5238', '#6a4a38', '#8a6444']);
  washShape(
    context,
    [
      [left - 20, y + 6],
      [right + 20, y - 6],
      [right + 20, bottom + 20],
      [left - 20, bottom + 20],
    ],
    colour,
    { drift: 0.22 },
  );
  inkLine(
    context,
    [
      [left - 20, y + 6],
      [right + 20, y - 6],
    ],
    { width: 5, colour: mixColour(colour, '#1a100c', 0.6) },
  );
  for (let i = 0; i < 22; i++) {
    const near = random();
    const [x, gy] = [left + random() * (right - left), y + 16 + near * (bottom - y)];
    inkLine(
      context,
      [
        [x, gy],
        [x + 140 + 320 * near, gy - 3],
      ],
      { width: 1.6 + near * 2.4, colour: mixColour(colour, '#1a100c', 0.5), alpha: 0.4, wobble: 2 },
    );
  }
};

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

const paintGround = (context: Context, stage: Stage, ground: Ground, random: () => number): void => {
  const { left, top, right, bottom } = stage;
  const box: [number, number][] = [
    [left - 20, top - 20],
    [right + 20, top - 20],
    [right + 20, bottom + 20],
    [left - 20, bottom + 20],
  ];
  const colour = {
    standing: '#7a5238',
    table: pick(random, ['#7a5238', '#6a4a38', '#8a6444']),
    floor: '#7c6248',
    wall: pick(random, ['#8a9088', '#9a8a78', '#7c8894']),
    console: '#4c5660',
    cloth: pick(random, ['#7a4450', '#4f6278', '#6a6a58']),
  }[ground];
  washShape(context, box, colour, { edge: 0, drift: 0.18 });
  if (ground === 'table' || ground === 'floor') planks(context, stage, colour, ground === 'floor' ? 210 : 270, random);
  if (ground === 'console') plates(context, stage, colour, random);
  if (ground === 'cloth') folds(context, stage, colour, random);
  if (ground === 'wall') boards(context, stage, colour);
};

const planks = (
  context: Context,
  { left, right, top, bottom }: Stage,
  colour: Colour,
  step: number,
  random: () => number,
): void => {
  for (let y = top - 40 + random() * 60; y < bottom; y += step) {
    fillPolygon(
      context,
      [
        [left - 20, y],
        [right + 20, y - 12],
        [right + 20, y + step - 12],
        [left - 20, y + step],
      ],
      withAlpha(mixColour(colour, random() < 0.5 ? '#20140e' : '#f0d8b0', 0.3), 0.16 + random() * 0.14),
    );
    inkLine(
      context,
      [
        [left - 20, y],
        [right + 20, y - 12],
      ],
      { width: 4.5, colour: mixColour(colour, '#1a100c', 0.6), alpha: 0.8, wobble: 2 },
    );
    for (let i = 0; i < 12; i++) {
      const [x, gy] = [left + random() * (right - left), y + 14 + random() * (step - 28)];
      const long = 120 + random() * 360;
      inkLine(
        context,
        [
          [x, gy],
          [x + long * 0.5, gy - 6 + random() * 6],
          [x + long, gy - 4],
        ],
        { width: 1.8 + random() * 1.6, colour: mixColour(colour, '#1a100c', 0.5), alpha: 0.35, wobble: 2.4 },
      );
    }
  }
};

const plates = (context: Context, { left, right, top, bottom }: Stage, colour: Colour, random: () => number): void => {
  for (const y of [top + (bottom - top) * 0.16, top + (bottom - top) * 0.84])
    inkLine(
      context,
      [
        [left, y],
        [right, y],
      ],
      { width: 5, colour: mixColour(colour, '#10141a', 0.6) },
    );
  for (let i = 0; i < 16; i++) {
    const [x, y] = [
      left + ((i % 8) + 0.5) * ((right - left) / 8),
      i < 8 ? top + (bottom - top) * 0.09 : top + (bottom - top) * 0.91,
    ];
    const lamp = random() < 0.5;
    washShape(
      context,
      ellipsePoints(x, y, lamp ? 15 : 26, lamp ? 15 : 26),
      lamp ? pick(random, ['#ff7a5a', '#7cd8a0', '#ffd070']) : '#2c343c',
      { edge: 0.3 },
    );
    inkLine(context, [...ellipsePoints(x, y, lamp ? 15 : 26, lamp ? 15 : 26), [x + (lamp ? 15 : 26), y]], {
      width: 3.5,
    });
    if (!lamp)
      inkLine(
        context,
        [
          [x, y],
          [x + 14, y - 16],
        ],
        { width: 5, colour: '#d8d0bc' },
      );
  }
};

const folds = (context: Context, { left, right, top, bottom }: Stage, colour: Colour, random: () => number): void => {
  for (let i = 0; i < 13; i++) {
    const x = left + random() * (right - left);
    const bend = (random() - 0.5) * 400;
    inkLine(
      context,
      [
        [x, top - 20],
        [x + bend * 0.4, (top + bottom) / 2],
        [x + bend, bottom + 20],
      ],
      {
        width: 26 + random() * 60,
        colour: mixColour(colour, random() < 0.5 ? '#140c18' : '#fff0dc', 0.3),
        alpha: 0.16,
        wobble: 20,
      },
    );
  }
};

const boards = (context: Context, { left, right, top, bottom }: Stage, colour: Colour): void => {
  for (const x of [0.2, 0.8])
    inkLine(
      context,
      [
        [left + (right - left) * x, top],
        [left + (right - left) * x, bottom],
      ],
      { width: 5, colour: mixColour(colour, '#1a1418', 0.5) },
    );
  fillPolygon(
    context,
    [
      [left + (right - left) * 0.2, top],
      [left + (right - left) * 0.8, top],
      [left + (right - left) * 0.8, bottom],
      [left + (right - left) * 0.2, bottom],
    ],
    withAlpha(mixColour(colour, '#5a3a28', 0.6), 0.8),
  );
};
